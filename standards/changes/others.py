"""Differences beside the criteria: fields, gates, grades, blocks, figures, procedure, the head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from standards import parse
from standards.assigned import dated_stages
from standards.changes.change import Change, Kind, Section
from standards.changes.criteria import said
from standards.changes.same import Translation
from standards.day import Day
from standards.duty import Duty
from standards.faults import ExpressionError
from standards.field import Field
from standards.id_map import IdMap
from standards.model import Figure, Gate, Grade, Standard
from standards.phrasing import in_words
from standards.scope import Names
from standards.text import Phrase, joined, phrase

FIELD_RULES = ("type", "unit", "min", "max", "decimals", "step", "asked_if", "cohort")
HEAD = (
    "valid_from",
    "valid_to",
    "title",
    "assessed",
    "status",
    "points",
    "decimals",
    "rounding",
    "compare",
    "coverage_needed",
    "unproven",
    "combine",
    "note",
)


Thing = TypeVar("Thing")


def field_changes(ids: IdMap) -> Iterator[Change]:
    """Questions added, removed, renamed, or asked in another way."""
    before, after = ids.old.asked, ids.new.asked
    came_from = ids.old_fields
    for id_, target in ids.fields.items():
        if target is None:
            yield Change("fields", "removed", "field", id_, "", before[id_].ask)
    for id_, asked in after.items():
        old_id = came_from.get(id_)
        if old_id is None:
            yield Change("fields", "added", "field", "", id_, asked.ask)
            continue
        titled = _titled(ids.old, old_id) and _titled(ids.new, id_)
        for change in _field(before[old_id], asked, _choice_names(ids, old_id)):
            if not (titled and change.key == "ask"):  # told of the criterion already
                yield change


def _titled(standard: Standard, id: str) -> bool:
    """Whether a question is asked by the title of its criterion."""
    titles = {criterion.id: criterion.title for criterion in standard.criteria}
    return titles.get(id) == standard.asked[id].ask


def _choice_names(ids: IdMap, old: str) -> Mapping[str, str]:
    target = ids.fields[old]
    return target.choices if target else {}


def _field(old: Field, new: Field, names: Mapping[str, str]) -> Iterator[Change]:
    base = ("field", old.id, new.id, new.ask)
    if old.id != new.id:
        yield Change("fields", "renamed", *base)
    for key in FIELD_RULES:
        pair = getattr(old, key), getattr(new, key)
        if pair[0] != pair[1]:
            yield Change("fields", "changed", *base, key, said(pair[0]), said(pair[1]))
    for key in ("ask", "help"):
        pair = getattr(old, key), getattr(new, key)
        if pair[0] != pair[1]:
            yield Change("wording", "reworded", *base, key, *pair)
    before = {names.get(key, key): label for key, label in (old.choices or {}).items()}
    after = new.choices or {}
    if set(before) != set(after):
        told = _listed(old.choices), _listed(new.choices)
        yield Change("fields", "changed", *base, "choices", *told)
    elif before != after:
        yield Change("wording", "reworded", *base, "choices", _listed(before), _listed(after))
    elif list(old.choices or {}) != list(after):
        told = _keys(old.choices), _keys(new.choices)
        yield Change("fields", "renamed", *base, "choices", *told)


def _listed(choices: Mapping[str, Phrase] | None) -> Phrase | None:
    return joined(list(choices.values()), "、", ", ") if choices else None


def _keys(choices: Mapping[str, Phrase] | None) -> Phrase:
    text = ", ".join(choices or {})
    return phrase(text, text)


def gate_changes(ids: IdMap) -> Iterator[Change]:
    """Gates by their ids."""
    pairs = _paired({g.id: g for g in ids.old.gates}, {g.id: g for g in ids.new.gates})
    for old, new in pairs:
        yield from _gate(ids, old, new)


def _gate(ids: IdMap, old: Gate | None, new: Gate | None) -> Iterator[Change]:
    if old is None:
        if new is not None:
            yield Change("gates", "added", "gate", "", new.id, new.title)
        return
    if new is None:
        yield Change("gates", "removed", "gate", old.id, "", old.title)
        return
    base = ("gate", old.id, new.id, new.title)
    if old.require != new.require:
        words = _in_words(old.require, ids.old), _in_words(new.require, ids.new)
        same = _same_condition(ids, old.require, new.require, results=False)
        kind: Kind = "rewritten" if same else "changed"
        yield Change("wording" if same else "gates", kind, *base, "require", *words)
    if old.otherwise != new.otherwise:
        yield Change(
            "gates", "changed", *base, "otherwise", said(old.otherwise), said(new.otherwise)
        )
    for key in ("title", "note"):
        pair = getattr(old, key), getattr(new, key)
        if pair[0] != pair[1]:
            yield Change("wording", "reworded", *base, key, *pair)


def grade_changes(ids: IdMap) -> Iterator[Change]:
    """Grades by their ids."""
    pairs = _paired({g.id: g for g in ids.old.grades}, {g.id: g for g in ids.new.grades})
    for old, new in pairs:
        yield from _grade(ids, old, new)
    orders = [g.id for g in ids.old.grades], [g.id for g in ids.new.grades]
    kept = [[id_ for id_ in order if id_ in orders[1 - n]] for n, order in enumerate(orders)]
    if kept[0] != kept[1]:
        told = [phrase(" > ".join(order), " > ".join(order)) for order in orders]
        yield Change(
            "grades", "changed", "grade", "", "", phrase("顺序", "order"), "order", told[0], told[1]
        )


def _grade(ids: IdMap, old: Grade | None, new: Grade | None) -> Iterator[Change]:
    if old is None:
        if new is not None:
            yield Change("grades", "added", "grade", "", new.id, new.name)
        return
    if new is None:
        yield Change("grades", "removed", "grade", old.id, "", old.name)
        return
    base = ("grade", old.id, new.id, new.name)
    if old.when != new.when:
        words = _in_words(old.when, ids.old), _in_words(new.when, ids.new)
        same = _same_condition(ids, old.when, new.when, results=True)
        kind: Kind = "rewritten" if same else "changed"
        yield Change("wording" if same else "grades", kind, *base, "when", *words)
    for key in ("outcome", "within_days", "valid_years"):
        pair = getattr(old, key), getattr(new, key)
        if pair[0] != pair[1]:
            yield Change("grades", "changed", *base, key, said(pair[0]), said(pair[1]))
    for key in ("name", "note"):
        pair = getattr(old, key), getattr(new, key)
        if pair[0] != pair[1]:
            yield Change("wording", "reworded", *base, key, *pair)


def _same_condition(ids: IdMap, old: str, new: str, *, results: bool) -> bool:
    """Whether two conditions are the same in the terms of the new edition.

    What speaks of parts and points is only the same where their ids are.
    """
    try:
        before = parse.condition(old, Names(ids.old, results=results))
        after = parse.condition(new, Names(ids.new, results=results))
    except ExpressionError:
        return False
    return Translation(ids).condition(before) == (after.surely, after.possibly)


def _in_words(text: str, standard: Standard) -> Phrase:
    try:
        return in_words(text, standard)
    except ExpressionError:
        return phrase(text, text)


def other_rules(ids: IdMap) -> Iterator[Change]:
    """Blocks, figures, checks and ranking."""
    for name in ("bonus", "penalty"):
        caps = [getattr(getattr(s, name), "cap", None) for s in (ids.old, ids.new)]
        if caps[0] != caps[1]:
            title = phrase("加分", "bonus") if name == "bonus" else phrase("减分", "penalty")
            told = [said(cap, "cap") for cap in caps]
            yield Change("points", "changed", "part", name, name, title, "cap", told[0], told[1])
    for id_ in dict.fromkeys((*ids.old.figures, *ids.new.figures)):
        pair = ids.old.figures.get(id_), ids.new.figures.get(id_)
        if pair[0] != pair[1] and not _same_figure(ids, *pair):
            some = pair[1] or pair[0]
            told = [phrase(f.is_, f.is_) if f else None for f in pair]
            title = some.title if some else phrase(id_, id_)
            yield Change("rules", "changed", "figure", id_, id_, title, "is", told[0], told[1])
    yield from _checks(ids)
    yield from _exemptions(ids)
    if ids.old.ranking != ids.new.ranking:
        told = [_ranking(s) for s in (ids.old, ids.new)]
        yield Change(
            "rules", "changed", "standard", "", "", ids.new.title, "ranking", told[0], told[1]
        )


def _same_figure(ids: IdMap, old: Figure | None, new: Figure | None) -> bool:
    """Whether two figures come to the same number, whatever their fields are called."""
    if old is None or new is None:
        return False
    try:
        before = parse.amount(old.is_, Names(ids.old))
        after = parse.amount(new.is_, Names(ids.new))
    except ExpressionError:
        return False
    of = Translation(ids).of
    top, bottom, defined = of(before.numerator), of(before.denominator), of(before.defined)
    known = after.numerator, after.denominator, after.defined, after.decimals
    return (top, bottom, defined, before.decimals) == known and old.title == new.title


def _checks(ids: IdMap) -> Iterator[Change]:
    """Checks by their conditions."""
    left = list(ids.new.checks)
    for old in ids.old.checks:
        same = next(
            (c for c in left if _same_condition(ids, old.when, c.when, results=False)), None
        )
        if same is None:
            yield Change("rules", "removed", "check", "", "", old.say, "when")
            continue
        left.remove(same)
        if old.say != same.say:
            yield Change("wording", "reworded", "check", "", "", same.say, "say", old.say, same.say)
    for new in left:
        yield Change("rules", "added", "check", "", "", new.say, "when")


def _exemptions(ids: IdMap) -> Iterator[Change]:
    """Exemptions by their ids."""
    before = {e.id: e for e in ids.old.exemptions}
    for old, new in _paired(before, {e.id: e for e in ids.new.exemptions}):
        some = new or old
        if old == new or some is None:
            continue
        told = [_in_words(e.when, s) if e else None for e, s in ((old, ids.old), (new, ids.new))]
        kind: Kind = "changed" if old and new else "added" if new else "removed"
        yield Change(
            *("rules", kind, "exemption", some.id, some.id, some.title, "when", told[0], told[1])
        )


def _ranking(standard: Standard) -> Phrase:
    text = ", ".join((standard.ranking.by, *standard.ranking.ties))
    return phrase(text, text)


def stage_changes(ids: IdMap) -> Iterator[Change]:
    """Stages of the procedure by their names."""
    before = {stage.stage.zh: stage for stage in ids.old.procedure}
    after = {stage.stage.zh: stage for stage in ids.new.procedure}
    by = [{s.title.zh: s.by for s in dated_stages(standard)} for standard in (ids.old, ids.new)]
    for name, stage in before.items():
        if name not in after:
            yield Change("procedure", "removed", "stage", name, "", stage.stage)
    for name, stage in after.items():
        old = before.get(name)
        if old is None:
            yield Change("procedure", "added", "stage", "", name, stage.stage)
            continue
        base = ("stage", name, name, stage.stage)
        if (old.from_, old.to) != (stage.from_, stage.to):
            told = _days(old.from_, old.to), _days(stage.from_, stage.to)
            yield Change("procedure", "changed", *base, "days", *told)
        if by[0][name] != by[1][name]:
            yield Change("procedure", "changed", *base, "by", by[0][name], by[1][name])
        if old.note != stage.note:
            yield Change("wording", "reworded", *base, "note", old.note, stage.note)


def _days(first: Day | None, last: Day | None) -> Phrase | None:
    """From when to when."""
    ends = [day for day in (_day(first), _day(last)) if day]
    return joined(ends, " 至 ", " to ") if ends else None


def _day(day: Day | None) -> Phrase | None:
    if day is None or not isinstance(day, int):
        return said(day)
    return phrase(f"第 {day} 天", f"day {day}")


def duty_changes(ids: IdMap) -> Iterator[Change]:
    """The table of responsibilities, line by line."""
    before = {duty.for_: duty for duty in ids.old.responsibilities}
    after = {duty.for_: duty for duty in ids.new.responsibilities}
    for line in dict.fromkeys((*before, *after)):
        pair = before.get(line), after.get(line)
        if pair[0] != pair[1]:
            name = ", ".join(line)
            told = [_duty(duty) if duty else None for duty in pair]
            title = phrase(name, name)
            yield Change("procedure", "changed", "duty", name, name, title, "", told[0], told[1])


def _duty(duty: Duty) -> Phrase:
    day = _day(duty.deadline)
    given = [duty.department, duty.person, duty.contact, day.zh if day else None]
    text = ", ".join(part for part in given if part)
    return phrase(text, text)


def head_changes(ids: IdMap) -> Iterator[Change]:
    """What the standard says of itself; what changes the score stands among the rules."""
    for key in HEAD:
        pair = getattr(ids.old, key), getattr(ids.new, key)
        if pair[0] == pair[1]:
            continue
        scoring = key not in ("valid_from", "valid_to", "title", "assessed", "status", "note")
        section: Section = "points" if key == "points" else "rules" if scoring else "head"
        told = [said(value, key) for value in pair]
        yield Change(section, "changed", "standard", "", "", ids.new.title, key, told[0], told[1])


def _paired(
    old: Mapping[str, Thing], new: Mapping[str, Thing]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    for id_ in dict.fromkeys((*new, *old)):
        yield old.get(id_), new.get(id_)
