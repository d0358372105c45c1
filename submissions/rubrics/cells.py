"""One cell of a rubric <-> a plain value of the standard's tree.

A cell is read by what may stand there: a text as it is, a word by its Chinese or English name, a
number in any width. A cell that begins with a brace, a bracket or a quotation mark is YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from standards.canonical import number
from standards.document import Document, resolved
from standards.faults import StandardError
from standards.keys import values_of
from standards.shape import Slot
from standards.text import Language, Phrase
from standards.write import flow, quoted
from submissions.quantities import half_width, word_key

_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_MIDNIGHT = " 00:00:00"
_SPACED_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s+%")
_LISTED = re.compile(r"[、,，;；\n]+")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_000
"""Characters of a cell that is written; a cell holds 32,767."""


class CellError(ValueError):
    """A cell that says nothing readable; its one argument is the sentence."""


@dataclass(frozen=True)
class Terms:
    """The names that stand for keys in this standard: of departments and of ways of checking."""

    departments: Mapping[str, Phrase] = field(default_factory=dict)
    methods: Mapping[str, Phrase] = field(default_factory=dict)

    def of(self, slot: Slot) -> Mapping[str, Phrase]:
        """Key -> its names, for what may stand at a slot."""
        named = {"department": self.departments, "by": self.departments, "check": self.methods}
        words = values_of(slot.key)
        return {**named.get(slot.key, {}), **{w: words[w] for w in slot.words if w in words}}


def read(slot: Slot, text: str, terms: Terms) -> Any:  # noqa: ANN401 - a plain value
    """What a cell that is not blank says. Raises CellError."""
    text = text.strip()
    if text[:1] in {"{", "["} or (text[:1] == '"' and text[-1:] == '"' and len(text) > 1):
        return yaml(text)
    if slot.form == "list":
        return [_word(slot, part.strip(), terms) for part in _LISTED.split(text) if part.strip()]
    return _word(slot, text, terms)


def write(slot: Slot, value: Any, terms: Terms, language: Language) -> str:  # noqa: ANN401 - a plain value
    """The cell that reads back as the value: in plain words where there are some, else YAML."""
    said = _said(slot, value, terms, language)
    for text in said:
        if _reads_back(slot, text, value, terms):
            return text
    return visible(value)


def read_text(text: str) -> str:
    """A text: without blanks around it, unless it stands in quotation marks as in YAML."""
    text = text.strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        try:
            found = Document(text, "").value
        except StandardError:
            return text
        return found if isinstance(found, str) else text
    return text


def write_text(text: str) -> str:
    """The cell that reads back as the text."""
    is_plain = text == text.strip() != "" and not (text.startswith('"') and text.endswith('"'))
    is_seen = all(c == "\n" or c.isprintable() for c in text)
    return text if is_plain and is_seen and not _ESCAPED.search(text) else visible(text)


def visible(value: Any) -> str:  # noqa: ANN401 - a plain value
    """A value as YAML on one line, with what a workbook would change escaped."""
    made = quoted(value) if isinstance(value, str) else flow(value)
    return _ESCAPED.sub(r"\\u005f", made)


def yaml(text: str) -> Any:  # noqa: ANN401 - a plain tree
    """What a cell of YAML says. Raises CellError."""
    try:
        return number(Document(text, "").value)
    except StandardError as error:
        message = error.faults[0].message
        hint = "what begins with { [ or a quotation mark is read as YAML"
        raise CellError(f"{message}; {hint}") from error


def named(slot: Slot, text: str, terms: Terms) -> str | None:
    """The key that a word names at a slot; None where it names none, or more than one."""
    known = terms.of(slot)
    if text in known:
        return text
    sought = word_key(text)
    meant = [k for k, p in known.items() if sought in {word_key(k), *map(word_key, _names(p))}]
    return meant[0] if len(meant) == 1 else None


def _word(slot: Slot, text: str, terms: Terms) -> Any:  # noqa: ANN401 - a plain value
    meant = named(slot, text, terms)
    sought = word_key(text)
    if meant is not None:
        return meant
    plain = half_width(text).strip()
    plain = plain if plain.isascii() else text
    if slot.form == "list" or slot.is_open_text:
        return plain
    if _is_truth(slot) and sought in {"是", "yes", "true", "√", "✓"}:
        return True
    plain = plain.removesuffix(_MIDNIGHT) if date in slot.types else plain
    plain = plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain
    share = _SPACED_SHARE.fullmatch(plain)
    try:
        return number(resolved(f"{share[1]}%" if share else plain))
    except ValueError as error:
        message = f"'{plain}' is not a day of the calendar"
        raise CellError(message) from error


def _is_truth(slot: Slot) -> bool:
    return slot.types == {bool}


def _names(said: Phrase) -> list[str]:
    return [text for text in (said.zh, said.en) if text]


def _said(slot: Slot, value: Any, terms: Terms, language: Language) -> list[str]:  # noqa: ANN401 - a plain value
    """The cells that might say it, the most readable first."""
    known = terms.of(slot)
    match value:
        case True:
            return ["是" if language == "zh" else "yes"]
        case str():
            named = [known[value].in_(language)] if value in known else []
            return [*named, value]
        case int() | Decimal() | date():
            return [flow(value)]
        case [_, *_] if all(isinstance(item, str) for item in value):
            between = "、" if language == "zh" else ", "
            words = [known[item].in_(language) if item in known else item for item in value]
            return [between.join(words), between.join(value)]
        case _:
            return []


def _reads_back(slot: Slot, text: str, value: Any, terms: Terms) -> bool:  # noqa: ANN401 - a plain value
    if not text.strip() or _ESCAPED.search(text):
        return False
    if not all(c == "\n" or c.isprintable() for c in text):
        return False
    try:
        found = read(slot, text, terms)
    except CellError:
        return False
    return same(found, value)


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - plain trees
    """Whether two trees are the same, with the order of keys; `true` is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return isinstance(one, str) == isinstance(other, str) and bool(one == other)
