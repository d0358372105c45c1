"""Write: answers -> JSON, CSV or Parquet that reads back to the same answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import polars as pl

from engine.answers import Answers
from engine.program import Program
from standards.field import NUMBERS, Field
from submissions.forms.xlsx import XlsxForm
from submissions.heads import PEOPLE
from submissions.places import places_of
from submissions.readers.json_ import raw_of
from submissions.written import (
    evidence_criteria,
    papers,
    reasons,
    texts,
    typed,
    unread_of,
    with_unread,
)

_Document = dict[str, Any]


def write(
    answers: Answers, program: Program, path: Path, *, form: Literal["json", "xlsx"] = "json"
) -> None:
    """Write a `.csv`, a `.parquet` or a `.json` (a list); any other name is a folder of forms.

    In a folder every applicant has a file `<code>.json` or `<code>.xlsx`. Raises OSError.
    """
    match path.suffix.lower():
        case ".csv":
            table(answers, program).write_csv(path, line_terminator="\n")
        case ".parquet":
            table(answers, program, as_text=False).write_parquet(path)
        case ".json":
            path.write_text(_json(list(documents(answers, program))), encoding="utf-8")
        case _:
            path.mkdir(parents=True, exist_ok=True)
            workbook = XlsxForm(program)
            for document in documents(answers, program):
                file = path / f"{document['applicant']['code']}.{form}"
                if form == "json":
                    file.write_text(_json(document), encoding="utf-8")
                else:
                    workbook.save(file, raw_of(document, file.as_posix()))


def table(answers: Answers, program: Program, *, as_text: bool = True) -> pl.DataFrame:
    """A row an applicant, a column per field, claim and paper; all texts, or typed columns."""
    unread = unread_of(answers)
    columns = [answers.applicants[name] for name in PEOPLE]
    for asked in program.standard.asked.values():
        held = answers.values[asked.id]
        column = texts(asked, held) if as_text else typed(asked, held)
        columns.append(with_unread(asked, column, held, unread))
    columns += [reasons(answers, id_) for id_ in program.claims]
    columns += [
        papers(answers, id_, as_text=as_text) for id_ in evidence_criteria(answers, program)
    ]
    return pl.DataFrame(columns)


def documents(answers: Answers, program: Program) -> Iterator[_Document]:
    """Every submission as an object in the form of `submissions.schema`."""
    fields = program.standard.asked
    places = places_of(program)
    claimed = {f"na:{id_}": id_ for id_ in program.claims}
    proven = {f"ev:{id_}": id_ for id_ in evidence_criteria(answers, program)}
    unread = set(answers.invalid.select("row", "field").iter_rows())
    for number, row in enumerate(table(answers, program).iter_rows(named=True)):
        who = {"code": row["applicant"], **{k: row[k] for k in PEOPLE[1:] if row[k] is not None}}
        said: _Document = {}
        for id_, asked in fields.items():
            if row[id_] is not None:
                plain = (number, id_) not in unread
                value = _value(asked, row[id_]) if plain else row[id_]
                outer, inner = places[id_]
                if inner:
                    said.setdefault(outer, {})[inner] = value
                else:
                    said[outer] = value
        document: _Document = {
            "standard": program.standard.standard,
            "edition": program.standard.edition,
            "applicant": who,
            "answers": said,
        }
        reasons_given = {id_: row[name] for name, id_ in claimed.items() if row[name] is not None}
        given = {id_: row[name] for name, id_ in proven.items() if row[name] is not None}
        if reasons_given:
            document["not_applicable"] = reasons_given
        if given:
            document["evidence"] = {
                id_: True if text == "true" else text.split("; ") for id_, text in given.items()
            }
        yield document


def _value(asked: Field, text: str) -> bool | int | float | str:
    """A text as JSON writes it; a number as a float has at most 15 digits, so none is lost."""
    if asked.type == "yes_no":
        return text == "true"
    if asked.type not in NUMBERS or text.endswith("%"):
        return text
    return float(text) if "." in text else int(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
