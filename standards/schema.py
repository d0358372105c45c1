"""The JSON Schema (draft 2020-12) of the format of standards, for editors."""

from __future__ import annotations

from typing import Any

from standards.model import Standard
from standards.rule import Rule
from standards.rules import kinds

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of a standard as an author writes it."""
    made = Standard.model_json_schema(by_alias=True, mode="validation")
    definitions: Schema = made["$defs"]
    rule = _rule(definitions)
    definitions["AnyRule"] = rule
    for holder in ("Criterion", "Facet"):
        definitions[holder]["properties"]["rule"] = {"$ref": "#/$defs/AnyRule"}
    sites = next(form for form in rule["anyOf"] if "sites" in form.get("properties", {}))
    sites["properties"]["sites"]["properties"]["rule"] = {"$ref": "#/$defs/AnyRule"}
    definitions["Criterion"]["properties"]["veto"] = _one_or_more("Veto")
    definitions["Criterion"]["properties"]["zeroed"] = _one_or_more("Zeroing")
    definitions["Criterion"]["properties"]["not_applicable"] = {
        "anyOf": [{"$ref": "#/$defs/NotApplicable"}, {"const": "forbid"}]
    }
    definitions["Field"]["properties"].pop("id")
    definitions["Field"]["required"].remove("id")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _one_or_more(name: str) -> Schema:
    one = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _rule(definitions: Schema) -> Schema:
    """`rule:` is a word, or one key with the body of its kind."""
    forms: list[Schema] = []
    words: list[str] = []
    for kind, cls in kinds().items():
        body = _body(cls, definitions)
        summary = (cls.__doc__ or "").strip().splitlines()[0]
        forms.append(
            {
                "type": "object",
                "properties": {kind: body},
                "required": [kind],
                "additionalProperties": False,
                "description": summary,
            }
        )
        if not body.get("required") and cls.entries_name is None and kind == "yes_no":
            words.append(kind)
    return {"anyOf": [{"enum": words}, *forms]}


def _body(cls: type[Rule], definitions: Schema) -> Schema:
    body = cls.model_json_schema(by_alias=True, mode="validation")
    definitions.update(body.pop("$defs", {}))
    if cls.entries_name is not None:
        entries: Schema = body["properties"][cls.entries_name]
        return {k: v for k, v in entries.items() if k != "title"}
    body["properties"].pop("kind", None)
    return {k: v for k, v in body.items() if k not in ("title", "description")}
