"""A standard written as a workbook and read again is the same standard, whatever it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standards.canonical import canonical, digest, normal
from standards.document import Document
from standards.examples import examples
from standards.load import Loaded, bundled, load, loads
from standards.rules import kinds
from standards.shape import rule_slot
from standards.text import Language
from submissions.rubrics import read_rubric, save
from submissions.rubrics.cells import Terms, read_text, same, write_text
from submissions.rubrics.guide import guide, rules_of
from submissions.rubrics.layout import sheets, terms_of
from submissions.rubrics.lines import read_lines
from submissions.rubrics.rows import read_row, write_row
from submissions.rubrics.table import tables
from tests.standards import small
from tests.standards.shapes import loaded as shaped
from tests.standards.shapes import shapes

LANGUAGES = get_args(Language)
EXAMPLES = [(kind, n, text) for kind in kinds() for n, text in enumerate(examples(kind))]
CRITERIA = next(sheet for sheet in sheets() if sheet.key == "criteria")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", bundled())
def test_bundled_standards_come_back_whole(name: str, language: Language, tmp_path: Path) -> None:
    loaded = load(name)
    path = tmp_path / "rubric.xlsx"
    save(loaded.document.value, path, language)
    found = read_rubric(path)
    assert [str(fault) for fault in found.faults if fault.weight == "error"] == []
    assert found.text == canonical(loaded.document.value)
    again = loads(found.text.encode(), name)
    assert again.standard == loaded.standard
    assert digest(again.document.value) == digest(loaded.document.value)


def example_tree(example: str) -> dict[str, Any]:
    value = Document(example, "example").value
    body = example.split("earns:", maxsplit=1)[0].rstrip().splitlines()
    lines = ['- id: "1.1"', "  title: {zh: 指标, en: Criterion}", "  source: reference"]
    text = small.text_of(
        "\n".join([*lines, *(f"  {line}" for line in body)]), points=value["points"]
    )
    made: dict[str, Any] = Document(text, "small.yaml").value
    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "number", "example"), EXAMPLES, ids=lambda v: str(v)[:20])
def test_every_example_of_every_rule_kind_comes_back(
    kind: str, number: int, example: str, language: Language, tmp_path: Path
) -> None:
    tree = example_tree(example)
    path = tmp_path / "rubric.xlsx"
    save(tree, path, language)
    found = read_rubric(path)
    assert [str(fault) for fault in found.faults if fault.weight == "error"] == []
    assert found.text == canonical(tree)


PLAIN = (
    "award",
    "bands",
    "checklist",
    "levels",
    "per_unit",
    "proportional",
    "samples",
    "threshold",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PLAIN)
def test_the_common_rules_stand_in_plain_cells(kind: str, language: Language) -> None:
    for text in examples(kind):
        (row,) = next(
            t for t in tables(example_tree(text), language) if t.sheet.key == "criteria"
        ).rows
        assert "{" not in row.get("rule.body", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", bundled())
def test_no_criterion_of_the_library_needs_yaml_but_for_lists_inside_lists(
    name: str, language: Language
) -> None:
    (rows,) = (
        t.rows for t in tables(load(name).document.value, language) if t.sheet.key == "criteria"
    )
    bodies = [row["rule.body"] for row in rows if "rule.body" in row]
    in_yaml = [body for body in bodies if body.startswith("{")]
    assert len(in_yaml) * 10 <= len(bodies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_shows_every_rule_kind_as_it_can_be_written(language: Language) -> None:
    shown = {rule["kind"]: rule["body"][language] for rule in rules_of()}
    assert list(shown) == [kind for kind in shown if kind in kinds()]
    assert set(shown) == set(kinds())
    for kind, body in shown.items():
        if kind != "yes_no":
            made = {kind: read_lines(rule_slot(kind), body, Terms())}
            assert small.loads_rule(made).kind == kind
    lines = list(guide(language))
    named = {line[3] for line in lines if len(line) == 4}
    columns = {c.name for s in sheets() for c in s.columns if c.what != "en" or s.key != "standard"}
    assert columns <= named


def test_no_two_columns_of_a_sheet_share_a_name() -> None:
    for sheet in sheets():
        seen: dict[str, str] = {}
        for column in sheet.columns:
            for key in column.keys:
                assert seen.setdefault(key, column.name) == column.name, (sheet.key, key)


ODD = ['"', '""', '"a"', "{", "{a: 1}", "[1]", " a", "a ", "=A1", "_x0041_", "a\r\nb", "a\tb"]
LIKE = ["必须", "required", "80%", "1.0", "|", "a | b", "：", "'a", "\u3000甲", "\ufeff", "a\n\nb"]
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40
) | st.sampled_from([*ODD, *LIKE])


@given(WORDS)
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert read_text(write_text(text)) == text


@settings(max_examples=40, deadline=None)
@given(zh=WORDS, en=WORDS | st.none(), note=WORDS, item=WORDS, key=WORDS, require=WORDS)
def test_every_criterion_comes_back_from_its_row(
    zh: str, en: str | None, note: str, item: str, key: str, require: str
) -> None:
    made = normal(
        {
            "parts": [
                {
                    "criteria": [
                        {
                            "id": "1.1",
                            "title": {"zh": zh, "en": en},
                            "evidence": {"zh": note},
                            "rule": {
                                "checklist": {"all": True, "items": {key: {"zh": item}, "b": zh}}
                            },
                            "ask": {"type": "choice", "choices": {key: {"zh": item, "en": note}}},
                            "veto": [{"when": require, "effect": "refused"}] * 2,
                            "department": require,
                            "value": require,
                            "check": [key, require],
                        }
                    ]
                }
            ]
        }
    )
    (criterion,) = made["parts"][0]["criteria"]
    terms = Terms(*terms_of({"departments": {"x": "甲"}}))
    for language in LANGUAGES:
        cells = write_row(CRITERIA.columns, criterion, terms, language)
        back, wrong = read_row(CRITERIA.columns, cells, terms)
        assert not wrong
        again = normal({"parts": [{"criteria": [back]}]})
        assert same(again, made)


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(texts=st.lists(WORDS, min_size=4, max_size=4))
def test_every_text_comes_back_from_a_workbook(texts: list[str], tmp_path: Path) -> None:
    zh, en, note, advice = texts
    tree = example_tree(examples("yes_no")[0])
    tree["title"] = {"zh": zh, "en": en}
    tree["note"] = note
    tree["parts"][0]["criteria"][0]["advice"] = {"zh": advice, "en": en}
    path = tmp_path / "rubric.xlsx"
    save(tree, path, "zh")
    assert read_rubric(path).text == canonical(tree)


def test_the_same_rubric_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        save(load("green-community").document.value, tmp_path / name, "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    tree = example_tree(examples("yes_no")[0])
    tree["note"] = "长" * 33_000
    with pytest.raises(ValueError, match="33000 characters"):
        save(tree, tmp_path / "rubric.xlsx", "zh")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_saved_by_another_program_comes_back(tmp_path: Path) -> None:
    tree = load("green-community").document.value
    path = tmp_path / "rubric.xlsx"
    save(tree, path, "zh")
    openpyxl.load_workbook(path).save(path)
    assert read_rubric(path).text == canonical(tree)


SYSTEMS = sorted((Path(__file__).parent.parent / "standards" / "systems").glob("*.yaml"))
OTHERS = {
    **{f"shape {shape['shape']}": shaped(shape) for shape in shapes()},
    **{path.stem: load(path) for path in SYSTEMS},
}


@pytest.mark.parametrize("loaded", OTHERS.values(), ids=OTHERS.keys())
def test_every_shape_and_every_system_from_elsewhere_comes_back(
    loaded: Loaded, tmp_path: Path
) -> None:
    path = tmp_path / "rubric.xlsx"
    save(loaded.document.value, path, "zh")
    found = read_rubric(path)
    assert [str(fault) for fault in found.faults if fault.weight == "error"] == []
    assert found.text == canonical(loaded.document.value)
