"""Whatever was changed is named: in a run and in a site, a byte or a score, list rewritten or not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from reports.run.inputs import digest
from reports.site import SUMS, settings
from reports.site.data import read
from reports.site.edition import Site
from reports.site.files import sums_text
from reports.site.publish import build
from reports.verify.folders import files_below
from tests.calling import Call
from tests.site.conftest import Made

CODE = "441900-0001"


def flip(path: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def listed_anew(site: Path) -> None:
    """What an attacker does who thinks of the list of digests."""
    digests = {
        path: str(digest(site / path)).removeprefix("sha256:")
        for path in files_below(site) - {SUMS}
    }
    (site / SUMS).write_text(sums_text(digests), encoding="utf-8")


def told(call: Call, *words: object) -> Any:
    result = call("verify", *words, "--json")
    found = json.loads(result.out)
    assert result.code == (0 if found["equal"] else 1), result.err
    return found


def files_of(found: Any) -> set[str]:
    return {line["file"] for line in found["differences"]}


# -- a site


def test_an_untouched_site_is_equal_with_and_without_the_submissions(
    small: Made, call: Call
) -> None:
    known = (
        "-s",
        small.inputs.parent / "demo.yaml",
        "--settings",
        small.settings,
        "--earlier",
        small.earlier,
    )
    found = told(call, small.site, "--inputs", small.inputs, *known)
    assert found["equal"]
    assert {line["name"]: line["state"] for line in found["checks"]} == dict.fromkeys(
        (
            "digests",
            "standard",
            "known_standard",
            "known_settings",
            "sums",
            "pages",
            "inputs",
            "site",
            "earlier 2025-11-20",
        ),
        "equal",
    )
    result = call("verify", small.site)
    assert result.code == 0
    assert "not checked: the data, worked out from the submissions" in result.out


CHANGED = [
    "data/results.csv",
    "data/results.json",
    "data/results.parquet",
    "data/criteria.csv",
    "data/criteria.parquet",
    "data/answers.csv",
    "data/standard.yaml",
    "data/site.yaml",
    "data/run.json",
    "data/dictionary.csv",
    "data/earlier/2025-11-20/results.csv",
    "index.html",
    "zh/data.html",
    "zh/ranking/index.html",
    f"zh/applicant/{CODE}.html",
    "zh/standard.html",
    "zh/feed.xml",
    f"badges/zh/{CODE}.svg",
    "charts/zh/parts-wide.svg",
    "assets/site.js",
    "assets/site.css",
    "assets/index.js",
    "assets/fonts/NotoSansSC-Bold.woff2",
    SUMS,
]


@pytest.mark.parametrize("file", CHANGED)
def test_a_changed_byte_is_named_with_its_file(file: str, copied: Path, call: Call) -> None:
    flip(copied / file)
    assert file in files_of(told(call, copied))


@pytest.mark.parametrize("file", [file for file in CHANGED if file not in (SUMS, "data/site.yaml")])
def test_with_the_submissions_it_is_named_even_where_the_list_was_rewritten(
    file: str, small: Made, copied: Path, call: Call
) -> None:
    flip(copied / file)
    listed_anew(copied)
    result = call("verify", copied, "--inputs", small.inputs, "--json")
    assert result.code == 1
    assert file in files_of(json.loads(result.out))


def test_missing_and_extra_files_are_named(copied: Path, call: Call) -> None:
    (copied / "zh" / "applicant" / f"{CODE}.html").unlink()
    (copied / "assets" / "track.js").write_text("fetch('https://example.org')", encoding="utf-8")
    found = told(call, copied)
    kinds = {(line["file"], line["kind"]) for line in found["differences"]}
    assert kinds == {(f"zh/applicant/{CODE}.html", "missing"), ("assets/track.js", "extra")}
    listed_anew(copied)
    again = files_of(told(call, copied)) - {SUMS}
    assert again == {f"zh/applicant/{CODE}.html", "assets/track.js"}


def raised(table: pl.DataFrame, column: str, by: int) -> pl.DataFrame:
    more = pl.when(pl.col("applicant") == CODE).then(pl.col(column) + by).otherwise(pl.col(column))
    return table.with_columns(more.alias(column))


LOW = "441900-0003"
"""An applicant who earns nothing for criterion 3.1."""


def made_anew(site: Path, changed: Site) -> None:
    """What an attacker does who has this program: all pages and the list follow the change."""
    shutil.rmtree(site)
    site.mkdir()
    build(site, changed)


def test_a_changed_score_is_named_with_applicant_criterion_and_both_values(
    small: Made, copied: Path, call: Call
) -> None:
    published = read(copied)
    where = (pl.col("applicant") == LOW) & (pl.col("criterion") == "3.1")
    more = pl.when(where).then(pl.col("of")).otherwise(pl.col("exact"))
    better = replace(
        published.edition, criteria=published.edition.criteria.with_columns(exact=more)
    )
    made_anew(copied, replace(published, edition=better))
    found = told(call, copied)
    assert {(d["applicant"], d["item"]) for d in found["differences"]} >= {
        (LOW, "exact"),
        (LOW, "part:3"),
    }
    found = told(call, copied, "--inputs", small.inputs)
    line = {
        "file": "data/criteria.parquet",
        "kind": "value",
        "applicant": LOW,
        "item": "3.1.exact",
        "published": "200000",
        "recomputed": "0",
    }
    assert line in found["differences"]
    assert f"zh/applicant/{LOW}.html" in files_of(found)
    shown = call("verify", copied, "--inputs", small.inputs)
    assert f"{LOW} 3.1.exact, published 200000, recomputed 0" in shown.out


def test_settings_and_standard_are_held_to_what_is_known(
    small: Made, copied: Path, call: Call
) -> None:
    other = settings.loads(
        small.settings.read_text(encoding="utf-8").replace("000-0000000", "1"), "s"
    )
    published = read(copied)
    made_anew(copied, replace(published, settings=other))
    assert told(call, copied, "--inputs", small.inputs)["equal"], "nothing in it contradicts itself"
    found = told(call, copied, "--inputs", small.inputs, "--settings", small.settings)
    assert files_of(found) == {"data/site.yaml"}
    found = told(call, copied, "-s", "green-community")
    assert files_of(found) == {"data/standard.yaml"}


def test_an_earlier_year_is_held_to_its_run(small: Made, copied: Path, call: Call) -> None:
    published = read(copied)
    old = published.earlier[0]
    changed = replace(old, results=raised(old.results, "exact", 10_000))
    made_anew(copied, replace(published, earlier=(changed,)))
    assert told(call, copied)["equal"]
    found = told(call, copied, "--earlier", small.earlier)
    assert files_of(found) == {"data/earlier/2025-11-20/results.parquet"}


TABLES: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "a column is gone": lambda t: t.drop("outcome"),
    "a column is of another type": lambda t: t.with_columns(pl.col("rank").cast(pl.String)),
    "an outcome that there is not": lambda t: t.with_columns(outcome=pl.lit("best")),
    "a grade that there is not": lambda t: t.with_columns(grade=pl.lit("best")),
    "an applicant twice": lambda t: pl.concat([t, t.head(1)]),
    "nobody": lambda t: t.clear(),
    "a column too many": lambda t: t.with_columns(phone=pl.lit("1")),
}


@pytest.mark.parametrize("change", TABLES.values(), ids=TABLES.keys())
def test_a_table_of_which_no_page_can_be_made_is_named(
    change: Callable[[pl.DataFrame], pl.DataFrame], copied: Path, call: Call
) -> None:
    path = copied / "data/results.parquet"
    change(pl.read_parquet(BytesIO(path.read_bytes()))).write_parquet(path)
    listed_anew(copied)
    result = call("verify", copied, "--json")
    assert result.code == 1
    assert "Traceback" not in result.err
    assert files_of(json.loads(result.out)) & {"data/results.parquet", "data/criteria.parquet"}


# -- a run


@pytest.fixture
def run(small: Made, tmp_path: Path) -> Path:
    return shutil.copytree(small.run, tmp_path / "run")


def test_an_untouched_run_is_equal(small: Made, call: Call) -> None:
    assert told(call, small.run)["equal"]
    assert told(call, small.run, "--inputs", small.inputs)["equal"]


@pytest.mark.parametrize(
    "file",
    [
        "run.json",
        "results.csv",
        "results.parquet",
        "criteria.parquet",
        "answers.parquet",
        "problems.csv",
        "standard.yaml",
    ],
)
def test_a_changed_byte_of_a_run_is_named_with_its_file(
    file: str, small: Made, run: Path, call: Call
) -> None:
    flip(run / file)
    result = call("verify", run, "--inputs", small.inputs, "--json")
    if result.code == 2:  # neither record nor standard can be read: the sentence names it
        assert file in result.err
        return
    assert result.code == 1
    assert file in files_of(json.loads(result.out))


def test_a_changed_score_of_a_run_is_named_with_both_values(run: Path, call: Call) -> None:
    table = pl.read_parquet(run / "criteria.parquet")
    was = table.filter(applicant=CODE, criterion="2.1")["exact"][0]
    where = (pl.col("applicant") == CODE) & (pl.col("criterion") == "2.1")
    more = pl.when(where).then(pl.col("exact") + 1).otherwise(pl.col("exact"))
    table.with_columns(exact=more).write_parquet(run / "criteria.parquet")
    result = call("verify", run)
    assert result.code == 1
    assert (
        f"criteria.parquet: another value, {CODE} 2.1.exact, published {was + 1}, recomputed {was}"
        in result.out
    )


def test_other_submissions_are_named(small: Made, run: Path, call: Call, tmp_path: Path) -> None:
    other = tmp_path / "applicants.csv"
    other.write_text(
        small.inputs.read_text(encoding="utf-8").replace(CODE, "441900-9999"), encoding="utf-8"
    )
    found = told(call, run, "--inputs", other)
    assert "applicants.csv" in files_of(found)
    assert "results.csv" in files_of(found)


def test_an_extra_file_in_a_run_is_named(run: Path, call: Call) -> None:
    (run / "notes.txt").write_text("x", encoding="utf-8")
    assert files_of(told(call, run)) == {"notes.txt"}


# -- nothing to verify


def test_a_folder_that_is_neither_is_refused(tmp_path: Path, call: Call) -> None:
    result = call("verify", tmp_path)
    assert result.code == 2
    assert "neither a run nor a site" in result.err


def test_submissions_of_nobody_are_refused(small: Made, tmp_path: Path, call: Call) -> None:
    (tmp_path / "empty.csv").write_text("applicant\n", encoding="utf-8")
    for folder in (small.run, small.site):
        result = call("verify", folder, "--inputs", tmp_path / "empty.csv")
        assert result.code == 2
        assert "--inputs: nobody could be read" in result.err


def test_a_second_folder_is_refused(small: Made, call: Call) -> None:
    result = call("verify", small.run, small.site)
    assert result.code == 2
    assert "name the submissions with --inputs" in result.err
