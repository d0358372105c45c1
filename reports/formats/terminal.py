"""The gap report in a window: the answer, then why, the parts as bars, the gaps, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reports.figures import share_of
from reports.findings.certainty import certainty_in_words, pieces
from reports.findings.compared import compared
from reports.findings.finding import CriterionFinding, Finding, PartFinding
from reports.findings.heading import Heading
from reports.findings.stepwise import signed
from reports.flowing import Flow
from reports.left import left
from reports.points import in_table, of_criterion
from reports.signs import SIGNS, reason_sign

_WIDE = 110
"""Columns from which the gaps are a table; in a narrower window each is a paragraph."""
_ROOMY = 70
"""Columns from which the bars stand beside names and numbers."""
_BAR, _SMALL_BAR = 30, 12
"""Columns of a bar."""
_WARN, _GOOD, _QUIET = "red", "blue", "dim"
_COLOURS = {"met": _GOOD, "partly": _GOOD, "unmet": _WARN, "invalid": _WARN, "unproven": _WARN}
_OUTCOMES = {"named": _GOOD, "conditional": _WARN, "failed": _WARN, "refused": _WARN}


def show(finding: Finding, console: Console) -> None:
    """Print the report, as wide as the console."""
    for section in _sections(finding, console.width):
        console.print(section, overflow="fold", highlight=False)


def _sections(finding: Finding, width: int) -> Iterator[RenderableType]:
    words = finding.wording.words
    yield from _answer(finding)
    yield _head(words["why_head"])
    yield _reasons(finding)
    split = pieces(finding)
    if split:
        yield _head(words["certain_head"])
        yield Flow(words.sentence([piece.text for piece in split]))
        yield Flow(certainty_in_words(finding))
    yield _head(words["parts_head"])
    yield _parts(finding, width)
    yield _head(words["gaps_head"])
    gaps = [*finding.gaps, *finding.unproven]
    if finding.next is not None and not finding.lifting:
        yield Flow(words["lifting_none"], _QUIET)
    if not gaps:
        yield Text(words["no_gaps"])
    elif width >= _WIDE:
        yield _table(finding, gaps)
    else:
        yield Group(*(_paragraph(finding, criterion) for criterion in gaps))
    yield Text(words.count("settled_head", len(finding.settled)), style=_QUIET)
    yield from _compared(finding)
    yield from _beside(finding)


def _head(text: str) -> RenderableType:
    return Padding(Text(text, style="bold"), (1, 0, 0, 0))


def _answer(finding: Finding) -> Iterator[RenderableType]:
    head = Heading(finding)
    yield Flow(" · ".join(head.standard), _QUIET)
    yield Flow(head.title, "bold")
    if head.who:
        yield Flow("  ".join(head.who), _QUIET)
    decision = Text.assemble(
        (f"{head.sign} {finding.decision}", f"bold {_OUTCOMES.get(finding.outcome, '')}".strip()),
        "   ",
        (head.score, "bold"),
        f" {head.out_of}",
    )
    if head.exact:
        decision.append(f"  {head.exact}", style=_QUIET)
    yield decision
    if head.next:
        yield Flow(head.next, "bold")
    yield Flow("  ".join(f"{name} {value}" for name, value in head.facts))


def _reasons(finding: Finding) -> RenderableType:
    if not finding.reasons:
        return Text(finding.wording.words["nothing_missed"])
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for reason in finding.reasons:
        sign = reason_sign(reason.kind)
        style = _WARN if reason.kind in ("gate", "veto", "minimum") else ""
        grid.add_row(Text(sign, style=style), Flow(reason.text))
    return grid


def _parts(finding: Finding, width: int) -> RenderableType:
    """Name, bar, points, full points; the tick in a bar is the part's minimum."""
    words, decimals = finding.wording.words, finding.wording.decimals
    grid = Table.grid(padding=(0, 1))
    grid.add_column()
    bar = 0 if width < _ROOMY else _SMALL_BAR if width < _WIDE else _BAR
    if bar:
        grid.add_column(no_wrap=True)
    for _ in range(2):
        grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for part in finding.parts:
        points = words["unknown"] if part.exact is None else in_table(part.exact, decimals)
        grid.add_row(
            Padding(Flow(part.line.title), (0, 0, 0, 2 * part.line.depth)),
            *([_bar(part, bar)] if bar else []),
            Text(points, style="bold"),
            Text(f"/ {in_table(part.line.of, decimals)}"),
            Text(words["below"] if part.is_short else "", style=_WARN),
        )
    return grid


def _bar(part: PartFinding, columns: int) -> Text:
    """A bar of so many columns, cut off: what is short of full is not drawn as full."""
    line = part.line
    filled = columns * share_of(part.exact or 0, line.of) // 10_000
    text = Text("█" * filled, style=_WARN if part.is_low else _GOOD)
    text.append("░" * (columns - filled), style=_QUIET)
    if line.needed is not None:
        place = min(columns - 1, columns * share_of(line.needed, line.of) // 10_000)
        text = Text.assemble(text[:place], "│", text[place + 1 :])
    return text


def _points(finding: Finding, criterion: CriterionFinding) -> str:
    decimals = finding.wording.decimals
    return f"{of_criterion(criterion, decimals)} / {in_table(criterion.line.of, decimals)}"


def _sign(criterion: CriterionFinding) -> Text:
    return Text(SIGNS[criterion.state], style=_COLOURS.get(criterion.state, ""))


def _table(finding: Finding, gaps: Sequence[CriterionFinding]) -> Table:
    words = finding.wording.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    heads = ("", "", "criterion", "found_head", "points_head", "why_lost", "to_do", "responsible")
    ratios = (None, None, 4, 5, None, 5, 5, 2)
    for head, ratio in zip(heads, ratios, strict=True):
        right = head == "points_head"
        table.add_column(
            Text(words[head] if head else ""),
            justify="right" if right else "left",
            overflow="fold",
            no_wrap=ratio is None,
            ratio=ratio,
            min_width=10 if head == "responsible" else None,
        )
    for c in gaps:
        table.add_row(
            _sign(c),
            Text(c.line.id),
            Flow(c.line.title),
            Flow(c.found),
            Text(_points(finding, c)),
            Flow(_why(finding, c)),
            Flow(c.advice),
            Text("\n".join(_who(finding, c))),
        )
    return table


def _who(finding: Finding, criterion: CriterionFinding) -> list[str]:
    """Who is responsible, and by when."""
    words, line = finding.wording.words, criterion.line
    told = [line.department, " ".join(text for text in (line.person, line.contact) if text)]
    if line.deadline:
        day = words.say("by_when", day=line.deadline.isoformat())
        days = left((line.deadline - finding.as_of).days, words)
        told += [day, days]
    return [text for text in told if text]


def _why(finding: Finding, criterion: CriterionFinding) -> str:
    """The loss, and what it would bring to mend it where that differs from the points lost."""
    words, told = finding.wording.words, [criterion.why]
    if criterion.gain != criterion.lost:
        told.append(words.say("gain", points=words.points(criterion.gain)))
    if criterion.lifts:
        told.append(words.say("lifts", grade=criterion.lifts))
    return words.sentence(told)


def _paragraph(finding: Finding, criterion: CriterionFinding) -> RenderableType:
    words = finding.wording.words
    title = Table.grid(padding=(0, 1), expand=True)
    title.add_column(no_wrap=True)
    title.add_column(ratio=1)
    title.add_column(justify="right", no_wrap=True)
    line = criterion.line
    points = Text(_points(finding, criterion), style="bold")
    title.add_row(_sign(criterion), Flow(f"{line.id} {line.title}", "bold"), points)
    told = (
        ("found_head", criterion.found),
        ("why_lost", _why(finding, criterion)),
        ("to_do", criterion.advice),
        ("responsible", words.listed(_who(finding, criterion))),
    )
    rows = [Flow(f"{words[key]}{words['colon']}{text}") for key, text in told if text]
    return Group(title, *(Padding(row, (0, 0, 0, 2)) for row in rows))


def _compared(finding: Finding) -> Iterator[RenderableType]:
    """The total and the parts beside the median and the earlier run."""
    told = compared(finding)
    if told is None:
        return
    words, decimals = finding.wording.words, finding.wording.decimals
    yield _head(words["compared_head"])
    for note in told.notes:
        yield Flow(note, _QUIET)
    heads = ["compared_now"]
    heads += ["compared_median", "compared_against"] if told.has_median else []
    heads += ["compared_earlier", "compared_change"] if told.has_earlier else []
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words["part"], overflow="fold")
    for head in heads:
        table.add_column(words[head], justify="right")

    def shown(points: int | None) -> str:
        return words["unknown"] if points is None else in_table(points, decimals)

    for line in (*told.lines, *told.criteria):
        row = [shown(line.now)]
        row += [shown(line.median), _signed(line.against)] if told.has_median else []
        row += [shown(line.earlier), _signed(line.change)] if told.has_earlier else []
        name = f"{line.id} {line.title}" if line in told.criteria else line.title
        table.add_row(Flow(name), *map(Text, row))
    yield table


def _signed(points: int | None) -> str:
    return "–" if points is None else signed(points)


def _beside(finding: Finding) -> Iterator[RenderableType]:
    """Figures, and answers that do not fit each other."""
    words = finding.wording.words
    if finding.figures:
        yield _head(words["figures_head"])
        grid = Table.grid(padding=(0, 2))
        for figure in finding.figures:
            grid.add_row(Flow(figure.title), Flow(figure.text or words["unknown"]))
        yield grid
    if finding.checks:
        yield _head(words["checks_head"])
        yield Group(*(Flow(f"! {text}") for text in finding.checks))
