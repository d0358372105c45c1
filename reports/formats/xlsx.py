"""The gap report as a workbook: the answer, the gaps, all criteria, their steps, a comparison."""

from __future__ import annotations

from collections.abc import Iterator

from reports.findings.certainty import certainty_in_words, pieces
from reports.findings.compared import compared
from reports.findings.finding import CriterionFinding, Finding
from reports.findings.heading import Heading
from reports.findings.problem_words import problem_in_words
from reports.points import percent
from reports.sheets import Column, Sheet, Value, workbook
from reports.signs import SIGNS, reason_sign
from standards.numbers import points_text


def render(*findings: Finding) -> bytes:
    """The workbook of one applicant; with several findings the same in each language."""
    sheets = [sheet for finding in findings for sheet in _sheets(finding)]
    head = Heading(findings[0])
    return workbook(sheets, f"{head.title} {findings[0].wording.title}")


def _sheets(finding: Finding) -> Iterator[Sheet]:
    yield _answer(finding)
    yield _gaps(finding)
    yield _every(finding)
    yield _steps(finding)
    told = _compared(finding)
    if told:
        yield told


def _sheet(  # noqa: PLR0913 - what a sheet is made of
    finding: Finding,
    name: str,
    columns: list[Column],
    rows: list[list[Value]],
    *,
    notes: list[str] | None = None,
    plain: bool = False,
) -> Sheet:
    head, words = Heading(finding), finding.wording.words
    return Sheet(
        name=words[name],
        title=head.title if plain else words[name],
        notes=[" · ".join(head.standard)] if notes is None else notes,
        columns=columns,
        rows=rows,
        language=words.language,
        decimals=finding.wording.decimals,
        running=head.title,
        plain=plain,
    )


def _answer(finding: Finding) -> Sheet:
    """Names and values: the decision first, then why, what is certain, the parts, the record."""
    columns = [Column("", 26), Column("", 10, "points"), Column("", 10, "points"), Column("", 44)]
    return _sheet(finding, "sheet_answer", columns, list(_answer_rows(finding)), plain=True)


def _answer_rows(finding: Finding) -> Iterator[list[Value]]:
    head, wording = Heading(finding), finding.wording
    words = wording.words
    for text in head.who:
        name, _, value = text.partition(words["colon"])
        yield [name, None, None, value]
    yield [words["decision_head"], None, None, f"{head.sign} {finding.decision}"]
    yield [words["score"], finding.published, wording.of, None]
    if head.exact:
        yield ["", None, None, head.exact]
    if head.next:
        yield [words["next_head"], None, None, head.next]
    for name, value in head.facts:
        yield [name, None, None, value]
    yield [words["why_head"]]
    if not finding.reasons:
        yield ["", None, None, words["nothing_missed"]]
    for reason in finding.reasons:
        yield [reason_sign(reason.kind), None, None, reason.text]
    for text in finding.checks:
        yield [words["checks_head"], None, None, text]
    for problem in finding.problems:
        yield [words["problems_head"], None, None, problem_in_words(problem, words)]
    split = pieces(finding)
    if split:
        yield [words["certain_head"]]
        for piece in split:
            yield [words[f"{piece.kind}_name"], piece.points, None, percent(piece.share)]
        yield ["", None, None, certainty_in_words(finding)]
    yield [words["parts_head"]]
    for part in finding.parts:
        indent = "    " * part.line.depth
        below = words["below"] if part.is_short else ""
        yield [f"{indent}{part.line.title}", part.exact, part.line.of, below]
    if finding.figures:
        yield [words["figures_head"]]
        for figure in finding.figures:
            yield [figure.title, None, None, figure.text or words["unknown"]]
    if wording.sources:
        yield [words["sources_head"]]
        for source in wording.sources:
            told = [words[f"mark_{source.mark}"], source.note, source.url]
            yield [source.title, None, None, words.sentence([text for text in told if text])]
    yield [words["record_head"]]
    signs = words.listed([f"{sign} {words[state]}" for state, sign in SIGNS.items()])
    yield [words["signs"], None, None, signs]
    for text in head.record:
        yield ["", None, None, text]


def _gaps(finding: Finding) -> Sheet:
    words = finding.wording.words
    columns = [
        Column(words["number_head"], 7),
        Column(words["criterion"], 26),
        Column(words["points_head"], 8, "points"),
        Column(words["full_points"], 8, "points"),
        Column(words["gain_head"], 8, "points"),
        Column(words["lifts_head"], 11),
        Column(words["state_head"], 10),
        Column(words["found_head"], 24),
        Column(words["why_lost"], 30),
        Column(words["to_do"], 30),
        Column(words["responsible"], 12),
    ]
    gaps = finding.gaps
    rows = [_gap(finding, c) for c in (*gaps, *finding.unproven)]
    note = words.count("gaps_note", len(gaps)) if gaps else words["no_gaps"]
    lifting = [words["lifting_none"]] if finding.next is not None and not finding.lifting else []
    return _sheet(finding, "sheet_gaps", columns, rows, notes=[note, *lifting])


def _gap(finding: Finding, c: CriterionFinding) -> list[Value]:
    return [
        c.line.id,
        c.line.title,
        _taken(c),
        c.line.of,
        c.gain,
        c.lifts,
        _state(finding, c),
        c.found,
        c.why,
        c.advice,
        c.line.department,
    ]


def _every(finding: Finding) -> Sheet:
    words = finding.wording.words
    told = compared(finding)
    has_earlier = told is not None and told.has_earlier
    columns = [
        Column(words["number_head"], 7),
        Column(words["criterion"], 28),
        Column(words["points_head"], 8, "points"),
        Column(words["full_points"], 8, "points"),
        Column(words["state_head"], 10),
        Column(words["judged_head"], 9, "points"),
        Column(words["found_head"], 30),
        Column(words["evidence_head"], 22),
        Column(words["claim_head"], 18),
        Column(words["rule_head"], 34),
    ]
    if has_earlier:
        columns += [
            Column(words["compared_earlier"], 9, "points"),
            Column(words["compared_change"], 9, "points"),
        ]
    rows = []
    for c in finding.criteria:
        papers = words.listed(list(c.papers))
        if c.state == "unproven":
            papers = words.say("evidence_none", papers=c.line.evidence)
        row: list[Value] = [
            c.line.id,
            c.line.title,
            _taken(c),
            c.line.of,
            _state(finding, c),
            c.judged or None,
            c.found,
            papers,
            c.claim,
            c.line.rule,
        ]
        if has_earlier:
            row += _before(finding, c)
        rows.append(row)
    return _sheet(finding, "sheet_every", columns, rows, notes=[])


def _before(finding: Finding, c: CriterionFinding) -> list[Value]:
    """The points of the earlier run, and the change where the full points were the same."""
    earlier = finding.comparison.earlier
    before = earlier.criteria.get(c.line.id) if earlier else None
    if before is None:
        return [None, None]
    points, of = before
    return [points, c.points - points if of == c.line.of else None]


def _steps(finding: Finding) -> Sheet:
    """Every step of every criterion; amounts of a penalty are what it takes off."""
    words = finding.wording.words
    columns = [
        Column(words["number_head"], 7),
        Column(words["criterion"], 30),
        Column(words["step_head"], 46),
        Column(words["step_points_head"], 10, "points"),
        Column(words["times_head"], 8, "count"),
        Column(words["amount_head"], 10, "points"),
        Column(words["state_head"], 12),
    ]
    rows: list[list[Value]] = []
    for c in finding.criteria:
        name: list[Value] = [c.line.id, c.line.title]
        if c.line.start:
            started = words.say("step_start", points=words.points(c.line.start))
            rows.append([*name, started, None, None, c.line.start, ""])
        for step in c.steps:
            state = "" if step.state == "answered" else words[step.state]
            rows.append([*name, step.label, step.points, step.times, step.amount, state])
        counted = words.say("step_result", points=points_text(c.points))
        rows.append([*name, counted, None, None, _taken(c), words[c.state]])
    return _sheet(finding, "sheet_steps", columns, rows, notes=[])


def _compared(finding: Finding) -> Sheet | None:
    told = compared(finding)
    if told is None:
        return None
    words = finding.wording.words
    columns = [
        Column(words["part"], 34),
        Column(words["compared_now"], 11, "points"),
        Column(words["full_points"], 10, "points"),
    ]
    if told.has_median:
        columns += [
            Column(words["compared_median"], 11, "points"),
            Column(words["compared_against"], 13, "points"),
        ]
    if told.has_earlier:
        columns += [
            Column(words["compared_earlier"], 11, "points"),
            Column(words["compared_change"], 11, "points"),
        ]
    rows = []
    for line in told.lines:
        row: list[Value] = [f"{'    ' * max(line.depth, 0)}{line.title}", line.now, line.of]
        row += [line.median, line.against] if told.has_median else []
        row += [line.earlier, line.change] if told.has_earlier else []
        rows.append(row)
    return _sheet(finding, "compared_head", columns, rows, notes=list(told.notes))


def _taken(c: CriterionFinding) -> int:
    """The points; what a penalty takes off bears a minus."""
    return -c.points if c.line.block == "penalty" else c.points


def _state(finding: Finding, c: CriterionFinding) -> str:
    return f"{SIGNS[c.state]} {finding.wording.words[c.state]}"
