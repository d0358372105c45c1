"""Differences of criteria and parts: added, removed, moved; points, rules and wording apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from standards.changes.change import Change, Kind, Section
from standards.changes.same import Translation, same_steps
from standards.criterion import Criterion
from standards.id_map import IdMap
from standards.lowering import lower, setting_of
from standards.model import Part, Standard
from standards.numbers import plain
from standards.text import Phrase, joined, phrase

_EMPTY = {
    "zero": phrase("没有基数时得 0 分", "nothing to divide earns nothing"),
    "full": phrase("没有基数时得满分", "nothing to divide earns all"),
    "not_applicable": phrase("没有基数时不适用", "nothing to divide: not applicable"),
}
_POLICIES = {
    "exclude": phrase("不计入", "left out of the base"),
    "full": phrase("得满分", "earns all"),
    "zero": phrase("得 0 分", "earns nothing"),
}
_EFFECTS = {
    "refused": phrase("不予命名", "not to be named"),
    "lower_grade": phrase("降低一档", "one grade lower"),
    "zero_part": phrase("所在部分记 0 分", "its part earns nothing"),
}
_PAPERS = phrase("须附佐证材料", "supporting papers are needed")


Pair = tuple[Phrase | None, Phrase | None]
"""What it was and what it is, in words."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a criterion stands: its part (`bonus`, `penalty`), and the line of the document."""

    criterion: Criterion
    part: str
    line: int


def part_changes(
    ids: IdMap, old_lines: dict[str, int], new_lines: dict[str, int]
) -> Iterator[Change]:
    """Parts added, removed, renamed; their points, rules and titles."""
    before = {part.id: part for _, part in ids.old.walk_parts()}
    after = {part.id: part for _, part in ids.new.walk_parts()}
    came_from = {new: old for old, new in ids.parts.items() if new}
    for id_, part in before.items():
        if ids.parts[id_] is None:
            yield Change(
                "criteria", "removed", "part", id_, "", part.title, line=old_lines.get(id_, 0)
            )
    for id_, part in after.items():
        old = before.get(came_from.get(id_, ""))
        line = new_lines.get(id_, 0)
        if old is None:
            yield Change("criteria", "added", "part", "", id_, part.title, line=line)
            continue
        base = Change("criteria", "renamed", "part", old.id, id_, part.title, line=line)
        if old.id != id_:
            yield base
        yield from _part(base, old, part)


def _part(base: Change, old: Part, new: Part) -> Iterator[Change]:
    yield from _number(base, "points", "points", old.points, new.points)
    yield from _words(base, "title", old.title, new.title)
    for key in ("combine", "weight", "cap", "minimum"):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield _changed(base, "rules", key, (said(before, key), said(after, key)))


def criterion_changes(
    ids: IdMap, old_places: dict[str, Place], new_places: dict[str, Place]
) -> Iterator[Change]:
    """Every difference of the criteria."""
    translation = Translation(ids)
    sources = ids.sources
    for id_, place in old_places.items():
        several, title = ids.criteria[id_], place.criterion.title
        if not several:
            points = _points(place.criterion.points)
            yield Change(
                *("criteria", "removed", "criterion", id_, "", title),
                key="points",
                old=points,
                line=place.line,
            )
        elif len(several) > 1:
            named = joined([new_places[one].criterion.title for one in several], "、", ", ")
            line = new_places[several[0]].line
            yield Change(
                *("criteria", "split", "criterion", id_, ", ".join(several), title),
                old=title,
                new=named,
                line=line,
            )
    for id_, place in new_places.items():
        yield from _one(ids, translation, sources[id_], place, old_places)


def _one(
    ids: IdMap,
    translation: Translation,
    sources: tuple[str, ...],
    place: Place,
    old_places: dict[str, Place],
) -> Iterator[Change]:
    new = place.criterion
    base = Change("criteria", "added", "criterion", "", new.id, new.title, line=place.line)
    if not sources:
        yield replace(base, key="points", new=_points(new.points))
        return
    if len(sources) > 1:
        named = joined([old_places[one].criterion.title for one in sources], "、", ", ")
        yield replace(base, kind="merged", old_id=", ".join(sources), old=named, new=new.title)
        return
    old_place = old_places[sources[0]]
    base = replace(base, old_id=sources[0])
    if len(ids.criteria[sources[0]]) > 1:
        return  # told as split
    if sources[0] != new.id:
        yield replace(base, kind="renamed")
    if (ids.parts.get(old_place.part) or old_place.part) != place.part:
        before, after = _part_name(ids.old, old_place.part), _part_name(ids.new, place.part)
        yield replace(base, kind="moved", key="part", old=before, new=after)
    yield from _number(base, "points", "points", old_place.criterion.points, new.points)
    yield from _rule(ids, translation, base, old_place.criterion, new)
    yield from _conditions(translation, ids, base, (old_place.criterion, new))
    yield from _texts(ids, base, old_place.criterion, new)


def _rule(
    ids: IdMap, translation: Translation, base: Change, old: Criterion, new: Criterion
) -> Iterator[Change]:
    """The rule: changed, or only worded or written in another way."""
    before, after = rule_words(ids.old, old), rule_words(ids.new, new)
    alike = lower(ids.old, old), lower(ids.new, new)
    written = _written(old) == _written(new)
    if same_steps(*alike, translation):
        if not written:
            yield _changed(base, "wording", "rule", (before, after), "rewritten")
        elif before != after:
            yield _changed(base, "wording", "rule", (before, after), "reworded")
    elif not (written and old.points != new.points):  # steps that follow the points are the same
        yield _changed(base, "rules", "rule", (before, after))


def _written(criterion: Criterion) -> tuple[object, ...]:
    """What the author wrote of the rule."""
    asked = criterion.ask.model_dump() if criterion.ask else None
    return criterion.rule.kind, criterion.rule.model_dump(), criterion.value, asked, criterion.empty


def rule_words(standard: Standard, criterion: Criterion) -> Phrase:
    """The rule as an assessor would print it."""
    return criterion.rule.words(setting_of(standard, criterion))


def _conditions(
    translation: Translation, ids: IdMap, base: Change, pair: tuple[Criterion, Criterion]
) -> Iterator[Change]:
    """What acts beside the rule: vetoes, claims, evidence, an empty base."""
    old, new = pair
    if old.empty != new.empty:
        yield _changed(base, "rules", "empty", (_EMPTY[old.empty], _EMPTY[new.empty]))
    for key in ("weight", "rounded"):
        values = getattr(old, key), getattr(new, key)
        if values[0] != values[1]:
            yield _changed(base, "rules", key, (said(values[0]), said(values[1])))
    if old.zeroed != new.zeroed:
        yield _changed(base, "rules", "zeroed", (_zeroed(old), _zeroed(new)))
    policies = [c.not_applicable.policy if c.not_applicable else None for c in pair]
    claims = _claim(old), _claim(new)
    if policies[0] != policies[1]:
        yield _changed(base, "rules", "not_applicable", claims)
    elif claims[0] != claims[1]:
        yield _changed(base, "wording", "not_applicable", claims, "reworded")
    papers = _evidence(old), _evidence(new)
    if (old.evidence is None) != (new.evidence is None):
        yield _changed(base, "rules", "evidence", papers)
    elif papers[0] != papers[1]:
        yield _changed(base, "wording", "evidence", papers, "reworded")
    acts = [veto.effect for veto in old.veto], [veto.effect for veto in new.veto]
    told = _vetoes(old), _vetoes(new)
    lowered = lower(ids.old, old), lower(ids.new, new)
    before = [translation.condition(veto) for veto in lowered[0].vetoes]
    after = [(veto.surely, veto.possibly) for veto in lowered[1].vetoes]
    if acts[0] != acts[1] or before != after:
        yield _changed(base, "rules", "veto", told)
    elif told[0] != told[1]:
        yield _changed(base, "wording", "veto", told, "reworded")


def _zeroed(criterion: Criterion) -> Phrase | None:
    told = [z.say or z.found or phrase(z.when or "", z.when or "") for z in criterion.zeroed]
    return joined(told) if told else None


def _claim(criterion: Criterion) -> Phrase | None:
    claim = criterion.not_applicable
    if claim is None:
        return None
    policy = _POLICIES[claim.policy]
    return phrase(f"{claim.when.zh}：{policy.zh}", f"{claim.when.in_('en')}: {policy.in_('en')}")


def _evidence(criterion: Criterion) -> Phrase | None:
    given = criterion.evidence
    return _PAPERS if isinstance(given, str) else given


def _vetoes(criterion: Criterion) -> Phrase | None:
    if not criterion.veto:
        return None
    told = [
        veto.say or phrase(f"{veto.when}：{effect.zh}", f"{veto.when}: {effect.in_('en')}")
        for veto in criterion.veto
        for effect in (_EFFECTS[veto.effect],)
    ]
    return joined(told)


def _texts(ids: IdMap, base: Change, old: Criterion, new: Criterion) -> Iterator[Change]:
    yield from _words(base, "title", old.title, new.title)
    for key in ("advice", "decision", "note"):
        yield from _words(base, key, getattr(old, key), getattr(new, key))
    yield from _words(base, "check", _methods(ids.old, old), _methods(ids.new, new))
    pair = ids.old.department_of(old), ids.new.department_of(new)
    if pair[0] != pair[1]:
        yield _changed(base, "procedure", "department", pair)
    yield from _words(base, "source", _clause(ids.old, old), _clause(ids.new, new))


def _methods(standard: Standard, criterion: Criterion) -> Phrase | None:
    names = standard.method_names(criterion)
    return joined(names, "、", ", ") if names else None


def _clause(standard: Standard, criterion: Criterion) -> Phrase | None:
    if not criterion.source:
        return None
    key, _, clause = criterion.source.partition(" ")
    source = standard.sources.get(key)
    title = source.title if source else phrase(key, key)
    return phrase(f"{title.zh} {clause}".strip(), f"{title.in_('en')} {clause}".strip())


def _part_name(standard: Standard, id: str) -> Phrase:
    blocks = {"bonus": phrase("加分", "bonus"), "penalty": phrase("减分", "penalty")}
    title = next((part.title for _, part in standard.walk_parts() if part.id == id), None)
    if title is None:
        return blocks.get(id, phrase(id, id))
    return phrase(f"{id} {title.zh}", f"{id} {title.in_('en')}")


def _points(points: Decimal) -> Phrase:
    number = plain(points)
    return phrase(f"{number} 分", f"{number} point{'' if number == '1' else 's'}")


def said(value: object, key: str = "") -> Phrase | None:
    """A plain value of the document in words."""
    match value:
        case None:
            return None
        case Phrase():
            return value
        case Decimal() if key in ("minimum", "coverage_needed", "unproven"):
            return phrase(f"{plain(value)}%", f"{plain(value)}%")
        case Decimal() if key in ("points", "cap"):
            return _points(value)
        case Decimal():
            return phrase(plain(value), plain(value))
        case _:
            return phrase(str(value), str(value))


def _number(
    base: Change, section: Section, key: str, old: Decimal, new: Decimal
) -> Iterator[Change]:
    if old != new:
        yield _changed(base, section, key, (_points(old), _points(new)))


def _words(base: Change, key: str, old: Phrase | None, new: Phrase | None) -> Iterator[Change]:
    if old != new:
        yield _changed(base, "wording", key, (old, new), "reworded")


def _changed(
    base: Change, section: Section, key: str, pair: Pair, kind: Kind = "changed"
) -> Change:
    return replace(base, section=section, kind=kind, key=key, old=pair[0], new=pair[1])
