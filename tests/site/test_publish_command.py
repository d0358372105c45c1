"""dabiao publish: settings and their faults, folders, interrupted work."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from engine.score import score
from reports.run import read as run_read
from reports.run import write as run_write
from reports.run.reasons import run_reasons
from reports.site import SUMS, settings
from reports.site.publish import publish, site_of
from reports.verify.folders import files_below
from tests.batch.samples import DAY, drawn, program
from tests.calling import Call
from tests.site.conftest import Made


def test_the_command_publishes_and_says_how_much(made: Made, tmp_path: Path, call: Call) -> None:
    result = call("publish", made.run, "-o", tmp_path / "site")
    assert result.code == 0, result.err
    assert "260 applicants" in result.out
    again = call("publish", made.run, "-o", tmp_path / "site")
    assert again.code == 0, "an old site is replaced"


def test_the_printed_settings_are_settings(call: Call, tmp_path: Path, made: Made) -> None:
    result = call("publish", "--settings-template")
    (tmp_path / "site.yaml").write_text(result.out, encoding="utf-8")
    assert settings.load(tmp_path / "site.yaml").office is not None
    made_ = call("publish", made.run, "-o", tmp_path / "s", "--settings", tmp_path / "site.yaml")
    assert made_.code == 0, made_.err


FAULTS = {
    "an unknown key": ("offce: x", "1:1: no key 'offce'; did you mean 'office'?"),
    "an unknown key below": (
        "publish: {answer: []}",
        "1:11: no key 'answer'; did you mean 'answers'?",
    ),
    "an unknown language": (
        "languages: [fr]",
        "1:13: 'languages': found 'fr'; allowed: 'zh' or 'en'",
    ),
    "a period that ends before it begins": (
        "notice: {from: 2026-12-01, to: 2026-11-01}",
        "the last day comes after",
    ),
    "no day": ("notice: {from: soon, to: 2026-11-01}", "'from': found 'soon'"),
    "an address of another kind": ("address: ftp://x", "allowed: an address such as https://"),
    "an unknown field": (
        "publish: {answers: [housholds]}",
        "no field 'housholds'; did you mean 'households'?",
    ),
    "a criterion without evidence": (
        "publish: {evidence: ['2.1']}",
        "no criterion with required evidence '2.1'",
    ),
    "no mapping": ("- a", "found no keys; there are: site, title, office"),
    "no YAML": ("a: [", "this is not YAML"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_the_settings_is_a_sentence_with_its_place(
    text: str, told: str, made: Made, tmp_path: Path, call: Call
) -> None:
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    result = call("publish", made.run, "-o", tmp_path / "s", "--settings", tmp_path / "site.yaml")
    assert result.code == 2
    assert told in result.err
    assert "site.yaml" in result.err
    assert "Traceback" not in result.err
    assert not (tmp_path / "s").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(
    made: Made, tmp_path: Path, call: Call
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    result = call("publish", made.run, "-o", tmp_path / "mine")
    assert result.code == 2
    assert "letter.txt" in result.err
    assert (tmp_path / "mine" / "letter.txt").is_file()


def test_a_run_that_was_changed_after_judging_is_not_published(
    made: Made, tmp_path: Path, call: Call
) -> None:
    run = shutil.copytree(made.run, tmp_path / "run")
    table = pl.read_parquet(run / "results.parquet")
    table.with_columns(exact=pl.col("exact") + 1).write_parquet(run / "results.parquet")
    result = call("publish", run, "-o", tmp_path / "s")
    assert result.code == 2
    assert "nothing is published" in result.err
    assert not (tmp_path / "s").exists()


def test_the_same_day_twice_is_no_earlier_year(made: Made, tmp_path: Path, call: Call) -> None:
    result = call("publish", made.run, "-o", tmp_path / "s", "--earlier", made.run)
    assert result.code == 2
    assert "--earlier: found a run judged 2026-11-23; allowed: days before 2026-11-23" in result.err


@pytest.mark.parametrize("languages", ["[zh]", "[en, zh]"])
def test_a_site_of_the_bare_results_is_whole_and_verifiable(
    languages: str, small: Made, tmp_path: Path, call: Call
) -> None:
    text = f"languages: {languages}\npublish: {{applicant: [], results: []}}"
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    words = ("--settings", tmp_path / "site.yaml")
    result = call("publish", small.run, "-o", tmp_path / "s", *words)
    assert result.code == 0, result.err
    columns = pl.read_parquet(tmp_path / "s/data/results.parquet").columns
    assert columns == [
        "applicant",
        "score",
        "of",
        "exact",
        "grade",
        "outcome",
        "rank",
        "tied",
        "submission",
    ]
    everything = b"".join(
        (tmp_path / "s" / path).read_bytes() for path in files_below(tmp_path / "s")
    )
    assert "小区1号".encode() not in everything
    assert "东城".encode() not in everything
    result = call("verify", tmp_path / "s", "--inputs", small.inputs, *words)
    assert result.code == 0, result.out


def test_a_site_of_one_applicant_who_is_not_ranked(tmp_path: Path) -> None:
    answers = drawn(program(), 1)
    nothing = answers.values.select(
        pl.lit(None, t).alias(n) if ":" not in n else pl.lit(value=False).alias(n)
        for n, t in answers.values.schema.items()
    )
    scores = score(program(), replace(answers, values=nothing), DAY)
    run_write.write(tmp_path / "run", scores, run_reasons(scores), run_write.Files({}))
    publish(tmp_path / "s", site_of(run_read.read(tmp_path / "run"), [], settings.Settings()))
    assert "没有参加排名的单位" in (tmp_path / "s/zh/ranking/index.html").read_text(
        encoding="utf-8"
    )
    assert "441900-0001" in (tmp_path / "s/zh/apart/index.html").read_text(encoding="utf-8")


def test_an_interrupted_publish_leaves_the_old_site(
    small: Made, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reports.site.publish.Files.sums", interrupted)
    site = site_of(run_read.read(small.run), [], settings.Settings())
    with pytest.raises(KeyboardInterrupt):
        publish(copied, site)
    assert (copied / SUMS).read_bytes() == (small.site / SUMS).read_bytes()
    assert [path.name for path in copied.parent.iterdir()] == ["site"]


def test_the_document_names_every_setting_and_column(small: Made) -> None:
    text = (Path(__file__).parents[2] / "docs" / "site.md").read_text(encoding="utf-8")
    for model, prefix in (
        (settings.Settings, ""),
        (settings.Publish, "publish."),
        (settings.Notice, ""),
    ):
        for name, field in model.model_fields.items():
            if name != "publish":
                assert f"`{prefix}{field.alias or name}`" in text, name
    for row in json.loads((small.site / "data/dictionary.json").read_text(encoding="utf-8")):
        assert f"`{row['column']}`" in text or row["column"].startswith("part:"), row["column"]
