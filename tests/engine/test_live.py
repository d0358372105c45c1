"""What a live form shows is what the findings tell, for applicants of every sort."""

from __future__ import annotations

import polars as pl
import pytest

from engine.answers import INVALID, Answers
from engine.executors.polars_ import evaluate
from engine.live import Live, live
from engine.program import Program
from engine.score import parameters, score
from engine.state_of import STATES
from engine.states import states
from reports.findings import findings
from standards.load import bundled
from tests.engine import strategies
from tests.engine.agreement import applicants
from tests.reports import demo
from tests.submissions import demo as every_field

PROGRAMS = {"demo": demo.program, "every field": every_field.program}


def shown(of: Live, given: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in of.program.definitions if "@" not in name]
    return evaluate(of.program, given, names, parameters(of.program, demo.DAY))


def read(program: Program, given: pl.DataFrame) -> Answers:
    """The same applicants as the readers hand them on; what cannot be read has no value."""
    rows = given.to_dicts()
    answers = strategies.answers(program, rows)
    invalid = [
        (row, id_)
        for row, values in enumerate(rows)
        for id_ in program.standard.asked
        if values[f"invalid:{id_}"]
    ]
    frame = pl.DataFrame(invalid, schema=INVALID, orient="row")
    return Answers(answers.applicants, answers.values, frame)


@pytest.mark.parametrize("name", PROGRAMS)
def test_states_losses_and_gains_are_those_of_the_findings(name: str) -> None:
    program = PROGRAMS[name]()
    given = applicants(program, 150, 7)
    unread = [
        pl.when(pl.col(f"invalid:{f}") == 0).then(pl.col(f)).alias(f)
        for f in program.standard.asked
    ]
    given = given.with_columns(unread)
    found = shown(live(program), given)
    scores = score(program, read(program, given), demo.DAY)
    told = list(findings(scores, None, "zh"))
    stated = states(scores)
    for row, finding in enumerate(told):
        for criterion, lowered in zip(finding.criteria, program.lowered, strict=True):
            id_ = lowered.criterion.id
            state = STATES[found[f"state:{id_}"][row]]
            assert state == criterion.state == stated[id_][row]
            assert found[f"lost:{id_}"][row] == criterion.lost, id_
            if criterion.lost:
                assert found[f"gain:{id_}"][row] == criterion.gain, id_
            for step, line in zip(lowered.steps.steps, criterion.steps, strict=True):
                assert found[f"lost:{id_}:{step.id}"][row] == line.lost, (id_, step.id)
                opened = ("answered", "unanswered", "invalid")[found[f"open:{id_}:{step.id}"][row]]
                assert opened == line.state, (id_, step.id)
        low = finding.coverage < 10_000 * program.standard.coverage_needed / 100
        assert found["uncovered"][row] == low


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_short_is_what_the_next_grade_lacks(name: str) -> None:
    program = PROGRAMS[name]()
    of = live(program)
    given = applicants(program, 150, 8)
    found = shown(of, given)
    scores = score(program, read(program, given), demo.DAY)
    seen = 0
    for row, finding in enumerate(findings(scores, None, "zh")):
        if finding.next is None or finding.next.missing is None:
            continue
        place = [grade.id for grade in program.standard.grades].index(finding.next.id)
        short = [
            found[need.short][row]
            for need in of.needs
            if need.grade == place and need.of in ("score", "published")
        ]
        assert short == [finding.next.missing]
        seen += 1
    assert seen


@pytest.mark.parametrize("name", bundled())
def test_every_grade_of_a_bundled_standard_says_what_score_it_needs(name: str) -> None:
    from engine.compile import compile_named

    of = live(compile_named(name))
    grades = of.program.standard.grades
    assert {need.grade for need in of.needs if need.of == "score"} == set(range(len(grades)))
    assert all(need.short in of.program.definitions for need in of.needs)
