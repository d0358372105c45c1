"""The documents of a run: every figure in them is one of the results, and nothing is missing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from engine.score import Scores
from engine.states import states
from reports import documents
from reports.findings import findings
from reports.findings.finding import Finding
from reports.tasks import task_lists
from reports.words import words
from standards.text import Language
from submissions.campaigns import read_campaign
from tests.batch.samples import scored
from tests.calling import Call
from tests.reports import samples

SAY = words("zh")


@pytest.fixture(scope="module")
def found() -> Scores:
    """Forty applicants, one of them with a hostile name."""
    made = scored(40, skill=0.6)
    people = made.answers.applicants.with_columns(
        name=pl.when(pl.col("applicant") == "441900-0003")
        .then(pl.lit(samples.HOSTILE))
        .otherwise("name")
    )
    return replace(made, answers=replace(made.answers, applicants=people))


@pytest.fixture(scope="module")
def folder(found: Scores, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    documents.write(folder, found, ("zh", "en"), "sha256:of-the-run")
    return folder


def sheet(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the overview, by the heads of its columns."""
    return rows_of(load_workbook(folder / "overview.xlsx")[name])


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    heads = rows[sheet.auto_filter.ref and int(re.findall(r"\d+", sheet.auto_filter.ref)[0]) - 1]
    start = rows.index(heads) + 1
    return [dict(zip(heads, row, strict=True)) for row in rows[start:]]


def test_these_documents_are_written(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(documents.NAMES)


def test_the_overview_lists_everybody_with_score_and_rank(folder: Path, found: Scores) -> None:
    rows = sheet(folder, SAY["sheet_decisions"])
    assert len(rows) == 40
    scores = dict(zip(found.answers.applicants["applicant"], found.frame["published"], strict=True))
    for row in rows:
        assert round(row["得分"] * 10_000) == scores[row["代码"]]
        assert (row["名次"] is None) == (row["结果"] in ("不予命名", "不予评定"))
    ranks = [row["名次"] for row in rows if row["名次"] is not None]
    assert ranks == sorted(ranks)


def test_the_parts_of_the_overview_are_those_of_the_run(folder: Path, found: Scores) -> None:
    rows = {row["代码"]: row for row in sheet(folder, SAY["sheet_parts"])}
    for place, code in enumerate(found.answers.applicants["applicant"]):
        for id_, head in (
            ("1", "环境管理（30）"),
            ("2", "垃圾分类（40）"),
            ("3", "居民满意（30）"),
        ):
            assert round(rows[code][head] * 10_000) == found.frame[f"part:{id_}"][place]


def test_the_statistics_of_criteria_are_counted_right(folder: Path, found: Scores) -> None:
    state = states(found)
    for row in sheet(folder, SAY["sheet_criteria"]):
        id_ = row["编号"]
        points, states_ = found.frame[f"points:{id_}"].to_list(), state[id_].to_list()
        pairs = [(p, s) for p, s in zip(points, states_, strict=True) if s != "not_applicable"]
        full = round(row["满分"] * 10_000)
        assert row["适用家数"] == len(pairs)
        mean = sum(p for p, _ in pairs) / len(pairs)
        assert row["平均得分"] == pytest.approx(mean / 10_000, abs=0.00006)
        assert row["平均得分率"] == pytest.approx(mean / full, abs=0.00006)
        for head, count in (
            ("满分占比", sum(p == full for p, _ in pairs)),
            ("零分占比", sum(p == 0 for p, _ in pairs)),
            ("未回答占比", sum(s == "unanswered" for _, s in pairs)),
            ("无佐证占比", sum(s == "unproven" for _, s in pairs)),
        ):
            assert row[head] == pytest.approx(count / len(pairs), abs=0.00006)


def test_the_gaps_by_criterion_sum_what_the_reports_say(folder: Path, found: Scores) -> None:
    gaps: dict[str, list[int]] = {}
    for finding in findings(found, None, "zh"):
        for c in finding.gaps:
            gaps.setdefault(c.line.id, []).append(c.gain)
    rows = sheet(folder, SAY["sheet_gap_count"])
    assert {row["编号"]: row["失分家数"] for row in rows} == {k: len(v) for k, v in gaps.items()}
    totals = [round(row["可增分数合计"] * 10_000) for row in rows]
    assert dict(zip((row["编号"] for row in rows), totals, strict=True)) == {
        k: sum(v) for k, v in gaps.items()
    }
    assert totals == sorted(totals, reverse=True)


def test_the_overview_speaks_both_languages_with_filters_and_fixed_heads(folder: Path) -> None:
    book = load_workbook(folder / "overview.xlsx")
    assert book.sheetnames == [
        words(language)[name]
        for language in ("zh", "en")
        for name in (
            "sheet_decisions",
            "sheet_parts",
            "sheet_criteria",
            "sheet_gap_count",
            "sheet_problems",
        )
    ]
    for one in book.worksheets[:4]:
        assert one.freeze_panes
        assert one.auto_filter.ref
        assert one.print_title_rows


def test_nothing_in_a_workbook_is_run(folder: Path) -> None:
    for path in (folder / "overview.xlsx", *(folder / "tasks").iterdir()):
        for one in load_workbook(path):
            assert {cell.data_type for row in one for cell in row} <= {"s", "n"}


def outcome_groups(found: Scores, language: Language) -> Counter[str]:
    return Counter(finding.decision for finding in findings(found, None, language))


def test_the_list_of_decisions_names_everybody_once_in_the_right_group(
    folder: Path, found: Scores
) -> None:
    document = Document(str(folder / "decisions.docx"))
    heads = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    for language in ("zh", "en"):
        say = words(language)
        for decision, count in outcome_groups(found, language).items():
            assert say.say("decisions_group", decision=decision, n=count) in heads
    codes = [
        row.cells[1].paragraphs[-1].text
        for table in document.tables[: len(outcome_groups(found, "zh"))]
        for row in table.rows[1:]
    ]
    assert sorted(codes) == sorted(found.answers.applicants["applicant"])


def test_the_list_as_pdf_says_the_same(folder: Path, found: Scores) -> None:
    pages = PdfReader(BytesIO((folder / "decisions.pdf").read_bytes())).pages
    text = "\n".join(page.extract_text() for page in pages)
    for decision, count in outcome_groups(found, "zh").items():
        assert SAY.say("decisions_group", decision=decision, n=count).replace(
            " ", ""
        ) in text.replace(" ", "")
    for code in found.answers.applicants["applicant"]:
        assert text.count(code) == 2  # once in each language
    assert "sha256:of-the-run" in text
    assert found.program.digest in text.replace("\n", "")


def test_whoever_missed_something_is_told_why_in_the_list(folder: Path, found: Scores) -> None:
    document = Document(str(folder / "decisions.docx"))
    reasons = {
        row.cells[1].paragraphs[-1].text: row.cells[5].text
        for table in document.tables[: len(outcome_groups(found, "zh"))]
        for row in table.rows[1:]
    }
    best = found.program.standard.grades[0].id
    for finding in findings(found, None, "zh"):
        if finding.grade != best:
            assert reasons[finding.applicant.code]


def test_every_gap_is_a_task_of_its_department(folder: Path, found: Scores) -> None:
    rows = [
        row
        for path in (folder / "tasks").iterdir()
        for row in rows_of(load_workbook(path)[SAY["sheet_tasks"]])
    ]
    wanted = Counter(
        (finding.applicant.code, c.line.id)
        for finding in findings(found, None, "zh")
        for c in (*finding.gaps, *finding.unproven)
    )
    assert Counter((row["代码"], row["编号"]) for row in rows) == wanted


def test_a_task_bears_its_department_gain_advice_and_deadline() -> None:
    finding = samples.finding("failed")
    lists = task_lists([finding])
    assert lists[-1].department == ""  # those without a department come last
    tasks = {task.line.id: (one, task) for one in lists for task in one.tasks}
    assert set(tasks) == {c.line.id for c in (*finding.gaps, *finding.unproven)}
    for c in finding.gaps:
        one, task = tasks[c.line.id]
        assert one.department == c.line.department
        assert (task.gain, task.lifts, task.advice) == (c.gain, c.lifts, c.advice)
        assert task.deadline == date(2026, 12, 31)


def test_a_correction_by_a_date_comes_before_the_stage() -> None:
    finding = samples.finding("failed")
    assert deadlines(replace(finding, deadline=date(2026, 11, 30))) == {date(2026, 11, 30)}
    assert deadlines(replace(finding, as_of=date(2027, 1, 1))) == {None}


def deadlines(finding: Finding) -> set[date | None]:
    return {task.deadline for one in task_lists([finding]) for task in one.tasks}


def test_the_workbooks_name_who_answers_for_it(found: Scores, tmp_path: Path) -> None:
    name = found.program.standard.standard
    text = f"campaign: 创建\nstandard: {name}\nresponsibilities: [{{for: all, person: 陈主任, contact: '801', deadline: 2026-12-05}}]\n"
    (tmp_path / "campaign.yaml").write_text(text, encoding="utf-8")
    campaign = read_campaign(tmp_path / "campaign.yaml", found.program.standard)
    documents.write(tmp_path, found, ("zh",), campaign=campaign)
    for path in (tmp_path / "tasks").iterdir():
        for row in rows_of(load_workbook(path)[SAY["sheet_tasks"]]):
            assert (row[SAY["person"]], row[SAY["deadline_head"]]) == ("陈主任 801", "2026-12-05")


def test_the_same_run_gives_the_same_documents(folder: Path, found: Scores, tmp_path: Path) -> None:
    documents.write(tmp_path, found, ("zh", "en"), "sha256:of-the-run")
    for path in folder.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_nobody_at_all_gives_documents_too(tmp_path: Path) -> None:
    documents.write(tmp_path, scored(0), ("zh",))
    assert "没有申报单位" in Document(str(tmp_path / "decisions.docx")).element.xml
    assert not list((tmp_path / "tasks").iterdir())


# -- the command


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "html"])
def test_reports_of_every_format_with_an_earlier_run_and_in_both_languages(
    call: Call, a_run: Path, tmp_path: Path, suffix: str
) -> None:
    reports = tmp_path / "reports"
    words_ = ("report", a_run, "-o", reports, "--format", suffix, "--bilingual", "--earlier", a_run)
    result = call(*words_)
    assert result.code == 0, result.err
    assert len(list(reports.glob(f"441900-*.{suffix}"))) == 14
    assert {path.name for path in reports.iterdir()} >= {*documents.NAMES, "reports.json"}
    again = call(*words_)
    assert again.code == 0, again.err


def test_documents_may_be_left_out(call: Call, a_run: Path, tmp_path: Path) -> None:
    call("report", a_run, "-o", tmp_path / "reports", "--no-documents")
    assert not (tmp_path / "reports" / "overview.xlsx").exists()


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "html", "json"])
def test_check_writes_every_format(call: Call, forms: Any, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"report.{suffix}"
    form = forms.folder / "441900-0001.json"
    result = call(
        "check", form, "-s", forms.standard, "-o", file, "--as-of", "2026-11-23", "--bilingual"
    )
    assert result.code in (0, 1), result.err
    assert file.stat().st_size > 1_000


def test_check_compares_with_an_earlier_run(
    call: Call, forms: Any, a_run: Path, tmp_path: Path
) -> None:
    form = forms.folder / "441900-0001.json"
    result = call(
        *(
            "check",
            form,
            "-s",
            forms.standard,
            "--as-of",
            "2026-11-23",
            "--earlier",
            a_run,
            "--json",
        )
    )
    told = result.json["comparison"]
    assert told["earlier"]["as_of"] == "2026-11-23"
    assert told["total"]["change"] == "0"
    assert told["district"] is None


def test_an_earlier_run_that_is_none_is_said(call: Call, a_run: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    result = call("report", a_run, "-o", tmp_path / "reports", "--earlier", tmp_path / "nothing")
    assert result.code == 2
    assert "nothing" in result.err


def test_an_applicant_named_like_a_document_takes_its_place_from_nobody(tmp_path: Path) -> None:
    from reports.report_folder import Wanted, write_all

    made = scored(4)
    codes = ["overview", "decisions", "tasks", "Overview"]
    people = made.answers.applicants.with_columns(applicant=pl.Series(codes))
    changed = replace(made, answers=replace(made.answers, applicants=people))
    write_all(tmp_path / "reports", changed, Wanted(".xlsx", ("zh",)))
    names = {path.name for path in (tmp_path / "reports").iterdir()}
    assert len([name for name in names if name.endswith(".xlsx")]) == 5
    assert set(documents.NAMES) <= names
