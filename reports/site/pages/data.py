"""The open data: every file, the dictionary, the digests, and how to check the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.site import DATA, EARLIER, RECORD, SETTINGS, STANDARD, SUMS
from reports.site.data import tables
from reports.site.dictionary import dictionary
from reports.site.frame import Frame

Page = tuple[str, str]
_PATH = "data.html"
_FORMATS = ("csv", "json", "parquet")


def pages(frame: Frame) -> Iterator[Page]:
    """One page."""
    site, say = frame.site, frame.words
    names = tables(site.settings)
    lines = dictionary(site, names).to_dicts()
    yield (
        _PATH,
        frame.render(
            "data.html",
            _PATH,
            say["site_data"],
            files=list(_files(frame, names)),
            tables=[
                (name, [_column(frame, x) for x in lines if x["table"] == name]) for name in names
            ],
            digests=[
                (say["site_standard_digest"], site.edition.record["standard"]["digest"]),
                (say["site_run_digest"], site.edition.record["run_digest"]),
            ],
        ),
    )


def _files(frame: Frame, names: list[str]) -> Iterator[tuple[str, list[str]]]:
    """What a file holds, and its paths."""
    say = frame.words
    for name in names:
        yield say[f"data_file_{name}"], [f"{DATA}/{name}.{ending}" for ending in _FORMATS]
    for edition in frame.site.earlier:
        where = f"{EARLIER}/{edition.as_of}"
        paths = [f"{where}/results.{ending}" for ending in _FORMATS]
        told = say.say("data_file_earlier", day=edition.as_of)
        yield told, [*paths, f"{where}/standard.yaml", f"{where}/run.json"]
    yield say["data_file_dictionary"], [f"{DATA}/dictionary.csv", f"{DATA}/dictionary.json"]
    yield say["data_file_standard"], [STANDARD]
    yield say["data_file_record"], [RECORD]
    yield say["data_file_settings"], [SETTINGS]
    yield say["data_file_sums"], [SUMS]


def _column(frame: Frame, line: dict[str, Any]) -> dict[str, str]:
    kind = line["type"].replace(" ", "_")
    return {
        "column": line["column"],
        "type": frame.words[f"type_{kind}"],
        "meaning": line[frame.language],
        "codes": line[f"values_{frame.language}"],
    }
