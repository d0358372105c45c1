"""The overview sheet: the decision, the score and what is missing first, then parts, gaps, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.program import OUTCOMES
from standards.numbers import plain
from standards.text import Phrase
from submissions.forms import live_words as say
from submissions.forms import words
from submissions.forms.calculation import address
from submissions.forms.conditions import write_checks, write_conditions, write_figures
from submissions.forms.layout import ANSWER
from submissions.forms.page import NUMBER, SCORE, TITLE, WIDE, Page
from submissions.forms.results import Results
from submissions.forms.shown import (
    Shown,
    every,
    first,
    in_points,
    is_above,
    joined,
    number,
    pick,
    same,
    scaled,
)
from submissions.forms.shown import words as said_so
from submissions.forms.tables import write_gaps, write_parts

_DECISIONS = {
    "named": "good",
    "conditional": "soon",
    "failed": "bad",
    "refused": "bad",
    "not_judged": "quiet",
}
"""Outcome -> the colour of the decision."""
_LONGEST_NAME = 60


def write_overview(made: Worksheet, looks: Mapping[str, Format], results: Results) -> None:
    """The whole sheet."""
    page = Page(made, looks, results)
    page.frame()
    _head(page)
    write_parts(page)
    write_gaps(page)
    write_conditions(page)
    write_figures(page)
    write_checks(page)


def _head(page: Page) -> None:
    """Who, the decision, the score, and the facts beside them."""
    results, worked = page.results, page.results.worked
    title = f"{page.said(page.standard.title)} · {page.said(words.OVERVIEW)}"
    page.text(NUMBER, title, "title")
    page.down(30)
    page.live(NUMBER, _applicant(page), "subtitle")
    page.down(18)
    page.text(NUMBER, page.said(say.AUTOMATIC), "subtitle")
    page.down(18)
    page.down(8)
    page.live_over(NUMBER, TITLE, results.decision(), "decision")
    full = f" / {plain(page.standard.points)}"
    page.live_over(SCORE, WIDE, joined(results.total(), said_so(full)), "total")
    for code, name in enumerate(OUTCOMES):
        outcome = worked.plan.outside("outcome")
        page.change(WIDE, f"={outcome}={code}", _DECISIONS[name])
    page.down(34)
    page.down(6)
    _fact(page, say.WHY, worked.why, "fact")
    _fact(page, say.NEXT, _next(page), "fact")
    _fact(page, say.COVERAGE, scaled(worked.of("coverage"), 100), "share_fact")
    wrong = joined(said_so("✕ "), worked.faults, page.word(say.SEE_SHEETS))
    shown = pick(is_above(worked.faults, 0), wrong, page.word(say.NO_FAULT))
    page.change(WIDE, f"={worked.faults.text}>0", "bad")
    _fact(page, say.FILLING, shown, "fact")
    _fact(page, say.DAY, said_so(worked.plan.as_of.isoformat()), "fact")


def _applicant(page: Page) -> Shown:
    worked = page.results.worked
    cover = worked.plan.layout.sheets[0]
    row = next(line.row for line in cover.lines if line.person == "name")
    where = address(cover, row, cover.column(ANSWER))
    nobody = page.word(say.APPLICANT)
    text = f'IF(ISBLANK({where}),{nobody.text},{where}&"")'
    return Shown(text, worked.name or nobody.value)


def _fact(page: Page, label: Phrase, shown: Shown, look: str) -> None:
    page.text_over(NUMBER, TITLE, page.said(label), "label")
    page.live_over(SCORE, WIDE, shown, look)
    page.down(18)


def _next(page: Page) -> Shown:
    """What is missing to the next grade that is better than the present one."""
    grade = page.results.of("grade")
    cases = []
    for place, one in reversed(list(enumerate(page.standard.grades))):
        missing, others = (page.results.of(f"{kind}:{one.id}") for kind in ("missing", "others"))
        name = page.said(one.name)[:_LONGEST_NAME]
        is_better = is_above(grade, place)
        more = joined(*_filled(page, say.OTHERS, others, name))
        short = joined(
            *_filled(page, say.SHORT, in_points(missing), name),
            pick(is_above(others, 0), more, said_so("")),
        )
        only = joined(*_filled(page, say.ONLY_OTHERS, others, name))
        cases.append((every(is_better, is_above(missing, 0)), short))
        cases.append((every(is_better, is_above(others, 0)), only))
    best = pick(same(grade, number(0)), page.word(say.BEST), page.word(say.BLOCKED))
    return first(*cases, otherwise=best)


def _filled(page: Page, text: Phrase, shown: Shown, name: str) -> Iterator[Shown]:
    """A text with a formula in the place of `{0}` and a name in that of `{1}`."""
    before, _, after = page.said(text).replace("{1}", name).partition("{0}")
    yield from (said_so(before), shown, said_so(after))
