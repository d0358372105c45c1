"""What was answered to a criterion, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.program import Program
from reports.clean import clean, short
from reports.findings.finding import Said
from reports.findings.measures import measure_of
from reports.words import Words
from standards.field import Field
from standards.lowering import Lowered

_LABEL = 60
"""Characters of a question that a list of answers shows."""

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
    return lambda value: measure.text(int(value))


def found_in_words(answers: Sequence[tuple[str, Said]], words: Words) -> str:
    """Answers, each with the type of its field, in one text; yes and no are gathered by answer."""
    flags = [one for type_, one in answers if type_ == "yes_no" and one.state != "invalid"]
    gathered = flags if len(flags) > 1 else []
    groups: dict[str, list[str]] = {}
    for one in gathered:
        groups.setdefault(one.text, []).append(short(one.label, _LABEL))
    told = [_one(one, words) for _, one in answers if one not in gathered]
    listed = [words.say("group", state=s, list=words.listed(names)) for s, names in groups.items()]
    return words.sentence([*told, *listed])


def _one(said: Said, words: Words) -> str:
    text = short(said.text)
    if said.state == "invalid":
        text = words.say("said_invalid", text=text)
    return words.say("group", state=said.label, list=text) if said.label else text
