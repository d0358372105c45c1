"""Labels: in both languages, with the same places, each of them used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from reports.words import words
from standards.document import Document

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "reports" / "locale").glob("*.yaml"))
MINE = {"report.yaml", "check.yaml"}


def labels(file: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = Document(file.read_text(encoding="utf-8"), file.name).value
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_label_has_both_languages_with_the_same_places(file: Path) -> None:
    for key, texts in labels(file).items():
        assert set(texts) == {"zh", "en"}, key
        assert all(isinstance(text, str) and text for text in texts.values()), key
        assert places(texts["zh"]) == places(texts["en"]), key


def test_no_label_is_written_in_two_files() -> None:
    keys = [key for file in FILES for key in labels(file)]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", sorted(MINE))
def test_every_label_is_used(name: str) -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("reports", "dabiao")
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in {".py", ".html", ".svg"}
    )
    quoted = set(re.findall(r"[\"']([a-z_]+)[\"']", code))
    stems = tuple(re.findall(r'"([a-z]+_)\{', code))
    states = {"met", "partly", "unmet", "unanswered", "invalid", "not_applicable", "unproven"}
    unused = [
        key
        for key in labels(ROOT / "reports" / "locale" / name)
        if key not in quoted | states
        and key.removesuffix("_one") not in quoted
        and not key.startswith(stems)
    ]
    assert not unused


def test_what_is_filled_in_is_never_read_as_a_template() -> None:
    assert words("zh").quoted("{n} {0} %s") == "“{n} {0} %s”"


@pytest.mark.parametrize(
    ("whole", "zh", "en"),
    [(10_000, "1 分", "1 point"), (25_000, "2.5 分", "2.5 points"), (0, "0 分", "0 points")],
)
def test_points_in_words(whole: int, zh: str, en: str) -> None:
    assert (words("zh").points(whole), words("en").points(whole)) == (zh, en)
