"""Who gains and who loses by a new edition: figures worked out by hand.

The compound 0001 is the worked case `passing`: 91.075 points by edition 2026.1. By 2027.1:
part 1: 21. Part 2: 2.1 2, 2.2 5 (was 7), 2.3 4, 2.4 6, 2.5 and 2.6 3 each, 2.7 (2) is new: 23 to 25.
Part 3: 3.2 5 (was 4), 3.8 (1) is gone: 12. Part 4: 4.1 7 (was 8), 4.2 2 (was 1): 14.5. Part 5: 5.6
(1) has moved: 6.75. Part 6: it has come, 6.7 (1) is asked anew: 7.075 to 8.075. Part 7: 3.75.
Together 88.075 to 91.075. 0002 has 86 % satisfied: 91.075 before, 7 points less now. 0003 had 0 for
2.5 and 0 for 3.8: 84.075 before; 3 points less than 0001 now: 85.075 to 88.075.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from engine.compile import compile_named
from engine.reach import reach
from engine.score import score
from standards.id_map import id_map
from submissions.former import former_at_hand
from submissions.read import read
from submissions.write import write
from tests.calling import Call
from tests.editions.conftest import NEW
from tests.editions.pairs import criterion, one_part, pair, text_of
from tests.standards.small import answers as typed


@pytest.mark.parametrize(
    ("place", "old", "least", "most", "grades", "verdict"),
    [
        (0, 910750, 880750, 910750, ("excellent", "passed", "excellent"), "open"),
        (1, 910750, 810750, 840750, ("excellent", "correct", "passed"), "loses"),
        (2, 840750, 850750, 880750, ("passed", "passed", "passed"), "gains"),
    ],
)
def test_the_scores_are_those_worked_out_by_hand(
    call: Call,
    old_run: Path,
    place: int,
    old: int,
    least: int,
    most: int,
    grades: tuple[str, str, str],
    verdict: str,
) -> None:
    result = call("standards", "diff", "green-community", NEW, "--run", old_run, "--json")
    assert result.code == 1
    row = result.json["effect"]["list"][place]
    assert [row[name]["exact"] for name in ("old", "least", "most")] == [old, least, most]
    assert tuple(row[name]["grade"] for name in ("old", "least", "most")) == grades
    assert row["verdict"] == verdict


PARTS = {  # sums over the three: before, at least, at most
    "1": (630000, 630000, 630000),
    "2": (690000, 660000, 720000),
    "3": (350000, 360000, 360000),
    "4": (435000, 365000, 365000),
    "5": (232500, 202500, 202500),
    "6": (212250, 212250, 242250),
    "7": (112500, 112500, 112500),
}


def test_parts_and_criteria_are_those_worked_out_by_hand(call: Call, old_run: Path) -> None:
    effect = call("standards", "diff", "green-community", NEW, "--run", old_run, "--json").json[
        "effect"
    ]
    sums = ("sum_old_exact", "sum_least_exact", "sum_most_exact")
    parts = {part["new_ids"][0]: tuple(part[s] for s in sums) for part in effect["parts"]}
    assert parts == PARTS
    by_ids = {(*c["old_ids"], "|", *c["new_ids"]): c for c in effect["criteria"]}
    split = by_ids["2.5", "|", "2.5", "2.6"]
    assert [split[s] for s in sums] == [120000, 150000, 150000]
    assert (split["gain"], split["lose"]) == (1, 0)
    gone = by_ids["3.8", "|"]
    assert ([gone[s] for s in sums], gone["lose"], gone["new_of"]) == ([20000, 0, 0], 2, None)
    new = by_ids["|", "2.7"]
    assert [new[s] for s in sums] == [0, 0, 60000]
    moved = by_ids["5.6", "|", "6.8"]
    assert [moved[s] for s in sums] == [30000, 30000, 30000]
    satisfied = by_ids["4.1", "|", "4.1"]
    assert [satisfied[s] for s in sums] == [240000, 140000, 140000]
    assert satisfied["lose"] == 3
    assert effect["verdicts"] == {"loses": 1, "gains": 1, "same": 0, "open": 1, "unscored": 0}
    assert effect["new_questions"] == ["2.7", "6.7"]
    # 3.8 has four answers, 6.7 one
    assert (effect["no_place"], effect["invalid"]) == (15, 0)


def test_the_sum_of_the_criteria_is_that_of_the_scores(call: Call, old_run: Path) -> None:
    effect = call("standards", "diff", "green-community", NEW, "--run", old_run, "--json").json[
        "effect"
    ]
    for name in ("old", "least", "most"):
        total = sum(row[name]["exact"] for row in effect["list"])
        for kind in ("parts", "criteria"):
            assert sum(group[f"sum_{name}_exact"] for group in effect[kind]) == total, kind


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ["必定降低", "取决于新答案", "平均变化 −4.00：其中 −1.00 由规则变化造成，−3.00 只因新填报项尚未回答", "2.5 → 2.5, 2.6", "91.1"]),
        ("en", ["surely lower", "hangs on new answers", "Mean change −4.00: −1.00 by the changed rules, −3.00 only because new questions", "3.8 → –"]),
    ],
)  # fmt: skip
def test_the_terminal_and_the_page_tell_it_in_both_languages(
    call: Call, old_run: Path, tmp_path: Path, language: str, said: list[str]
) -> None:
    words = ("standards", "diff", "green-community", NEW, "--run", old_run, "--lang", language)
    shown = call(*words).out
    page = tmp_path / "effect.html"
    assert call(*words, "-o", page).code == 1
    text = page.read_text(encoding="utf-8")
    for one in said[:-1]:
        assert one in shown
        assert one in text
    assert "<script" not in text
    assert "default-src 'none'" in text


def test_the_table_has_a_row_an_applicant(call: Call, old_run: Path, tmp_path: Path) -> None:
    file = tmp_path / "effect.csv"
    call("standards", "diff", "green-community", NEW, "--run", old_run, "-o", file)
    with file.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["change_least"] for row in rows] == ["'-3", "'-10", "1"]
    assert [row["change_most"] for row in rows] == ["0", "'-7", "4"]
    assert rows[0]["most_grade"] == "excellent"


def test_the_same_inputs_give_the_same_bytes(call: Call, old_run: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.html", tmp_path / "two.html"]
    for file in files:
        call("standards", "diff", "green-community", NEW, "--run", old_run, "-o", file)
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("green-community", "harmonious-community"), "are two standards"),
        (("green-community", "nowhere.yaml"), "no standard 'nowhere.yaml'"),
        (("green-community", NEW, "-o", "page.docx"), ".html, .csv, .json"),
        (("green-community", NEW, "--map", NEW), "'edition'"),
    ],
)
def test_what_cannot_be_compared_is_told(
    call: Call, words: tuple[object, ...], expected: str
) -> None:
    result = call("standards", "diff", *words, "--lang", "en")
    if "--map" in words:
        expected = "unknown key"
    assert result.code == 2
    assert expected in result.err
    assert "Traceback" not in result.err


def test_a_run_of_another_edition_is_refused(call: Call, submissions: Path, tmp_path: Path) -> None:
    run = tmp_path / "run-2027"
    call("score", submissions, "-s", NEW, "-o", run, "--as-of", "2027-03-01")
    result = call("standards", "diff", "green-community", NEW, "--run", run, "--lang", "en")
    assert result.code == 2
    assert "the run is of green-community 2027.1" in result.err


def test_two_equal_editions_do_not_differ(call: Call) -> None:
    result = call("standards", "diff", "green-community", "green-community@2026.1")
    assert result.code == 0
    assert "没有差别" in result.out


# -- old submissions scored by the new edition


def test_score_carries_submissions_that_name_the_old_edition(
    call: Call, submissions: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run-2027"
    result = call("score", submissions, "-s", NEW, "-o", run, "--as-of", "2027-03-01")
    assert result.code == 0, result.err
    text = (run / "results.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["exact"] for row in rows] == ["880750", "810750", "850750"]
    problems = (run / "problems.csv").read_text(encoding="utf-8-sig")
    assert "answers were carried from edition 2026.1 to 2027.1" in problems
    assert "3.8.rain@2026.1" in problems
    assert "new questions of which the old answers say nothing (2): 2.7, 6.7" in problems
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["standard"]["in_force"] is True


def test_a_day_outside_the_term_is_said_everywhere(
    call: Call, submissions: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    result = call("score", submissions, "-s", NEW, "-o", run, "--as-of", "2026-11-23")
    assert "不在 2027.1 版的有效期内" in result.err
    assert "outside the term of edition 2027.1" in (run / "problems.csv").read_text("utf-8-sig")
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["standard"] == {
        **record["standard"],
        "valid_from": "2027-01-01",
        "valid_to": "2027-12-31",
        "in_force": False,
    }
    checked = call("check", submissions, "-s", NEW, "--as-of", "2026-11-23", "--lang", "en")
    assert "outside the term of edition 2027.1" in checked.err
    page = tmp_path / "one.html"
    one = tmp_path / "one.json"
    one.write_text(json.dumps(json.loads(submissions.read_text("utf-8"))[0]), encoding="utf-8")
    call("check", one, "-s", NEW, "--as-of", "2026-11-23", "-o", page, "--lang", "en")
    assert "outside the term of edition 2027.1" in page.read_text(encoding="utf-8")


def test_a_table_and_a_form_of_the_old_edition_are_carried_too(
    call: Call, submissions: Path, tmp_path: Path
) -> None:
    old, new = compile_named("green-community"), compile_named(str(NEW))
    answers = read([submissions], old)
    expected = [880750, 810750, 850750]
    forms = tmp_path / "forms"
    write(answers, old, forms, form="xlsx")
    table = tmp_path / "old.csv"
    write(answers, old, table)
    lines = table.read_text(encoding="utf-8").splitlines()
    head, *rows = lines
    table.write_text("\n".join([f"{head},edition", *(f"{row},2026.1" for row in rows)]) + "\n")
    for path in (forms, table):
        moved = read([path], new, former=former_at_hand(new))
        assert score(new, moved, date(2027, 3, 1)).frame["score"].to_list() == expected, path


def test_of_one_applicant_the_first_submission_counts_whatever_its_edition(
    tmp_path: Path, submissions: Path
) -> None:
    new = compile_named(str(NEW))
    fresh = {
        "standard": "green-community",
        "edition": "2027.1",
        "applicant": {"code": "441900-0001"},
        "answers": {"2.7": True},
    }
    (tmp_path / "a.json").write_text(json.dumps(fresh), encoding="utf-8")
    first = read([tmp_path / "a.json", submissions], new, former=former_at_hand(new))
    assert first.applicants["applicant"].to_list()[0] == "441900-0001"
    assert first.values["2.7"].to_list() == [True, None, None]
    assert first.values["households"].to_list() == [None, 812, 812]
    second = read([submissions, tmp_path / "a.json"], new, former=former_at_hand(new))
    assert second.values["2.7"].to_list() == [None, None, None]
    assert second.values["households"].to_list() == [812, 812, 812]


def test_a_table_of_several_editions_is_not_carried_but_told(tmp_path: Path) -> None:
    new = compile_named(str(NEW))
    file = tmp_path / "mixed.csv"
    file.write_text("applicant,edition,households\n441900-1,2026.1,700\n441900-2,2027.1,800\n")
    answers = read([file], new, former=former_at_hand(new))
    assert answers.values["households"].to_list() == [700, 800]
    assert any("a file for each edition" in text for text in answers.problems["allowed"])


def test_carry_writes_a_submission_that_the_new_edition_reads_to_the_same_score(
    call: Call, submissions: Path, tmp_path: Path
) -> None:
    for name in ("new.json", "new.csv"):
        file = tmp_path / name
        result = call("standards", "carry", submissions, "--to", NEW, "-o", file, "--lang", "en")
        assert result.code == 1  # some answers have no place any more
        assert "edition 2027.1 has no such question" in result.err
        shown = call("check", file, "-s", NEW, "--as-of", "2027-03-01", "--json").json
        assert [one["exact"] for one in shown] == [880750, 810750, 850750]


def test_an_old_edition_that_is_not_at_hand_is_named_by_an_option(
    call: Call, tmp_path: Path
) -> None:
    body = one_part(criterion("1.1", "rule: yes_no"))
    moved = one_part(criterion("1.2", "rule: yes_no"))
    head = 'replaces:\n  edition: "1"\n  criteria: {"1.1": "1.2"}\n'
    new, elsewhere = tmp_path / "small.yaml", tmp_path / "old-one.yaml"
    new.write_text(text_of("2", head + moved), encoding="utf-8")
    elsewhere.write_text(text_of("1", body), encoding="utf-8")
    form = tmp_path / "form.json"
    said = {
        "standard": "small",
        "edition": "1",
        "applicant": {"code": "441900-1"},
        "answers": {"1.1": True},
    }
    form.write_text(json.dumps(said), encoding="utf-8")
    without = call("check", form, "-s", new, "--json", "--lang", "en", "--as-of", "2026-01-01")
    assert "scored by edition 2" in without.err
    assert without.json["exact"] == 0
    given = call("check", form, "-s", new, "--old", elsewhere, "--json", "--as-of", "2026-01-01")
    assert given.json["exact"] == 100_000
    wrong = call("check", form, "-s", new, "--old", new, "--json")
    assert wrong.code == 2
    assert "对照表属于 1 版" in wrong.err


# -- between which scores an applicant lies


OPEN = [
    ("a question is open", "rule: yes_no", {}, (0, 100_000)),
    ("it is answered", "rule: yes_no", {"1.1": False}, (0, 0)),
    ("a deduction is open", "rule: {deduct: {a: {when: 甲, points: 4}, b: {when: 乙, points: 3}}}", {"1.1.a": True}, (30_000, 60_000)),
    ("a number is open", "ask: {type: rate}, rule: {proportional: {full_at: 100}}", {}, (0, 100_000)),
    ("levels are open", "rule: {levels: {a: {label: 好, points: 10}, b: {label: 差, points: 0}}}", {}, (0, 100_000)),
    ("a veto hangs on it", "rule: yes_no, veto: {when: not value, effect: refused}", {}, (0, 100_000)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "given", "expected"), OPEN, ids=[row[0] for row in OPEN])
def test_open_questions_earn_nothing_or_all_they_can(
    name: str, rule: str, given: dict[str, object], expected: tuple[int, int]
) -> None:
    two = pair(one_part(criterion("1.1", rule)), one_part(criterion("1.1", rule)))
    program = two.new
    span = reach(program, list(program.standard.asked))
    held = typed(program, [given])
    day = date(2026, 1, 1)
    found = [score(one, held, day) for one in (span.least, span.most)]
    assert tuple(one.frame["score"][0] for one in found) == expected
    # Neither is held for lack of answers: the grade is that of the score.
    assert [one.frame["grade"][0] for one in found] == [0 if e >= 60_000 else 1 for e in expected]


def test_without_open_questions_both_ends_are_the_score() -> None:
    program = compile_named("green-community")
    span = reach(program, [])
    assert span.least.definitions == program.definitions
    assert span.most.definitions == program.definitions


def test_the_ids_of_equal_editions_are_the_same() -> None:
    standard = compile_named("green-community").standard
    ids = id_map(standard, standard)
    assert ids.new_fields == ()
    assert all(new == (old,) for old, new in ids.criteria.items())
