"""The gap report of one applicant as a paper: the answer, why, what to do, then everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reports.clean import short
from reports.figures import label_lines, share_of
from reports.findings.certainty import certainty_in_words, pieces
from reports.findings.compared import Compared, ComparedLine, compared
from reports.findings.finding import CriterionFinding, Finding, PartFinding
from reports.findings.heading import Heading as Head
from reports.findings.problem_words import problem_in_words
from reports.findings.stepwise import signed, stepwise
from reports.papers import (
    LEAD,
    SMALL,
    STRONG,
    TITLE,
    WARN,
    Axis,
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Line,
    Paper,
    Radar,
    Small,
    Split,
    Table,
)
from reports.points import in_table, of_criterion
from reports.signs import SIGNS, reason_sign
from reports.words import words
from standards.numbers import points_text
from standards.text import Language

_RUNNING_TITLE, _RUNNING_NAME = 60, 40
_LEAST_AXES, _MOST_AXES = 3, 12
_KINDS = ("certain", "judged", "unproven", "lost")


def report_paper(finding: Finding) -> Paper:
    """The paper of one applicant."""
    words, head = finding.wording.words, Head(finding)
    return Paper(
        language=words.language,
        title=f"{head.title} · {finding.decision} · {finding.wording.title}",
        left=short(finding.wording.title, _RUNNING_TITLE),
        right=short(finding.applicant.title, _RUNNING_NAME),
        page=words["page_of"],
        blocks=tuple(_blocks(finding, head)),
    )


def _blocks(finding: Finding, head: Head) -> Iterator[Block]:
    yield from _answer(finding, head)
    yield from _why(finding)
    yield from _certain(finding)
    yield from _parts(finding, head)
    yield from _gaps(finding)
    yield from _settled(finding)
    yield from _compared(finding)
    yield from _end(finding, head)


def _answer(finding: Finding, head: Head) -> Iterator[Block]:
    yield Line(" · ".join(head.standard), SMALL)
    yield Line(head.title, TITLE)
    if head.who:
        yield Line("    ".join(head.who), SMALL)
    yield Line(f"{head.sign} {finding.decision}    {head.score} {head.out_of}", LEAD)
    if head.exact:
        yield Line(head.exact, SMALL)
    if head.next:
        yield Line(head.next, STRONG)
    yield Facts(tuple(head.facts))


def _why(finding: Finding) -> Iterator[Block]:
    words = finding.wording.words
    yield Heading(words["why_head"])
    if finding.reasons:
        yield Items(tuple((reason_sign(r.kind), r.text) for r in finding.reasons))
    else:
        yield Line(words["nothing_missed"])
    if finding.checks:
        yield Heading(words["checks_head"], 2)
        yield Items(tuple(("!", text) for text in finding.checks))
    if finding.problems:
        yield Heading(words["problems_head"], 2)
        yield Items(tuple(("!", problem_in_words(p, words)) for p in finding.problems))


def _certain(finding: Finding) -> Iterator[Block]:
    split = pieces(finding)
    if split:
        words = finding.wording.words
        yield Heading(words["certain_head"])
        alt = words.sentence([piece.text for piece in split])
        yield Split(tuple((p.share, _KINDS.index(p.kind), p.text) for p in split), alt)
        yield Line(certainty_in_words(finding))


def _parts(finding: Finding, head: Head) -> Iterator[Block]:
    wording = finding.wording
    words, decimals = wording.words, wording.decimals
    yield Heading(words["parts_head"])
    of = f"/ {points_text(wording.of)}"
    total = Bar(words["total"], share_of(finding.exact or 0, wording.of), head.score, of)
    marks = tuple((share_of(grade.score, wording.of), grade.title) for grade in wording.grades)
    bars = tuple(_bar(part, decimals, words["unknown"]) for part in finding.parts)
    told = [
        words.say("bars_alt_one", name=bar.name, number=bar.number, of=bar.of)
        for bar in (total, *bars)
    ]
    alt = words.say("bars_alt", list=words.sentence(told))
    yield Bars(total, marks, bars, alt)
    if any(part.minimum is not None for part in wording.parts):
        yield Line(words["parts_note_own"], SMALL)
    elif wording.floor_grade:
        yield Line(words.say("parts_note", grade=wording.floor_grade), SMALL)
    below = [part.line.title for part in finding.parts if part.is_short]
    if below:
        yield Line(words.say("group", state=words["below"], list=words.listed(below)), WARN)
    axes = tuple(
        Axis(
            tuple(label_lines(part.line.title)),
            share_of(part.exact or 0, part.line.of),
            share_of(part.line.needed or 0, part.line.of),
        )
        for part in finding.parts
        if part.line.depth == 0 and part.exact is not None
    )
    if _LEAST_AXES <= len(axes) <= _MOST_AXES:
        yield Radar(words["radar_title"], axes, alt)


def _bar(part: PartFinding, decimals: int, unknown: str) -> Bar:
    line = part.line
    return Bar(
        line.title,
        share_of(part.exact or 0, line.of),
        unknown if part.exact is None else in_table(part.exact, decimals),
        f"/ {in_table(line.of, decimals)}",
        None if line.needed is None else share_of(line.needed, line.of),
        low=part.is_low,
        depth=line.depth,
    )


def _gaps(finding: Finding) -> Iterator[Block]:
    words = finding.wording.words
    yield Heading(words["gaps_head"])
    gaps = finding.gaps
    if not gaps:
        yield Line(words["no_gaps"])
    else:
        yield Line(words.count("gaps_note", len(gaps)), SMALL)
        yield from _lifting(finding)
        yield _gap_table(finding, gaps)
    if finding.unproven:
        yield Heading(words["unproven_head"], 2)
        yield _gap_table(finding, finding.unproven)


def _lifting(finding: Finding) -> Iterator[Block]:
    words = finding.wording.words
    if finding.lifting:
        yield Line(words["lifting_head"], STRONG)
        yield Items(
            tuple(
                ("●", words.say("lifting_one", id=c.line.id, title=c.line.title, grade=c.lifts))
                for c in finding.lifting
            )
        )
    elif finding.next is not None:
        yield Line(words["lifting_none"])


def _gap_table(finding: Finding, gaps: Sequence[CriterionFinding]) -> Table:
    words = finding.wording.words
    heads = (
        ("criterion", 30),
        ("answer_head", 28),
        ("points_head", 23),
        ("why_lost", 38),
        ("to_do", 36),
    )
    columns = tuple(Column(words[key], width) for key, width in heads)
    return Table(columns, tuple(_gap_row(finding, c) for c in gaps))


def _gap_row(finding: Finding, c: CriterionFinding) -> tuple[Cell, ...]:
    words, line = finding.wording.words, c.line
    gain = words.say("gain", points=words.points(c.gain)) if c.lost else ""
    lifts = words.say("lifts", grade=c.lifts) if c.lifts else ""
    points: list[Line | Small] = [
        Line(_points(finding, c), STRONG),
        Small(share_of(c.points, line.of)),
        Line(f"{SIGNS[c.state]} {words[c.state]}", SMALL),
        *_lines(SMALL, gain),
        *_lines(STRONG, lifts),
        *_lines(SMALL, _judged(finding, c)),
    ]
    rule = words.say("rule_penalty" if line.block == "penalty" else "rule", rule=line.rule)
    evidence = words.say("evidence", papers=line.evidence) if line.evidence else ""
    # Papers that the advice asks for need not be named again.
    evidence = "" if c.state == "unproven" else evidence
    who = f"{words['responsible']}{words['colon']}{line.department}" if line.department else ""
    return (
        _title_cell(finding, c),
        _answer_cell(finding, c),
        tuple(points),
        (Line(c.why), *_steps(words.language, c), Line(rule, SMALL)),
        (Line(c.advice), *_lines(SMALL, evidence, who)),
    )


def _lines(look: str, *texts: str) -> tuple[Line, ...]:
    """A line for every text that says something."""
    return tuple(Line(text, look) for text in texts if text)


def _points(finding: Finding, c: CriterionFinding) -> str:
    decimals = finding.wording.decimals
    return f"{of_criterion(c, decimals)} / {in_table(c.line.of, decimals)}"


def _title_cell(finding: Finding, c: CriterionFinding) -> tuple[Line, ...]:
    """Id and title, and that it is a bonus or a penalty."""
    block = finding.wording.words[c.line.block] if c.line.block else ""
    return (Line(f"{c.line.id} {c.line.title}"), *_lines(SMALL, block))


def _answer_cell(finding: Finding, c: CriterionFinding) -> tuple[Line, ...]:
    words = finding.wording.words
    claim = words.say("claimed", reason=short(c.claim)) if c.claim else ""
    papers = words.say("handed_in", papers=short(words.listed(list(c.papers)))) if c.papers else ""
    return (Line(c.found), *_lines(SMALL, claim, papers))


def _compared(finding: Finding) -> Iterator[Block]:
    told = compared(finding)
    if told is None:
        return
    words = finding.wording.words
    yield Heading(words["compared_head"])
    for note in told.notes:
        yield Line(note, SMALL)
    if told.has_median or told.has_earlier:
        yield _compared_table(finding, told, told.lines, median=told.has_median)
    if told.criteria:
        yield Heading(words.count("compared_criteria", len(told.criteria)), 2)
        yield _compared_table(finding, told, told.criteria, median=False)


def _compared_table(
    finding: Finding, told: Compared, lines: Sequence[ComparedLine], *, median: bool
) -> Table:
    words, decimals = finding.wording.words, finding.wording.decimals
    heads = [("compared_now", 27)]
    if median:
        heads += [("compared_median", 20), ("compared_against", 22)]
    if told.has_earlier:
        heads += [("compared_earlier", 27), ("compared_change", 18)]
    first = "part" if median or lines is told.lines else "criterion"
    columns = (
        Column(words[first], 60),
        *(Column(words[key], width, right=True) for key, width in heads),
    )
    dash = words["unknown"]

    def shown(points: int | None) -> str:
        return dash if points is None else in_table(points, decimals)

    def row(line: ComparedLine) -> tuple[Cell, ...]:
        title = f"{line.id} {line.title}" if lines is told.criteria else line.title
        cells: list[Cell] = [
            Line(title, STRONG if line.depth < 0 else ""),
            f"{shown(line.now)} / {in_table(line.of, decimals)}",
        ]
        if median:
            cells += [shown(line.median), _signed(line.against, dash)]
        if told.has_earlier:
            before = dash
            if line.earlier is not None and line.earlier_of is not None:
                before = f"{shown(line.earlier)} / {in_table(line.earlier_of, decimals)}"
            elif lines is told.criteria:
                before = words["compared_new"]
            cells += [before, _signed(line.change, dash)]
        return tuple(cells)

    return Table(columns, tuple(map(row, lines)))


def _signed(points: int | None, dash: str) -> str:
    return dash if points is None else signed(points)


def _settled(finding: Finding) -> Iterator[Block]:
    """The criteria with nothing left to do, in the order of the standard."""
    words, settled = finding.wording.words, finding.settled
    if not settled:
        return
    yield Heading(words.count("settled_head", len(settled)))
    heads = (("criterion", 40), ("answer_head", 45), ("points_head", 24), ("steps_head", 48))
    columns = tuple(Column(words[key], width) for key, width in heads)
    yield Table(columns, tuple(_settled_row(finding, c) for c in settled))


def _settled_row(finding: Finding, c: CriterionFinding) -> tuple[Cell, ...]:
    words = finding.wording.words
    return (
        _title_cell(finding, c),
        _answer_cell(finding, c),
        (
            Line(_points(finding, c), STRONG),
            Line(f"{SIGNS[c.state]} {words[c.state]}", SMALL),
            *_lines(SMALL, _judged(finding, c)),
        ),
        _steps(words.language, c),
    )


def _judged(finding: Finding, c: CriterionFinding) -> str:
    words = finding.wording.words
    return words.say("judged_part", points=words.points(c.judged)) if c.judged else ""


def _steps(language: Language, c: CriterionFinding) -> tuple[Line, ...]:
    return _made_steps(language, _Kept(c))


class _Kept:
    """A criterion by its identity: applicants who answered it alike share one."""

    __slots__ = ("criterion",)

    def __init__(self, criterion: CriterionFinding) -> None:
        self.criterion = criterion

    def __hash__(self) -> int:
        return id(self.criterion)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.criterion is self.criterion


@lru_cache(maxsize=8_192)
def _made_steps(language: Language, kept: _Kept) -> tuple[Line, ...]:
    return tuple(Line(text, SMALL) for text in stepwise(kept.criterion, words(language)))


def _end(finding: Finding, head: Head) -> Iterator[Block]:
    """Figures, sources, signs, and what anyone needs to recompute this."""
    wording, words = finding.wording, finding.wording.words
    if finding.figures:
        yield Heading(words["figures_head"])
        yield Facts(tuple((f.title, f.text or words["unknown"]) for f in finding.figures))
    if wording.sources:
        yield Heading(words["sources_head"])
        for source in wording.sources:
            told = words.sentence([words[f"mark_{source.mark}"], *_one(source.note)])
            text = words.say("group", state=source.title, list=told)
            yield Line(f"{text} {source.url}".strip(), SMALL)
    yield Heading(words["record_head"])
    signs = words.listed([f"{sign} {words[state]}" for state, sign in SIGNS.items()])
    yield Line(words.say("group", state=words["signs"], list=signs), SMALL)
    for text in head.record:
        yield Line(text, SMALL)


def _one(text: str) -> list[str]:
    return [text] if text else []
