"""Codes of applicants: always text, never a number.

A 12-digit 统计用区划代码 (2+2+2+3+3 digits, no check digit) stays the text it is. Other codes are
letters, digits, `-` and `_`, at most 40, beginning with a letter or digit: they name files too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from submissions.problems import say
from submissions.quantities import half_width

EDGES = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
"""Blanks around codes and names, of whatever sort; taken off."""
LONGEST = 40
PLAIN = r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$"
"""Codes that need no further look, unless they are `ELEVEN` digits."""
LIKE_NUMBER = r"^[0-9]+\.[0-9]*([Ee][+-]?[0-9]+)?$|^[0-9]+[Ee]\+[0-9]+$"
"""What spreadsheets make of a long code; never `PLAIN`, which has neither `.` nor `+`."""
ELEVEN = r"^[0-9]{11}$"

_LIKE_NUMBER = re.compile(LIKE_NUMBER)
_ELEVEN = re.compile(ELEVEN)
_AS_TEXT = re.compile(r'="(.*)"')
_ALLOWED = say(
    "字母、数字、- 和 _，最多 40 个，以字母或数字开头",
    "letters, digits, - and _, at most 40, beginning with a letter or digit",
)
_TEXT = say(
    "代码应为文本：单元格先设为“文本”格式，再填 12 位代码",
    "codes are text: format the cell as text, then write the 12 digits",
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as used; empty: none, or none that can be used. `allowed` where there is an effect."""

    code: str
    effect: Literal["", "ignored", "question"] = ""
    allowed: str = ""


def code_of(found: str) -> Code:
    """The code that a text stands for."""
    text = half_width(found).strip(EDGES).lstrip("'")
    as_text = _AS_TEXT.fullmatch(text)
    text = normalize("NFC", as_text[1].strip() if as_text else text)
    if not text:
        return Code("")
    if _LIKE_NUMBER.match(text):
        digits, _, rest = text.partition(".")
        if len(digits) == 12 and not rest.strip("0"):
            return Code(digits, "question", _TEXT)
        return Code("", "ignored", _TEXT)
    if len(text) > LONGEST or not text[0].isalnum() or not all(map(_fits, text)):
        return Code("", "ignored", _ALLOWED)
    if _ELEVEN.match(text):
        eleven = say("12 位代码少一位？请核对", "is a digit of the 12 missing? please check")
        return Code(text, "question", eleven)
    return Code(text)


def made_of(path: str) -> str:
    """A code made from a file's name, for a submission that bears none."""
    stem = normalize("NFC", half_width(Path(path).stem))
    kept = "".join(c if _fits(c) else "-" for c in stem).strip("-_")[: LONGEST - 6]
    return kept or "applicant"


def _fits(character: str) -> bool:
    return character.isalnum() or character in "-_"
