"""What was answered to a criterion, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.program import Program
from reports.clean import clean, short
from reports.conditions import measure_of
from reports.finding import Said
from reports.telling import shown
from reports.words import Words
from standards.field import Field
from standards.lowering import Lowered

Value = int | str | None
"""An answer as it is held: a truth value, a scaled whole number, a text; None: nothing said."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that a criterion hangs on; `label` is empty where the criterion's title asks it."""

    id: str
    label: str
    type: str
    show: Callable[[int | str], str]

    def said(self, value: Value, written: str | None, words: Words) -> Said:
        """An answer in words; `written` is what was found where it could not be read."""
        if written is not None:
            return Said(self.label, clean(written), "invalid")
        if value is None:
            return Said(self.label, words["unanswered"], "unanswered")
        return Said(self.label, self.show(value), "answered")


def asked_of(program: Program, lowered: Lowered, words: Words) -> tuple[Asked, ...]:
    """The fields of a criterion: those it asks itself, then shared ones it hangs on."""
    standard, criterion = program.standard, lowered.criterion
    own = [field.id for field in criterion.questions]
    title = criterion.title.in_(words.language)
    made = []
    for id_ in dict.fromkeys((*own, *lowered.asks)):
        asked = standard.asked[id_]
        label = asked.ask.in_(words.language).rstrip("？?")
        is_title = id_ in own and label == title.rstrip("？?")
        made.append(Asked(id_, "" if is_title else label, asked.type, _shower(asked, words)))
    return tuple(made)


def _shower(asked: Field, words: Words) -> Callable[[int | str], str]:
    if asked.type == "text":
        return lambda text: clean(str(text))
    measure = measure_of(asked, words.language)
    return lambda value: shown(measure, int(value), words)


def found_in_words(asked: Iterable[Asked], said: Iterable[Said], words: Words) -> str:
    """All answers to a criterion in one text; several of yes and no are gathered by answer."""
    pairs = list(zip(asked, said, strict=False))
    flags = [pair for pair in pairs if pair[0].type == "yes_no" and pair[1].state != "invalid"]
    groups: dict[str, list[str]] = {}
    if len(flags) > 1:
        for _, one in flags:
            groups.setdefault(one.text, []).append(short(one.label, 60))
        pairs = [pair for pair in pairs if pair not in flags]
    told = [
        words.say("group", state=state, list=words.listed(labels))
        for state, labels in groups.items()
    ]
    return words.sentence([*told, *(_one(one, words) for _, one in pairs)])


def _one(said: Said, words: Words) -> str:
    text = short(said.text)
    if said.state == "invalid":
        text = words.say("said_invalid", text=text)
    return words.say("group", state=said.label, list=text) if said.label else text
