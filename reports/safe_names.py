"""File names from the codes of applicants, whatever somebody wrote there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

_LONGEST = 80
"""Bytes of a name before its mark; every file system holds three times as much."""
_TAKEN = re.compile(
    r"((con|prn|aux|nul|com\d|lpt\d|index|fonts|charts|reports|overview|decisions|tasks)(\..*)?|.*-[0-9a-f]{10})?$"
)
"""Devices of Windows, what stands beside the reports, and what looks like a marked name."""


def safe_names(codes: Iterable[str]) -> list[str]:
    """A file name, without ending, for each code: unlike each other, even where case is ignored.

    A code of letters, digits, `.`, `-` and `_` is its own name. Any other, one that is too long,
    and one that another has taken, is cleaned and bears the beginning of its digest. A name hangs
    on the codes alone, not on their order.
    """
    plain = [(code, _cleaned(code)) for code in codes]
    count = Counter(name.casefold() for _, name in plain)
    return [
        name
        if name == code and count[name.casefold()] == 1 and not _TAKEN.match(name.casefold())
        else _marked(name, code)
        for code, name in plain
    ]


def _cleaned(code: str) -> str:
    """Without separators, control characters and all else that a path could stumble over."""
    text = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", code)).strip(".")
    return text.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")


def _marked(name: str, code: str) -> str:
    digest = sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    kept = "applicant" if _TAKEN.match(name.casefold()) else name.rstrip(".")
    return f"{kept}-{digest}"
