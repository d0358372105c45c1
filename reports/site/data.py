"""The open data of a site: every table as CSV, JSON and Parquet, and back from Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from engine.compile import compile
from engine.program import Program
from reports.formats import csv_
from reports.run.results import for_spreadsheets
from reports.run.write import document_bytes
from reports.site import DATA, EARLIER, FORMAT, SETTINGS, SiteError, settings
from reports.site.dictionary import dictionary
from reports.site.edition import ANSWERS, CRITERIA, EVIDENCE, Edition, Site
from reports.site.faults import faults
from reports.site.files import Files
from reports.site.settings import Settings
from standards.faults import StandardError
from standards.load import loads

SCHEMAS: dict[str, dict[str, type[pl.DataType]]] = {
    "criteria": CRITERIA,
    "answers": ANSWERS,
    "evidence": EVIDENCE,
}
_Found = TypeVar("_Found")


def tables(site_settings: Settings) -> list[str]:
    """The tables that a site publishes of its newest edition; of earlier ones the first alone."""
    publish = site_settings.publish
    more = {
        "criteria": "criteria" in publish.results,
        "answers": bool(publish.answers),
        "evidence": bool(publish.evidence),
    }
    return ["results", *(name for name, is_public in more.items() if is_public)]


def write(files: Files, site: Site) -> None:
    """Write `data/`: the tables, the standards, the records, the settings, the dictionary."""
    files.put(SETTINGS, settings.dump(site.settings))
    _edition(files, DATA, site.edition, tables(site.settings))
    for edition in site.earlier:
        _edition(files, f"{EARLIER}/{edition.as_of}", edition, ["results"])
    lines = dictionary(site, tables(site.settings))
    files.put(f"{DATA}/dictionary.csv", _csv(lines))
    files.put(f"{DATA}/dictionary.json", rows_json(lines))


def _edition(files: Files, folder: str, edition: Edition, names: list[str]) -> None:
    files.put(f"{folder}/run.json", f"{json.dumps(edition.record, ensure_ascii=False, indent=2)}\n")
    files.put(f"{folder}/standard.yaml", document_bytes(edition.program.loaded))
    for name in names:
        table: pl.DataFrame = getattr(edition, name)
        written = BytesIO()
        table.write_parquet(written)
        readable = for_spreadsheets(table) if name == "results" else table
        files.put(f"{folder}/{name}.parquet", written.getvalue())
        files.put(f"{folder}/{name}.csv", _csv(readable))
        files.put(f"{folder}/{name}.json", rows_json(readable))


def _csv(table: pl.DataFrame) -> bytes:
    return b"\xef\xbb\xbf" + csv_.text(table).encode()


def rows_json(table: pl.DataFrame) -> str:
    """A list of objects, one a line; decimals are texts."""
    lines = table.with_columns(pl.col(pl.Decimal).cast(pl.String)).write_ndjson()
    return "[\n" + lines.rstrip("\n").replace("\n", ",\n") + "\n]\n"


def read(folder: Path) -> Site:
    """What a site was made from, by its own data. Raises SiteError with what is wrong with it."""
    path = folder / SETTINGS
    chosen = settings.loads(_part(path, lambda: path.read_bytes().decode()), str(path))
    edition = read_edition(folder / DATA, tables(chosen))
    earlier = folder / EARLIER
    days = (
        sorted((p for p in earlier.iterdir() if p.is_dir()), reverse=True)
        if earlier.is_dir()
        else []
    )
    return Site(chosen, edition, tuple(read_edition(day, ["results"]) for day in days))


def read_edition(folder: Path, names: list[str]) -> Edition:
    """One edition of a site. Raises SiteError."""
    record = read_record(folder / "run.json")
    found = {name: _table(folder / f"{name}.parquet") for name in names}
    empty = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
    program = read_program(folder / "standard.yaml")
    edition = Edition(program=program, record=record, **{**empty, **found})
    for fault in faults(edition):
        raise SiteError(f"{folder / fault.table}.parquet: {fault.text}")
    return edition


def read_record(path: Path) -> dict[str, Any]:
    """The public record. Raises SiteError where it is not one."""
    record = _part(path, lambda: json.loads(path.read_text(encoding="utf-8")))
    if not isinstance(record, dict) or record.get("site") != FORMAT:
        found = record.get("site") if isinstance(record, dict) else record
        raise SiteError(f"{path}: found site {found!r}; this program reads site {FORMAT}")
    day_of(path, record)
    return record


def day_of(path: Path, record: dict[str, Any]) -> date:
    """The day of judgement. Raises SiteError where the record lacks what pages tell of it."""

    def found() -> date:
        (
            str(record["program"]["version"]),
            str(record["standard"]["digest"]),
            str(record["run_digest"]),
        )
        return date.fromisoformat(record["as_of"])

    return _part(path, found)


def read_program(path: Path) -> Program:
    """The compiled standard of a site. Raises SiteError with its faults."""
    try:
        return compile(loads(_part(path, path.read_bytes), str(path)))
    except StandardError as error:
        raise SiteError(str(error)) from error


def _table(path: Path) -> pl.DataFrame:
    """A Parquet file, by its bytes: nothing in a path is taken for a pattern."""
    return _part(path, lambda: _parquet(path.read_bytes()))


def _parquet(data: bytes) -> pl.DataFrame:
    try:
        return pl.read_parquet(BytesIO(data))
    except pl.exceptions.PanicException as error:  # some damage ends so, and not in an Exception
        raise ValueError(str(error)) from error


def _part(path: Path, read_it: Callable[[], _Found]) -> _Found:
    try:
        return read_it()
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise SiteError(f"{path}: cannot be read ({first})") from error
