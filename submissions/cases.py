"""Worked cases: answers in the words of the table, with the score they must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from engine.program import OUTCOMES, Program
from engine.score import score
from standards.amounts import Number, Share
from standards.document import Document
from standards.faults import StandardError, unknown
from standards.load import bundled, sentence
from standards.numbers import POINT_DECIMALS, plain, points_text, scaled
from standards.text import Phrase, Text
from submissions.gather import gather
from submissions.interpret import interpret
from submissions.raw import Raw, Said
from submissions.readers.json_ import flatten

_DAY = date(2026, 1, 1)
"""The day of judgement of a case that names none: cases must not hang on the clock."""


class CaseFileMissingError(Exception):
    """A standard without worked cases beside it."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Entry):
    """What a case must give; what is not named is not compared. Points as printed, exact."""

    score: Number | None = None
    grade: str | None = None
    outcome: Literal["named", "conditional", "failed", "refused", "not_judged"] | None = None
    coverage: Share | None = None
    parts: dict[str, Number | None] = Key(default_factory=dict)
    points: dict[str, Number] = Key(default_factory=dict)
    figures: dict[str, Number | None] = Key(default_factory=dict)
    """Computed figures in their own unit, exact; None where an answer for one is missing."""
    checks: tuple[str, ...] | None = None
    """The Chinese sentences of all consistency checks that must be reported, in any order."""


class Case(_Entry):
    """One worked case; `like` takes the answers of another and changes some."""

    id: str
    kind: str | None = None
    name: Text
    like: str | None = None
    answers: dict[str, Any] = Key(default_factory=dict)
    not_applicable: dict[str, str | None] = Key(default_factory=dict)
    evidence: Literal["all"] | dict[str, Any] | None = None
    as_of: date | None = None
    expect: Expected
    note: Text | None = None


class CaseFile(_Entry):
    """The worked cases of one standard."""

    standard: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A case that was run: its place, its name, and every difference as a sentence."""

    place: str
    name: Phrase
    differences: tuple[str, ...]


def run(program: Program, name: str) -> list[Result]:
    """Run the cases beside a standard named by id or path.

    Raises CaseFileMissingError where there are none, StandardError where they cannot be read.
    """
    document, cases = load_cases(name)
    by_id = {case.id: case for case in cases}
    results = []
    for index, case in enumerate(cases):
        line, column = document.place(("cases", index))
        differences = tuple(_differences(program, case, by_id))
        results.append(Result(f"{document.name}:{line}:{column}", case.name, differences))
    return results


def compare(program: Program, case: Case) -> tuple[str, ...]:
    """What a case that stands alone gives otherwise than it must, each a sentence."""
    return tuple(_differences(program, case, {case.id: case}))


def load_cases(name: str) -> tuple[Document, tuple[Case, ...]]:
    """The cases beside a standard named by id or path, and their document; errors as in `run`."""
    if name in bundled():
        source = resources.files("standards") / "library" / "cases" / f"{name}.yaml"
        shown = f"cases/{name}.yaml"
        found = source.is_file()
        text = source.read_text(encoding="utf-8") if found else ""
    else:
        path = Path(name).parent / "cases" / Path(name).name
        shown = str(path)
        found = path.is_file()
        text = path.read_text(encoding="utf-8") if found else ""
    if not found:
        message = f"{name}: no worked cases; write them into {shown}"
        raise CaseFileMissingError(message)
    document = Document(text, shown)
    try:
        return document, CaseFile.model_validate(document.value).cases
    except ValidationError as error:
        faults = [document.fault(e["loc"], sentence(dict(e))) for e in error.errors()]
        raise StandardError(faults) from error


def _chain(case: Case, by_id: Mapping[str, Case]) -> list[Case]:
    """The case and those it is like, the first of them first."""
    chain = [case]
    while chain[0].like is not None and chain[0].like in by_id and len(chain) <= len(by_id):
        chain.insert(0, by_id[chain[0].like])
    return chain


def submission(program: Program, case: Case, by_id: Mapping[str, Case]) -> Raw:
    """A case as a reader would hand it on."""
    raw = Raw(file=f"case {case.id}", applicant={"code": case.id, "name": case.name.zh})
    for one in _chain(case, by_id):
        for field, said in flatten(one.answers).items():
            if said is None:
                for name in [n for n in raw.answers if n == field or n.startswith(f"{field}.")]:
                    del raw.answers[name]
            else:
                raw.answers[field] = Said(said)
        for criterion, reason in one.not_applicable.items():
            raw.claims.pop(criterion, None)
            if reason is not None:
                raw.claims[criterion] = Said(reason)
        if one.evidence == "all":
            raw.evidence = {id_: Said("全部") for id_ in program.evidenced}
        elif one.evidence is not None:
            raw.evidence = {id_: Said(papers) for id_, papers in one.evidence.items()}
    return raw


def _differences(program: Program, case: Case, by_id: Mapping[str, Case]) -> Iterator[str]:
    if case.like is not None and case.like not in by_id:
        yield f"like: there is no case '{case.like}'"
        return
    row = interpret(program, submission(program, case, by_id))
    for problem in row.problems:
        if problem.effect in ("invalid", "ignored", "question"):
            yield f"{problem.field}: found {problem.found}; {problem.allowed}"
    scores = score(program, gather(program, [row]), case.as_of or _DAY)
    found = scores.frame.row(0, named=True)
    given = case.expect.model_fields_set
    expected = case.expect
    if "score" in given:
        actual = points_text(found["score"]) if found["scored"] else None
        yield from _compared("score", expected.score, actual)
    if "grade" in given:
        grades = [grade.id for grade in program.standard.grades]
        reached = grades[found["grade"]] if found["grade"] < len(grades) else None
        if reached != expected.grade:
            yield f"grade: expected {expected.grade}, found {reached}"
    if "outcome" in given and OUTCOMES[found["outcome"]] != expected.outcome:
        yield f"outcome: expected {expected.outcome}, found {OUTCOMES[found['outcome']]}"
    if expected.coverage is not None and scaled(expected.coverage, 2) != found["coverage"]:
        actual = points_text(found["coverage"] * 100)
        yield f"coverage: expected {expected.coverage}%, found {actual}%"
    for kind, wanted in (("part", expected.parts), ("points", expected.points)):
        for id_, points in wanted.items():
            if f"{kind}:{id_}" not in found:
                yield f"{kind} {id_}: there is no such {'part' if kind == 'part' else 'criterion'}"
                continue
            unscored = kind == "part" and not found.get(f"scored:{id_}", 1)
            actual = None if unscored else points_text(found[f"{kind}:{id_}"])
            yield from _compared(f"{kind} {id_}", points, actual)
    if expected.figures or expected.checks is not None:
        further = [n for n in program.definitions if n.startswith(("figure", "check:"))]
        found = scores.evaluate(further).row(0, named=True)
        yield from _figures(program, expected.figures, found)
        yield from _checks(program, expected.checks, found)


def _figures(
    program: Program, wanted: Mapping[str, Decimal | None], found: Mapping[str, int]
) -> Iterator[str]:
    for id_, number in wanted.items():
        if id_ not in program.figure_decimals:
            yield f"figure {id_}: {unknown('figure', id_, program.figure_decimals)}"
            continue
        held = Decimal(found[f"figure:{id_}"]).scaleb(-program.figure_decimals[id_])
        actual = held if found[f"figure_known:{id_}"] else None
        if number != actual:
            expected, shown = ("unknown" if n is None else plain(n) for n in (number, actual))
            yield f"figure {id_}: expected {expected}, found {shown}"


def _checks(
    program: Program, wanted: Sequence[str] | None, found: Mapping[str, int]
) -> Iterator[str]:
    if wanted is None:
        return
    said = [check.say.zh for check in program.standard.checks]
    reported = [zh for place, zh in enumerate(said) if found[f"check:{place}"]]
    for zh in wanted:
        if zh not in said:
            yield f"check '{zh}': the standard has no check that says so"
        elif zh not in reported:
            yield f"check '{zh}': expected to be reported, and is not"
    for zh in reported:
        if zh not in wanted:
            yield f"check '{zh}': reported, and not expected"


def _compared(what: str, expected: Decimal | None, actual: str | None) -> Iterator[str]:
    wanted = None if expected is None else points_text(scaled(expected, POINT_DECIMALS))
    if wanted != actual:
        yield f"{what}: expected {wanted}, found {actual}"
