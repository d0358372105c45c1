"""A plain tree as YAML text, laid out as an author would: the same tree, the same text.

What fits on a line and has nothing deep in it stands in braces; entries with an id of their own,
and whatever is longer, have a line a key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from standards.numbers import plain

WIDTH = 100
"""Columns that a line in braces may take; a text alone may be longer, it is never folded."""

_SAFE = re.compile(
    r"[A-Za-z\u00b7\u2e80-\u9fff\uf900-\ufaff\uff01-\uff9f“”‘’《》（）〔〕]"
    r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#,\[\]{}\"`|\\?]*"
)
"""Words that need no quotes anywhere; more than needs be are quoted."""
_LONE = re.compile(
    r"[A-Za-z\u00b7\u2e80-\u9fff\uf900-\ufaff\uff01-\uff9f“”‘’《》（）〔〕]"
    r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#\[\]{}\"`|\\]*"
)
"""The same where nothing stands on the line but this."""
_ALSO = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?%|https?://[A-Za-z0-9./?=&_~%+-]+")
"""Shares and addresses."""
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_NOT_A_TEXT = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|nan|inf|[-+.]?[0-9].*|[-+]?\.(inf|nan)|~)"
)
"""Words that this reader or another takes for something else."""
_DEEP = 3
_LONG_LIST, _LONG_ITEM = 40, 12
"""Lines from which a list or one of its items wants room."""


def write(tree: dict[str, Any]) -> str:
    """The YAML of a mapping, ending in a line break; top-level lists and mappings stand apart."""
    lines: list[str] = []
    for key, value in tree.items():
        made = list(_pair(key, value, 0))
        if isinstance(value, list) and len(made) > _LONG_LIST:
            made = [made[0], *_apart(made[1:])]
        if len(made) > 1 and lines and not _is_entry(value):
            lines.append("")
        lines += made
    return "\n".join(lines) + "\n"


def _apart(lines: list[str]) -> Iterator[str]:
    """The lines of a long list, with a blank line before every long item but the first."""
    starts = [n for n, line in enumerate(lines) if line.startswith("-")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if start and end - start > _LONG_ITEM:
            yield ""
        yield from lines[start:end]


def flow(value: Any) -> str:  # noqa: ANN401 - a plain tree
    """A value on one line: `{zh: 甲, en: A}`, `[documents, site]`, `0.5`."""
    match value:
        case dict():
            pairs = (f"{key_text(key)}: {flow(inner)}" for key, inner in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(flow(item) for item in value)}]"
        case _:
            return scalar(value)


def scalar(value: Any, *, alone: bool = False) -> str:  # noqa: ANN401 - a plain value
    """A plain value; a text in quotes where it must be. `alone`: nothing else is on the line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case str():
            return value if _needs_no_quotes(value, alone=alone) else quoted(value)
    message = f"no YAML for {type(value).__name__}"
    raise TypeError(message)


def quoted(text: str) -> str:
    """A text in double quotes, on one line, with whatever cannot be seen escaped."""
    made = json.dumps(text, ensure_ascii=False)
    return "".join(c if c == " " or c.isprintable() else _escaped(c) for c in made)


def key_text(key: str) -> str:
    """A key, quoted where it is no plain word; a whole number as in `count: {3: 6}` is plain."""
    is_plain = _KEY.fullmatch(key) and not (_NOT_A_TEXT.fullmatch(key) and not key.isdigit())
    if is_plain or (_needs_no_quotes(key, alone=False) and not key.isascii()):
        return key
    return quoted(key)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _needs_no_quotes(text: str, *, alone: bool) -> bool:
    if _ALSO.fullmatch(text):
        return True
    if _NOT_A_TEXT.fullmatch(text) or text != text.strip() or "  " in text:
        return False
    if not all(c == " " or c.isprintable() for c in text):
        return False
    return (_LONE if alone else _SAFE).fullmatch(text) is not None


def _pair(key: str, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 - a plain tree
    """The lines of a key and its value."""
    head = f"{' ' * indent}{key_text(key)}:"
    one = _one_line(value, WIDTH - len(head) - 1)
    if one is not None:
        yield f"{head} {one}"
    elif isinstance(value, dict):
        yield head
        for inner_key, inner in value.items():
            yield from _pair(inner_key, inner, indent + 2)
    else:
        yield head
        yield from _items(value, indent)


def _items(values: list[Any], indent: int) -> Iterator[str]:
    for value in values:
        one = _one_line(value, WIDTH - indent - 2)
        if one is not None:
            yield f"{' ' * indent}- {one}"
        elif isinstance(value, dict):
            lines = [line for key, inner in value.items() for line in _pair(key, inner, indent + 2)]
            yield f"{' ' * indent}- {lines[0][indent + 2 :]}"
            yield from lines[1:]
        else:
            yield f"{' ' * indent}-"
            yield from _items(value, indent + 2)


def _one_line(value: Any, room: int) -> str | None:  # noqa: ANN401 - a plain tree
    """The value on a line, if that is how it is written."""
    if not isinstance(value, dict | list):
        return scalar(value, alone=True)
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if _is_text(value):
        return flow(value)
    if _is_entry(value) or (isinstance(value, list) and any(_is_entry(v) for v in value)):
        return None
    made = flow(value)
    return made if _width(made) <= room and _depth(value) <= _DEEP else None


def _is_text(value: Any) -> bool:  # noqa: ANN401 - a plain tree
    return isinstance(value, dict) and set(value) <= {"zh", "en"}


def _is_entry(value: Any) -> bool:  # noqa: ANN401 - a plain tree
    """Whether a mapping is an entry of the document, which has a line a key."""
    return isinstance(value, dict) and bool({"id", "stage", "ask", "mark", "title"} & set(value))


def _depth(value: Any) -> int:  # noqa: ANN401 - a plain tree
    if _is_text(value) or not isinstance(value, dict | list):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(_depth, inner), default=0)


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
