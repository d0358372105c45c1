"""Tables for spreadsheets: nothing in them runs, and nothing is lost."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.formats import csv_

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    '=HYPERLINK("file")',
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_a_spreadsheet_would_run_is_written_with_a_sign_before_it(
    text: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    csv_.write(pl.DataFrame({"a": [text]}), file)
    row = file.read_bytes().decode("utf-8-sig").removeprefix("a\n").strip('"')
    assert row.startswith("'"), row


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_heading_that_a_spreadsheet_would_run_is_defused_too(text: str) -> None:
    assert csv_.defused(pl.DataFrame({text: [1]})).columns == [f"'{text}"]


@pytest.mark.parametrize("text", ["", "2026", "东城", "a=1", "1-2", "'quoted'", "' =1"])
def test_a_harmless_cell_stays_as_it_is(text: str) -> None:
    frame = csv_.defused(pl.DataFrame({"a": [text]}))
    assert (frame["a"][0] or "") == text


def test_numbers_stay_numbers() -> None:
    assert csv_.text(pl.DataFrame({"a": [-1, None, 2]})) == "a\n-1\n\n2\n"


def test_a_spreadsheet_recognises_the_encoding(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    csv_.write(pl.DataFrame({"a": ["东城"]}), file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1))
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    csv_.write(pl.DataFrame({"a": texts, "b": texts}), file)
    assert csv_.read(file)["a"].to_list() == texts
