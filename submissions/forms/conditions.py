"""The lower tables of the overview: conditions with their state, figures, consistency."""

from __future__ import annotations

from standards import parse
from standards.numbers import plain
from standards.phrasing import in_words
from standards.text import Phrase
from submissions.forms import live_words as say
from submissions.forms.page import NUMBER, OF, SCORE, TITLE, WIDE, Page, width
from submissions.forms.shown import (
    Shown,
    first,
    in_points,
    joined,
    number,
    pick,
    same,
    scaled,
)
from submissions.forms.shown import words as said_so

_SIGNS = {"○": "bad", "✕": "bad", "–": "quiet"}
_LONGEST_UNIT = 60


def write_conditions(page: Page) -> None:
    """Gates, vetoes, coverage, minima and the conditions of every grade, each with its state."""
    page.heading(say.CONDITIONS)
    standard = page.standard
    for gate in standard.gates:
        state = _state(page, f"gate:{gate.id}", f"gate_open:{gate.id}", (say.HOLDS, say.FAILS))
        _row(page, page.said(say.GATE), page.said(gate.title), state)
    for criterion in standard.criteria:
        for place, veto in enumerate(criterion.veto):
            name = f"{criterion.id}:{place}"
            state = _state(page, f"veto:{name}", f"veto_open:{name}", (say.FIRED, say.QUIET))
            told = page.said(veto.say) or page.said(criterion.title)
            effect = page.said(say.EFFECTS[veto.effect])
            text = told if effect in told else f"{told} · {effect}"
            _row(page, page.said(say.VETO), f"{criterion.id} {text}", state)
    enough = page.said(say.ENOUGH).format(plain(standard.coverage_needed))
    _row(page, page.said(say.COVERAGE), enough, _holds(page, "enough"))
    for _, part in standard.walk_parts():
        if part.minimum is not None:
            text = page.said(say.AT_LEAST).format(page.said(part.title), plain(part.minimum))
            _row(page, page.said(say.MINIMUM), text, _holds(page, f"minimum:{part.id}"))
    _grades(page)


def _grades(page: Page) -> None:
    grades = page.standard.grades
    short = {
        f"grade:{grades[need.grade].id}:{need.condition}": need.short
        for need in page.results.worked.plan.live.needs
        if need.of in ("score", "published")
    }
    for grade in grades:
        for place, text in enumerate(parse.conjuncts(grade.when)):
            name = f"grade:{grade.id}:{place}"
            state = _holds(page, name)
            if name in short:
                missing = in_points(page.results.of(short[name]))
                told = joined(page.word(say.SHORT_BY), missing, page.word(say.POINTS))
                holds = same(page.results.of(name), number(1))
                state = pick(holds, page.word(say.HOLDS), told)
            _row(page, page.said(grade.name), page.said(in_words(text, page.standard)), state)


def _state(page: Page, name: str, open_: str, said: tuple[Phrase, Phrase]) -> Shown:
    """Whether something holds, or is still open."""
    yes, no = said
    return first(
        (same(page.results.of(name), number(1)), page.word(yes)),
        (same(page.results.of(open_), number(1)), page.word(say.OPEN)),
        otherwise=page.word(no),
    )


def _holds(page: Page, name: str) -> Shown:
    holds = same(page.results.of(name), number(1))
    return pick(holds, page.word(say.HOLDS), page.word(say.FAILS))


def _row(page: Page, kind: str, text: str, state: Shown) -> None:
    page.text(NUMBER, kind, "row_faint")
    page.text_over(TITLE, SCORE, text, "row")
    for sign, look in _SIGNS.items():
        rule = {
            "type": "text",
            "criteria": "begins with",
            "value": sign,
            "format": page.looks[look],
        }
        page.made.conditional_format(page.row, OF, page.row, WIDE, rule)
    page.live_over(OF, WIDE, state, "row")
    page.grow([(text, width(TITLE, SCORE)), (kind, width(NUMBER))], 18)


def write_figures(page: Page) -> None:
    """The figures that are worked out and not scored."""
    figures = page.standard.figures
    if not figures:
        return
    page.heading(say.FIGURES)
    decimals = page.results.worked.plan.program.figure_decimals
    for id_, figure in figures.items():
        known = same(page.results.of(f"figure_known:{id_}"), number(1))
        value = scaled(page.results.of(f"figure:{id_}"), 10 ** decimals[id_])
        unit = said_so(f" {page.said(figure.unit)}"[:_LONGEST_UNIT] if figure.unit else "")
        _row(page, "", page.said(figure.title), pick(known, joined(value, unit), said_so("–")))


def write_checks(page: Page) -> None:
    """What must not contradict itself; reported, never repaired."""
    if not page.standard.checks:
        return
    page.heading(say.CHECKS)
    for place, check in enumerate(page.standard.checks):
        odd = same(page.results.of(f"check:{place}"), number(1))
        state = pick(odd, page.word(say.CHECK_IT), page.word(say.CONSISTENT))
        _row(page, "", page.said(check.say), state)
