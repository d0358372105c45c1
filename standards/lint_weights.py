"""What `standards check` finds in the way scores are combined: sums and weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from standards.criterion import Criterion, Printed
from standards.faults import Path
from standards.model import Part, Standard, Way
from standards.numbers import plain
from standards.text import Phrase

Found = tuple[Path, str, bool]
"""Path, sentence, whether it is a note."""


def sums(standard: Standard) -> Iterator[Found]:
    """Parts that do not add up to their heading."""
    total = sum((part.points for part in standard.parts), Decimal(0))
    if total != standard.points and standard.combine == "sum":
        said = f"the parts add up to {plain(total)}, the standard says {plain(standard.points)}"
        yield ("points",), said, False
    for path, part in standard.walk_parts():
        if part.combine != "sum":
            continue
        inside = sum((child.points for child in (part.parts or part.criteria)), Decimal(0))
        if inside != part.points:
            what = "parts" if part.parts else "criteria"
            said = f"part {part.id}: its {what} add up to {plain(inside)}, "
            said += f"its heading says {plain(part.points)}"
            yield (*path, "points"), said, False


def printed(standard: Standard) -> Iterator[Found]:
    """Points that the source prints twice and disagreeing: a fault until a `decision` names one.

    Decided, it is still told: whoever checks the table should know.
    """
    places: list[tuple[Path, str, Part | Criterion]] = [
        *((path, "part", part) for path, part in standard.walk_parts()),
        *((path, "criterion", criterion) for path, criterion in standard.walk_criteria()),
    ]
    for path, what, entry in places:
        for index, other in enumerate(entry.printed):
            here = (*path, "printed", index) if len(entry.printed) > 1 else (*path, "printed")
            yield (here, *_printed(what, entry, other))


def _printed(what: str, entry: Part | Criterion, other: Printed) -> tuple[str, bool]:
    """The sentence, and whether it is a note."""
    here, there = plain(entry.points), plain(other.points)
    where = _both(other.where)
    if other.points == entry.points:
        message = (
            f"{what} {entry.id}: the source prints {there} points ({where}) as well; leave "
            "`printed` out"
        )
        return message, False
    if entry.decision is None:
        message = (
            f"{what} {entry.id}: {here} points here, but the source prints {there} ({where}); name "
            "the reading in `decision`"
        )
        return message, False
    message = (
        f"{what} {entry.id}: {here} points here, but the source prints {there} ({where}); decided: "
        f"{_both(entry.decision)}"
    )
    return message, True


def _both(text: Phrase) -> str:
    """What an author wrote, in both languages: the sentence around it is told in either."""
    en = text.in_("en")
    return text.zh if en == text.zh else f"{text.zh} / {en}"


def weights(standard: Standard) -> Iterator[Found]:
    """Weights that are missing or without effect; children without points that have no share."""
    yield from _below(standard.combine, standard.parts, (), "parts", "the standard")
    for path, part in standard.walk_parts():
        what = "parts" if part.parts else "criteria"
        children: Sequence[Part | Criterion] = part.parts or part.criteria
        yield from _below(part.combine, children, path, what, f"part {part.id}")
    for name, block in (("bonus", standard.bonus), ("penalty", standard.penalty)):
        if block:
            yield from _below("sum", block.criteria, (name,), "criteria", name)


def _below(
    way: Way, children: Sequence[Part | Criterion], path: Path, what: str, whole: str
) -> Iterator[Found]:
    for index, child in enumerate(children):
        here = (*path, what, index)
        kind = "part" if isinstance(child, Part) else "criterion"
        if way == "weighted" and child.weight is None:
            yield here, f"{kind} {child.id}: below `combine: weighted` it needs a `weight`", False
        if way == "weighted" and child.weight is not None and child.weight < 0:
            yield (*here, "weight"), f"{kind} {child.id}: a weight is 0 or more", False
        if way != "weighted" and child.weight is not None:
            said = f"{kind} {child.id}: `weight` has no effect below `combine: {way}`"
            yield (*here, "weight"), said, False
    if way == "weighted" and not sum(child.weight or 0 for child in children):
        yield path or ("combine",), f"{whole}: the weights below it add up to 0", False
    if way != "sum" and any(child.points == 0 for child in children):
        said = f"{whole}: a child without points has no share to combine"
        yield path or ("combine",), said, False
