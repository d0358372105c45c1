"""The settings of a site: what is published of whom, by whom, in which languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from reports.site import SiteError
from standards.document import Document
from standards.faults import Fault, StandardError, unknown
from standards.load import sentence
from standards.model import Standard
from standards.text import Language, Phrase, Text

Known = Literal["name", "district", "category"]
Result = Literal["coverage", "parts", "criteria", "reasons"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Notice(_Entry):
    """The notice period (公示), both days included, and what to do with objections."""

    from_: date = Field(alias="from")
    to: date
    objections: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to < self.from_:
            raise ValueError(f"found from {self.from_} to {self.to}; the last day comes after")
        return self


class Publish(_Entry):
    """What is published: what is not listed here stays in the run.

    Always public: the code, score, grade, outcome, rank and the digest of the submission. `answers`
    are ids of fields, `evidence` ids of criteria whose papers are named.
    """

    applicant: tuple[Known, ...] = get_args(Known)
    results: tuple[Result, ...] = get_args(Result)
    answers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(c in text for c in ' \t\r\n"<>'):
        raise ValueError(f"found {text!r}; allowed: an address such as https://example.org/dabiao/")
    return text.rstrip("/") + "/"


def _different(languages: tuple[Language, ...]) -> tuple[Language, ...]:
    if len(set(languages)) != len(languages):
        raise ValueError("each language may stand once")
    return languages


class Settings(_Entry):
    """All of them; without a file everything is as here."""

    site: Literal[1] = 1
    title: Text | None = None
    office: Text | None = None
    contact: Text | None = None
    address: Annotated[str, AfterValidator(_address)] | None = None
    languages: Annotated[tuple[Language, ...], AfterValidator(_different)] = Field(
        ("zh", "en"), min_length=1
    )
    notice: Notice | None = None
    publish: Publish = Publish()


TEMPLATE = """\
# What a public site shows. `dabiao publish RUN -o SITE --settings site.yaml`
# Texts are {zh: ..., en: ...}; a plain text is Chinese. Every key may be left out.
site: 1
title: {zh: 绿色社区创建评定结果, en: Results of the green communities}
office: {zh: 某市创建工作办公室, en: Office for creation work}
contact: {zh: 电话 000-0000000，工作日 9 至 17 时, en: "Telephone 000-0000000, 9 to 17"}
# Where the site will stand; only the feed needs it.
# address: https://example.org/dabiao/
# The first language is that of the front page.
languages: [zh, en]
# The notice period (公示), both days included.
notice:
  from: 2026-11-24
  to: 2026-12-03
  objections:
    zh: 对结果有异议的，请在公示期内以书面形式向本办公室反映，写明单位、指标和理由，并署名。
    en: >-
      Whoever objects to a result writes to the office within the period, naming the applicant,
      the criterion and the grounds, and signs.
# What is not listed is not published. Always public: code, score, grade, outcome, rank and the
# digest of the submission.
publish:
  applicant: [name, district, category]
  results: [coverage, parts, criteria, reasons]
  answers: []      # ids of fields whose answers are public; leave contacts out
  evidence: []     # ids of criteria whose papers are named
"""
"""A settings file with every key; what `--settings-template` prints."""

_KEYS: dict[tuple[str, ...], type[BaseModel]] = {
    (): Settings,
    ("notice",): Notice,
    ("publish",): Publish,
}


def load(path: Path) -> Settings:
    """The settings of a file. Raises SiteError with every fault and its place."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SiteError(f"{path}:1:1: byte {error.start} is not UTF-8") from error
    except OSError as error:
        raise SiteError(f"{path}: {error.strerror}") from error
    return loads(text, str(path))


def loads(text: str, name: str) -> Settings:
    """The settings of a text; `name` is shown in faults."""
    try:
        document = Document(text, name)
        if not isinstance(document.value, dict):
            allowed = ", ".join(_allowed(Settings))
            raise SiteError(f"{name}:1:1: found no keys; there are: {allowed}")
        return Settings.model_validate(document.value)
    except StandardError as error:
        raise SiteError(str(error)) from error
    except ValidationError as error:
        faults = sorted(
            {_fault(document, dict(one)) for one in error.errors() if not _told_by_inner(one)}
        )
        raise SiteError("\n".join(map(str, faults))) from error


def _fault(document: Document, detail: dict[str, Any]) -> Fault:
    path = tuple(detail["loc"])
    if detail["type"] == "extra_forbidden":
        model = _KEYS.get(path[:-1], Phrase)
        return document.fault(path, unknown("key", path[-1], _allowed(model)))
    if detail["type"].startswith("date_"):
        detail["type"] = "date_type"  # however it is no day, the sentence is the same
    named = [step for step in path if isinstance(step, str)]  # not the place in a list
    return document.fault(path, sentence({**detail, "loc": named}))


def _told_by_inner(detail: Any) -> bool:  # noqa: ANN401 - the parsing edge
    """Whether a list is only too short because what was in it is at fault."""
    return detail["type"] == "too_short" and "after validation" in detail["msg"]


def _allowed(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def check(settings: Settings, standard: Standard, where: str) -> None:
    """Raise SiteError where the settings name a field or criterion that the standard lacks."""
    faults = [
        *_unknown("publish.answers", "field", settings.publish.answers, standard.asked),
        *_unknown(
            "publish.evidence",
            "criterion with required evidence",
            settings.publish.evidence,
            [c.id for c in standard.criteria if c.evidence],
        ),
    ]
    if faults:
        raise SiteError("\n".join(f"{where}: {fault}" for fault in faults))


def _unknown(key: str, what: str, found: Iterable[str], allowed: Iterable[str]) -> list[str]:
    names = set(allowed)
    return [f"{key}: {unknown(what, one, names)}" for one in found if one not in names]


def dump(settings: Settings) -> str:
    """The settings as a file that `load` reads back, with nothing that was a comment."""
    plain = settings.model_dump(mode="json", by_alias=True, exclude_none=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)
