"""The normal form of a standard's tree: keys in the order of the model, everything said one way.

Two files with the same normal form are the same standard; comments and layout do not matter.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from standards.model import Standard
from standards.numbers import plain
from standards.rules import kinds
from standards.shape import Slot, rule_slot, slots
from standards.text import Phrase
from standards.write import write

Tree = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?\d{1,15}")
_LARGEST = 10**15


def canonical(tree: Tree) -> str:
    """The normal form as YAML text."""
    return write(normal(tree))


def digest(tree: Tree) -> str:
    """The digest of the normal form."""
    return f"sha256:{sha256(canonical(tree).encode()).hexdigest()}"


def normal(tree: Tree) -> Tree:
    """The tree of a standard in normal form."""
    return entry(Standard, tree)


def entry(model: type[BaseModel], tree: Tree) -> Tree:
    """An entry in normal form: the order of the model, without keys that say nothing."""
    known = slots(model)
    found: Tree = {}
    for key in [*(k for k in known if k in tree), *(k for k in tree if k not in known)]:
        value = slot_value(known[key], tree[key]) if key in known else number(tree[key])
        if key in known and _says_nothing(known[key], value):
            continue
        found[key] = value
    return found


def _says_nothing(slot: Slot, value: Any) -> bool:  # noqa: ANN401 - a plain tree
    return not slot.required and (
        value is None or (slot.form in {"list", "map"} and value in ({}, []))
    )


def slot_value(slot: Slot, value: Any) -> Any:  # noqa: ANN401 - a plain tree
    """What stands at a key, in normal form."""
    match slot.form:
        case "rule":
            return _rule(value)
        case "text":
            return _text(value, slot)
        case "list":
            return _list(slot, value)
        case "map" if isinstance(value, dict):
            return {key: _inner(slot, inner) for key, inner in value.items()}
        case "entry" if isinstance(value, dict):
            assert slot.model is not None  # noqa: S101 - entries have a model
            return _entry(slot.model, value)
        case _:
            return _plain(slot, value)


def number(value: Any) -> Any:  # noqa: ANN401 - a plain tree
    """A tree with its numbers in normal form: whole ones whole, others without idle zeros."""
    match value:
        case Decimal():
            if value == value.to_integral_value() and abs(value) < _LARGEST:
                return int(value)
            return Decimal(plain(value))
        case dict():
            return {key: number(inner) for key, inner in value.items()}
        case list():
            return [number(inner) for inner in value]
        case _:
            return value


def _inner(slot: Slot, value: Any) -> Any:  # noqa: ANN401 - a plain tree
    if slot.model is Phrase:
        return _text(value, slot)
    if slot.model is not None and isinstance(value, dict):
        return _entry(slot.model, value)
    return _plain(slot, value)


def _entry(model: type[BaseModel], value: Tree) -> Any:  # noqa: ANN401 - a plain tree
    return entry(model, value)


def _list(slot: Slot, value: Any) -> Any:  # noqa: ANN401 - a plain tree
    if isinstance(value, dict) and slot.one_or_more:
        return _inner(slot, value)
    if not isinstance(value, list):
        return value
    items = [_inner(slot, item) for item in value]
    return items[0] if slot.one_or_more and len(items) == 1 else items


def _text(value: Any, slot: Slot) -> Any:  # noqa: ANN401 - a plain tree
    if not isinstance(value, dict):
        return value
    made = {key: value[key] for key in ("zh", "en") if value.get(key) is not None}
    if set(made) == {"zh"} and made["zh"] not in slot.words:
        return made["zh"]
    return {**made, **{key: inner for key, inner in value.items() if key not in ("zh", "en")}}


def _plain(slot: Slot, value: Any) -> Any:  # noqa: ANN401 - a plain tree
    if isinstance(value, str) and str not in slot.types:
        if date in slot.types and _DAY.fullmatch(value):
            return date.fromisoformat(value)
        if int in slot.types and _WHOLE.fullmatch(value):
            return int(value)
    return number(value)


def _rule(value: Any) -> Any:  # noqa: ANN401 - a plain tree
    if not isinstance(value, dict) or len(value) != 1:
        return value
    kind, body = next(iter(value.items()))
    if kind not in kinds():
        return number(value)
    made = slot_value(rule_slot(kind), body)
    return kind if made is None or made == {} else {kind: made}
