"""A new standard to start from: the commonest rule kinds with comments, and its worked cases."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from standards.document import Document
from standards.load import bundled
from standards.schema import schema
from standards.text import Language

SCHEMA_FILE = "standard.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
_COMMENT = re.compile(r"^( *)#(zh|en) (.*)$")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class ScaffoldError(Exception):
    """A standard that cannot be begun; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The files of a new standard: path -> text."""

    files: dict[Path, str]

    def write(self) -> list[Path]:
        """Write the files that are not there yet. Raises ScaffoldError, OSError.

        The standard and its cases are never written over; the schema is renewed.
        """
        taken = [p for p in self.files if p.exists() and p.name != SCHEMA_FILE]
        if taken:
            message = f"{taken[0]}: there is a file already; choose another name with -o"
            raise ScaffoldError(message)
        for path, text in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return list(self.files)


def scaffold(id: str, path: Path, language: Language, *, like: str | None = None) -> Scaffold:
    """A new standard at a path, with its cases and the schema beside it. Raises ScaffoldError.

    `like` is a bundled standard to begin with, its comments and cases with it.
    """
    if not _ID.fullmatch(id):
        message = f"found '{id}'; an id has letters, digits, . - _ only, at most 40"
        raise ScaffoldError(message)
    if id in bundled():
        message = f"'{id}' is a bundled standard; choose another id (and --like {id})"
        raise ScaffoldError(message)
    if like is not None:
        text, cases = _like(like, id)
    else:
        text, cases = (_template(name, id, path, language) for name in ("standard", "cases"))
    return Scaffold(
        {
            path: text,
            path.parent / "cases" / path.name: cases,
            path.parent / SCHEMA_FILE: schema_text(),
        }
    )


def schema_text() -> str:
    """The JSON Schema of the format, as a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def template_tree(id: str, language: Language) -> dict[str, object]:
    """The new standard as a tree."""
    text = _template("standard", id, Path(f"{id}.yaml"), language)
    made: dict[str, object] = Document(text, id).value
    return made


def _template(name: str, id: str, path: Path, language: Language) -> str:
    """A template in a language: comments of the other are left out."""
    source = resources.files("standards") / "templates" / f"{name}.yaml"
    lines = []
    for line in source.read_text(encoding="utf-8").splitlines():
        match = _COMMENT.match(line)
        if match is None:
            lines.append(line)
        elif match[2] == language:
            lines.append(f"{match[1]}# {match[3]}")
    return "\n".join(lines).replace("{id}", id).replace("{file}", path.name) + "\n"


def _like(like: str, id: str) -> tuple[str, str]:
    """A bundled standard and its cases under another id."""
    if like not in bundled():
        message = f"no standard '{like}'; there are: {', '.join(bundled())}"
        raise ScaffoldError(message)
    library = resources.files("standards") / "library"
    made = []
    for source in (library / f"{like}.yaml", library / "cases" / f"{like}.yaml"):
        text = source.read_text(encoding="utf-8")
        made.append(re.sub(r"(?m)^standard: .*$", f"standard: {id}", text, count=1))
    return SCHEMA_LINE + made[0], made[1]
