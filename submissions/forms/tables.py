"""The tables of the overview: a row for every part, and the largest gaps with what to do."""

from __future__ import annotations

from standards.model import Block, Part
from standards.numbers import POINT_DECIMALS, plain, scaled
from standards.text import Phrase
from submissions.forms import live_words as say
from submissions.forms import words
from submissions.forms.calculation import ADVICE, GAIN, POINTS
from submissions.forms.calculation import NUMBER as CRITERION
from submissions.forms.calculation import TITLE as ASKED
from submissions.forms.heights import height
from submissions.forms.page import NUMBER, OF, SCORE, TITLE, WIDE, Page, width
from submissions.forms.shown import Shown, in_points

MOST_GAPS = 10
_FAINT_WIDTH = 10 / 9
"""Advice is set in 9 points, of which more go into a line."""


def write_parts(page: Page) -> None:
    """A row for every part, with a bar of its share on one scale."""
    page.heading(say.PARTS, say.PART_HEADS)
    top = page.row
    standard = page.standard
    for _, part in standard.walk_parts():
        _part(page, part)
    for title, block, name in (
        (words.BONUS, standard.bonus, "bonus"),
        (words.PENALTY, standard.penalty, "penalty"),
    ):
        if block:
            _block(page, title, block, name)
    page.text(NUMBER, "", "row")
    page.text(TITLE, page.said(say.SUM), "row_strong")
    page.live(SCORE, page.results.total(), "row_gain")
    page.text(OF, plain(standard.points), "row_right")
    full = scaled(standard.points, POINT_DECIMALS)
    page.live(WIDE, page.results.total_share(full), "row_share")
    page.made.conditional_format(top, WIDE, page.row, WIDE, _BAR)
    page.down(20)


_BAR = {
    "type": "data_bar",
    "bar_color": "#8FBBD6",
    "bar_solid": True,
    "data_bar_2010": True,
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 100,
}


def _part(page: Page, part: Part) -> None:
    is_inner = part not in page.standard.parts
    title = ("　" if is_inner else "") + page.said(part.title)
    page.text(NUMBER, part.id, "row")
    page.text(TITLE, title, "row")
    page.live(SCORE, page.results.part(part.id), "row_score")
    page.text(OF, plain(part.points), "row_right")
    full = scaled(part.points, POINT_DECIMALS)
    page.live(WIDE, page.results.part_share(part.id, full), "row_share")
    page.grow([(title, width(TITLE))], 20)


def _block(page: Page, title: Phrase, block: Block, name: str) -> None:
    page.text(NUMBER, "", "row")
    page.text(TITLE, page.said(title), "row")
    points = in_points(page.results.of(name))
    sign = "−" if name == "penalty" else "+"
    if name == "penalty":
        points = Shown(f"-1*{points.text}", -float(points.value))
    page.live(SCORE, points, "row_score")
    page.text(OF, f"{sign}{plain(block.cap)}", "row_right")
    page.text(WIDE, "", "row")
    page.down(20)


def write_gaps(page: Page) -> None:
    """The criteria by which the score would rise most, with what to do."""
    page.heading(say.GAPS, say.GAP_HEADS)
    worked = page.results.worked
    columns = {
        NUMBER: (CRITERION, "row"),
        TITLE: (ASKED, "row"),
        SCORE: (GAIN, "row_gain"),
        OF: (POINTS, "row_right"),
        WIDE: (ADVICE, "row_faint"),
    }
    # A row does not grow with what a formula gives: all are as high as the longest advice needs.
    wide = width(WIDE) * _FAINT_WIDTH
    advice = height([(worked.advice(id_), wide) for id_ in worked.plan.criteria]) / _FAINT_WIDTH
    titles = height([(page.said(c.title), width(TITLE)) for c in page.standard.criteria])
    high = max(advice, titles)
    for place in range(1, min(MOST_GAPS, len(worked.plan.criteria)) + 1):
        for column, (source, look) in columns.items():
            shown = worked.gap(place, source)
            if place == 1 and column == TITLE:
                none = page.word(say.NO_GAP)
                text = f'IF({worked.gap(1, CRITERION).text}="",{none.text},{shown.text})'
                shown = Shown(text, shown.value or none.value)
            page.live(column, shown, look)
        page.down(high)
