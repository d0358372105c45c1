"""Claims and evidence: a claim never hides an answer, evidence is a name or a mark."""

from __future__ import annotations

import pytest

from engine.answers import Answers
from submissions.claims import claim_in, papers_in
from submissions.gather import gather
from submissions.interpret import interpret
from submissions.raw import Raw, Said
from tests.submissions.demo import program, said, told


def read(
    answers: dict[str, object],
    claims: dict[str, object] | None = None,
    evidence: dict[str, object] | None = None,
) -> Answers:
    raw = Raw("a.json", applicant={"code": "a"})
    for given, target in ((answers, raw.answers), (claims, raw.claims), (evidence, raw.evidence)):
        target.update({name: Said(found) for name, found in (given or {}).items()})
    return gather(program(), [interpret(program(), raw)])


COUNTED = [
    ("a claim with its reason", {}, {"1.4": "未开展调查"}, {"1.4"}),
    ("the word 不适用 in the cell beside it", {"1.4": "不适用"}, {"1.4": "未开展调查"}, {"1.4"}),
    ("a dash in the cell beside it", {"1.4": "-"}, {"1.4": "未开展调查"}, {"1.4"}),
    ("an answer beside it", {"1.5": False}, {"1.5": "无食堂"}, set()),
    ("an unreadable answer beside it", {"1.4": "约八成"}, {"1.4": "未开展调查"}, set()),
    ("no reason", {}, {"1.4": True}, set()),
    ("only the word 不适用 as reason", {}, {"1.4": "不适用"}, set()),
    ("no letter in the reason", {}, {"1.4": "123"}, set()),
    ("none is allowed", {}, {"1.1": "无此机构"}, set()),
    ("a criterion that does not exist", {}, {"9.9": "无"}, set()),
    ("all that it is computed from is answered", {"asked": 9, "happy": 9}, {"1.7": "没查"}, set()),
    ("part of what it is computed from", {"asked": 9}, {"1.7": "没查"}, {"1.7"}),
]


@pytest.mark.parametrize(
    ("answers", "claims", "counted"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED]
)
def test_a_claim_counts_only_where_allowed_with_a_reason_and_no_answer(
    answers: dict[str, object], claims: dict[str, object], counted: set[str]
) -> None:
    found = read(answers, claims)
    flags = found.values.select("na:1.4", "na:1.5", "na:1.7").row(0, named=True)
    assert {name.removeprefix("na:") for name, flag in flags.items() if flag} == counted
    assert set(found.claims["criterion"]) == counted


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"1.5": "无食堂"}, "the answer counts"),
        ({"1.4": True}, "needs its reason"),
        ({"1.1": "无此机构"}, "may not be claimed"),
        ({"1.44": "没有调查"}, "did you mean 1.4"),
    ],
)
def test_a_claim_that_does_not_count_is_a_problem(claims: dict[str, object], sentence: str) -> None:
    found = read({"1.5": True}, claims)
    (problem,) = found.problems.iter_rows(named=True)
    assert problem["effect"] == "ignored"
    assert problem["applicant"] == "a"
    assert sentence in problem["allowed"]
    assert said(found) == {"1.5": True}


def test_a_word_in_the_cell_is_no_problem_beside_a_claim_that_counts() -> None:
    found = read({"1.4": "不适用"}, {"1.4": "未开展调查"})
    assert told(found, "effect") == []
    assert found.invalid.height == 0


def test_a_word_in_the_cell_is_a_problem_without_a_claim() -> None:
    found = read({"1.4": "不适用"})
    assert told(found, "field", "effect") == [("1.4", "invalid")]


@pytest.mark.parametrize("found", [None, "", False, "否", "无", "/", "—"])
def test_these_claim_nothing(found: object) -> None:
    assert claim_in(found) == (False, None)


PAPERS = [
    ("会议记录.pdf", True, ["会议记录.pdf"]),
    ("a.pdf; b.pdf；c.pdf\nd.pdf", True, ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]),
    (["a.pdf", "b.pdf"], True, ["a.pdf", "b.pdf"]),
    (["a.pdf; b.pdf"], True, ["a.pdf", "b.pdf"]),
    (True, True, []),
    ("有", True, []),
    ("√", True, []),
    ("有; a.pdf", True, ["a.pdf"]),
    (False, False, []),
    ("无", False, []),
    ("不适用", False, []),
    ("", False, []),
    (None, False, []),
    ([], False, []),
]


@pytest.mark.parametrize(("found", "given", "names"), PAPERS)
def test_evidence_is_papers_or_a_mark(found: object, given: bool, names: list[str]) -> None:
    assert papers_in(found) == (given, names)


def test_evidence_is_flagged_where_it_is_needed_and_named_anywhere() -> None:
    found = read({}, evidence={"1.1": True, "1.5": ["menu.pdf"]})
    assert found.values.select("ev:1.1", "ev:1.6").row(0) == (True, False)
    assert list(found.evidence.iter_rows()) == [(0, "1.5", "menu.pdf")]
