"""Words of a cell: what is understood, what is refused, and never a guess."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standards.numbers import scaled, unscaled
from submissions.problems import in_language
from submissions.understood import NOTHING
from submissions.words import Vocabulary, understand
from tests.submissions.demo import field, program

DAY = 20513
"""2026-03-01."""

UNDERSTOOD = [
    ("1.1", True, True),
    ("1.1", "是", True),
    ("1.1", "有", True),
    ("1.1", " √ ", True),
    ("1.1", "✓", True),
    ("1.1", "对", True),
    ("1.1", "Ｙ", True),
    ("1.1", "TRUE", True),
    ("1.1", "１", True),
    ("1.1", 1, True),
    ("1.1", 1.0, True),
    ("1.1", "否", False),
    ("1.1", "无", False),
    ("1.1", "×", False),
    ("1.1", "✗", False),
    ("1.1", "错", False),
    ("1.1", "no", False),
    ("1.1", 0, False),
    ("1.1", Decimal("0.0"), False),
    ("households", 812, 812),
    ("households", 12.0, 12),
    ("households", "812", 812),
    ("households", "812户", 812),
    ("households", "812 户", 812),
    ("households", "１，３００", 1300),
    ("households", "1,300", 1300),
    ("households", "12.0", 12),
    ("households", "3万", 30000),
    ("households", "+5", 5),
    ("households", "1.2e3", 1200),
    ("visits", "3次", 3),
    ("area", "1300㎡", 130000),
    ("area", "1300平方米", 130000),
    ("area", "60.5 m2", 6050),
    ("area", "60.5 Square Metres", 6050),
    ("balance", "3.5万元", 3_500_000),
    ("balance", "¥3,500.00", 350_000),
    ("balance", "￥12", 1200),
    ("balance", "-0.5", -50),
    ("balance", "−0.5", -50),
    ("grant", "3.5万元", 35000),
    ("1.4", 92.5, 925000),
    ("1.4", "９５％", 950000),
    ("1.4", "95 %", 950000),
    ("1.4", "0.95%", 9500),
    ("1.4", "1%", 10000),
    ("1.4", 0, 0),
    ("1.4", "0", 0),
    ("1.4", Decimal(100), 1_000_000),
    ("kind", "urban", 0),
    ("kind", "URBAN", 0),
    ("kind", "农村", 1),
    ("kind", "3", 2),
    ("kind", 3, 2),
    ("kind", 3.0, 2),
    ("kind", "无", 2),
    ("opened", "2026-03-01", DAY),
    ("opened", "2026/3/1", DAY),
    ("opened", "2026.3.1", DAY),
    ("opened", "2026年3月1日", DAY),
    ("opened", "２０２６年３月１日", DAY),
    ("opened", "20260301", DAY),
    ("opened", 20260301, DAY),
    ("opened", "2026-03-01 00:00:00", DAY),
    ("opened", date(2026, 3, 1), DAY),
    ("opened", datetime(2026, 3, 1, 9, 30, tzinfo=UTC), DAY),
    ("remark", "  两行\n文字\x07 ", "  两行\n文字\x07 "),
    ("remark", 5, "5"),
    ("remark", ["a", 5], "[a, 5]"),
]


@pytest.mark.parametrize(("name", "found", "value"), UNDERSTOOD)
def test_these_words_are_understood(name: str, found: object, value: object) -> None:
    understood = understand(field(name), found)
    assert understood.effect == ""
    assert understood.value == value
    assert type(understood.value) is type(value)


REFUSED = [
    ("1.1", "部分", "yes or no"),
    ("1.1", "x", "yes or no"),
    ("1.1", 2, "yes or no"),
    ("1.1", float("nan"), "yes or no"),
    ("1.1", "不适用", "claimed with a reason"),
    ("households", True, "a number from 0 to 50,000 households"),
    ("households", "1_000", "a number"),
    ("households", float("nan"), "a number"),
    ("households", float("inf"), "a number"),
    ("households", Decimal("-Infinity"), "a number"),
    ("households", "NaN", "a number"),
    ("households", "约80", "a number"),
    ("households", "80-90", "a number"),
    ("households", "1,30", "a number"),
    ("households", "٣", "a number"),
    ("households", "①", "a number"),
    ("households", "5" * 200, "a number"),
    ("households", 50001, "a number from 0 to 50,000"),
    ("households", -1, "a number from 0"),
    ("households", 10**400, "a number"),
    ("households", "1e999", "a number"),
    ("households", "812人", "another unit"),
    ("households", "不适用", "0 if there is none"),
    ("households", "-", "claimed with a reason"),
    ("households", "无", "0 if there is none"),
    ("households", [812], "one value"),
    ("households", {"a": 1}, "one value"),
    ("households", date(2026, 3, 1), "a number"),
    ("area", "5亩", "another unit"),
    ("area", "10²", "a number"),
    ("area", "½", "a number"),
    ("grant", "3.5万", "another unit"),
    ("grant", "35000元", "another unit"),
    ("1.4", 0.95, "write 95 for 95 %; or 0.95%"),
    ("1.4", "0.95", "write 95 for 95 %"),
    ("1.4", Decimal("0.925"), "write 92.5 for 92.5 %"),
    ("1.4", 1, "write 100 for 100 %; or 1%"),
    ("1.4", "1", "really is one percent"),
    ("1.4", "百分之八十", "a number from 0 to 100%"),
    ("1.4", "九成", "a number"),
    ("1.4", "101", "a number from 0 to 100%"),
    ("1.4", "100.00001", "a number from 0 to 100%"),
    ("1.4", "5‰", "another unit"),
    ("kind", "郊区", "one of: urban (Urban), rural (Rural)"),
    ("kind", True, "one of"),
    ("opened", "2026-02-30", "a day with year and month"),
    ("opened", "3月1日", "a day"),
    ("opened", "26-3-1", "a day"),
    ("opened", "2026/3-1", "a day"),
    ("opened", 46082, "a day"),
    ("opened", 46082.5, "a day"),
    ("opened", "1899-12-31", "years 1900 to 2169"),
]


@pytest.mark.parametrize(("name", "found", "allowed"), REFUSED)
def test_these_words_are_refused_with_what_is_allowed(
    name: str, found: object, allowed: str
) -> None:
    understood = understand(field(name), found)
    assert understood.effect == "invalid"
    assert understood.value is None
    assert allowed in in_language(understood.allowed, "en")
    assert in_language(understood.allowed, "zh") != in_language(understood.allowed, "en")


@pytest.mark.parametrize("found", [None, "", "  ", "\u3000", "\u00a0\n", "\u200b", "\ufeff"])
@pytest.mark.parametrize("name", ["1.1", "households", "kind", "opened", "remark", "1.4"])
def test_a_blank_cell_says_nothing(name: str, found: object) -> None:
    assert understand(field(name), found) == NOTHING


ROUNDED = [
    ("area", "60.125", 6013),
    ("area", 60.125, 6013),
    ("area", 1.005, 101),
    ("balance", "-0.125", -13),
    ("balance", -0.125, -13),
    ("households", "12.5", 13),
    ("households", 12.49, 12),
    ("1.4", "92.00005", 920001),
    ("1.4", 92.00005, 920001),
    ("1.4", 92.00004999, 920000),
    ("1.4", "92.0000499999999999999999999999999999999999999", 920000),
    ("1.4", "92.0000500000000000000000000000000000000000000", 920001),
]


@pytest.mark.parametrize(("name", "found", "value"), ROUNDED)
def test_more_decimals_than_the_field_holds_are_rounded_half_away_and_noted(
    name: str, found: object, value: int
) -> None:
    understood = understand(field(name), found)
    assert (understood.value, understood.effect) == (value, "note")
    assert "rounded" in understood.allowed


def test_zeros_behind_the_last_place_are_no_further_decimals() -> None:
    assert understand(field("area"), "60.50000").effect == ""


@settings(max_examples=400)
@given(st.integers(-100_000, 100_000_000_000))
def test_every_held_number_reads_back_from_its_text_and_from_its_float(whole: int) -> None:
    number = unscaled(whole, 2)
    for found in (number, str(number), float(str(number))):
        assert understand(field("balance"), found).value == whole


@settings(max_examples=400)
@given(st.floats(1.0001, 100, allow_nan=False))
def test_a_float_is_read_by_its_shortest_text(number: float) -> None:
    understood = understand(field("1.4"), number)
    assert understood.value == scaled(Decimal(repr(number)), 4)


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(program().standard.asked)),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.decimals(allow_nan=False),
)
def test_whatever_is_written_the_value_is_held_or_there_is_a_sentence(
    name: str, found: object
) -> None:
    asked = field(name)
    understood = understand(asked, found)
    if understood.effect == "invalid":
        assert understood.value is None
        assert understood.allowed
    elif understood.value is not None and asked.type not in {"text", "yes_no"}:
        low, high = asked.range
        assert isinstance(understood.value, int)
        assert low <= understood.value <= high


def test_what_was_understood_once_is_remembered_by_type() -> None:
    vocabulary = Vocabulary(program())
    assert vocabulary.understand("1.1", 1).value is True
    assert vocabulary.understand("households", True).effect == "invalid"
    assert vocabulary.understand("households", 1).value == 1
    assert vocabulary.understand("households", 1.0).value == 1
