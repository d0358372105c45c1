"""The vendored fonts can draw every character that a standard, a form or a report shows."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from reports.fonts import TTF, WOFF2

ROOT = Path(__file__).parent.parent

# Where text that people see is written. Walked whole: a new file is tested by being there.
PLACES = ("standards", "submissions/forms", "submissions/examples", "reports")

# Files whose bytes are not text, and compiled files.
NOT_TEXT = {".ttf", ".woff2", ".png", ".pyc", ".xlsx", ".docx", ".parquet", ".pdf", ".zip", ".gz"}


class Drawable:
    """Which characters one font draws with ink. A glyph that is there may still be blank."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path, lazy=True)
        self.glyphs = font.getGlyphSet()
        self.names = font.getBestCmap()

    def __contains__(self, character: str) -> bool:
        name = self.names.get(ord(character))
        if name is None:
            return False
        pen = BoundsPen(self.glyphs)
        self.glyphs[name].draw(pen)
        return pen.bounds is not None


@cache
def drawable(weight: str) -> Drawable:
    return Drawable(TTF[weight])


def has_ink(character: str) -> bool:
    """False for spaces, controls, zero-width characters and variation selectors."""
    return unicodedata.category(character)[0] not in "ZC" and not (
        0xFE00 <= ord(character) <= 0xFE0F
    )


def undrawable(text: str, weight: str) -> set[str]:
    return {c for c in set(text) if has_ink(c) and c not in drawable(weight)}


def written_files() -> Iterator[Path]:
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            if path.is_file() and path.suffix not in NOT_TEXT and "__pycache__" not in path.parts:
                yield path


@pytest.mark.parametrize("weight", TTF)
def test_every_written_character_has_an_outline(weight: str) -> None:
    faults = []
    for path in written_files():
        missing = undrawable(path.read_text(encoding="utf-8"), weight)
        if missing:
            named = ", ".join(f"{c} U+{ord(c):04X}" for c in sorted(missing))
            faults.append(f"{path.relative_to(ROOT)}: {named}")
    assert not faults, "no outline in the vendored font:\n" + "\n".join(faults)


def test_the_walk_finds_files() -> None:
    assert ROOT / "reports" / "fonts" / "README.md" in set(written_files())


@pytest.mark.parametrize("weight", TTF)
@pytest.mark.parametrize(
    "character",
    ["\U0001f600", "\u0e01", "\u0627"],
    ids=["a smiling face", "a Thai letter", "an Arabic letter"],
)
def test_a_character_that_is_missing_is_noticed(weight: str, character: str) -> None:
    assert undrawable(f"达标{character}", weight) == {character}


@pytest.mark.parametrize("weight", TTF)
def test_a_character_that_is_there_but_blank_is_noticed(weight: str) -> None:
    assert "\u3000" not in drawable(weight)


@pytest.mark.parametrize("weight", TTF)
@pytest.mark.parametrize(
    "text",
    [
        "创建标准达标评分是否合格",
        "亳州 儋州 郫都 濮阳 漯河 盱眙 䶮 㙍 堽 甪直 氹仔",
        "镕 喆 堃 珺 玥 赟 翀 昇 祎 旻 晞 瑄 甯",
        "PM₂.₅ CO₂ 10⁶ m³ ≤ 35 µg/m³, 95%, 12‰, ±0.5 ℃, 30 ㎡, ½, ×, ÷, ≥, ≠",
        "①②③⑩ Ⅰ Ⅱ Ⅲ Ⅳ ㈠㈡ ★☆ ● ○ ■ □ ▲ △ ◆ ✓ ✔ ✗ ✘ ☐ ☑ ☒ √ × → ← ↑ ↓ …… — 「」《》【】（）",
        "９５％，Ａ；：！？",
    ],
)
def test_ordinary_texts_can_be_drawn(weight: str, text: str) -> None:
    assert undrawable(text, weight) == set()


@pytest.mark.parametrize("weight", TTF)
def test_pages_and_charts_draw_the_same_characters(weight: str) -> None:
    with TTFont(WOFF2[weight], lazy=True) as page:
        assert page.getBestCmap().keys() == drawable(weight).names.keys()


@pytest.mark.parametrize(("weight", "number"), [("regular", 400), ("bold", 700)])
def test_the_weight_is_fixed_and_bears_the_family_name(weight: str, number: int) -> None:
    with TTFont(TTF[weight]) as font:
        assert "fvar" not in font, "a variable font is always drawn at its thinnest"
        assert font["OS/2"].usWeightClass == number
        assert font["name"].getBestFamilyName() == "Noto Sans SC"


def test_the_licence_travels_with_the_fonts() -> None:
    licence = TTF["regular"].with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
