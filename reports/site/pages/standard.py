"""The standard itself: grades, gates, the whole rubric, the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from engine.program import Program
from reports.findings.lines import CriterionLine
from reports.findings.wording import Wording, wording_of
from reports.points import in_table
from reports.site.frame import Frame
from reports.site.sections import Section, sections
from standards.parse import conjuncts
from standards.phrasing import in_words
from standards.text import Language

Page = tuple[str, str]
_PATH = "standard.html"


@dataclass(frozen=True)
class _Row:
    """A criterion as the rubric shows it."""

    line: CriterionLine
    points: str
    small: tuple[str, ...]
    vetoes: tuple[str, ...]


def pages(frame: Frame) -> Iterator[Page]:
    """One page."""
    program, language = frame.site.edition.program, frame.language
    wording = wording_of(program, language)
    vetoes = _vetoes(program, language)
    yield (
        _PATH,
        frame.render(
            "standard.html",
            _PATH,
            wording.title,
            wording=wording,
            status=frame.words[f"status_{wording.status}"],
            of=in_table(wording.of, wording.decimals),
            grades=[_grade(frame, grade) for grade in program.standard.grades],
            gates=[_gate(frame, gate) for gate in program.standard.gates],
            sections=[_section(section, wording, vetoes) for section in sections(wording)],
            sources=[
                {
                    "title": source.title,
                    "mark": frame.words[f"mark_{source.mark}"],
                    "note": source.note,
                    "url": source.url if urlsplit(source.url).scheme in ("http", "https") else "",
                }
                for source in wording.sources
            ],
        ),
    )


def _grade(frame: Frame, grade: Any) -> dict[str, Any]:  # noqa: ANN401 - a grade of the model
    standard, say = frame.site.edition.program.standard, frame.words
    told = say[f"outcome_{grade.outcome}"]
    if grade.within_days is not None:
        told = say.say("aside", what=told, aside=say.say("site_within", days=grade.within_days))
    conditions = [in_words(text, standard).in_(frame.language) for text in conjuncts(grade.when)]
    return {"name": grade.name.in_(frame.language), "conditions": conditions, "outcome": told}


def _gate(frame: Frame, gate: Any) -> dict[str, str]:  # noqa: ANN401 - a gate of the model
    standard = frame.site.edition.program.standard
    return {
        "title": gate.title.in_(frame.language),
        "condition": in_words(gate.require, standard).in_(frame.language),
        "otherwise": frame.words[f"outcome_{gate.otherwise}"],
    }


def _vetoes(program: Program, language: Language) -> dict[str, tuple[str, ...]]:
    """The vetoes of every criterion that has some, in words."""
    return {
        criterion.id: tuple(
            veto.say.in_(language)
            if veto.say
            else in_words(veto.when, program.standard).in_(language)
            for veto in criterion.veto
        )
        for criterion in program.standard.criteria
        if criterion.veto
    }


def _section(
    section: Section, wording: Wording, vetoes: dict[str, tuple[str, ...]]
) -> dict[str, Any]:
    say = wording.words
    minimum = ""
    if section.part is not None and section.part.minimum is not None:
        minimum = say.say("site_minimum", points=say.points(section.part.minimum))
    return {
        "title": section.title,
        "id": section.anchor,
        "depth": section.depth,
        "of": in_table(section.of, wording.decimals) if section.of else "",
        "minimum": minimum,
        "rows": [
            _Row(
                line,
                in_table(line.of, wording.decimals),
                tuple(_small(line, wording)),
                tuple(say.say("site_veto", text=text) for text in vetoes.get(line.id, ())),
            )
            for line in section.criteria
        ],
    }


def _small(line: CriterionLine, wording: Wording) -> Iterator[str]:
    """How it is checked, by whom, and where it comes from."""
    say = wording.words
    if line.methods:
        yield say.say("checked_by", list=say.listed(list(line.methods)))
    if line.evidence:
        yield say.say("evidence", papers=line.evidence)
    if line.department:
        yield f"{say['responsible']}{say['colon']}{line.department}"
    marks = say[f"mark_{line.demand_mark}"]
    if line.demand_mark != line.points_mark:
        points = say[f"mark_{line.points_mark}"]
        marks = say.say("marks_both", demand=marks, points=points)
    told = say.say("aside", what=line.source, aside=marks) if line.source else marks
    yield say.say("source", source=told)
    if line.decision:
        yield say.say("decision_note", text=line.decision)
    if line.note:
        yield say.say("note", text=line.note)
