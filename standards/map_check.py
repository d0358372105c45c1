"""What is wrong with an id map: unknown ids, two answers to one question, doubtful ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standards.faults import Path, unknown
from standards.field import Field
from standards.id_map import id_map
from standards.model import Standard
from standards.replaces import Replaces, Target

Found = tuple[Path, str, bool]
"""Path below the map, sentence, whether it is a note."""


def map_faults(replaces: Replaces, new: Standard, old: Standard | None) -> Iterator[Found]:
    """The faults of a map; the old ids are looked at where the old edition is at hand."""
    if replaces.edition == new.edition:
        yield ("edition",), f"an edition does not replace itself ('{new.edition}')", False
    yield from _unknown_new(replaces, new)
    yield from _twice(replaces)
    if old is None:
        return
    if old.edition != replaces.edition:
        said = f"the map is of edition '{replaces.edition}', the old standard is '{old.edition}'"
        yield ("edition",), said, False
        return
    yield from _unknown_old(replaces, old)
    yield from _choices(replaces, new, old)
    yield from _doubtful(replaces, new, old)


def _unknown_new(replaces: Replaces, new: Standard) -> Iterator[Found]:
    parts = [part.id for _, part in new.walk_parts()]
    criteria = [criterion.id for criterion in new.criteria]
    for id_, to in replaces.parts.items():
        if to is not None and to not in parts:
            yield ("parts", id_), unknown("part of the new edition", to, parts), False
    for id_, several in replaces.criteria.items():
        for one in several:
            if one not in criteria:
                yield (
                    ("criteria", id_),
                    unknown("criterion of the new edition", one, criteria),
                    False,
                )
    for id_, target in replaces.fields.items():
        if target is not None and target.to not in new.asked:
            said = unknown("field of the new edition", target.to, new.asked)
            yield ("fields", id_), said, False


def _twice(replaces: Replaces) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for id_, target in replaces.fields.items():
        if target is None:
            continue
        if target.to in seen:
            said = f"'{target.to}' is given the answers of '{seen[target.to]}' already; "
            yield ("fields", id_), said + "one question takes one old answer", False
        seen.setdefault(target.to, id_)


def _unknown_old(replaces: Replaces, old: Standard) -> Iterator[Found]:
    known: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("parts", replaces.parts, [part.id for _, part in old.walk_parts()]),
        ("criteria", replaces.criteria, [criterion.id for criterion in old.criteria]),
        ("fields", replaces.fields, list(old.asked)),
    )
    names = {"parts": "part", "criteria": "criterion", "fields": "field"}
    for key, given, there in known:
        allowed = set(there)
        for id_ in given:
            if id_ not in allowed:
                said = unknown(f"{names[key]} of edition {old.edition}", id_, allowed)
                yield (key, id_), said, False


def _choices(replaces: Replaces, new: Standard, old: Standard) -> Iterator[Found]:
    for id_, target in replaces.fields.items():
        if target is None or id_ not in old.asked or target.to not in new.asked:
            continue
        before, after = keys_of(old.asked[id_]), keys_of(new.asked[target.to])
        for key, to in target.choices.items():
            path = ("fields", id_, "choices", key)
            if key not in before:
                yield path, unknown(f"choice of '{id_}' in the old edition", key, before), False
            if to not in after:
                yield path, unknown(f"choice of '{target.to}'", to, after), False


def keys_of(asked: Field) -> tuple[str, ...]:
    """What a choice may be; a yes-no question has `yes` and `no`."""
    return ("yes", "no") if asked.type == "yes_no" else tuple(asked.choices or {})


def _doubtful(replaces: Replaces, new: Standard, old: Standard) -> Iterator[Found]:
    """Ids that both editions bear for things of another name, and that the map leaves out."""
    titles = {criterion.id: criterion.title.zh for criterion in new.criteria}
    taken = {to for several in replaces.criteria.values() for to in several}
    for criterion in old.criteria:
        id_ = criterion.id
        if id_ in replaces.criteria or id_ in taken or id_ not in titles:
            continue
        if titles[id_] != criterion.title.zh:
            said = (
                f"criterion {id_} is called '{titles[id_]}' here and '{criterion.title.zh}' in "
                f'edition {old.edition}; if it is the same, say `"{id_}": "{id_}"`'
            )
            yield ("criteria",), said, True
    ids = id_map(old, new, replaces)
    for id_, target in ids.fields.items():
        if target is not None and id_ not in replaces.fields:
            yield from _other_question(id_, target, new, old)


def _other_question(id_: str, target: Target, new: Standard, old: Standard) -> Iterator[Found]:
    before, after = old.asked[id_], new.asked[target.to]
    if before.type != after.type:
        message = (
            f"the field '{target.to}' is a {after.type}, '{id_}' in edition {old.edition} was a "
            f"{before.type}; its old answers cannot be read, unless `fields` says how"
        )
        yield ("fields",), message, True
        return
    for key, label in (before.choices or {}).items():
        known = (after.choices or {}).get(key)
        if known is None:
            gone = (
                f"the choice '{key}' of '{id_}' has no counterpart; say under `fields` what became "
                "of it"
            )
            yield ("fields",), gone, True
        elif known.zh != label.zh:
            other = (
                f"the choice '{key}' of '{target.to}' is worded '{known.zh}' and was "
                f"'{label.zh}'; if it is the same, say so under `fields`"
            )
            yield ("fields",), other, True
