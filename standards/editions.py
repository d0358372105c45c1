"""Editions: several of one standard side by side, each in force for its time.

The library's present edition is `library/<id>.yaml`; earlier ones are kept as
`library/editions/<id>@<edition>.yaml`. Files of one's own lie beside each other in a folder, the
others named `<id>@<edition>.yaml`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path as FilePath

from standards.faults import StandardError
from standards.load import Loaded, bundled, bundled_editions, load
from standards.model import Standard
from standards.text import Phrase, phrase


def in_force(standard: Standard, day: date) -> bool:
    """Whether an edition is in force on a day; what is not dated is always."""
    return (standard.valid_from is None or standard.valid_from <= day) and (
        standard.valid_to is None or day <= standard.valid_to
    )


def term(standard: Standard) -> Phrase:
    """The time an edition is in force, in words; the standard has at least one of the dates."""
    first, last = standard.valid_from, standard.valid_to
    if first and last:
        return phrase(f"{first} 至 {last}", f"from {first} to {last}")
    if first:
        return phrase(f"自 {first} 起", f"from {first} on")
    return phrase(f"至 {last} 止", f"until {last}")


def not_in_force(standard: Standard, day: date) -> Phrase | None:
    """The sentence for a day of judgement outside the term of an edition; None where it fits."""
    if in_force(standard, day):
        return None
    said = term(standard)
    return phrase(
        f"评定日 {day} 不在 {standard.edition} 版的有效期内（{said.zh}）",
        f"the day of judgement {day} is outside the term of edition {standard.edition} "
        f"({said.in_('en')})",
    )


def find_edition(id: str, edition: str, beside: FilePath | None = None) -> Loaded | None:
    """An edition of a standard: beside a file, or in the library; None where it is not at hand."""
    for name in _candidates(id, edition, beside):
        try:
            found = load(name)
        except StandardError:
            continue
        if (found.standard.standard, found.standard.edition) == (id, edition):
            return found
    return None


def _candidates(id: str, edition: str, beside: FilePath | None) -> list[str | FilePath]:
    name = f"{id}@{edition}"
    if any(sign in name for sign in "/\\\0"):
        return []
    near = [beside / f"{name}.yaml", beside / f"{id}.yaml"] if beside else []
    return [
        *(path for path in near if path.is_file()),
        *([id] if id in bundled() else []),
        *([name] if name in bundled_editions() else []),
    ]


def replaced_edition(loaded: Loaded) -> Loaded | None:
    """The edition that a standard replaces, where it says one and it is at hand."""
    replaces = loaded.standard.replaces
    if replaces is None:
        return None
    file = FilePath(loaded.document.name)
    beside = file.parent if file.is_file() else None
    return find_edition(loaded.standard.standard, replaces.edition, beside)
