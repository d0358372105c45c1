"""Criteria and their questions, as data for the page."""

from __future__ import annotations

from collections.abc import Iterator

from engine.program import Program
from standards.criterion import Criterion
from standards.lowering import Lowered, setting_of
from standards.phrasing import in_words
from standards.steps import is_condition
from standards.text import Phrase, phrase
from submissions.claims import own_fields
from submissions.forms.web.reading import Data, both, reading_of
from submissions.places import places_of


def criterion_of(program: Program, lowered: Lowered) -> Data:
    """A criterion: its words, its questions, its steps, its claim and its evidence."""
    standard, criterion = program.standard, lowered.criterion
    own = [asked.id for asked in criterion.questions]
    demand, points = standard.marks_of(criterion)
    found: Data = {
        "title": both(criterion.title),
        "points": lowered.points,
        "block": _block(program, criterion),
        "rule": both(criterion.rule.words(setting_of(standard, criterion))),
        "fields": own,
        "from": [id_ for id_ in lowered.asks if id_ not in own],
        "check": [both(name) for name in standard.method_names(criterion)],
        "department": both(standard.department_of(criterion)),
        "advice": both(criterion.advice),
        "source": both(_source(program, criterion)),
        "marks": [demand, points],
        "exempt": [both(one.title) for one in standard.exempting(criterion.id)],
        "decision": both(criterion.decision),
        "note": both(criterion.note),
        "steps": [
            {
                "id": step.id,
                "label": both(step.label),
                "takes": step.points < 0 or _block(program, criterion) == "penalty",
                "counts": not is_condition(step.times) and abs(step.points) != 1,
            }
            for step in lowered.steps.steps
        ],
        "vetoes": [
            {"effect": veto.effect, "say": both(veto.say or in_words(veto.when, standard))}
            for veto in criterion.veto
        ],
    }
    if criterion.evidence:
        needed = None if criterion.evidence == "required" else criterion.evidence
        found["evidence"] = {"needed": both(needed)}
    if criterion.not_applicable:
        fields, together = own_fields(program, criterion.id)
        found["claim"] = {
            "when": both(criterion.not_applicable.when),
            "fields": fields,
            "together": together,
        }
    return found


def _block(program: Program, criterion: Criterion) -> str:
    for name in ("bonus", "penalty"):
        block = getattr(program.standard, name)
        if block and criterion.id in {one.id for one in block.criteria}:
            return name
    return ""


def _source(program: Program, criterion: Criterion) -> Phrase | None:
    """The title of the source, and the clause."""
    if not criterion.source:
        return None
    key, _, clause = criterion.source.partition(" ")
    source = program.standard.sources.get(key)
    title = source.title if source else phrase(key, key)
    end = f" {clause}" if clause else ""
    return phrase(f"{title.zh}{end}", f"{title.in_('en')}{end}")


def fields_of(program: Program) -> Iterator[tuple[str, Data]]:
    """Every field by its id: what is asked, and how the answer is read."""
    places = places_of(program)
    for id_, asked in program.standard.asked.items():
        shown = {
            "ask": both(asked.ask),
            "unit": both(asked.unit_text),
            "help": both(asked.help),
            "choices": [[key, both(label)] for key, label in (asked.choices or {}).items()],
            "supplied": asked.cohort is not None,
            "place": places[id_],
        }
        yield id_, {**shown, **reading_of(asked)}
