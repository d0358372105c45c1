"""A decision in words: the outcome, and the grade where one was reached."""

from __future__ import annotations

from reports.words import words
from standards.model import Grade
from standards.text import Language


def decision(outcome: str, grade: Grade | None, language: Language) -> str:
    """`达标 · 优秀`, `限期整改`: the outcome is not said twice."""
    said = words(language)[f"outcome_{outcome}"]
    if grade is None:
        return said
    name = grade.name.in_(language)
    if words("zh")[f"outcome_{outcome}"] in grade.name.zh:
        return name
    return words(language).say("decision_both", outcome=said, grade=name)
