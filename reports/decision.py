"""The decision in words: the outcome, and the grade where one was reached."""

from __future__ import annotations

from reports.words import Words, words
from standards.text import Phrase


def decision(outcome: str, grade: Phrase | None, say: Words) -> str:
    """The outcome and the grade: `达标 · 优秀`; the grade alone where it says the outcome."""
    said = say[f"outcome_{outcome}"]
    if grade is None:
        return said
    name = grade.in_(say.language)
    if words("zh")[f"outcome_{outcome}"] in grade.zh:
        return name
    return say.say("decision_both", outcome=said, grade=name)
