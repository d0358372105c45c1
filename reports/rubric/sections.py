"""The tables behind the criteria: gates, vetoes, grades, figures, procedure, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from reports.rubric.telling import Telling
from standards.model import Grade, Standard


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a title; `widths` are the shares of its columns. Addresses are in `links`."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


def sections(standard: Standard, telling: Telling) -> Iterator[Section]:
    """The tables that have something in them."""
    for made in (
        _gates(standard, telling),
        _vetoes(standard, telling),
        _exemptions(standard, telling),
        _grades(standard, telling),
        _figures(standard, telling),
        _checks(standard, telling),
        _procedure(standard, telling),
        _sources(standard, telling),
    ):
        if made.rows:
            yield made


def _heads(telling: Telling, *keys: str) -> tuple[str, ...]:
    return tuple(telling.words[f"rubric_{key}"] for key in keys)


def _gates(standard: Standard, telling: Telling) -> Section:
    rows = tuple(
        (
            telling.text(gate.title),
            telling.condition(gate.require),
            telling.word("otherwise", gate.otherwise),
            gate.source,
            telling.text(gate.note),
        )
        for gate in standard.gates
    )
    heads = _heads(telling, "gate", "gate_needs", "gate_else", "source", "note_head")
    return Section(telling.words["rubric_gates"], heads, (25, 28, 12, 10, 25), rows)


def _vetoes(standard: Standard, telling: Telling) -> Section:
    rows = tuple(
        (criterion.id, telling.text(criterion.title), told, effect)
        for criterion in standard.criteria
        for effect, told in telling.veto(criterion)
    )
    heads = _heads(telling, "id", "criterion", "veto_when", "veto_effect")
    return Section(telling.words["rubric_vetoes"], heads, (8, 38, 40, 14), rows)


def _exemptions(standard: Standard, telling: Telling) -> Section:
    rows = tuple(
        (
            telling.text(one.title),
            telling.condition(one.when),
            telling.words.listed([*one.criteria, *one.parts]),
            telling.word("earns", one.earns),
            one.source,
        )
        for one in standard.exemptions
    )
    heads = _heads(telling, "exemptions", "gate", "exempt_what", "exempt_earns", "source")
    return Section(telling.words["rubric_exemptions"], heads, (30, 30, 16, 12, 12), rows)


def _grades(standard: Standard, telling: Telling) -> Section:
    rows = tuple(
        (
            telling.text(grade.name),
            telling.condition(grade.when),
            _outcome(grade, telling),
            telling.text(grade.note),
        )
        for grade in standard.grades
    )
    heads = _heads(telling, "grade", "grade_when", "grade_outcome", "note_head")
    return Section(telling.words["rubric_grades"], heads, (15, 35, 18, 32), rows)


def _outcome(grade: Grade, telling: Telling) -> str:
    said = telling.word("outcome", grade.outcome)
    if grade.within_days is not None:
        said = telling.words.say("rubric_within", outcome=said, days=grade.within_days)
    if grade.valid_years is not None:
        said = telling.words.say("rubric_years", outcome=said, years=grade.valid_years)
    return said


def _figures(standard: Standard, telling: Telling) -> Section:
    rows = tuple(
        (
            telling.text(figure.title),
            telling.condition(figure.is_),
            telling.text(figure.unit),
            telling.text(figure.note),
        )
        for figure in standard.figures.values()
    )
    heads = _heads(telling, "figure", "figure_is", "unit", "note_head")
    return Section(telling.words["rubric_figures"], heads, (24, 44, 10, 22), rows)


def _checks(standard: Standard, telling: Telling) -> Section:
    rows = tuple(
        (telling.text(check.say), telling.condition(check.when)) for check in standard.checks
    )
    heads = _heads(telling, "check_say", "check_when")
    return Section(telling.words["rubric_checks"], heads, (45, 55), rows)


def _procedure(standard: Standard, telling: Telling) -> Section:
    rows = []
    for stage in standard.procedure:
        days = " – ".join(str(day) for day in (stage.from_, stage.to) if day is not None)
        department = standard.departments.get(stage.by) if stage.by else None
        named = department.in_(telling.language) if department else ""
        rows.append((telling.text(stage.stage), days, named, telling.text(stage.note)))
    heads = _heads(telling, "stage", "days", "by", "note_head")
    return Section(telling.words["rubric_procedure"], heads, (20, 18, 20, 42), tuple(rows))


def _sources(standard: Standard, telling: Telling) -> Section:
    rows, links = [], []
    for key, source in standard.sources.items():
        issued = [telling.text(source.issuer), str(source.year or "")]
        mark = telling.words[f"rubric_mark_{source.mark}"]
        note = telling.words.sentence(
            [text for text in (*issued, telling.text(source.note)) if text]
        )
        rows.append((key, telling.text(source.title), mark, note))
        safe = source.url if source.url and urlsplit(source.url).scheme in ("http", "https") else ""
        links.append(safe)
    heads = _heads(telling, "source_key", "source_title", "source_mark", "note_head")
    title = telling.words["rubric_sources"]
    return Section(title, heads, (10, 40, 10, 40), tuple(rows), tuple(links))
