"""What the page is made of, as data: the questions in their order, the words, the conditions."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import yaml

from engine.live import Live
from engine.program import OUTCOMES, Program
from engine.state_of import STATES
from standards.model import Gate, Grade, Part
from standards.numbers import POINT_DECIMALS, plain, scaled
from standards.parse import conjuncts
from standards.phrasing import in_words
from standards.text import Language, Phrase, phrase
from submissions.forms import words
from submissions.forms.layout import Layout
from submissions.forms.web.days import runs
from submissions.forms.web.questions import criterion_of, fields_of
from submissions.forms.web.reading import Data, both, reading
from submissions.heads import PEOPLE

_POINTS = phrase("分", "points")


def contents(live: Live, language: Language) -> Data:
    """All that the page is built from; `language` is shown first."""
    program = live.program
    standard = program.standard
    return {
        "standard": standard.standard,
        "edition": standard.edition,
        "digest": program.digest,
        "language": language,
        "title": both(standard.title),
        "assessed": both(standard.assessed),
        "status": standard.status,
        "points": scaled(standard.points, POINT_DECIMALS),
        "decimals": standard.decimals,
        "coverageNeeded": str(standard.coverage_needed),
        "words": _words(),
        "people": [_person(key) for key in words.PEOPLE],
        "shared": list(_shared(program)),
        "sections": list(_sections(program)),
        "parts": [_part(part, live) for part in standard.parts],
        "floor": _floor(live),
        "criteria": {low.criterion.id: criterion_of(program, low) for low in program.lowered},
        "fields": dict(fields_of(program)),
        "gates": [_gate(program, gate) for gate in standard.gates],
        "minima": [
            {
                "part": part.id,
                "title": both(part.title),
                "points": _minimum(part),
                "share": f"{plain(part.minimum)}%",
            }
            for _, part in standard.walk_parts()
            if part.minimum is not None
        ],
        "grades": [_grade(live, place, grade) for place, grade in enumerate(standard.grades)],
        "figures": [
            {
                "id": id_,
                "title": both(figure.title),
                "unit": both(figure.unit),
                "decimals": program.figure_decimals[id_],
            }
            for id_, figure in standard.figures.items()
        ],
        "checks": [both(check.say) for check in standard.checks],
        "states": STATES,
        "outcomes": OUTCOMES,
        "parameters": runs(program),
        "reading": reading(),
        "table": _heads(program),
    }


def _words() -> Data:
    text = (resources.files("submissions.forms.web") / "words.yaml").read_text(encoding="utf-8")
    return {key: both(Phrase(**said)) for key, said in yaml.safe_load(text).items()}


def _person(key: str) -> Data:
    name, hint = words.PEOPLE[key]
    return {"key": key, "title": both(name), "hint": both(hint)}


def _shared(program: Program) -> Iterator[Data]:
    """The fields asked once, in groups, as the workbook's cover has them.

    `part` is the id of the part that alone uses them, null for those that several use.
    """
    parts = {f"{part.id} {part.title.zh}": part.id for part in program.standard.parts}
    group: Data = {}
    for sheet in Layout(program, "zh").sheets:
        for line in sheet.lines:
            if line.kind == "heading":
                part = parts.get(line.text.zh)
                group = {"title": both(line.text), "part": part, "fields": []}
            elif line.kind == "shared" and line.field is not None:
                if not group["fields"]:
                    yield group
                group["fields"].append(line.field.id)


def _sections(program: Program) -> Iterator[Data]:
    """Every part with its headings and criteria in order; then bonus and penalty."""
    standard = program.standard
    for part in standard.parts:
        yield {
            "id": f"part-{part.id}",
            "part": part.id,
            "title": both(part.title),
            "points": scaled(part.points, POINT_DECIMALS),
            "note": both(part.note),
            "items": list(_items(part)),
        }
    for name, title, block in (
        ("bonus", words.BONUS, standard.bonus),
        ("penalty", words.PENALTY, standard.penalty),
    ):
        if block:
            yield {
                "id": name,
                "block": name,
                "title": both(title),
                "points": scaled(block.cap, POINT_DECIMALS),
                "items": [{"criterion": criterion.id} for criterion in block.criteria],
            }


def _items(part: Part) -> Iterator[Data]:
    for inner in part.parts:
        yield {
            "heading": both(inner.title),
            "part": inner.id,
            "points": scaled(inner.points, POINT_DECIMALS),
        }
        yield from _items(inner)
    for criterion in part.criteria:
        yield {"criterion": criterion.id}


def _part(part: Part, live: Live) -> Data:
    """A bar of the overview; `least` is where it has its tick."""
    least, floor = _minimum(part), _floor(live)
    if least is None:
        asked = (n for n in live.needs if n.of == f"part:{part.id}" and n.grade == floor)
        least = next((need.least for need in asked), None)
    return {
        "id": part.id,
        "title": both(part.title),
        "points": scaled(part.points, POINT_DECIMALS),
        "least": least,
        "criteria": [item["criterion"] for item in _items(part) if "criterion" in item],
    }


def _floor(live: Live) -> int | None:
    """The lowest grade that asks something of every outer part; a place in the grades."""
    wanted = {f"part:{part.id}" for part in live.program.standard.parts}
    for place in range(len(live.program.standard.grades) - 1, -1, -1):
        if wanted <= {need.of for need in live.needs if need.grade == place}:
            return place
    return None


def _minimum(part: Part) -> int | None:
    return None if part.minimum_points is None else scaled(part.minimum_points, POINT_DECIMALS)


def _gate(program: Program, gate: Gate) -> Data:
    return {
        "id": gate.id,
        "title": both(gate.title),
        "require": both(_said(program, gate.require)),
        "otherwise": gate.otherwise,
    }


def _said(program: Program, condition: str) -> Phrase:
    return in_words(condition, program.standard)


def _grade(live: Live, place: int, grade: Grade) -> Data:
    program = live.program
    return {
        "id": grade.id,
        "name": both(grade.name),
        "outcome": grade.outcome,
        "within": grade.within_days,
        "conditions": [
            both(in_words(text, program.standard, _POINTS)) for text in conjuncts(grade.when)
        ],
        "needs": [
            {"condition": need.condition, "of": need.of, "least": need.least, "short": need.short}
            for need in live.needs
            if need.grade == place
        ],
    }


def _heads(program: Program) -> Data:
    """The columns of a table with a row an applicant."""
    ids = [criterion.id for criterion in program.standard.criteria]
    return {"people": PEOPLE, "claims": program.claims, "evidence": ids}
