"""Why nothing is decided, the title refused or the grade lowered, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.program import Program
from standards.numbers import plain
from standards.text import Language, Phrase
from submissions.forms import live_words as say


@dataclass(frozen=True, slots=True)
class Reason:
    """It holds where a definition has a value."""

    name: str
    value: int
    text: str


def reasons(program: Program, language: Language) -> tuple[Reason, ...]:
    """Every reason, the weightiest first; the last always holds: that there is none."""
    return tuple(_reasons(program, language))


def _reasons(program: Program, language: Language) -> Iterator[Reason]:
    standard = program.standard

    def said(before: Phrase, *rest: Phrase | str | None) -> str:
        texts = [one.in_(language) if isinstance(one, Phrase) else one or "" for one in rest]
        return before.in_(language) + "".join(texts)

    vetoes = [(c, place, veto) for c in standard.criteria for place, veto in enumerate(c.veto)]
    for criterion, place, veto in vetoes:
        text = said(say.FIRED_VETO, f"{criterion.id} ", veto.say or criterion.title)
        yield Reason(f"veto:{criterion.id}:{place}", 1, text)
    for gate in standard.gates:
        yield Reason(f"gate_open:{gate.id}", 1, said(say.OPEN_GATE, gate.title))
        yield Reason(f"gate:{gate.id}", 0, said(say.UNMET_GATE, gate.title))
    for criterion, place, _ in vetoes:
        text = said(say.OPEN_VETO, f"{criterion.id} ", criterion.title)
        yield Reason(f"veto_open:{criterion.id}:{place}", 1, text)
    yield Reason("scored", 0, said(say.NOTHING))
    low = said(say.TOO_LITTLE).format(plain(standard.coverage_needed))
    yield Reason("enough", 0, low)
    yield Reason("", 0, said(say.NO_REASON_WHY))
