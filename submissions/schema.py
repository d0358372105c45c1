"""The JSON Schema (draft 2020-12) of a submission to a standard, and what breaks its outer form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from engine.program import Program
from standards.field import NUMBERS, Field
from submissions.problems import say
from submissions.words import NO, YES

Schema = dict[str, Any]

_KEYS = ("standard", "edition", "applicant", "answers", "not_applicable", "evidence")
_PEOPLE = ("code", "name", "district", "category")
_DAY = r"^\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)$"
_PAPERS: Schema = {"type": ["array", "string", "boolean", "null"], "items": {"type": "string"}}


def schema(program: Program) -> Schema:
    """The schema of a submission to a standard: every field, claim and paper by its id."""
    standard = program.standard
    outer = _outer()
    outer["title"] = standard.title.zh
    outer["properties"]["standard"] = {"const": standard.standard}
    outer["properties"]["edition"] = {"const": standard.edition}
    outer["properties"]["answers"] = _closed(_answers(program))
    reasons = {
        c.id: {
            "type": ["string", "null"],
            "title": c.title.zh,
            "description": c.not_applicable.when.zh,
        }
        for c in standard.criteria
        if c.not_applicable
    }
    outer["properties"]["not_applicable"] = _closed(reasons)
    outer["properties"]["evidence"] = _closed(
        dict.fromkeys((c.id for c in standard.criteria), _PAPERS)
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **outer}


def _outer() -> Schema:
    """The form that submissions to all standards have."""
    text = {"type": ["string", "null"]}
    anything = {"type": "object"}
    properties: Schema = {
        "standard": {"type": "string"},
        "edition": {"type": "string"},
        "applicant": _closed(dict.fromkeys(_PEOPLE, text)),
        "answers": anything,
        "not_applicable": anything,
        "evidence": anything,
    }
    return {**_closed(properties), "required": ["answers"]}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _answers(program: Program) -> Schema:
    """Each field by its id; the questions of one criterion also as an object of their own."""
    fields = {asked.id: _field(asked) for asked in program.standard.asked.values()}
    properties = dict(fields)
    for criterion in program.standard.criteria:
        inner = {asked.id: asked for asked in criterion.questions}
        parts = {
            id_.removeprefix(f"{criterion.id}."): fields[id_]
            for id_ in inner
            if id_ != criterion.id
        }
        if not parts:
            continue
        if criterion.id in inner:
            own = fields[criterion.id]
            both = _closed({"answer": own, **parts})
            properties[criterion.id] = {"title": own["title"], "anyOf": [own, both]}
        else:
            properties[criterion.id] = {"title": criterion.title.zh, **_closed(parts)}
    return properties


def _field(asked: Field) -> Schema:
    words: Schema = {"title": asked.ask.zh}
    if asked.ask.en:
        words["description"] = asked.ask.en
    if asked.type in NUMBERS:
        return {**words, "anyOf": [*_numbers(asked), {"type": ["string", "null"]}]}
    match asked.type:
        case "yes_no":
            return {**words, "enum": [True, False, None, 1, 0, *sorted(YES), *sorted(NO)]}
        case "choice":
            return {**words, "enum": [*(asked.choices or {}), None]}
        case "date":
            return {**words, "type": ["string", "null"], "pattern": _DAY}
        case _:
            return {**words, "type": ["string", "number", "boolean", "null"]}


def _numbers(asked: Field) -> list[Schema]:
    """A number in its range; a share is told from a percentage, so none between 0 and 1."""
    low, high = _number(asked.least), _number(asked.greatest)
    if not asked.may_be_share:
        return [{"type": "number", "minimum": low, "maximum": high}]
    found: list[Schema] = [
        {"type": "number", "exclusiveMinimum": 1, "minimum": low, "maximum": high}
    ]
    if asked.least <= 0:
        found.insert(0, {"const": 0})
    if asked.least < -1:
        found.append({"type": "number", "exclusiveMaximum": -1, "minimum": low})
    return found


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(_outer())


def is_submission(document: Mapping[str, Any]) -> bool:
    """Whether an object has any key of a submission."""
    return any(key in document for key in _KEYS)


def violations(document: Mapping[str, Any]) -> Iterator[tuple[str, object, str, str]]:
    """What breaks the outer form: JSON path below the submission, found, allowed, effect.

    What stands inside `answers`, `not_applicable` and `evidence` is judged cell by cell instead.
    """
    for error in _validator().iter_errors(document):
        yield from _told(error)


def _told(error: ValidationError) -> Iterator[tuple[str, object, str, str]]:
    path = error.json_path.removeprefix("$")
    rule: Any = error.schema
    found: Any = error.instance
    if error.validator == "additionalProperties":
        allowed = list(rule["properties"])
        listed = "、".join(allowed), ", ".join(allowed)
        for key in [key for key in found if key not in rule["properties"]]:
            said = say(f"只有这些键：{listed[0]}", f"only these keys: {listed[1]}")
            yield f"{path}.{key}", found[key], said, "ignored"
    elif error.validator == "required":
        yield path, "", say("没有 answers，视为未作答", "no answers; nothing is answered"), "note"
    elif rule["type"] == "object":
        yield (
            path,
            error.instance,
            say("应为 {…} 形式的对象", "an object {...} is needed"),
            "ignored",
        )
    elif isinstance(found, int | Decimal) and not isinstance(found, bool):
        yield (
            path,
            error.instance,
            say("应为文本，加引号", "a text is needed, in quotes"),
            "question",
        )
    else:
        yield path, found, say("应为文本", "a text is needed"), "ignored"
