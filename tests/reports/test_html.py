"""The HTML report: nothing that somebody wrote can act, every character can be drawn."""

from __future__ import annotations

import re
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_named
from engine.score import score
from reports.findings import findings
from reports.fonts import TTF
from reports.formats import html
from reports.report_page import css_string
from standards.load import bundled
from tests.reports import demo
from tests.reports.test_formats import mixed
from tests.standards import small

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '"><img src=x onerror=alert(1)>',
    "the end of the style": "</style><script>alert(1)</script>",
    "a template": "{{ 7 * 7 }}{% raw %}",
    "a style": '"} @import url(//x); body{display:none} /*',
    "a backslash": '\\"; } body { }',
    "control characters": "甲\x00\x08\x1b[2J乙",
    "marks that turn text round": "abc\u202e\u2066txt.exe",
    "ten thousand characters": "长" * 10_000,
}
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section"),
    *("h1", "h2", "h3", "p", "b", "span", "dl", "div", "dt", "dd", "ul", "li", "table", "thead"),
    *("tbody", "tr", "th", "td", "figure", "figcaption", "svg", "rect", "line", "text", "tspan"),
    *("polygon", "circle", "details", "summary", "label", "input", "a", "article"),
}


class Page(HTMLParser):
    """Tags, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.styles: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self._inside = tag

    def handle_data(self, data: str) -> None:
        (self.styles if self._inside == "style" else self.texts).append(data)

    def handle_endtag(self, _: str) -> None:
        self._inside = ""


def hostile(text: str) -> str:
    """A report in which somebody wrote a text wherever one may write."""
    people = demo.applicants(dict.fromkeys(("applicant", "name", "district", "category"), text))
    frames = demo.invalid("1.5", text)
    finding = demo.found(
        {"na:2.4": True, "2.4": None, "1.5": None},
        applicants=people,
        claims=demo.said("2.4", text),
        evidence=demo.said("1.1", text),
        **frames,
    )
    return html.render(finding, font="system")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_somebody_wrote_stays_text(text: str) -> None:
    page = Page(hostile(text))
    assert page.tags <= ALLOWED
    names = {name for name, _ in page.attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src")}
    assert len(page.styles) == 2


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_no_text_breaks_the_page(text: str) -> None:
    made = hostile(text)
    assert Page(made).tags <= ALLOWED
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", made)


@given(st.text(max_size=60))
def test_a_string_of_css_cannot_be_left(text: str) -> None:
    made = css_string(text)
    assert re.fullmatch(r'"(?:\w| |\\[0-9a-f]{1,6} )*"', made)


def test_a_long_answer_is_cut_on_the_page() -> None:
    assert "长" * 301 not in hostile("长" * 10_000)


@pytest.mark.parametrize("font", ["embedded", "beside", "system"])
def test_the_policy_allows_just_these_styles_and_nothing_from_elsewhere(font: Any) -> None:
    page = Page(html.render(mixed(), font=font))
    policy = next(
        value or "" for name, value in page.attributes if value and "default-src" in value
    )
    digests = re.findall(r"'sha256-([^']+)'", policy)
    assert digests == [b64encode(sha256(s.encode()).digest()).decode() for s in page.styles]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script" not in page.tags


def test_only_addresses_of_the_web_become_links() -> None:
    page = Page(html.render(mixed(), font="system"))
    links = [value for name, value in page.attributes if name == "href"]
    assert links == ["https://example.org/plan"]


def test_the_language_is_said() -> None:
    assert '<html lang="zh-CN">' in html.render(mixed(), font="system")
    assert '<html lang="en">' in html.render(mixed("en"), font="system")


def drawn(page: str, weight: int) -> set[int]:
    """The characters that the font embedded in a page draws."""
    pattern = rf"font-weight:{weight};[^}}]*base64,([A-Za-z0-9+/=]+)"
    data = re.search(pattern, page)
    assert data is not None
    with TTFont(BytesIO(b64decode(data[1]))) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("name", bundled())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_embedded_font_draws_every_character_shown(name: str, language: Any) -> None:
    program = compile_named(name)
    scores = score(program, small.answers(program, [{}]), demo.DAY)
    (finding,) = findings(scores, None, language)
    page = html.render(finding)
    shown = {ord(c) for text in Page(page).texts for c in text if not c.isspace()}
    for weight in (400, 700):
        assert shown <= drawn(page, weight)


def test_a_character_that_no_font_has_is_left_to_the_reader() -> None:
    people = demo.applicants({"name": "阳光\U0001f600"})
    page = html.render(demo.found({}, applicants=people))
    assert "阳光\U0001f600" in page
    assert 0x1F600 not in drawn(page, 400)
    with TTFont(TTF["regular"], lazy=True) as font:
        assert 0x1F600 not in font.getBestCmap()


def test_a_page_with_its_font_is_small_and_quick() -> None:
    html.render(mixed())
    start = time.process_time()
    page = html.render(mixed())
    assert time.process_time() - start < 2
    assert len(page) < 400_000


def test_every_criterion_stands_on_the_page_once_in_a_table() -> None:
    finding = mixed()
    page = html.render(finding, font="system")
    rows = re.findall(r'<th scope="row"><b class="id">([^<]+)</b>', page)
    assert sorted(rows) == sorted(c.line.id for c in finding.criteria)


def test_what_does_not_depend_on_the_applicant_is_shared_by_their_pages() -> None:
    told = list(findings(demo.scored([{"1.5": 85}, {"1.5": 85, "1.1": False}]), None, "zh"))
    assert demo.criterion(told[0], "1.5") is demo.criterion(told[1], "1.5")
    pages = [html.render(one, font="beside") for one in told]
    assert pages[0] != pages[1]
    assert pages == [html.render(one, font="beside") for one in told]
