"""YAML 1.2 read into plain values, each with its place in the file.

PyYAML parses; the scalars are resolved here by the core schema of YAML 1.2 (`yes` and `on` are
words, numbers become exact decimals), keys written twice are faults, and the line and column of
every key and value is kept.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

import yaml

from standards.faults import Fault, Path, StandardError

_INTEGER = re.compile(r"[-+]?[0-9]+$")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 2_000_000
_DEEPEST = 40
_MOST = 100_000


def resolved(text: str) -> Any:  # noqa: ANN401 - a plain value
    """What a word without quotes stands for. Raises ValueError for a day that does not exist."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return date.fromisoformat(text) if _DATE.match(text) else text


class Written(Protocol):
    """Where a standard is written: its plain tree, and the places of faults in it."""

    name: str

    @property
    def value(self) -> Any:  # noqa: ANN401 - a plain tree
        """The tree as written."""

    def fault(self, path: Path, message: str, *, note: bool = False) -> Fault:
        """A fault at a path."""


class Document:
    """A YAML document: `value` is the plain tree, `place` finds the line and column of a path."""

    def __init__(self, text: str, name: str) -> None:
        """Parse a text; raises StandardError with the place of every fault."""
        self.name = name
        self.text = text
        self._places: dict[Path, tuple[int, int]] = {(): (1, 1)}
        self._faults: list[Fault] = []
        self._nodes = 0
        self.value = self._plain(self._compose(), ())
        if self._faults:
            raise StandardError(sorted(self._faults))

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of a path; of the nearest known place above it where it does not exist.

        Steps that the document does not have (such as those a validator adds) are passed over.
        """
        here: Path = ()
        for step in path:
            if (*here, step) in self._places:
                here = (*here, step)
        return self._places[here]

    def fault(self, path: Path, message: str, *, note: bool = False) -> Fault:
        """A fault at a path."""
        line, column = self.place(path)
        weight: Literal["error", "note"] = "note" if note else "error"
        return Fault(line, column, message, self.name, weight, path=path)

    def _compose(self) -> yaml.Node | None:
        if len(self.text) > _LONGEST:
            message = f"the file has {len(self.text)} characters; at most {_LONGEST} are read"
            raise StandardError([Fault(1, 1, message, self.name)])
        try:
            return yaml.compose(self.text, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            problem = getattr(error, "problem", None) or str(error).splitlines()[0]
            message = f"this is not YAML: {problem}"
            raise StandardError([Fault(line, column, message, self.name)]) from error
        except RecursionError as error:
            message = f"nested deeper than {_DEEPEST} levels"
            raise StandardError([Fault(1, 1, message, self.name)]) from error

    def _plain(self, node: yaml.Node | None, path: Path) -> Any:  # noqa: ANN401 - a plain tree
        if node is None:
            return None
        self._nodes += 1
        if self._nodes > _MOST:  # aliases of aliases grow without end
            raise StandardError([Fault(1, 1, f"more than {_MOST} values", self.name)])
        if len(path) > _DEEPEST:
            self._add(node, f"nested deeper than {_DEEPEST} levels")
            return None
        self._places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return self._scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                self._add(key_node, "a key must be a plain word or number")
                continue
            if key in result:
                self._add(key_node, f"'{key}' is written twice here; each key may stand once")
                continue
            mark = key_node.start_mark
            self._places[(*path, key)] = (mark.line + 1, mark.column + 1)
            result[key] = self._plain(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:  # noqa: ANN401 - a plain tree
        text: str = node.value
        if node.style:  # quoted or a block: always a text
            return text
        try:
            return resolved(text)
        except ValueError:
            self._add(node, f"'{text}' is not a day of the calendar")
            return text

    def _add(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        self._faults.append(Fault(mark.line + 1, mark.column + 1, message, self.name))


def mapping(data: bytes, name: str, needed: str) -> Document:
    """The document of some bytes; `needed` tells what mapping it should be, where it is none.

    Raises StandardError with the place of every fault.
    """
    try:
        document = Document(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise StandardError([Fault(1, 1, message, name)]) from error
    if not isinstance(document.value, dict):
        found = "nothing" if document.value is None else type(document.value).__name__
        raise StandardError([Fault(1, 1, f"found {found}; {needed}", name)])
    return document
