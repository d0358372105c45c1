"""What is told of a standard, understood again: its code, its Chinese, and what to do about it.

The code tells every fault in English, with what varies filled in. `sentences.yaml` has each such
sentence with holes, its Chinese and an advice; here a sentence that was told finds its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from standards.document import Document
from standards.text import Language, Phrase

_HOLE = re.compile(r"\{(\w+)\}|(\{\{)")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence understood: `said` in both languages, `do`: what to do about it, if known."""

    code: str
    said: Phrase
    do: Phrase | None = None

    def in_(self, language: Language) -> str:
        """The sentence in a language."""
        return self.said.in_(language)


@dataclass(frozen=True, slots=True)
class _Sentence:
    code: str
    pattern: re.Pattern[str]
    holes: tuple[str, ...]
    zh: str
    do: Phrase | None
    weight: int
    """Characters of its own, without the holes."""


class Sentences:
    """A list of sentences, as `sentences.yaml` has them; behind it may stand another list."""

    def __init__(self, text: str, behind: Sentences | None = None) -> None:
        self._behind = behind
        file: dict[str, Any] = Document(text, "sentences.yaml").value
        self._words: dict[str, str] = file["words"]
        made = map(_sentence, file["sentences"])
        self._sentences = sorted(made, key=lambda sentence: -sentence.weight)

    def understood(self, message: str, depth: int = 0) -> Told | None:
        """What a sentence says; None where it is not in the list."""
        if depth > _DEEPEST:
            return None
        for sentence in self._sentences:
            match = sentence.pattern.fullmatch(message)
            if match is not None:
                told = self._told(sentence, match, message, depth)
                if told is not None:
                    return told
        return self._behind.understood(message, depth) if self._behind else None

    def _told(
        self, sentence: _Sentence, match: re.Match[str], message: str, depth: int
    ) -> Told | None:
        values = dict(zip(sentence.holes, match.groups(), strict=True))
        code, do = sentence.code, sentence.do
        if "inner" in values:
            inner = self.understood(values["inner"], depth + 1)
            if inner is None:
                return None
            values["inner"] = inner.said.zh
            if do is None:
                code, do = inner.code, inner.do
        if "what" in values:
            values["what"] = self._words.get(values["what"], values["what"])
        zh = _filled(sentence.zh, values)
        told = (
            None
            if do is None
            else Phrase(zh=_filled(do.zh, values), en=_filled(do.en or "", values))
        )
        return Told(code, Phrase(zh=zh, en=message), told)


def understood(message: str) -> Told | None:
    """What a sentence about a standard says; None where it is not in the list."""
    return standards().understood(message)


def _filled(text: str, values: dict[str, str]) -> str:
    """A text with its holes filled; what is filled in is never read as a hole."""
    return _HOLE.sub(lambda m: "{" if m[2] else values.get(m[1], m[0]), text)


def _sentence(entry: dict[str, Any]) -> _Sentence:
    text: str = entry["en"]
    pattern, holes, place, weight = "", [], 0, 0
    for hole in _HOLE.finditer(text):
        own = text[place : hole.start()]
        pattern += re.escape(own)
        weight += len(own)
        place = hole.end()
        if hole[2]:
            pattern += re.escape("{")
        else:
            pattern += "(.*?)"
            holes.append(hole[1])
    pattern += re.escape(text[place:])
    do = Phrase(**entry["do"]) if "do" in entry else None
    compiled = re.compile(pattern, re.DOTALL)
    weight += len(text[place:])
    return _Sentence(entry.get("code", ""), compiled, tuple(holes), entry["zh"], do, weight)


@cache
def standards() -> Sentences:
    """The sentences about standards."""
    file = resources.files("standards") / "sentences.yaml"
    return Sentences(file.read_text(encoding="utf-8"))
