"""A comparison on a terminal, and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.comparison import Compared, Line, Mover
from reports.comparison.changes import halves
from standards.numbers import points_text

_MOST = 10
"""Applicants and criteria that a terminal lists at either end."""


def show(found: Compared, console: Console) -> None:
    """Print what changed: in all, by part and criterion, and for whom most."""
    say = found.words
    console.print(Text(f"{found.title}  {found.standard}", style="bold"))
    for sentence in (*(side.told for side in found.sides), "", *found.notes):
        console.print(Text(sentence))
    for name, names in zip((side.name for side in found.sides), found.alone, strict=True):
        if names:
            more = ["…"] if len(names) > _MOST else []
            listed = say.listed([*names[:_MOST], *more])
            head = say.count("compare_only", len(names), name=name)
            console.print(Text(f"{head}{say['colon']}{listed}"))
    _lines(found, "compare_parts", found.of_level("part"), console)
    criteria = found.of_level("criterion")
    ends = criteria if len(criteria) <= 2 * _MOST else [*criteria[:_MOST], *criteria[-_MOST:]]
    _lines(found, "compare_criteria", ends, console)
    gained = [mover for mover in found.movers if (mover.change or 0) > 0]
    lost = [mover for mover in reversed(found.movers) if (mover.change or 0) < 0]
    _movers(found, "compare_gained", gained[:_MOST], console)
    _movers(found, "compare_lost", lost[:_MOST], console)


def _table(*heads: tuple[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head, side in heads:
        justify: Any = side
        table.add_column(Text(head), justify=justify, overflow="fold")
    return table


def _lines(found: Compared, key: str, lines: Sequence[Line], console: Console) -> None:
    if not lines:
        return
    say, (before, after) = found.words, found.sides
    console.print()
    console.print(Text(f"{say[key]} · {say['compare_mean']}", style="bold"))
    table = _table(
        (say["compare_criterion"], "left"),
        (before.name, "right"),
        (after.name, "right"),
        (say["compare_change"], "right"),
        (say["compare_up"], "right"),
        (say["compare_down"], "right"),
    )
    for line in lines:
        of, change = line.change.of, line.change
        cells = (
            f"{change.id} {line.title}",
            f"{line.means[0]} / {points_text(of[0])}",
            f"{line.means[1]} / {points_text(of[1])}",
            line.shown,
            f"{change.gained}",
            f"{change.lost}",
        )
        table.add_row(*map(Text, cells))
    console.print(table)


def _movers(found: Compared, key: str, movers: Sequence[Mover], console: Console) -> None:
    if not movers:
        return
    say = found.words
    console.print()
    console.print(Text(say[key], style="bold"))
    table = _table(
        (say["ranking_applicant"], "left"),
        (say["ranking_score"], "right"),
        (say["compare_change"], "right"),
        (say["compare_rank"], "right"),
        (say["ranking_decision"], "left"),
    )
    for mover in movers:
        cells = (
            mover.title,
            " → ".join(mover.scores),
            mover.shown,
            ranks_text(mover),
            decisions_text(mover),
        )
        table.add_row(*map(Text, cells))
    console.print(table)


def ranks_text(mover: Mover) -> str:
    """`12 → 5`; a dash where there was no rank."""
    return " → ".join("–" if rank is None else f"{rank}" for rank in mover.ranks)


def decisions_text(mover: Mover) -> str:
    """`达标 → 优秀`; once where it stayed."""
    return " → ".join(dict.fromkeys(mover.decisions))


def plain_data(found: Compared) -> dict[str, Any]:
    """The comparison for programs: points as texts and as whole ten-thousandths."""
    changes = found.changes
    names = ("least", "quarter", "median", "three_quarters", "most")
    spread = dict(zip(names, halves(changes), strict=True)) if changes else None
    return {
        "standard": found.standard,
        "runs": [{"name": side.name, "told": side.told} for side in found.sides],
        "notes": list(found.notes),
        "changes": spread,
        "parts": [_line(line) for line in found.lines if line.change.level == "part"],
        "criteria": [_line(line) for line in found.lines if line.change.level == "criterion"],
        "applicants": [_mover(mover) for mover in found.movers],
        "only_in": [list(names) for names in found.alone],
    }


def _line(line: Line) -> dict[str, Any]:
    change = line.change
    return {
        "id": change.id,
        "title": line.title,
        "of": [points_text(of) for of in change.of],
        "mean": list(line.means),
        "mean_exact": list(change.mean),
        "applicants": change.count,
        "gained": change.gained,
        "lost": change.lost,
    }


def _mover(mover: Mover) -> dict[str, Any]:
    return {
        "applicant": {"code": mover.code, "name": mover.name, "district": mover.district},
        "score": list(mover.scores),
        "exact": list(mover.exact),
        "change": mover.change,
        "rank": list(mover.ranks),
        "decision": list(mover.decisions),
    }
