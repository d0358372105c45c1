"""The bundled standards are whole: sources, both languages, advice, and worked cases of every kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from engine.compile import compile_named
from standards.load import bundled, load
from standards.text import Phrase
from submissions.cases import load_cases

every_standard = pytest.mark.parametrize("name", bundled())


@every_standard
def test_every_criterion_is_complete(name: str) -> None:
    standard = load(name).standard
    for criterion in standard.criteria:
        assert criterion.source, criterion.id
        assert criterion.title.en, criterion.id
        assert criterion.check, criterion.id
        assert criterion.department in standard.departments, criterion.id
        assert criterion.advice is not None, criterion.id
        assert criterion.advice.en, criterion.id
        for mark in standard.marks_of(criterion):
            assert mark in ("plan", "official", "reference")


@every_standard
def test_every_question_is_asked_in_both_languages(name: str) -> None:
    for asked in load(name).standard.asked.values():
        assert asked.ask.en, asked.id
        for label in (asked.choices or {}).values():
            assert label.en, asked.id


@every_standard
def test_there_are_cases_of_every_kind(name: str) -> None:
    kinds = Counter(case.kind for case in load_cases(name)[1])
    assert sum(kinds.values()) >= 5
    assert {"passing", "failing", "vetoed", "limits", "incomplete"} <= set(kinds)


SIZES = {
    "green-community": (7, 40, 100),
    "harmonious-community": (5, 35, 100),
    "civilized-county": (7, 40, 100),
    "community-construction": (5, 30, 100),
    "rehabilitation-centre": (6, 35, 100),
    "peaceful-community": (7, 30, 150),
    "service-community": (6, 35, 100),
}


@pytest.mark.parametrize(("name", "sizes"), SIZES.items())
def test_sizes_of_the_standards(name: str, sizes: tuple[int, int, int]) -> None:
    standard = load(name).standard
    parts, criteria, points = sizes
    assert len(standard.parts) >= parts
    assert len(standard.criteria) >= criteria
    assert standard.points == points


@every_standard
def test_every_text_is_in_both_languages(name: str) -> None:
    standard = load(name).standard
    assert [text.zh for text in texts(standard) if text.en is None and not text.zh.isascii()] == []


def texts(entry: object) -> Iterator[Phrase]:
    """Every text below an entry of a document."""
    if isinstance(entry, Phrase):
        yield entry
    elif isinstance(entry, BaseModel):
        for key in type(entry).model_fields:
            yield from texts(getattr(entry, key))
    elif isinstance(entry, dict):
        for inner in entry.values():
            yield from texts(inner)
    elif isinstance(entry, tuple | list):
        for inner in entry:
            yield from texts(inner)


def test_no_plan_is_said_to_publish_points() -> None:
    for name in bundled():
        standard = load(name).standard
        for criterion in standard.criteria:
            demand, points = standard.marks_of(criterion)
            if demand == "plan":
                assert points == "reference", criterion.id


@every_standard
def test_numbers_stay_exact_in_spreadsheets_and_browsers(name: str) -> None:
    for definition in compile_named(name).definitions.values():
        assert max(abs(bound) for bound in definition.range) <= 2**53
