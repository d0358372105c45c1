"""JSON: a submission, or a list of them, in the form that `standards show ID --schema` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.program import Program
from submissions.encodings import text_of
from submissions.problems import UnreadableError, say, shown, written
from submissions.raw import Problem, Raw, Said
from submissions.schema import is_submission, violations

SUFFIXES = (".json",)

_LARGEST = 256 * 2**20
_LONGEST_NUMBER = 60
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONE = re.compile(r"\\u[dD][89a-fA-F]")
_TWICE = say("同一键写了两次，以第一次为准", "the same key twice; the first counts")
_ALLOWED = say(
    '一份填报（或若干份的列表），如 {"applicant": {...}, "answers": {...}}',
    'a submission, or a list of them: {"applicant": {...}, "answers": {...}}',
)


class _Twice(dict[str, Any]):
    """An object in which keys were written twice; `further` holds what is not used."""

    further: list[tuple[str, object]]


def read(path: Path, program: Program | None) -> list[Raw]:  # noqa: ARG001 - every reader is given it
    """The submissions of a file, as written. Raises UnreadableError."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableError(say("JSON 文件不得超过 256 MB", "JSON of at most 256 MB"))
    data = path.read_bytes()
    document = parsed(text_of(data))
    entries = document if isinstance(document, list) else [document]
    if not entries or not all(isinstance(e, dict) and is_submission(e) for e in entries):
        raise UnreadableError(_ALLOWED)
    digest = f"sha256:{sha256(data).hexdigest()}"
    several = isinstance(document, list)
    return [
        raw_of(entry, path.as_posix(), digest=digest, at=f"$[{place}]" if several else "$")
        for place, entry in enumerate(entries)
    ]


def is_safe(path: Path) -> bool:  # noqa: ARG001 - asked of every reader
    """Always: the standard library reads it."""
    return True


def parsed(text: str) -> object:
    """JSON with exact decimals; keys written twice are kept aside. Raises UnreadableError."""
    try:
        document = json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_int=_number
        )
    except json.JSONDecodeError as error:
        zh = f"不是 JSON：第 {error.lineno} 行第 {error.colno} 列（{error.msg}）"
        en = f"not JSON: line {error.lineno}, column {error.colno} ({error.msg})"
        raise UnreadableError(say(zh, en)) from error
    except RecursionError as error:
        raise UnreadableError(say("JSON 嵌套过深", "JSON nested too deeply")) from error
    return _encodable(document) if _LONE.search(text) else document


def raw_of(document: Mapping[str, Any], file: str, *, digest: str = "", at: str = "$") -> Raw:
    """A submission from an object; what does not fit its form becomes a problem."""
    raw = Raw(file, digest)
    for path, found, allowed, effect in violations(document):
        name = path.rpartition(".")[2]
        _problem(raw, at + path, name, found, allowed=allowed, effect=effect)
    for path, key, found in _twice(document, at) if _holds_twice(document) else ():
        _problem(raw, path, key, found, allowed=_TWICE, effect="ignored")
    raw.standard, raw.edition = _text(document.get("standard")), _text(document.get("edition"))
    people = {key: _text(value) for key, value in _object_in(document, "applicant").items()}
    raw.applicant = {key: text for key, text in people.items() if text is not None}
    for name, path, value in _pairs(_object_in(document, "answers")):
        cell = f"{at}.answers{path}"
        if name in raw.answers:
            _problem(raw, cell, name, value, allowed=_TWICE, effect="ignored")
        else:
            raw.answers[name] = Said(value, cell=cell)
    for key, target in (("not_applicable", raw.claims), ("evidence", raw.evidence)):
        for name, value in _object_in(document, key).items():
            target[name] = Said(value, cell=f"{at}.{key}{_step(name)}")
    return raw


def flatten(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by field id: `{"4.2": {"bags": true}}` -> `4.2.bags`; `answer` is `4.2` itself."""
    flat: dict[str, Any] = {}
    for name, _, value in _pairs(answers):
        flat.setdefault(name, value)
    return flat


def _pairs(answers: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Field id, JSON path and value of every answer."""
    for name, value in answers.items():
        if not isinstance(value, dict) or not value:
            yield name, _step(name), value
            continue
        for item, inner in value.items():
            field = name if item == "answer" else f"{name}.{item}"
            yield field, _step(name) + _step(item), inner


@lru_cache(maxsize=10_000)
def _step(key: str) -> str:
    return f".{key}" if _NAME.fullmatch(key) else f"[{json.dumps(key, ensure_ascii=False)}]"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(reversed(pairs))
    if len(made) == len(pairs):
        return dict(pairs)
    twice = _Twice()
    twice.further = []
    for key, value in pairs:
        if key in twice:
            twice.further.append((key, value))
        else:
            twice[key] = value
    return twice


def _holds_twice(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    return isinstance(value, _Twice) or any(map(_holds_twice, value.values()))


def _twice(value: object, path: str) -> Iterator[tuple[str, str, object]]:
    """Path, key and unused value of every key written twice."""
    if isinstance(value, _Twice):
        yield from ((path + _step(key), key, found) for key, found in value.further)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _twice(inner, path + _step(key))


def _number(text: str) -> int | Decimal | float:
    if len(text) <= _LONGEST_NUMBER and text.lstrip("-").isdigit():
        return int(text)
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        return float("inf")


def _encodable(value: object) -> object:
    """Without halves of character pairs, which no file can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    return value


def _object_in(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = document.get(key)
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    """A text, or a number that should have been one."""
    fits = isinstance(value, str | int | Decimal) and not isinstance(value, bool)
    return written(value) if fits else None


def _problem(raw: Raw, cell: str, field: str, found: object, **said: str) -> None:
    raw.problems.append(Problem(raw.file, "", cell, "", field, shown(found), **said))
