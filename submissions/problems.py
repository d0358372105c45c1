"""Problems in words: both languages in one text, values shown short, files that cannot be read."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from standards.text import Language

SEPARATOR = " | "
"""Between the Chinese and the English of a sentence in `problems.csv`."""

_LONGEST = 60


class UnreadableError(Exception):
    """A file that cannot be read at all; its one argument is the sentence (see `say`)."""


def say(zh: str, en: str) -> str:
    """A sentence in both languages, as problems bear it: `是 或 否 | yes or no`."""
    return f"{zh.replace(SEPARATOR, ' / ')}{SEPARATOR}{en.replace(SEPARATOR, ' / ')}"


def in_language(said: str, language: Language) -> str:
    """One language of a sentence made by `say`; a text in one language stays as it is."""
    zh, _, en = said.partition(SEPARATOR)
    return (en or zh) if language == "en" else zh


def written(found: object) -> str:
    """What was found, as text: the same text for the same value in every format."""
    match found:
        case None:
            return ""
        case str():
            return found
        case bool():
            return "true" if found else "false"
        case Decimal():
            return str(found)
        case float():
            return repr(found)
        case datetime() if found.time() == time():
            return found.date().isoformat()
        case datetime():
            return found.isoformat(sep=" ")
        case date():
            return found.isoformat()
        case list() | tuple():
            return f"[{', '.join(written(item) for item in found)}]"
        case dict():
            return f"{{{', '.join(f'{key}: {written(item)}' for key, item in found.items())}}}"
        case _:
            return str(found)


def shown(found: object) -> str:
    """What was found, for a message: on one line, control characters visible, at most 60 long."""
    text = written(found)
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join(c if c.isprintable() else _visible(c) for c in cut)


def _visible(character: str) -> str:
    return " " if character in "\n\r\t\u3000\u00a0" else f"\\u{ord(character):04x}"
