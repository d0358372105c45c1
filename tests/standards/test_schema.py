"""The JSON Schema of the format agrees with the loader."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import jsonschema
import pytest

from standards.document import Document
from standards.load import bundled
from standards.rules import kinds
from standards.schema import schema

VALIDATOR = jsonschema.Draft202012Validator(schema())


def plain(value: Any) -> Any:
    """A document as an editor's JSON sees it."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case _:
            return value


def document(name: str) -> Any:
    source = resources.files("standards") / "library" / f"{name}.yaml"
    return plain(Document(source.read_text(encoding="utf-8"), name).value)


def test_the_schema_is_a_schema_and_is_json() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


@pytest.mark.parametrize("name", bundled())
def test_bundled_standards_fit_it(name: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(document(name))] == []


@pytest.mark.parametrize("kind", kinds())
def test_every_rule_kind_is_in_it(kind: str) -> None:
    forms = schema()["$defs"]["AnyRule"]["anyOf"]
    assert any(kind in form.get("properties", {}) for form in forms)


WRONG = {
    "an unknown key": lambda d: d.update(titel="x"),
    "an unknown rule kind": lambda d: d["parts"][0]["criteria"][0].update(rule="yes_on"),
    "a text for points": lambda d: d.update(points="hundred"),
    "an unknown status": lambda d: d.update(status="provisional"),
    "a share without its sign": lambda d: d.update(coverage_needed="80"),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_what_the_loader_refuses_the_schema_refuses(change: Any) -> None:
    value = document("green-community")
    change(value)
    assert list(VALIDATOR.iter_errors(value))
