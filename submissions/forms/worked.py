"""The form worked out for the answers that it is written with: every hidden cell with its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl
from xlsxwriter.utility import xl_rowcol_to_cell

from engine.answers import completed, schema_of
from engine.program import claim_of, evidence_of
from engine.state_of import invalid_of
from standards.numbers import plain
from standards.text import Phrase
from submissions.forms import words
from submissions.forms.calculation import (
    ADVICE,
    FAULT,
    GAIN,
    HINT,
    HOLDS,
    KEY,
    KNOWN,
    NUMBER,
    POINTS,
    RANK,
    REASON,
    SENTENCE,
    TITLE,
    Calculation,
)
from submissions.forms.reading import Cell, Read, claim, evidence, read
from submissions.forms.reasons import Reason
from submissions.forms.shown import Shown
from submissions.forms.validation import complaint
from submissions.forms.values import cell_value, text_value
from submissions.raw import Raw

_STEP = 1_000
"""Room for the place of a criterion behind its gain."""


@dataclass(frozen=True)
class Worked:
    """The hidden sheet for some answers: `cells` are what the cells to fill in hold."""

    plan: Calculation
    cells: Mapping[str, Cell]
    name: str = ""
    """The applicant's."""

    @cached_property
    def reads(self) -> dict[str, Read]:
        """Every field, claim and paper as read."""
        plan = self.plan
        found: dict[str, Read] = {}
        for asked in plan.program.standard.asked.values():
            here = plan.place(asked.id)
            cell = self.cells.get(asked.id)
            found[asked.id] = read(asked, plan.inputs[asked.id], cell, here, plan.list_of(asked))
        for id_ in plan.program.claims:
            name = claim_of(id_)
            beside = self._beside(id_, found)
            found[name] = claim(
                plan.inputs[name],
                self.cells.get(name),
                plan.place(name),
                plan.lists["claim"],
                beside,
            )
        for id_ in plan.program.evidenced:
            name = evidence_of(id_)
            found[name] = evidence(plan.inputs[name], self.cells.get(name), plan.lists["paper"])
        return found

    def _beside(self, id: str, reads: Mapping[str, Read]) -> Shown:
        """Whether a criterion is answered: a question of its own; without one, all it hangs on."""
        fields, together = self.plan.own(id)
        known = [bool(reads[f].known.value) for f in fields]
        text = "+".join(self.plan.inside(f, KNOWN) for f in fields) or "0"
        if together:
            return Shown(f"{text}={len(fields) or 1}", bool(fields) and all(known))
        wrong = "".join(f"+{self.plan.inside(f, FAULT)}" for f in fields)
        return Shown(f"{text}{wrong}>0", any(known) or any(reads[f].fault.value for f in fields))

    @cached_property
    def values(self) -> dict[str, int]:
        """Every definition, as the engine works it out."""
        plan = self.plan
        columns: list[pl.Series] = []
        for name, dtype in schema_of(plan.program).items():
            one = self.reads[name]
            held = one.value.value if one.known.value else None
            if dtype == pl.String:
                held = None if held is None else ""
            columns.append(pl.Series(name, [held], dtype=dtype, strict=False))
        for id_ in plan.program.standard.asked:
            fault = int(bool(self.reads[id_].fault.value))
            columns.append(pl.Series(invalid_of(id_), [fault], dtype=pl.Int64))
        frame = completed(plan.program, pl.DataFrame(columns))
        return plan.formulas.worked_out(frame).row(0, named=True)

    def of(self, name: str) -> Shown:
        """A definition, for formulas of other sheets."""
        return Shown(self.plan.outside(name), self.values[name])

    def fault(self, name: str) -> Shown:
        """What is wrong with a field or a claim, for formulas of other sheets."""
        return Shown(self.plan.outside(name, FAULT), self.reads[name].fault.value)

    def sentence(self, name: str) -> Shown:
        """What is said of a field's cell that cannot be read, for formulas of other sheets."""
        return Shown(self.plan.outside(name, SENTENCE), self.sentences[name])

    def hint(self, name: str) -> Shown:
        """The help of a field, for formulas of other sheets."""
        asked = self.plan.program.standard.asked[name]
        text = self._said(asked.help) if asked.help else ""
        return Shown(f'{self.plan.outside(name, HINT)}&""', text)

    @cached_property
    def faults(self) -> Shown:
        """How many cells are at fault."""
        plan = self.plan
        names = list(self.reads)
        first, last = names[0], names[-1]
        text = f'COUNTIF({plan.outside(first, FAULT)}:{plan.inside(last, FAULT)},">0")'
        return Shown(text, sum(bool(one.fault.value) for one in self.reads.values()))

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Field -> the sentence for a wrong cell."""
        language = self.plan.layout.language
        return {f.id: complaint(f, language) for f in self.plan.program.standard.asked.values()}

    @property
    def why(self) -> Shown:
        """The first reason that holds."""
        plan = self.plan
        where = f"MATCH(1,{plan.column(HOLDS)},0)"
        told = next(r.text for r in plan.reasons if self.holds(r).value)
        return Shown(f"INDEX({plan.column(REASON)},{where})", told)

    def holds(self, reason: Reason) -> Shown:
        """1 where a reason holds, for the hidden sheet."""
        if not reason.name:
            return Shown("1", 1)
        text = f"IF({self.plan.inside(reason.name)}={reason.value},1,0)"
        return Shown(text, int(self.values[reason.name] == reason.value))

    # The rows of criteria.

    @cached_property
    def keys(self) -> dict[str, int]:
        """Criterion -> its gain and, behind it, its place from the end; 0 without a gain."""
        most = _STEP - 1
        return {
            id_: gain * _STEP + most - row if (gain := self.values[f"gain:{id_}"]) > 0 else 0
            for id_, row in self.plan.criteria.items()
        }

    def gap(self, place: int, column: int) -> Shown:
        """The n-th largest gap, from 1: what a column of the criteria says; empty without one."""
        plan = self.plan
        order = sorted((i for i, key in self.keys.items() if key), key=lambda i: -self.keys[i])
        found = f"INDEX({plan.column(column)},MATCH({place},{plan.column(RANK)},0))"
        text = f'IF(COUNTIF({plan.column(KEY)},">0")<{place},"",{found})'
        if place > len(order):
            return Shown(text, "")
        return Shown(text, self.criterion(order[place - 1])[column].value)

    def criterion(self, id: str) -> dict[int, Shown]:
        """The cells of a criterion's row by their columns."""
        plan, row = self.plan, self.plan.criteria[id]
        criterion = plan.program.by_criterion[id].criterion
        gain = plan.inside(f"gain:{id}")
        key = f"IF({gain}>0,{gain}*{_STEP}+{_STEP - 1 - row},0)"
        rank = f'COUNTIF({plan.column(KEY)},">"&{_at(KEY, row)})+1'
        above = sum(other > self.keys[id] for other in self.keys.values())
        full = plain(criterion.points)
        points = self.values[f"points:{id}"] / 10_000
        earned = plain_number(points)
        return {
            KEY: Shown(key, self.keys[id]),
            RANK: Shown(rank, above + 1),
            NUMBER: Shown("", id),
            TITLE: Shown("", self._said(criterion.title)),
            ADVICE: Shown("", self.advice(id)),
            POINTS: Shown(f'{plan.inside(f"points:{id}")}/10000&" / {full}"', f"{earned} / {full}"),
            GAIN: Shown(f"{gain}/10000", self.values[f"gain:{id}"] / 10_000),
        }

    def advice(self, id: str) -> str:
        """What an author advises, else that the rule says it."""
        criterion = self.plan.program.by_criterion[id].criterion
        if criterion.advice:
            return self._said(criterion.advice)
        return self._said(words.BY_RULE)

    def _said(self, text: Phrase) -> str:
        return text.in_(self.plan.layout.language)


def plain_number(number: float) -> str:
    """A number as a formula joins it to a text."""
    return f"{number:.15g}"


def _at(column: int, row: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def cells_of(plan: Calculation, raw: Raw) -> dict[str, Cell]:
    """What the cells to fill in hold for a submission."""
    language = plan.layout.language
    asked = plan.program.standard.asked
    found: dict[str, Cell] = {}
    for id_, said in raw.answers.items():
        if id_ in asked:
            found[id_] = cell_value(asked[id_], said.found, language)
    for id_, said in raw.claims.items():
        found[claim_of(id_)] = text_value(said.found)
    for id_, said in raw.evidence.items():
        found[evidence_of(id_)] = text_value(said.found)
    return {name: cell for name, cell in found.items() if cell not in (None, "")}
