"""Badges: the title of the standard and the decision, as a small picture with its words."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import escape

from reports.drawing import columns_of
from reports.site.frame import Frame
from reports.site.lines import Line
from reports.site.outlines import FINE, outline

_HEIGHT, _SIZE, _PAD = 28, 14, 10
_LONGEST = 22
"""Latin letters of the standard's title; a Chinese character takes two."""
_COLOURS = {"named": "#00568a", "conditional": "#8a4b00"}
_OTHER = "#595959"


def path_of(frame: Frame, line: Line) -> str:
    """Where a badge stands in the site."""
    return f"badges/{frame.language}/{line.file}.svg"


def badge(frame: Frame, line: Line) -> str:
    """The badge of an applicant as SVG; what it says is told to those who cannot see it."""
    edition = frame.site.edition
    right = f"{line.decision} {edition.as_of.year}"
    width, drawn = _drawn(_cut(frame.standard_title), right, _COLOURS.get(line.outcome, _OTHER))
    say = frame.words
    told = escape(
        f"{line.title}{say['colon']}{frame.standard_title}{say['clause']}{line.decision}"
        f"{say['clause']}{say.say('site_as_of', day=edition.as_of)}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-labelledby="t" '
        f'xml:lang="{frame.language}"><title id="t">{told}</title>{drawn}</svg>\n'
    )


@lru_cache(maxsize=1_024)
def _drawn(left: str, right: str, colour: str) -> tuple[int, str]:
    """The width, and the two halves."""
    first, one = outline(left, _SIZE)
    second, two = outline(right, _SIZE)
    middle, width = one + 2 * _PAD, one + two + 4 * _PAD
    return width, (
        f'<rect width="{width}" height="{_HEIGHT}" rx="3" fill="#333"/>'
        f'<path d="M{middle} 0H{width - 3}a3 3 0 0 1 3 3v{_HEIGHT - 6}a3 3 0 0 1-3 3H{middle}z" '
        f'fill="{colour}"/>'
        f'<g fill="#fff"><path transform="translate({_PAD} 19) scale({1 / FINE:g})" d="{first}"/>'
        f'<path transform="translate({middle + _PAD} 19) scale({1 / FINE:g})" d="{second}"/></g>'
    )


def _cut(text: str) -> str:
    """The beginning of a long title."""
    if columns_of(text) <= _LONGEST:
        return text
    kept = text
    while columns_of(kept) > _LONGEST - 1:
        kept = kept[:-1]
    if kept.isascii() and " " in kept and text[len(kept)] != " ":
        kept = kept.rpartition(" ")[0]  # no half a word
    return f"{kept.rstrip(' ,;:')}…"
