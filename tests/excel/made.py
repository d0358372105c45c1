"""What the tests of workbooks share: answers drawn at random, and workbooks made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from engine.compile import compile_named
from engine.program import Program
from standards.field import FIRST_DAY, LAST_DAY, NUMBERS, Field
from standards.numbers import unscaled
from standards.text import Language
from submissions.forms.xlsx import XlsxForm
from submissions.interpret import Row, interpret
from submissions.raw import Raw, Said

DAY = date(1970, 1, 1)
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@lru_cache
def program(name: str = "green-community") -> Program:
    return compile_named(name)


@lru_cache
def form(name: str = "green-community", language: Language = "zh") -> XlsxForm:
    return XlsxForm(program(name), language)


LANGUAGES: tuple[Language, ...] = ("zh", "en")


def held(asked: Field, number: int) -> object:
    """An answer as a person gives it, of the number it is held as."""
    match asked.type:
        case "yes_no":
            return bool(number)
        case "choice":
            return list(asked.codes)[number]
        case "date":
            return DAY + timedelta(number)
        case _:
            low, step = asked.range[0], asked.step_units or 1
            return unscaled(low + (number - low) // step * step, asked.places)


def limits(asked: Field) -> tuple[int, int]:
    """Least and greatest number it is held as; of a rate, none that may be meant as a share."""
    if asked.type == "date":
        return FIRST_DAY, LAST_DAY
    low, high = asked.range
    return (max(low, 10**asked.places + 1), high) if asked.type == "rate" else (low, high)


def drawn(program_: Program, seed: int = 1) -> Raw:
    """A submission in which most questions are answered."""
    random = Random(seed)
    raw = Raw(
        "drawn",
        applicant={
            "code": f"441900-{seed:04}",
            "name": f"第{seed}小区",
            "district": "东城",
            "category": "小区",
        },
    )
    for asked in program_.standard.asked.values():
        if random.random() < 0.9:
            found = "说明" if asked.type == "text" else held(asked, random.randint(*limits(asked)))
            raw.answers[asked.id] = Said(found)
    for id_ in program_.claims:
        raw.claims[id_] = Said("本小区没有此项设施")
    for id_ in program_.evidenced[::2]:
        raw.evidence[id_] = Said([f"纪要 {id_}.pdf", "照片.jpg"])
    return raw


def content(program_: Program, raw: Raw) -> dict[str, object]:
    """What a submission says, without where it says it."""
    row: Row = interpret(program_, raw)
    return {
        "code": row.code,
        "people": row.people,
        "values": row.values,
        "unread": {unread.field for unread in row.unread},
        "claims": {id_: reason for id_, (_, reason) in row.claims.items()},
        "evidence": row.evidence,
    }


def package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip of some parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def book(
    rows: str, *, strings: str = "", after: str = "", sheet: str = "worksheets/sheet1.xml"
) -> dict[str, str | bytes]:
    """The parts of a workbook whose one sheet holds some rows, as XML."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1"'
        f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1"'
        f' Type="{RELATIONS}/worksheet" Target="{sheet}"/></Relationships>',
        f"xl/{sheet}": f"<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {NS}>{strings}</sst>"
    return parts


def changed(path: Path, part: str, old: str, new: str) -> None:
    """Change the text of a part of a workbook that is there."""
    with ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    text = parts[part].decode()
    assert old in text, f"{old} is not in {part}"
    parts[part] = text.replace(old, new).encode()
    package(path, dict(parts))


def number_fields(program_: Program) -> list[str]:
    """The fields that hold numbers."""
    return [f.id for f in program_.standard.asked.values() if f.type in NUMBERS]
