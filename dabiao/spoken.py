"""The language in which the command line itself speaks, and its sentences in Chinese.

The code says everything in English; `locale/sentences.yaml` has each sentence with holes and its
Chinese, as `standards/sentences.yaml` has those about standards.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standards.sentences import Sentences
    from standards.text import Language

_ASKED: ContextVar[Language | None] = ContextVar("asked", default=None)
_PLACE = re.compile(r"(.+?:\d+(?::\d+)?: )(.+)")
"""File, line and column before a sentence."""


def default_language() -> Language:
    """From the locale, else Chinese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


@contextmanager
def heard(words: Sequence[str]) -> Iterator[None]:
    """Answer in the language that the words of a call ask for by `--lang`; the last one counts."""
    found: Language | None = None
    for word, following in zip(words, [*words[1:], ""], strict=True):
        said = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and said in ("zh", "en"):
            found = "zh" if said == "zh" else "en"
    token = _ASKED.set(found)
    try:
        yield
    finally:
        _ASKED.reset(token)


def language() -> Language:
    """The language of this call: what it asks for, else that of the locale."""
    return _ASKED.get() or default_language()


def spoken(message: str) -> str:
    """A message in the language of this call, line by line; as it is where it is not known."""
    return "\n".join(map(_line, message.split("\n")))


def _line(line: str) -> str:
    from submissions.problems import SEPARATOR, in_language

    if SEPARATOR in line or language() == "en":
        return in_language(line, language())
    placed = _PLACE.fullmatch(line)
    place, text = placed.groups() if placed else ("", line)
    for before, said in ((place, text), ("", line)):
        told = _sentences().understood(said)
        if told is not None:
            return f"{before}{told.said.zh}"
    return line


@cache
def _sentences() -> Sentences:
    from importlib import resources

    from standards.sentences import Sentences, standards

    file = resources.files("dabiao") / "locale" / "sentences.yaml"
    return Sentences(file.read_text(encoding="utf-8"), standards())
