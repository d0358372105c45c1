"""The shape of the model: which keys an entry has, in which order, and what stands below each.

Read off the pydantic classes, so that a key added to the model is known here at once.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from standards.rule import Rule
from standards.rules import kinds
from standards.text import Phrase

Form = Literal["text", "entry", "list", "map", "rule", "plain"]
"""What a key holds: a text in two languages; keys of its own; a list or a mapping of `model` (or of
plain values, where there is no model); a rule; or a plain value."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One key of an entry.

    `model`: the class of what stands below it; `words`: the words that are allowed as they are;
    `types`: the plain types allowed. `one_or_more`: a list of one may be written as the one.
    """

    key: str
    required: bool
    form: Form
    model: type[BaseModel] | None
    words: tuple[str, ...]
    types: frozenset[type]
    one_or_more: bool = False

    @property
    def is_open_text(self) -> bool:
        """Whether nothing but a plain text may stand here (and words, where there are any)."""
        return self.form == "plain" and self.types <= {str}


@cache
def slots(model: type[BaseModel]) -> dict[str, Slot]:
    """The keys of an entry as authors write them, in the order of the model."""
    found: dict[str, Slot] = {}
    for name, field in _own_first(model):
        key = field.alias or name
        if issubclass(model, Rule) and key == "kind":
            continue
        is_widened = any(isinstance(extra, BeforeValidator) for extra in field.metadata)
        found[key] = _slot(key, field.annotation, field.is_required(), is_widened=is_widened)
    return found


def _own_first(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """The fields of a class before those it inherits; a text comes before what is added to it."""
    every = list(model.model_fields.items())
    if issubclass(model, Phrase):
        return every
    own = model.__annotations__
    return [pair for pair in every if pair[0] in own] + [p for p in every if p[0] not in own]


@cache
def rule_slot(kind: str) -> Slot:
    """What stands below the word of a rule kind."""
    cls = kinds()[kind]
    if cls.entries_name is not None:
        inner = slots(cls)[cls.entries_name]
        return Slot(kind, inner.required, inner.form, inner.model, (), inner.types)
    return Slot(kind, False, "entry", cls, (), frozenset())


def _slot(key: str, annotation: Any, required: bool, *, is_widened: bool) -> Slot:  # noqa: ANN401, FBT001 - an annotation is anything; read off the model
    leaves = list(_leaves(annotation))
    words = tuple(w for leaf in leaves if get_origin(leaf) is Literal for w in get_args(leaf))
    plain = frozenset(
        leaf for leaf in leaves if leaf in {str, int, bool, Decimal, date}
    ) | frozenset(type(word) for word in words)
    texts = tuple(word for word in words if isinstance(word, str))
    for leaf in leaves:
        origin = get_origin(leaf)
        if origin in {tuple, list, dict}:
            inner = _slot(key, get_args(leaf)[1 if origin is dict else 0], True, is_widened=False)
            form: Form = "map" if origin is dict else "list"
            model = Phrase if inner.form == "text" else inner.model
            return Slot(
                key, required, form, model, inner.words, inner.types, is_widened and form == "list"
            )
    for leaf in leaves:
        if isinstance(leaf, type) and issubclass(leaf, Rule):
            return Slot(key, required, "rule", Rule, (), frozenset())
        if isinstance(leaf, type) and issubclass(leaf, BaseModel):
            form = "text" if leaf is Phrase else "entry"
            return Slot(key, required, form, leaf, texts, plain)
    return Slot(key, required, "plain", None, texts, plain)


def _leaves(annotation: Any) -> Any:  # noqa: ANN401 - an annotation is anything
    """The alternatives of an annotation, without what validators add."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif origin in {Union, types.UnionType}:
        for part in get_args(annotation):
            yield from _leaves(part)
    elif annotation is not type(None):
        yield annotation
