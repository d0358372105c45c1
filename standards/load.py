"""Loading: text -> document -> standard, with every fault at its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from standards.document import Written, mapping
from standards.faults import Fault, Path, StandardError, unknown
from standards.model import Standard
from standards.rule_entry import RuleBodyError

LIBRARY = "library"
EDITIONS = "editions"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A standard with its document (for places of faults) and the digest of its bytes."""

    standard: Standard
    document: Written
    text: str
    digest: str


def bundled() -> tuple[str, ...]:
    """The ids of the standards that are shipped."""
    folder = resources.files("standards") / LIBRARY
    return tuple(
        sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
    )


def bundled_editions() -> tuple[str, ...]:
    """The earlier editions that are shipped, as `id@edition`."""
    folder = resources.files("standards") / LIBRARY / EDITIONS
    files = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


def load(name: str | FilePath) -> Loaded:
    """A bundled standard by id or `id@edition`, or a file by path.

    Raises StandardError with every fault.
    """
    if str(name) in bundled():
        source = resources.files("standards") / LIBRARY / f"{name}.yaml"
        return loads(source.read_bytes(), f"{name}.yaml")
    if str(name) in bundled_editions():
        source = resources.files("standards") / LIBRARY / EDITIONS / f"{name}.yaml"
        return loads(source.read_bytes(), f"{name}.yaml")
    id_, _, edition = str(name).partition("@")
    if edition and id_ in bundled() and not FilePath(name).exists():
        present = load(id_)
        if present.standard.edition == edition:
            return present
        there = [present.standard.edition, *_editions_of(id_)]
        said = f"no edition '{edition}' of {id_}; there are: {', '.join(there)}"
        raise StandardError([Fault(1, 1, said, str(name))])
    path = FilePath(name)
    if not path.is_file():
        raise StandardError([Fault(1, 1, _missing(name, path), str(name))])
    return loads(path.read_bytes(), str(path))


def _editions_of(id: str) -> list[str]:
    begin = f"{id}@"
    return [name.removeprefix(begin) for name in bundled_editions() if name.startswith(begin)]


def _missing(name: str | FilePath, path: FilePath) -> str:
    if path.is_dir():
        return "this is a folder; a standard is one YAML file"
    return f"{unknown('standard', name, bundled())}; or name a YAML file"


def loads(data: bytes, name: str) -> Loaded:
    """A standard from bytes; `name` is shown in faults."""
    document = mapping(data, name, "a standard is a mapping that begins with `standard: id`")
    return Loaded(
        validated(document), document, document.text, f"sha256:{sha256(data).hexdigest()}"
    )


def validated(document: Written) -> Standard:
    """The standard that a tree states. Raises StandardError with every fault."""
    try:
        return Standard.model_validate(document.value)
    except ValidationError as error:
        raise StandardError(faults_of(document, error)) from error


def faults_of(document: Written, error: ValidationError, prefix: Path = ()) -> list[Fault]:
    """The faults of a document that does not fit its model, each with its place."""
    faults: list[Fault] = []
    details = error.errors()
    for detail in details:
        path = (*prefix, *detail["loc"])
        if detail["type"] == "too_short" and _is_told_inside(detail["loc"], details):
            continue
        inner = detail.get("ctx", {}).get("error")
        if isinstance(inner, RuleBodyError):
            faults += faults_of(document, inner.error, (*path, inner.kind))
        else:
            faults.append(document.fault(path, sentence(dict(detail))))
    return sorted(set(faults))


def _is_told_inside(place: Path, details: list[ErrorDetails]) -> bool:
    """Whether something is told of what stands at a place: what is left of it is too short then."""
    return any(len(d["loc"]) > len(place) and d["loc"][: len(place)] == place for d in details)


_SENTENCES = {
    "missing": "'{key}' is missing here",
    "extra_forbidden": "unknown key '{key}'",
    "string_type": "'{key}': found {found}; a text is needed (put it in quotes)",
    "int_type": "'{key}': found {found}; a whole number is needed",
    "int_parsing": "'{key}': found {found}; a whole number is needed",
    "bool_type": "'{key}': found {found}; true or false is needed",
    "literal_error": "'{key}': found {found}; allowed: {expected}",
    "string_pattern_mismatch": "'{key}': found {found}; letters, digits, . - _ only",
    "model_type": "'{key}': found {found}; keys and values are needed here",
    "dict_type": "'{key}': found {found}; keys and values are needed here",
    "tuple_type": "'{key}': found {found}; a list is needed here",
    "too_short": "'{key}' is empty; at least one is needed",
    "date_type": "'{key}': found {found}; a day such as 2026-03-01 is needed",
}


def sentence(detail: dict[str, Any]) -> str:
    """A validation error in plain words: what was found and what is allowed."""
    location = [str(step) for step in detail["loc"]]
    context = detail.get("ctx", {})
    found = repr(detail.get("input"))
    values = {
        "key": location[-1] if location else "standard",
        "found": found if len(found) < 60 else f"{found[:57]}…",
        "expected": context.get("expected", ""),
        "least": context.get("min_length", 1),
    }
    template = _SENTENCES.get(detail["type"])
    if detail["type"] == "too_short" and values["least"] != 1:
        template = "'{key}' has too few; at least {least} are needed"
    if detail["type"] == "extra_forbidden" and detail.get("input") is None:
        template = "unknown key '{key}' without a value; a text with a comma stands in quotes"
    if template:
        return template.format(**values)
    message = str(detail["msg"]).removeprefix("Value error, ")
    return f"'{values['key']}': {message}" if location else message
