"""The words of the schema: what every key and word means, and an example of every rule kind.

Editors show a description where the cursor stands and offer the examples to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from standards.document import Document
from standards.examples import examples, written
from standards.keys import values_of, words_of
from standards.model import METHODS, Standard
from standards.rule import Rule
from standards.rules import kinds
from standards.shape import slots
from standards.text import Phrase

Schema = dict[str, Any]

_EXAMPLES: dict[str, list[Any]] = {
    "edition": ["2026.1"],
    "coverage_needed": ["80%"],
    "minimum": ["60%"],
    "source": ["plan", "nm 2.1", "reference"],
    "value": ["share(satisfied, surveyed)"],
    "check": [["documents", "site"]],
    "require": ["households >= 500 or residents >= 1500"],
    "ties": [["part 4", "criterion 5.2"]],
    "url": ["https://example.org/plan.html"],
}


def describe(made: Schema) -> Schema:
    """Add the words to a schema, in place; gives the same."""
    definitions: Schema = made["$defs"]
    _entry(made, Standard)
    for model in models():
        if model.__name__ in definitions:
            _entry(definitions[model.__name__], model)
    for form in definitions["AnyRule"]["anyOf"]:
        for kind, body in form.get("properties", {}).items():
            _rule(form, kind, body)
    _entry(definitions["Phrase"], Phrase)
    definitions["Criterion"]["properties"]["check"]["items"] = {
        "anyOf": [
            {"enum": list(METHODS), "enumDescriptions": [_said(m) for m in METHODS.values()]},
            {"type": "string"},
        ]
    }
    named = definitions["AnyRule"]["anyOf"][0]
    named["description"] = _said(values_of("rule")["yes_no"])
    return made


def models() -> Iterator[type[BaseModel]]:
    """Every class of an entry below a standard, each once, those of rules too."""
    seen: set[type[BaseModel]] = {Rule, Phrase}
    waiting: list[type[BaseModel]] = [Standard, *kinds().values()]
    while waiting:
        model = waiting.pop(0)
        if model in seen:
            continue
        seen.add(model)
        yield model
        waiting += [slot.model for slot in slots(model).values() if slot.model is not None]


def _rule(form: Schema, kind: str, body: Schema) -> None:
    name = values_of("rule").get(kind)
    summary = form["description"]
    said = f"{_said(name)}: {summary}" if name else summary
    form["description"] = body["description"] = f"{said}\n\n{written(kind)}"
    if "properties" in body:
        _entry(body, kinds()[kind])
    made = [_plain(Document(text, kind).value["rule"]) for text in examples(kind)]
    body["examples"] = [rule[kind] for rule in made if isinstance(rule, dict)]
    label = _said(name) if name else kind
    form["defaultSnippets"] = [
        {"label": f"{kind} {label}", "body": rule} for rule in made[:1] if isinstance(rule, dict)
    ]


def _entry(made: Schema, model: type[BaseModel]) -> None:
    for key, inner in made.get("properties", {}).items():
        words = words_of(model, key)
        if words is not None:
            name, about = words
            inner["description"] = f"{name.zh}：{about.zh}\n{name.en}: {about.en}"
        if key in _EXAMPLES:
            inner["examples"] = _EXAMPLES[key]
        for choice in (inner, *inner.get("anyOf", ())):
            known = values_of(key)
            if "enum" in choice and set(choice["enum"]) <= set(known):
                choice["enumDescriptions"] = [_said(known[word]) for word in choice["enum"]]


def _said(text: Phrase) -> str:
    return f"{text.zh} {text.in_('en')}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - a plain tree
    """A tree as JSON holds it."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value
