"""The formulas of a program, recalculated by LibreOffice, give what the engine gives."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from xlsxwriter.workbook import Workbook

from engine.compile import compile_named
from engine.executors.excel import DEEPEST, FUNCTIONS, LONGEST, Writer, excel, formulas
from engine.executors.polars_ import evaluate, polars
from engine.pieces import Cutter
from engine.program import Program
from engine.score import parameters, result_names, score
from standards.bounds import EXACT
from standards.expression import (
    Answer,
    Compare,
    Const,
    Divide,
    Expr,
    If,
    Relation,
    Rounding,
    Sum,
    either,
    every,
)
from standards.field import Field
from standards.load import bundled
from tests.engine import strategies
from tests.engine.oracle import calculate
from tests.engine.strategies import Row
from tests.excel.recalculated import needs_libreoffice, once, recalculated
from tests.excel.rows import WRONG, Columns, read_rows, write_rows
from tests.standards.test_systems import SYSTEMS

DAY = date(2026, 11, 23)
STANDARDS = [*bundled(), *map(str, SYSTEMS)]
every_standard = pytest.mark.parametrize("name", STANDARDS, ids=lambda name: Path(name).stem)
COUNT = int(os.environ.get("AGREE_WORKBOOK_APPLICANTS", "25"))
"""Applicants per standard; `make agree` takes more."""


def applicants(program: Program) -> list[Row]:
    """Random ones; and everything blank, everything least, everything greatest."""
    asked = program.standard.asked
    blank = {
        name: None if name in asked else False for name in strategies.random_rows(program, 1)[0]
    }
    ends: list[Row] = []
    for end in (0, 1):
        given = {id_: _held(f, f.range[end]) for id_, f in asked.items()}
        ends += [{**blank, **given}, {**dict.fromkeys(blank, True), **given}]
    return [blank, *ends, *strategies.random_rows(program, COUNT - len(ends) - 1)]


def _held(asked: Field, number: int) -> Any:
    """An answer as the frames hold it."""
    if asked.type == "text":
        return None
    return bool(number) if asked.type == "yes_no" else number


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """A workbook with the applicants of every standard, as written and as recalculated."""
    return once(tmp_path_factory, "agreement", _saved)


def _saved(folder: Path) -> dict[str, tuple[Path, Path]]:
    paths = {}
    for name in STANDARDS:
        program = compile_named(name)
        paths[name] = folder / f"{Path(name).stem}.xlsx"
        write_rows(paths[name], program, applicants(program), parameters(program, DAY))
    found = recalculated(list(paths.values()), folder)
    return {name: (path, copy) for (name, path), copy in zip(paths.items(), found, strict=True)}


@needs_libreoffice
@every_standard
def test_every_definition_is_the_same(
    name: str, saved: dict[str, tuple[Path, Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    program = compile_named(name)
    names = list(program.definitions)
    before, after = saved[name]
    written = read_rows(before, names)
    assert written.select((pl.all() == WRONG).all()).row(0) == (True,) * len(names)
    rows = applicants(program)
    frame = strategies.answers(program, rows).values
    expected = evaluate(program, frame, names, parameters(program, DAY))
    found = read_rows(after, names)
    different = {n: int((found[n] != expected[n]).sum()) for n in names}
    nothing = [n for n in names if found[n].null_count() or expected[n].null_count()]
    assert {n: count for n, count in different.items() if count} == {}
    assert nothing == []
    with capsys.disabled():
        sys.stdout.write(
            f"\n{Path(name).stem}: {len(rows)} applicants x {len(names)} definitions, 0 differences\n"
        )


@every_standard
def test_formulas_keep_within_what_all_programs_take(name: str) -> None:
    program = compile_named(name)
    made = formulas(program, parameters(program, DAY))
    inputs = list(strategies.random_rows(program, 1)[0])
    columns = Columns([*inputs, *made.program.definitions])
    for cell in made.program.definitions:
        text = made.text(cell, columns)
        assert len(text) <= LONGEST
        assert nesting(text) < DEEPEST
        assert set(re.findall(r"([A-Z]+)\(", text)) <= FUNCTIONS


def nesting(formula: str) -> int:
    depth = deepest = 0
    for character in formula:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


class Sides:
    """Two numbers in columns A and B, pieces beside the results."""

    def __init__(self, row: int, columns: dict[str, str]) -> None:
        self.row, self.columns = row, columns

    def answer(self, field: str) -> str:
        return f"{field.upper()}{self.row}"

    def known(self, field: str) -> str:
        return f"NOT(ISBLANK({self.answer(field)}))"

    def cell(self, name: str) -> str:
        return f"{self.columns[name]}{self.row}"


A, B = Answer("a"), Answer("b")
ROUNDINGS: tuple[Rounding, ...] = ("floor", "ceiling", "half_up")
RELATIONS: tuple[Relation, ...] = ("<", "<=", "==", "!=", ">=", ">")
HALF = EXACT // 2


def pairs() -> list[tuple[int, int]]:
    """Numbers whose quotients lie as close to a whole number as they can."""
    divisors = [
        1,
        2,
        3,
        7,
        9,
        10,
        97,
        10**6 + 3,
        2**31 - 1,
        10**10 + 19,
        10**15 + 37,
        2**51 + 1,
        HALF - 1,
    ]
    found = []
    for divisor in divisors:
        for quotient in {0, 1, 2, 3, 10**3, 10**9 + 7, 10**14 - 1, 10**15 + 1, HALF // divisor}:
            for more in (-2, -1, 0, 1, divisor // 2, (divisor + 1) // 2):
                top = quotient * divisor + more
                if top >= 0 and 2 * top + divisor <= EXACT:
                    found.append((top, divisor))
    return [*found, (5, 0), (0, 0)]


@needs_libreoffice
def test_divisions_and_comparisons_are_exact_up_to_2_53(tmp_path: Path) -> None:
    tried: dict[str, Expr] = {rounding: Divide(A, B, rounding) for rounding in ROUNDINGS}
    for relation in RELATIONS:
        tried[relation] = If(Compare(relation, A, B), Const(1), Const(0))
        tried[f"next {relation}"] = If(Compare(relation, A, Sum((A, Const(1)))), Const(1), Const(0))
    tried["huge"] = Sum((A, Const(HALF - 1), Const(-HALF)))
    ranges = {"a": (0, HALF), "b": (0, HALF)}
    wide = Writer(Sides(1, {f"{n}#{k}": "AA" for n in tried for k in range(1, 9)}), {}, ranges)
    cutter = Cutter(wide.measure, 2000, 30, ranges)
    cells: dict[str, Expr] = {}
    for name, expr in tried.items():
        cells |= cutter.cut(name, expr, (-EXACT, EXACT))
    columns = {name: "CDEFGHIJKLMNOPQRSTUVWXYZ"[place] for place, name in enumerate(cells)}
    book = Workbook(str(tmp_path / "edges.xlsx"))
    sheet = book.add_worksheet("rows")
    # A saved number has 15 digits, so the sheet itself compares with what is right.
    for place, name in enumerate(["a", "b", *(f"={n}" for n in cells), *tried]):
        sheet.write_string(0, place, name)
    for row, (a, b) in enumerate(pairs(), 1):
        sheet.write_row(row, 0, (a, b))
        writer = Writer(Sides(row + 1, columns), {}, ranges)
        for place, expr in enumerate(cells.values(), 2):
            sheet.write_formula(row, place, f"={writer.write(expr)}", None, WRONG)
        right = reckoned(a, b)
        for place, name in enumerate(tried, 2 + len(cells)):
            said = f"({writer.places.cell(name)}-{writer.write(Const(right[name]))})"
            sheet.write_formula(row, place, f"=IF({said}=0,1,0)", None, WRONG)
    book.close()
    [copy] = recalculated([tmp_path / "edges.xlsx"], tmp_path)
    found = read_rows(copy, list(tried))
    compared = 0
    for (a, b), results in zip(pairs(), found.iter_rows(named=True), strict=True):
        assert {name for name, is_right in results.items() if is_right != 1} == set(), (
            f"{a} and {b}"
        )
        compared += len(results)
    assert compared > 5_000


def reckoned(a: int, b: int) -> dict[str, int]:
    """The same in Python's whole numbers."""
    compare = {
        "<": int.__lt__,
        "<=": int.__le__,
        "==": int.__eq__,
        "!=": int.__ne__,
        ">=": int.__ge__,
        ">": int.__gt__,
    }
    found = {
        "floor": a // b if b else 0,
        "ceiling": -(-a // b) if b else 0,
        "half_up": (2 * a + b) // (2 * b) if b else 0,
        "huge": a - 1,
    }
    for relation, is_so in compare.items():
        found[relation] = int(is_so(a, b))
        found[f"next {relation}"] = int(is_so(a, a + 1))
    return found


def test_what_is_too_long_or_too_deep_is_cut_into_cells_with_the_same_result() -> None:
    ranges = {"a": (0, 9), **{f"f{n}": (0, 9) for n in range(400)}}
    many = Sum(tuple(Answer(f"f{n}") for n in range(400)))
    any_ = either(*(Compare("==", Answer(f"f{n}"), Const(9)) for n in range(400)))
    deep: Expr = Const(0)
    for n in range(80):
        deep = If(Compare("==", A, Const(n)), Sum((many, Const(n))), Sum((deep, Const(1))))
    whole = If(every(any_, Compare(">", A, Const(0))), Sum((many, Const(1))), deep)
    places = Anywhere()
    writer = Writer(places, {}, ranges)
    cells = Cutter(writer.measure, 1500, 20, ranges).cut("d", whole, (0, EXACT))
    assert list(cells)[-1] == "d"
    assert len(cells) > 10
    for expr in cells.values():
        length, depth = writer.measure(expr)
        assert length <= 1500
        assert depth <= 20
        assert len(expr.terms if isinstance(expr, Sum) else ()) <= 100
    for seed in range(5):
        row: dict[str, Any] = {f"f{n}": (n * seed) % 10 for n in range(400)} | {"a": seed * 2 % 10}
        assert value(cells, row)["d"] == value({"d": whole}, row)["d"]


class Anywhere:
    def answer(self, _: str) -> str:
        return "A1"

    def known(self, _: str) -> str:
        return "NOT(ISBLANK(A1))"

    def cell(self, _: str) -> str:
        return "B1"


def value(cells: dict[str, Expr], row: Row) -> dict[str, int]:
    from dataclasses import replace

    from engine.program import Definition

    program = compile_named("green-community")
    definitions = {name: Definition(name, expr, (0, 0), ()) for name, expr in cells.items()}
    return calculate(replace(program, definitions=definitions), row, {})


@needs_libreoffice
def test_the_listed_cells_are_a_sheet_that_works(tmp_path: Path) -> None:
    program = compile_named("harmonious-community")
    fixed = parameters(program, DAY)
    listed = list(csv.reader(io.StringIO(excel(program, fixed))))
    [answers] = strategies.random_rows(program, 1, seed=5)
    book = Workbook(str(tmp_path / "cells.xlsx"))
    sheet = book.add_worksheet("cells")
    for row, (name, formula, cell) in enumerate(listed):
        sheet.write_row(row, 0, (name, "", cell))
        given = answers.get(name)
        if formula.startswith("="):
            assert cell == f"B{row + 1}"
            sheet.write_formula(row, 1, formula, None, WRONG)
        elif given is not None:
            sheet.write_number(row, 1, int(given))
    book.close()
    [copy] = recalculated([tmp_path / "cells.xlsx"], tmp_path)
    import openpyxl

    made = openpyxl.load_workbook(copy, data_only=True)["cells"]
    found = {str(a.value): b.value for a, b in made.iter_rows(min_row=2, max_col=2)}
    expected = calculate(program, answers, fixed)
    assert {name: found[name] for name in expected} == expected


@every_standard
def test_the_printed_polars_expressions_score(name: str) -> None:
    program = compile_named(name)
    answers = strategies.answers(program, strategies.random_rows(program, 20))
    expected = score(program, answers, DAY).frame
    printed = json.loads(polars(program, parameters(program, DAY), result_names(program)))
    assert printed["digest"] == program.digest
    frame = answers.values
    *stages, last = printed["stages"]
    for stage in stages:
        frame = frame.with_columns(expression(one) for one in stage)
    found = frame.select(expression(one) for one in last)
    assert found.equals(expected.select(found.columns))
    assert found.columns == expected.columns


def expression(one: dict[str, Any]) -> pl.Expr:
    return pl.Expr.deserialize(io.StringIO(json.dumps(one["expr"])), format="json")
