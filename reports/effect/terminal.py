"""The effect of a change of edition in a window."""

from __future__ import annotations

from typing import Literal

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reports.effect.view import EffectView
from reports.flowing import Flow

_BAR = 30
_LISTED = 12
Side = Literal["left", "right"]


def show(view: EffectView, console: Console) -> None:
    """Print who gains and who loses."""
    say = view.words
    _head(console, say["effect"])
    for text in (*view.how, *view.means):
        console.print(Flow(text))
    _head(console, say["effect_verdicts"])
    grid = Table.grid(padding=(0, 2))
    for _, name, count in view.verdicts:
        grid.add_row(Text(name), Text(str(count), justify="right"))
    console.print(grid)
    _head(console, say["effect_grades"])
    console.print(Flow(view.grade_moves))
    console.print(Flow(say["effect_grades_note"], "dim"))
    console.print(_grades(view))
    _head(console, say["effect_distribution"])
    console.print(Flow(say["effect_distribution_note"], "dim"))
    console.print(_distribution(view))
    for _, title, rows in view.show_groups():
        _head(console, title)
        table = _table(view, *_GROUP_HEADS)
        for row in rows:
            cells = (row.ids, row.title, row.of, row.old, row.new)
            table.add_row(*map(Flow, cells), *map(Text, (row.open, row.change, row.up, row.down)))
        console.print(table)
    _head(console, say["effect_list"])
    table = _table(view, *_MOVED_HEADS)
    for moved in view.moved[:_LISTED]:
        grades = moved.old_grade, moved.new_grade, moved.verdict
        table.add_row(*map(Flow, (moved.title, moved.old, moved.new, moved.change, *grades)))
    console.print(table)


_GROUP_HEADS: tuple[tuple[str, Side], ...] = (
    ("", "left"),
    ("criterion", "left"),
    ("effect_points", "right"),
    ("effect_old", "right"),
    ("effect_new", "right"),
    ("effect_open_points", "right"),
    ("effect_change", "right"),
    ("effect_up", "right"),
    ("effect_down", "right"),
)
_MOVED_HEADS: tuple[tuple[str, Side], ...] = (
    ("tasks_applicant", "left"),
    ("effect_before", "right"),
    ("effect_now", "right"),
    ("effect_delta", "right"),
    ("effect_grade_before", "left"),
    ("effect_grade_now", "left"),
    ("effect_verdict", "left"),
)


def _head(console: Console, text: str) -> None:
    console.print(Padding(Text(text, style="bold"), (1, 0, 0, 0)))


def _table(view: EffectView, *heads: tuple[str, Side]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key, side in heads:
        table.add_column(Flow(view.words[key] if key else ""), justify=side, overflow="fold")
    return table


def _grades(view: EffectView) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(Text(""))
    for head in view.grade_heads:
        table.add_column(Text(head), justify="right", overflow="fold")
    for name, cells in view.grade_rows:
        table.add_row(Text(name), *map(Text, cells))
    return table


def _distribution(view: EffectView) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    for step in view.steps:
        most = view.most_in_step
        bars = "█" * (_BAR * step.least // most), "░" * (_BAR * step.most // most)
        counts = f"{step.least}" if step.least == step.most else f"{step.least} ({step.most})"
        grid.add_row(Text(step.label), Text(bars[0] or bars[1], overflow="crop"), Text(counts))
    return grid
