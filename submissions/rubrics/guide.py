"""The guide inside the workbook: how it is read, how rules are written, what every column means."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any

from standards.document import Document
from standards.text import Language
from submissions.rubrics.layout import HEAD, sheets


def guide(language: Language) -> Iterator[tuple[str, ...]]:
    """The lines of the guide; a line of one text is a heading or a sentence."""
    words = _file()
    zh = language == "zh"
    yield ("怎样填写" if zh else "How to write it",)
    for sentence in words["intro"]:
        yield (sentence[language],)
    yield ("",)
    yield ("评分细则的写法" if zh else "How rules are written",)
    yield ("评分方式", "评分细则", "说明", "key") if zh else ("Rule", "Rule body", "Meaning", "Key")
    for rule in rules_of():
        yield (
            rule["name"][language],
            rule["body"][language],
            rule["about"][language],
            rule["kind"],
        )
    yield ("",)
    yield ("各表的列" if zh else "The columns of every sheet",)
    heads = ("工作表", "列", "含义", "代号") if zh else ("Sheet", "Column", "Meaning", "Name")
    yield heads
    for sheet in sheets():
        for column in sheet.columns:
            title = sheet.title.in_(language)
            head, about = column.head.in_(language), column.about.in_(language)
            if sheet.key == HEAD and column.what == "en":
                continue
            yield (title, head, about, column.name)


def rules_of() -> list[dict[str, Any]]:
    """How every rule kind is written: `kind`, `name`, `body`, `about`, the last three as texts."""
    made: list[dict[str, Any]] = _file()["rules"]
    return made


def _file() -> dict[str, Any]:
    text = (resources.files("submissions.rubrics") / "guide.yaml").read_text(encoding="utf-8")
    made: dict[str, Any] = Document(text, "guide.yaml").value
    return made
