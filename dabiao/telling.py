"""Faults of a standard on a screen and for programs: the place, the sentence, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from standards.examples import kind_at, written
from standards.faults import Fault
from standards.sentences import understood
from standards.text import Language

_INDENT = "    "


def tell(faults: Iterable[Fault], language: Language, *, brief: bool = False) -> None:
    """Print faults: a line with the place, and below it, indented, what to do."""
    for line in told(faults, language, brief=brief):
        click.echo(line)


def told(faults: Iterable[Fault], language: Language, *, brief: bool = False) -> Iterator[str]:
    """The lines of faults. The line with the place is the same in every language.

    Below it stand the sentence in Chinese, where that is the language, what to do about it, and an
    example of the rule kind, once for each. `brief`: the lines with the places alone.
    """
    shown: set[str] = set()
    for fault in faults:
        yield f"{fault}{'' if fault.weight == 'error' else '  [note]'}"
        if brief:
            continue
        sentence = understood(fault.message)
        if sentence is not None and language == "zh":
            yield f"{_INDENT}{sentence.said.zh}"
        if sentence is not None and sentence.do is not None:
            head = "改法：" if language == "zh" else "To do: "
            yield f"{_INDENT}{head}{sentence.do.in_(language)}"
        kind = kind_at(fault.path)
        if kind is not None and kind not in shown and fault.weight == "error":
            shown.add(kind)
            yield f"{_INDENT}{'写法示例：' if language == 'zh' else 'An example:'}"
            yield from (f"{_INDENT}{_INDENT}{line}" for line in written(kind).splitlines())


def as_object(fault: Fault) -> dict[str, Any]:
    """A fault for programs; `line` and `column` are null where the place is a cell (`where`)."""
    sentence = understood(fault.message)
    kind = kind_at(fault.path)
    do = sentence.do if sentence else None
    return {
        "file": fault.file,
        "line": None if fault.where else fault.line,
        "column": None if fault.where else fault.column,
        "where": fault.where or None,
        "path": list(fault.path),
        "weight": fault.weight,
        "code": sentence.code if sentence else None,
        "message": fault.message,
        "zh": sentence.said.zh if sentence else None,
        "do": {"zh": do.zh, "en": do.en} if do else None,
        "example": written(kind) if kind else None,
    }
