"""Text that flows: within its width, nothing lost, closing marks never first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reports.wrapping import wrapped

TEXTS = st.text("达标绿色社区（）“”，。；：、%ab 12.5 /-", max_size=80)


@given(TEXTS, st.integers(2, 60))
def test_no_line_is_wider_than_the_window_and_nothing_is_lost(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(20, 60))
def test_a_closing_mark_does_not_begin_a_line(text: str, width: int) -> None:
    lines = list(wrapped("字" + text.replace(" ", ""), width))
    runs = max((len(run) for run in _runs(text)), default=0)
    if 2 * runs + 4 <= width:
        assert not any(line.startswith(("，", "。", "；", "、", "）")) for line in lines[1:])


def _runs(text: str) -> list[str]:
    """Runs of marks and letters, which cannot be broken."""
    found, run = [], ""
    for character in text.replace(" ", ""):
        if "\u4e00" <= character <= "\u9fff":
            found.append(run)
            run = ""
        run += character
    return [*found, run]


def test_chinese_breaks_between_characters_and_latin_between_words() -> None:
    assert list(wrapped("绿色社区达标", 6)) == ["绿色社", "区达标"]
    assert list(wrapped("a green compound", 8)) == ["a green", "compound"]
    assert list(wrapped("总分不低于 90 分。", 10)) == ["总分不低于", "90 分。"]


def test_a_word_longer_than_the_window_is_cut() -> None:
    assert list(wrapped("sha256abcdef", 5)) == ["sha25", "6abcd", "ef"]
