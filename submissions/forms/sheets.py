"""What stands on the sheets of the form: the cover, and the sheet of a part."""

from __future__ import annotations

from collections.abc import Mapping

from engine.program import Program
from standards.criterion import Criterion
from standards.numbers import plain
from standards.text import Phrase
from submissions.forms import words
from submissions.forms.cells import Cells
from submissions.forms.heights import lines
from submissions.forms.layout import (
    ANSWER,
    CLAIM,
    CRITERION,
    EVIDENCE,
    HEAD_ROW,
    HIDDEN,
    STANDING_ROW,
    TITLE_ROW,
    Layout,
    Line,
)
from submissions.forms.results import Results, color
from submissions.raw import Raw

_LONGEST_HEADER = 200
_COVER_LINE = 100.0
"""Width of a line of instructions in half-width characters."""
_COVER_ROW, _HEADING_ROW = 18.0, 24.0
"""Points."""
_NOTE_WIDTH, _NOTE_CHARACTERS = 320, 44.0
_PROTECTED = {"format_columns": True, "format_rows": True}
"""Widths and heights may be changed, cells may not."""


def write_cover(cells: Cells, layout: Layout, raw: Raw, results: Results) -> None:
    """What the form is, how it is filled in, the applicant and the figures asked once."""
    _frame(cells, layout)
    standard = layout.program.standard
    said = cells.said
    cells.made.set_row(TITLE_ROW, 30)
    title = f"{said(standard.title)} · {said(words.FORM)}"
    cells.text(TITLE_ROW, "title", title, "title")
    facts = [
        said(standard.assessed),
        f"{said(words.FULL)} {plain(standard.points)}",
        f"{said(words.EDITION)} {standard.edition}",
        standard.standard,
    ]
    cells.text(HEAD_ROW, "title", " · ".join(facts), "subtitle")
    cells.live(STANDING_ROW, "title", results.standing(), "standing")
    first = cells.sheet.lines[0].row
    for line in cells.sheet.lines:
        cells.text(line.row, "field", line.id, "hidden")
        if line.kind == "say":
            _instruction(cells, line, line.row - first + 1)
        elif line.kind == "heading":
            _heading(cells, line)
        else:
            _asked(cells, line, raw, results)
    color(cells)


def write_part(
    cells: Cells, layout: Layout, raw: Raw, rules: Mapping[str, str], results: Results
) -> None:
    """The criteria of a part, or of a block outside the base; `rules` are theirs in words."""
    _frame(cells, layout)
    cells.made.set_row(TITLE_ROW, 28)
    cells.text(TITLE_ROW, "number", cells.said(cells.sheet.title), "title")
    cells.live(TITLE_ROW, ANSWER, results.standing(cells.sheet.lines), "standing")
    for name, head in words.HEADS.items():
        cells.text(
            HEAD_ROW,
            name,
            cells.said(head),
            "head_right" if name in ("points", "score") else "head",
        )
    cells.end_row(HEAD_ROW, 20)
    cells.made.freeze_panes(HEAD_ROW + 1, cells.sheet.column("points"))
    cells.made.repeat_rows(TITLE_ROW, HEAD_ROW)
    for line in cells.sheet.lines:
        cells.text(line.row, "field", line.id, "hidden")
        if line.kind == "heading":
            _heading(cells, line)
            if f"part:{line.number}" in layout.program.definitions:
                cells.live(line.row, "score", results.part(line.number), "heading_score")
        elif line.criterion:
            rule = rules[line.criterion.id]
            _criterion(cells, line, line.criterion, layout.program, raw, rule, results)
        else:
            cells.text(line.row, "title", cells.said(line.text), "question")
            cells.text(line.row, "rule", "\n".join(_demands(cells, line)), "faint")
            cells.answer(line, raw.answers.get(line.id))
            results.at_question(cells, line)
            cells.end_row(line.row)
    color(cells)


def _frame(cells: Cells, layout: Layout) -> None:
    """Protection, print, widths, and the hidden cells that a reader follows."""
    made = cells.made
    made.hide_gridlines(2)
    made.protect("", _PROTECTED)
    made.set_paper(9)
    if "hint" not in cells.sheet.columns:
        made.set_landscape()
    made.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.7)
    made.fit_to_pages(1, 0)
    standard = layout.program.standard
    title = cells.said(standard.title)[:_LONGEST_HEADER].replace("&", "&&")
    edition = f"{standard.standard} {standard.edition}".replace("&", "&&")
    made.set_header(f"&L&9{title}&R&9 {edition}"[:255])
    made.set_footer(f"&C&9{cells.said(words.PAGE)}")
    made.set_column(0, 1, 8, None, {"hidden": True})
    for place, name in enumerate(cells.sheet.columns[2:], 2):
        unused = name in (CLAIM, EVIDENCE) and not cells.sheet.has(name)
        hidden = {"hidden": unused or name in HIDDEN}
        made.set_column(place, place, cells.widths.get(name, 8.0), None, hidden)
    made.set_row(0, None, None, {"hidden": True})
    made.write_string(0, 0, layout.mark, cells.looks["hidden"])
    for name in (CRITERION, ANSWER, CLAIM, EVIDENCE):
        if name in cells.sheet.columns:
            cells.text(0, name, name, "hidden")


def _instruction(cells: Cells, line: Line, number: int) -> None:
    first, last = cells.sheet.column("title"), cells.sheet.column("hint")
    text = f"{number}. {cells.said(line.text)}"
    cells.made.merge_range(line.row, first, line.row, last, text, cells.looks["text"])
    cells.made.set_row(line.row, 4 + 14 * lines(text, _COVER_LINE))


def _heading(cells: Cells, line: Line) -> None:
    for name in cells.sheet.columns:
        if name in HIDDEN:
            continue
        cells.text(line.row, name, "", "heading")
    cells.text(line.row, "title", cells.said(line.text), "heading")
    if "number" in cells.sheet.columns:
        cells.text(line.row, "number", line.number, "heading")
        cells.text(line.row, "points", line.points, "heading_points")
    cells.end_row(line.row, _HEADING_ROW)


def _asked(cells: Cells, line: Line, raw: Raw, results: Results) -> None:
    cells.text(line.row, "title", cells.said(line.text), "text")
    if line.person:
        cells.free(line.row, ANSWER, raw.applicant.get(line.person), hint="")
        cells.text(line.row, "hint", cells.said(words.PEOPLE[line.person][1]), "faint")
    else:
        cells.answer(line, raw.answers.get(line.id))
        results.at_shared(cells, line)
    cells.end_row(line.row, _COVER_ROW)


def _criterion(  # noqa: PLR0913, PLR0917 - a row needs its plan, its words and what was said
    cells: Cells,
    line: Line,
    criterion: Criterion,
    program: Program,
    raw: Raw,
    rule: str,
    results: Results,
) -> None:
    row = line.row
    cells.text(row, CRITERION, criterion.id, "hidden")
    cells.text(row, "number", line.number, "criterion")
    question = cells.said(line.field.ask) if line.field else ""
    cells.titled(row, cells.said(line.text), question)
    cells.text(row, "points", line.points, "points")
    cells.text(row, "rule", "\n".join([rule, *_demands(cells, line)]), "criterion")
    ways = [cells.said(method) for method in program.standard.method_names(criterion)]
    cells.text(
        row, "check", ("、" if cells.language == "zh" else ", ").join(ways), "criterion_faint"
    )
    if line.field:
        cells.answer(line, raw.answers.get(line.id), above=True)
    else:
        computed = "" if criterion.questions else cells.said(words.COMPUTED)
        cells.text(row, ANSWER, computed, "criterion_faint")
        cells.text(row, "unit", "", "criterion")
    results.at_criterion(cells, line, criterion)
    when, papers = _claim_when(cells, criterion), _papers(cells, criterion)
    claimed, named = raw.claims.get(criterion.id), raw.evidence.get(criterion.id)
    if when is None:
        cells.text(row, CLAIM, "", "criterion")
    else:
        cells.claim(row, claimed.found if claimed else None, when)
    if papers is None:
        cells.text(row, EVIDENCE, "", "criterion")
    else:
        cells.free(row, EVIDENCE, named.found if named else None, hint=papers, above=True)
    cells.end_row(row)
    _note(cells, row, criterion, rule)


def _claim_when(cells: Cells, criterion: Criterion) -> str | None:
    if criterion.not_applicable is None:
        return None
    return cells.said(words.CLAIM_WHEN) + cells.said(criterion.not_applicable.when)


def _papers(cells: Cells, criterion: Criterion) -> str | None:
    if criterion.evidence is None:
        return None
    if not isinstance(criterion.evidence, Phrase):
        return ""
    return cells.said(words.EVIDENCE_ASKED) + cells.said(criterion.evidence)


def _demands(cells: Cells, line: Line) -> list[str]:
    """What stands below the rule: help, papers needed, when a claim is allowed."""
    found = [cells.said(line.field.help) if line.field else ""]
    if line.criterion:
        found += [_papers(cells, line.criterion) or "", _claim_when(cells, line.criterion) or ""]
    return [text for text in found if text]


def _note(cells: Cells, row: int, criterion: Criterion, rule: str) -> None:
    """The rule and the reading taken, as a note on the points."""
    texts = [cells.said(words.RULE) + rule]
    texts += [cells.said(text) for text in (criterion.decision, criterion.note) if text]
    text = "\n".join(texts)
    high = 20 + 17 * lines(text, _NOTE_CHARACTERS)
    size = {"width": _NOTE_WIDTH, "height": high, "font_size": 9, "author": ""}
    cells.made.write_comment(row, cells.sheet.column("points"), text, size)
