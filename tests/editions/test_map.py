"""The id map: its faults with their places, and what it means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from standards.document import Document
from standards.editions import find_edition, in_force, not_in_force
from standards.faults import StandardError
from standards.id_map import load_map
from standards.lint import lint
from standards.load import bundled_editions, load, loads
from standards.map_check import map_faults
from standards.replaces import Replaces
from tests.calling import Call
from tests.editions.conftest import NEW
from tests.editions.pairs import criterion, one_part, text_of

LEVELS = "rule: {levels: {good: {label: 好, points: 5}, poor: {label: 差, points: 0}}}"
OLD = one_part(criterion("1.1", LEVELS, 5) + criterion("1.2", "rule: yes_no", 5, "机构"))
BODY = one_part(criterion("1.1", LEVELS, 5) + criterion("1.3", "rule: yes_no", 5, "机构"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('edition: "1"\ncriteria: {"1.2": "1.3"}', None),
        ('edition: "2"', "an edition does not replace itself"),
        ('edition: "0"', "the map is of edition '0', the old standard is '1'"),
        ('edition: "1"\ncriteria: {"1.2": "1.4"}', "no criterion of the new edition '1.4'"),
        ('edition: "1"\ncriteria: {"1.9": "1.3"}', "no criterion of edition 1 '1.9'"),
        ('edition: "1"\nparts: {"1": "7"}', "no part of the new edition '7'"),
        ('edition: "1"\nparts: {"7": "1"}', "no part of edition 1 '7'"),
        ('edition: "1"\nfields: {"1.2": "1.7"}', "no field of the new edition '1.7'"),
        ('edition: "1"\nfields: {"1.7": "1.3"}', "no field of edition 1 '1.7'"),
        ('edition: "1"\nfields: {"1.1": "1.3", "1.2": "1.3"}', "is given the answers of '1.1' already"),
        ('edition: "1"\nfields: {"1.1": {to: "1.1", choices: {best: good}}}', "no choice of '1.1' in the old edition 'best'"),
        ('edition: "1"\nfields: {"1.1": {to: "1.1", choices: {good: best}}}', "no choice of '1.1' 'best'"),
    ],
)  # fmt: skip
def test_faults_of_a_map(body: str, expected: str | None) -> None:
    old = loads(text_of("1", OLD).encode(), "old.yaml").standard
    new = loads(text_of("2", BODY).encode(), "new.yaml").standard
    replaces = Replaces.model_validate(Document(body, "map.yaml").value)
    errors = [said for _, said, note in map_faults(replaces, new, old) if not note]
    if expected is None:
        assert errors == []
    else:
        assert [said for said in errors if expected in said], errors


def test_an_id_that_means_another_thing_is_noted_until_the_map_speaks_of_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "small@1.yaml").write_text(text_of("1", OLD), encoding="utf-8")
    other = one_part(criterion("1.1", LEVELS, 5) + criterion("1.2", "rule: yes_no", 5, "档案"))
    for body, notes in (("", 1), ('  criteria: {"1.2": "1.2"}\n', 0)):
        file = tmp_path / "small.yaml"
        head = f'replaces:\n  edition: "1"\n{body}'
        file.write_text(text_of("2", head + other), encoding="utf-8")
        told = [fault for fault in lint(load(file)) if "'机构'" in fault.message]
        assert len(told) == notes
        assert all(fault.weight == "note" for fault in told)


def test_a_fault_of_the_map_is_told_with_line_and_column(tmp_path: Path, call: Call) -> None:
    (tmp_path / "small@1.yaml").write_text(text_of("1", OLD), encoding="utf-8")
    file = tmp_path / "small.yaml"
    head = 'replaces:\n  edition: "1"\n  criteria: {"1.2": "1.4"}\n'
    file.write_text(text_of("2", head + BODY), encoding="utf-8")
    result = call("standards", "check", file)
    assert result.code == 1
    assert f"{file}:10:14: no criterion of the new edition '1.4'" in result.out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("edition: [", "this is not YAML"),
        ("- 1", "an id map begins with `edition:`"),
        ("criteria: {}", "'edition' is missing here"),
        ('edition: "1"\nclauses: {}', "unknown key 'clauses'"),
        ('edition: "1"\ncriteria: {"1.1": [1]}', "'0': found 1"),
    ],
)  # fmt: skip
def test_a_map_in_a_file_that_cannot_be_read_is_told(
    text: str, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StandardError, match=expected.replace("[", r"\[")):
        load_map(file)


# -- editions side by side


def test_an_edition_is_found_beside_the_new_one_and_in_the_library(tmp_path: Path) -> None:
    (tmp_path / "small@1.yaml").write_text(text_of("1", OLD), encoding="utf-8")
    found = find_edition("small", "1", tmp_path)
    assert found is not None
    assert found.standard.edition == "1"
    assert find_edition("small", "3", tmp_path) is None
    assert find_edition("small", "../1", tmp_path) is None
    bundled = find_edition("green-community", "2026.1")
    assert bundled is not None
    assert bundled.standard.edition == "2026.1"


def test_a_file_that_bears_another_edition_than_its_name_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "small@1.yaml").write_text(text_of("1.5", OLD), encoding="utf-8")
    assert find_edition("small", "1", tmp_path) is None


def test_an_edition_of_the_library_is_named_with_an_at_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load("green-community@2026.1").digest == load("green-community").digest
    with pytest.raises(StandardError, match=r"no edition '2024' of green-community; there are: 20"):
        load("green-community@2024")
    library = tmp_path / "library"
    (library / "editions").mkdir(parents=True)
    (library / "small.yaml").write_text(text_of("2", OLD), encoding="utf-8")
    (library / "editions" / "small@1.yaml").write_text(text_of("1", OLD), encoding="utf-8")
    monkeypatch.setattr("standards.load.resources.files", lambda _: tmp_path)
    assert bundled_editions() == ("small@1",)
    assert load("small@1").standard.edition == "1"
    assert load("small").standard.edition == "2"


@pytest.mark.parametrize(
    ("day", "fits"),
    [("2026-12-31", False), ("2027-01-01", True), ("2027-12-31", True), ("2028-01-01", False)],
)
def test_an_edition_is_in_force_from_its_first_to_its_last_day(day: str, fits: bool) -> None:
    standard = load(NEW).standard
    assert in_force(standard, date.fromisoformat(day)) is fits
    said = not_in_force(standard, date.fromisoformat(day))
    assert (said is None) is fits
    if said is not None:
        assert "2027-01-01 至 2027-12-31" in said.zh
        assert "from 2027-01-01 to 2027-12-31" in said.in_("en")


def test_the_example_is_without_fault_or_note() -> None:
    assert lint(load(NEW)) == []
