"""Texts, words and conditions of one standard, in one language or in both."""

from __future__ import annotations

from collections.abc import Iterator

from reports.words import words
from standards.criterion import Criterion
from standards.faults import ExpressionError
from standards.keys import values_of
from standards.lowering import setting_of
from standards.model import Standard
from standards.phrasing import in_words
from standards.text import Language, Phrase


class Telling:
    """How one rubric speaks; `both`: what authors wrote is shown in both languages."""

    def __init__(self, standard: Standard, language: Language, *, both: bool) -> None:
        self.standard = standard
        self.language = language
        self.both = both
        self.words = words(language)

    def lines(self, said: Phrase | None) -> tuple[str, ...]:
        """A text, and below it the other language where both are shown and there are two."""
        if said is None:
            return ()
        first = said.in_(self.language)
        other = said.zh if self.language == "en" else said.en
        return (first, other) if self.both and other and other != first else (first,)

    def text(self, said: Phrase | None) -> str:
        """A text on one line."""
        return " / ".join(self.lines(said))

    def word(self, key: str, word: str) -> str:
        """A word of the format as people say it."""
        found = values_of(key).get(word)
        return found.in_(self.language) if found else word

    def condition(self, text: str, unit: Phrase | None = None) -> str:
        """A condition or amount in words; as it is written where it cannot be said."""
        try:
            return self.text(in_words(text, self.standard, unit))
        except ExpressionError:
            return text

    def veto(self, criterion: Criterion) -> Iterator[tuple[str, str]]:
        """The effect and the condition of every veto."""
        unit = setting_of(self.standard, criterion).unit
        for veto in criterion.veto:
            told = self.text(veto.say) if veto.say else self.condition(veto.when, unit)
            yield self.word("effect", veto.effect), told

    def small(self, criterion: Criterion) -> Iterator[str]:
        """What is printed small below a criterion's title."""
        say = self.words.say
        if criterion.value:
            yield say("rubric_asked", text=self.condition(criterion.value))
        for effect, told in self.veto(criterion):
            yield say("rubric_veto", effect=effect, text=told)
        for zeroing in criterion.zeroed:
            said = zeroing.say or zeroing.found
            told = self.text(said) if said else self.condition(zeroing.when or "")
            yield say("rubric_zeroed", text=told)
        if criterion.not_applicable:
            policy = self.word("policy", criterion.not_applicable.policy)
            told = self.text(criterion.not_applicable.when)
            yield say("rubric_not_applicable", policy=policy, text=told)
        if criterion.decision:
            yield say("rubric_decision", text=self.text(criterion.decision))
        if criterion.note:
            yield say("rubric_note", text=self.text(criterion.note))
