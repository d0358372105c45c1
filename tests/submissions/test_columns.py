"""A column is read as its cells are, whatever type it is stored as."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.answers import column_type
from standards.numbers import scaled
from submissions import columns
from submissions.columns import typed
from submissions.ordinary import rounded
from submissions.words import Vocabulary, understand
from tests.submissions.demo import field, program

FIELDS = sorted(program().standard.asked)
FLOATS = st.one_of(
    st.floats(),
    st.floats(0, 110),
    st.integers(0, 10**7).map(lambda n: n / 10**4),
    st.integers(0, 10**8).map(lambda n: n / 10**5),
    st.integers(0, 10**5).map(lambda n: n + 0.5),
    st.sampled_from(
        [0.95, 1.0, 0.0, -0.0, 100.0, 100.00001, 99.99995, 0.00005, 1.00005, 92.6 + 1e-14]
    ),
)
TEXTS = st.one_of(
    st.text(max_size=12),
    st.decimals(-10, 110, places=2).map(str),
    st.decimals(0, 110, places=5).map(str),
    st.decimals(0, 110, places=18).map(str),
    st.dates().map(str),
    st.sampled_from(
        ["是", "√", "1,300", "９５％", "0.95", "1%", "城市", "urban", "-", " ", "\ufeff", "\x1c"]
    ),
)
STEPS = [name for name in FIELDS if field(name).step]
CELLS: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "Boolean": (pl.Boolean, st.booleans()),
    "Int64": (pl.Int64, st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 110)),
    "UInt64": (pl.UInt64, st.integers(0, 2**64 - 1) | st.integers(0, 110)),
    "Int8": (pl.Int8, st.integers(-128, 127)),
    "Float64": (pl.Float64, FLOATS),
    "String": (pl.String, TEXTS),
    "Date": (pl.Date, st.dates(date(1800, 1, 1))),
    "Datetime": (pl.Datetime("us"), st.datetimes()),
    "Decimal, two places": (pl.Decimal(20, 2), st.decimals(-10, 10**6, places=2)),
    "Decimal, six places": (pl.Decimal(20, 6), st.decimals(0, 110, places=6)),
    "Categorical": (pl.Categorical, st.sampled_from(["urban", "农村", "是", "5", "0.95", ""])),
    "Enum": (
        pl.Enum(["urban", "农村", "是", "92.5"]),
        st.sampled_from(["urban", "农村", "是", "92.5"]),
    ),
    "Time": (pl.Time, st.times()),
    "List": (pl.List(pl.Int64), st.lists(st.integers(0, 9), max_size=2)),
    "Binary": (pl.Binary, st.binary(max_size=3)),
}


@pytest.mark.parametrize("kind", CELLS)
@settings(max_examples=60)
@given(data=st.data())
def test_every_cell_is_read_as_it_would_be_alone(kind: str, data: st.DataObject) -> None:
    dtype, cell = CELLS[kind]
    name = data.draw(st.sampled_from(FIELDS))
    cells = data.draw(st.lists(st.none() | cell, min_size=1, max_size=12))
    column = pl.Series(name, cells, dtype=dtype)
    done = typed(column.to_frame(), {name: field(name)}, Vocabulary(program()))
    alone = [understand(field(name), found) for found in column.to_list()]
    assert done.values[0].to_list() == [understood.value for understood in alone]
    assert done.values[0].dtype == column_type(field(name))
    told = {cell.row: (cell.understood.effect, cell.understood.allowed) for cell in done.cells}
    assert told == {n: (u.effect, u.allowed) for n, u in enumerate(alone) if u.effect}


@pytest.mark.parametrize(
    ("dtype", "cells"),
    [
        (pl.Float64, [1.5, 2.0, 1.7, 1.50001, 1.73456789, 3.5, 0.5, None]),
        (pl.String, ["1.5", "2.0", "1.7", "1.73456789", "3.5", "1.5分", None]),
        (pl.Decimal(10, 2), [Decimal("1.50"), Decimal("1.75"), Decimal("3.00"), None]),
        (pl.Decimal(10, 6), [Decimal("1.500000"), Decimal("1.500001"), None]),
        (pl.Int64, [1, 2, 3, 4, 0, None]),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", STEPS)
def test_only_whole_steps_are_read(name: str, dtype: Any, cells: list[Any]) -> None:
    """As one column of which some lie between the steps, and as one of which none does."""
    asked, vocabulary = field(name), Vocabulary(program())
    alone = [understand(asked, found).value for found in cells]
    good = [found for found, value in zip(cells, alone, strict=True) if value is not None]
    assert good
    assert None in alone[:-1]
    for some in (cells, good):
        column = pl.Series(name, some, dtype=dtype)
        done = typed(column.to_frame(), {name: asked}, vocabulary)
        assert done.values[0].to_list() == [understand(asked, found).value for found in some]


@settings(max_examples=300)
@given(st.lists(FLOATS, min_size=2, max_size=30))
@example([1.005, 2.675])
@example([92.00005, 92.00015])
@example([92.60000000000001, 92.6])
def test_floats_are_held_as_their_shortest_texts_are(numbers: list[float]) -> None:
    for name in ("area", "1.4", "households"):
        done = typed(pl.DataFrame({name: numbers}), {name: field(name)}, Vocabulary(program()))
        alone = [understand(field(name), number).value for number in numbers]
        assert done.values[0].to_list() == alone


@settings(max_examples=300)
@given(st.lists(st.floats(1.01, 99, allow_nan=False), min_size=1, max_size=30))
def test_what_is_rounded_as_a_float_is_rounded_as_a_decimal(numbers: list[float]) -> None:
    for asked in (field("1.4"), field("area"), field("households")):
        held = rounded(asked, pl.Series(numbers, dtype=pl.Float64))
        for number, whole in zip(numbers, held, strict=True):
            assert whole is None or whole == scaled(Decimal(repr(number)), asked.places)


def test_ties_are_never_rounded_as_floats() -> None:
    held = rounded(field("area"), pl.Series([1.005, 60.125, 2.675, 60.126]))
    assert held.to_list() == [None, None, None, 6013]


def test_a_short_float_is_read_by_its_own_shortest_text() -> None:
    column = pl.Series("1.4", [92.6, 0.95, 33.3333], dtype=pl.Float32)
    done = typed(column.to_frame(), {"1.4": field("1.4")}, Vocabulary(program()))
    assert done.values[0].to_list() == [926000, None, 333333]


def test_of_many_rounded_cells_the_first_are_told_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "MOST_ROUNDED", 3)
    numbers = pl.DataFrame({"area": [1.2345, 2.3456, 3.4567, 4.5678, 5.6789]})
    done = typed(numbers, {"area": field("area")}, Vocabulary(program()))
    assert done.values[0].to_list() == [123, 235, 346, 457, 568]
    assert [cell.row for cell in done.cells] == [0, 1, 2]
    assert done.rounded == {"area": 2}
