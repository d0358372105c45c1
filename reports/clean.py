"""What applicants wrote, made safe to show: one line, nothing invisible, nothing that reorders."""

from __future__ import annotations

import re

# Controls, soft hyphen, zero-width and direction marks, lone surrogates, variation selectors, tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ef]"
)
_BLANK = re.compile(r"\s+")
_PLAIN = re.compile(r"[ -~\u4e00-\u9fff\uff00-\uffef\u3000-\u303f]*")
LONGEST = 300
"""Characters of one answer that a page or a window shows; files for programs hold all."""


def clean(text: str) -> str:
    """The text as one line without invisible characters; direction marks cannot reorder it."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    return _BLANK.sub(" ", _INVISIBLE.sub("", text)).strip()


def short(text: str, longest: int = LONGEST) -> str:
    """The beginning of a long text, with an ellipsis where something was left off."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
