"""Texts in Chinese and English."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Language = Literal["zh", "en"]


class Phrase(BaseModel):
    """What people read, in Chinese and, where given, in English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str | None = None

    def in_(self, language: Language) -> str:
        """The text in a language; Chinese where there is no English."""
        return (self.en or self.zh) if language == "en" else self.zh


def _from_plain(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    return {"zh": value} if isinstance(value, str) else value


Text = Annotated[Phrase, BeforeValidator(_from_plain, json_schema_input_type=str | Phrase)]
"""A `Phrase`; a plain string is Chinese."""


def phrase(zh: str, en: str) -> Phrase:
    """A text in both languages."""
    return Phrase(zh=zh, en=en)


def joined(parts: list[Phrase], zh: str = "；", en: str = "; ") -> Phrase:
    """Some texts in a row."""
    return Phrase(
        zh=zh.join(part.zh for part in parts), en=en.join(part.in_("en") for part in parts)
    )
