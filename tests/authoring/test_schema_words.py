"""The schema tells an editor what every key and word means, and offers examples that fit it."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest

from standards.rules import kinds
from standards.schema import schema

SCHEMA = schema()
RULES = SCHEMA["$defs"]["AnyRule"]["anyOf"]


def entries() -> list[tuple[str, dict[str, Any]]]:
    """Every object of the schema with its properties."""
    found = [("Standard", SCHEMA), *SCHEMA["$defs"].items()]
    found += [(kind, body) for form in RULES for kind, body in form.get("properties", {}).items()]
    return [(name, made) for name, made in found if "properties" in made and name != "Rule"]


@pytest.mark.parametrize(("name", "made"), entries(), ids=[name for name, _ in entries()])
def test_every_key_has_a_description_in_both_languages(name: str, made: dict[str, Any]) -> None:
    for key, inner in made["properties"].items():
        first, second = inner["description"].split("\n")[:2]
        assert re.search("[一-鿿]", first), (name, key)
        assert re.search("[A-Za-z]", second), (name, key)


def choices(made: Any) -> list[dict[str, Any]]:
    """Every list of words in the schema."""
    found = []
    if isinstance(made, dict):
        if "enum" in made:
            found.append(made)
        found += [one for inner in made.values() for one in choices(inner)]
    elif isinstance(made, list):
        found += [one for inner in made for one in choices(inner)]
    return found


def test_every_word_of_a_list_is_described() -> None:
    bare = [one["enum"] for one in choices(SCHEMA) if "enumDescriptions" not in one]
    assert bare == [["yes_no"]]  # the rule that is one word; its description stands beside it
    assert all(
        len(one["enum"]) == len(one.get("enumDescriptions", one["enum"])) for one in choices(SCHEMA)
    )


@pytest.mark.parametrize("kind", kinds())
def test_the_examples_of_a_rule_kind_fit_the_schema(kind: str) -> None:
    form = next(form for form in RULES if kind in form.get("properties", {}))
    bodies = form["properties"][kind]["examples"]
    snippets = [snippet["body"] for snippet in form["defaultSnippets"]]
    assert bodies or kind == "yes_no"
    rule = jsonschema.Draft202012Validator({"$ref": "#/$defs/AnyRule", "$defs": SCHEMA["$defs"]})
    for example in [*({kind: body} for body in bodies), *snippets]:
        assert [error.message for error in rule.iter_errors(example)] == []


def test_the_examples_of_keys_fit_the_schema() -> None:
    for _, made in entries():
        for key, inner in made["properties"].items():
            checker = jsonschema.Draft202012Validator({**inner, "$defs": SCHEMA["$defs"]})
            for example in inner.get("examples", ()):
                assert list(checker.iter_errors(example)) == [], key
