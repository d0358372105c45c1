"""What every key of a standard is called and means, Chinese and English: `keys.yaml`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from pydantic import BaseModel

from standards.document import Document
from standards.text import Phrase, phrase


class KeyWords(NamedTuple):
    """A key: its name, and what it means."""

    name: Phrase
    about: Phrase


def words_of(model: type[BaseModel], key: str) -> KeyWords | None:
    """The words of a key of an entry; None where nobody has written them yet."""
    for name in [*(cls.__name__ for cls in model.__mro__), "*"]:
        found = _file().get(name, {}).get(key)
        if found is not None:
            return KeyWords(phrase(found[0], found[1]), phrase(found[2], found[3]))
    return None


def name_of(model: type[BaseModel], key: str) -> Phrase:
    """The name of a key; the key itself where nobody has written its words yet."""
    found = words_of(model, key)
    return found.name if found else phrase(key, key)


@cache
def values_of(key: str) -> dict[str, Phrase]:
    """The words allowed at a key, as people read them: `refused` -> 不予命名, refused."""
    found = _file()["values"].get(key, {})
    return {word: phrase(texts[0], texts[1]) for word, texts in found.items()}


@cache
def _file() -> dict[str, Any]:
    text = (resources.files("standards") / "keys.yaml").read_text(encoding="utf-8")
    made: dict[str, Any] = Document(text, "keys.yaml").value
    return made
