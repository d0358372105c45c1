"""The table of responsibilities: which criteria its lines name, and what does not fit in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from standards.duty import EVERYTHING, PART, SIGNS, Duty
from standards.faults import Path, unknown
from standards.model import Standard

_KEYS = ("department", "person", "contact", "deadline")


def criteria_of(standard: Standard, selector: str) -> tuple[int, tuple[str, ...]]:
    """How narrow a selector is, and the criteria it names.

    Raises LookupError with a sentence where it names none.
    """
    ids = [criterion.id for criterion in standard.criteria]
    if selector == EVERYTHING:
        return 0, tuple(ids)
    if selector.startswith(PART):
        return _of_part(standard, selector.removeprefix(PART).strip())
    if selector in ids:
        return 101, (selector,)
    if any(sign in selector for sign in SIGNS):
        found = tuple(id_ for id_ in ids if fnmatchcase(id_, selector))
        if found:
            return 100, found
        message = f"no criterion is like '{selector}'; there are: {', '.join(ids)}"
        raise LookupError(message)
    if any(part.id == selector for _, part in standard.walk_parts()):
        message = f"'{selector}' is a part; write `part {selector}`"
        raise LookupError(message)
    raise LookupError(unknown("criterion", selector, [*ids, EVERYTHING]))


def _of_part(standard: Standard, id: str) -> tuple[int, tuple[str, ...]]:
    parts = list(standard.walk_parts())
    for path, part in parts:
        if part.id == id:
            inside = [
                criterion.id
                for inner, one in parts
                if inner[: len(path)] == path
                for criterion in one.criteria
            ]
            return len(path), tuple(inside)
    raise LookupError(unknown("part", id, [part.id for _, part in parts]))


def named(standard: Standard, duties: Sequence[Duty]) -> Iterator[tuple[int, int, Duty, str]]:
    """Every line and criterion that it names: how narrow, its place, the line, the criterion."""
    for place, duty in enumerate(duties):
        for selector in duty.for_:
            try:
                narrowness, criteria = criteria_of(standard, selector)
            except LookupError:  # told with its place by the check of the file
                continue
            for id_ in criteria:
                yield narrowness, place, duty, id_


def clashes(standard: Standard, duties: Sequence[Duty]) -> Iterator[tuple[int, str]]:
    """Lines that are equally narrow and say different things of one criterion: place, sentence."""
    seen: dict[tuple[str, int, str], tuple[int, object]] = {}
    told: set[tuple[int, int, str]] = set()
    for narrowness, place, duty, id_ in named(standard, duties):
        for key in _KEYS:
            value = getattr(duty, key)
            if value is None:
                continue
            first, before = seen.setdefault((id_, narrowness, key), (place, value))
            if before != value and (first, place, key) not in told:
                told.add((first, place, key))
                said = f"criterion {id_}: `{key}` is '{value}' here and '{before}' in line "
                yield place, f"{said}{first + 1} of the table, which is no wider; say it once"


def duty_faults(
    standard: Standard, duties: tuple[Duty, ...], departments: set[str]
) -> Iterator[tuple[Path, str]]:
    """What does not fit in a table of responsibilities: unknown names, and double lines."""
    for place, duty in enumerate(duties):
        path: Path = ("responsibilities", place)
        if duty.department and duty.department not in departments:
            yield (*path, "department"), unknown("department", duty.department, departments)
        for index, selector in enumerate(duty.for_):
            try:
                criteria_of(standard, selector)
            except LookupError as error:
                yield (*path, "for", index), str(error)
    for place, said in clashes(standard, duties):
        yield ("responsibilities", place), said
