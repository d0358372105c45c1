"""How answers are read, as data for the page: the same words, limits and sentences as the readers.

Sentences are those that the readers give: they are asked with a sample of each fault.
"""

from __future__ import annotations

import re
from typing import Any

from standards.field import FIRST_DAY, LAST_DAY, NUMBERS, Field
from standards.numbers import scaled
from standards.text import Phrase
from submissions import claims, days, identity, quantities, words
from submissions.problems import SEPARATOR
from submissions.understood import NOT_APPLICABLE

Data = dict[str, Any]
"""What JSON can hold."""

_BASIC = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
_NAMED_GROUP, _SAME_AGAIN = re.compile(r"\(\?P<"), re.compile(r"\(\?P=(\w+)\)")
_NONSENSE, _OTHER_UNIT = "?", "1 ounce"


def both(text: Phrase | str | None) -> list[str] | str | None:
    """A text in both languages, `[zh, en]`; one text where they are the same."""
    if text is None:
        return None
    zh, en = _sides(text)
    return zh if zh == en else [zh, en]


def _sides(text: Phrase | str) -> tuple[str, str]:
    if isinstance(text, Phrase):
        return text.zh, text.in_("en")
    zh, _, en = text.partition(SEPARATOR)
    return zh, en or zh


def reading() -> Data:
    """What is the same for all fields."""
    return {
        "spaces": "".join(c for c in _BASIC if c.isspace()),
        "unseen": "".join(c for c in _BASIC if words.is_blank(c)),
        "edges": identity.EDGES,
        "half": {chr(wide): chr(plain) for wide, plain in quantities.FULL_WIDTH.items()},
        "number": _pattern(quantities.NUMBER),
        "numberLength": quantities.LONGEST,
        "day": _pattern(days.DAY),
        "dayLength": days.LONGEST,
        "days": [FIRST_DAY, LAST_DAY],
        "split": _pattern(claims.SPLIT),
        "yes": sorted(words.YES),
        "no": sorted(words.NO),
        "away": sorted(NOT_APPLICABLE),
        "claiming": sorted(claims.CLAIMING),
        "noPaper": sorted(claims.NO_PAPER),
        "percent": sorted(quantities.PERCENT),
        "multiples": quantities.MULTIPLES,
        "codeLength": identity.LONGEST,
        "likeNumber": identity.LIKE_NUMBER,
        "eleven": identity.ELEVEN,
        "say": {
            "oneValue": both(words.ONE_VALUE),
            "share": both(quantities.share_or_percent("{percent}", "{written}")),
            "shareOne": both(quantities.share_or_percent("100", "1")),
            "noReason": both(claims.NO_REASON),
            "answered": both(claims.ANSWERED),
            "code": both(identity.code_of("@").allowed),
            "codeText": both(identity.code_of("4.4E+11").allowed),
            "codeEleven": both(identity.code_of("1" * 11).allowed),
        },
    }


def _pattern(pattern: re.Pattern[str]) -> str:
    """A pattern as JavaScript writes it."""
    return _SAME_AGAIN.sub(r"\\k<\1>", _NAMED_GROUP.sub("(?<", pattern.pattern))


def reading_of(asked: Field) -> Data:
    """How one field is read."""
    found: Data = {"type": asked.type}
    if asked.type != "text":
        found["allowed"] = both(words.understand(asked, _NONSENSE).allowed)
        found["away"] = both(words.understand(asked, "不适用").allowed)
    if asked.type in NUMBERS:
        quantity = quantities.quantity(asked)
        low, high = (scaled(limit, asked.places) for limit in (asked.least, asked.greatest))
        found |= {
            "places": asked.places,
            "range": [low, high],
            "step": asked.step_units,
            "mayBeShare": asked.may_be_share,
            "units": sorted(quantity.units),
            "multiples": quantity.multiples,
            "otherUnit": both(words.understand(asked, _OTHER_UNIT).allowed),
            "rounded": both(quantities.more_decimals(asked.places)),
        }
    if asked.type == "choice":
        found["codes"] = asked.codes
        found["labels"] = words.labels_of(asked)
    return found
