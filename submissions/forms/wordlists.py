"""The words that the form's own formulas understand, as lists of words and the numbers they mean.

A formula compares whole cells and knows no patterns, so it understands less than reading a file
does. What it does not understand it says, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from standards.field import Field
from submissions.claims import CLAIMING, NO_PAPER
from submissions.forms import words
from submissions.forms.shown import Value
from submissions.quantities import word_key
from submissions.understood import NOT_APPLICABLE
from submissions.words import NO, YES

BLANKS = (" ", "  ", "   ", "\u3000", "\u3000\u3000", "\n")
"""What stands in a cell that somebody emptied with the space bar."""


@dataclass(frozen=True)
class Wordlist:
    """Words with their numbers, from 1; no word stands there twice, whatever its case and width."""

    entries: tuple[tuple[str | int, int], ...]

    def find(self, cell: Value | date | None) -> int:
        """The number that a cell means; 0 for none."""
        for word, code in self.entries:
            if isinstance(word, str) and isinstance(cell, str):
                if word.casefold() == cell.casefold():
                    return code
            elif word == cell and not isinstance(cell, str):
                return code
        return 0


def truth() -> Wordlist:
    """No is 1, yes is 2."""
    shown = [{text for p in [pair] for text in (p.zh, p.in_("en"))} for pair in words.YES_NO]
    pairs = [(word, 1) for word in {*NO, *shown[0]}] + [(word, 2) for word in {*YES, *shown[1]}]
    return _listed([*pairs, (0, 1), (1, 2)])


def choices(asked: Field, drop_down: Iterable[str]) -> Wordlist:
    """The keys and labels of a choice, and the words of its drop-down: its number and 1."""
    pairs: list[tuple[str | int, int]] = []
    for code, (key, label) in enumerate((asked.choices or {}).items(), 1):
        pairs += [(text, code) for text in (key, label.zh, label.in_("en")) if text]
        if key.isascii() and key.isdigit() and str(int(key)) == key:
            pairs.append((int(key), code))
    return _listed([*pairs, *((word, code) for code, word in enumerate(drop_down, 1))])


def no_claim() -> Wordlist:
    """1: says that nothing is claimed; 2: claims without a reason."""
    silent = {*NO, *NOT_APPLICABLE} - {*CLAIMING, *YES}
    pairs: list[tuple[str | int, int]] = [(word, 1) for word in (*silent, *BLANKS)]
    return _listed(pairs + [(word, 2) for word in {*CLAIMING, *YES}])


def no_paper() -> Wordlist:
    """1: says that there is no paper."""
    return _listed([(word, 1) for word in (*NO_PAPER, *BLANKS, ";", "；")])


def blank() -> Wordlist:
    """1: says nothing at all."""
    return _listed([(word, 1) for word in BLANKS])


def _listed(pairs: Iterable[tuple[str | int, int]]) -> Wordlist:
    """The words in order; one that means two things means none."""
    meant: dict[str | int, set[int]] = {}
    shown: dict[str | int, str | int] = {}
    for word, code in pairs:
        key = word if isinstance(word, int) else word_key(word) or normalize("NFKC", word)
        if isinstance(word, str) and not word.strip():
            key = word
        meant.setdefault(key, set()).add(code)
        shown.setdefault(key, word)
    clear = [(shown[key], next(iter(codes))) for key, codes in meant.items() if len(codes) == 1]
    return Wordlist(tuple(sorted(clear, key=lambda pair: (pair[1], str(pair[0])))))
