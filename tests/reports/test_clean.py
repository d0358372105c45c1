"""What applicants wrote is made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.clean import clean, short


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  阳光花园 ", "阳光花园"),
        ("第一行\r\n第二行\t完", "第一行 第二行 完"),
        ("\x1b[31m红\x1b[0m", "[31m红[0m"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("零\u200b宽\ufeff", "零宽"),
        ("孤\ud800立", "孤立"),
        ("软\xad连", "软连"),
        ("\x85下一行", "下一行"),
        ("<b>粗</b>", "<b>粗</b>"),
        ("", ""),
    ],
    ids=[
        "spaces at the ends",
        "line breaks and tabs",
        "colours of a terminal",
        "a mark that turns text round",
        "characters without width",
        "half a character",
        "a soft hyphen",
        "a next-line control",
        "markup is text",
        "nothing",
    ],
)
def test_what_is_invisible_goes_and_what_is_text_stays(written: str, shown: str) -> None:
    assert clean(written) == shown


@given(st.text())
def test_nothing_that_controls_or_reorders_is_left(text: str) -> None:
    cleaned = clean(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in cleaned)
    bidirectional = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not any(unicodedata.bidirectional(c) in bidirectional for c in cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode()


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert short("字" * 10_000) == "字" * 299 + "…"
    assert short("字" * 300) == "字" * 300
