"""What the form shows of its result beside the questions: points, states, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.program import OUTCOMES, claim_of
from engine.state_of import STATES
from standards.criterion import Criterion
from standards.numbers import plain
from standards.text import Language, Phrase
from submissions.forms import live_words
from submissions.forms.cells import Cells
from submissions.forms.layout import Line
from submissions.forms.reading import ANSWERED, NO_REASON
from submissions.forms.shown import (
    Shown,
    first,
    in_points,
    is_above,
    joined,
    number,
    pick,
    same,
    share,
)
from submissions.forms.shown import words as said_so
from submissions.forms.worked import Worked

_LOSING = ("partly", "unmet", "unanswered", "invalid", "unproven")
_LONGEST_NAME = 60
_WRONG = "✕ "


@dataclass(frozen=True)
class Results:
    """The formulas of the result, in the form's language."""

    worked: Worked

    @property
    def language(self) -> Language:
        """Of the form."""
        return self.worked.plan.layout.language

    def word(self, phrase: Phrase) -> Shown:
        """A text, cut where an author made it long."""
        return said_so(phrase.in_(self.language)[:_LONGEST_NAME])

    def of(self, name: str) -> Shown:
        """A definition."""
        return self.worked.of(name)

    def decision(self) -> Shown:
        """The outcome and the grade in words."""
        standard = self.worked.plan.program.standard
        outcome, grade = self.of("outcome"), self.of("grade")
        by_grade = [
            (
                same(grade, number(place)),
                joined(
                    self.word(live_words.OUTCOMES[one.outcome]), said_so(" · "), self.word(one.name)
                ),
            )
            for place, one in enumerate(standard.grades)
        ]
        stops = [
            (same(outcome, number(OUTCOMES.index(name))), self.word(live_words.OUTCOMES[name]))
            for name in ("refused", "not_judged")
        ]
        return first(*stops, *by_grade, otherwise=self.word(live_words.OUTCOMES["failed"]))

    def total(self) -> Shown:
        """The score as it is published; a dash where nothing applies."""
        scored = same(self.of("scored"), number(1))
        return pick(scored, in_points(self.of("published")), said_so("–"))

    def part(self, id: str) -> Shown:
        """The points of a part; a dash where nothing of it applies."""
        scored = same(self.of(f"scored:{id}"), number(1))
        return pick(scored, in_points(self.of(f"part:{id}")), said_so("–"))

    def part_share(self, id: str, full: int) -> Shown:
        """The share of a part's points, for a bar; empty where nothing of it applies."""
        scored = same(self.of(f"scored:{id}"), number(1))
        return pick(scored, share(self.of(f"part:{id}"), full), said_so(""))

    def total_share(self, full: int) -> Shown:
        """The score as a share of the full points; empty where nothing applies."""
        scored = same(self.of("scored"), number(1))
        return pick(scored, share(self.of("published"), full), said_so(""))

    def standing(self, lines: Sequence[Line] = ()) -> Shown:
        """The score and the grade in one line, after the points of a sheet's criteria."""
        standard = self.worked.plan.program.standard
        full = f" / {plain(standard.points)}　"
        parts = [self.word(live_words.TOTAL), said_so(" "), self.total(), said_so(full)]
        inner = next((line.criterion for line in lines if line.criterion), None)
        part = (
            next((p for p in standard.parts if inner in _criteria_of(p)), None) if inner else None
        )
        if part is not None:
            ahead = [self.word(live_words.PART), said_so(" "), self.part(part.id)]
            parts = [*ahead, said_so(f" / {plain(part.points)}　"), *parts]
        parts.append(self.decision())
        wrong = is_above(self.worked.faults, 0)
        told = joined(said_so(f"　{_WRONG}"), self.worked.faults, self.word(live_words.FAULTS))
        return joined(*parts, pick(wrong, told, said_so("")))

    # Beside the questions.

    def at_shared(self, cells: Cells, line: Line) -> None:
        """A hint, or what is wrong with the cell."""
        assert line.field is not None  # noqa: S101 - shared lines have a field
        hint = cells.said(line.field.help)
        fault = self.worked.fault(line.field.id)
        sentence = self.worked.sentences[line.field.id]
        kept = self.worked.hint(line.field.id)
        shown = pick(same(fault, number(1)), self._wrong(line.field.id), kept)
        cells.live(line.row, "hint", shown, "faint", max(hint, _WRONG + sentence, key=len))
        cells.live(line.row, "fault", fault, "hidden")

    def at_question(self, cells: Cells, line: Line) -> None:
        """What is wrong with the cell of a further question."""
        assert line.field is not None  # noqa: S101 - questions have a field
        fault = self.worked.fault(line.field.id)
        shown = pick(same(fault, number(1)), self._wrong(line.field.id), said_so(""))
        cells.live(line.row, "note", shown, "question_note")
        cells.live(line.row, "fault", fault, "hidden")

    def at_criterion(self, cells: Cells, line: Line, criterion: Criterion) -> None:
        """Points, the state in words, and what is wrong with its cells."""
        id_, row = criterion.id, line.row
        applies = same(self.of(f"applies:{id_}"), number(1))
        points = pick(applies, in_points(self.of(f"points:{id_}")), said_so("–"))
        cells.live(row, "score", points, "score")
        state = self.of(f"state:{id_}")
        note = self._state(criterion)
        fault = number(0)
        if criterion.not_applicable:
            fault = self.worked.fault(claim_of(id_))
            note = first(
                (same(fault, number(NO_REASON)), self._say(live_words.NO_REASON)),
                (same(fault, number(ANSWERED)), self._say(live_words.ANSWERED)),
                otherwise=note,
            )
        if line.field is not None:
            own = self.worked.fault(line.field.id)
            note = pick(same(own, number(1)), self._wrong(line.field.id), note)
            fault = pick(is_above(own, 0), own, fault)
        cells.live(row, "note", note, "note", live_words.ROOM)
        cells.live(row, "state", state, "hidden")
        cells.live(row, "fault", fault, "hidden")

    def _state(self, criterion: Criterion) -> Shown:
        """The state with its sign, and how many points are missing."""
        state, lost = self.of(f"state:{criterion.id}"), self.of(f"lost:{criterion.id}")
        penalty = self.worked.plan.program.standard.penalty
        takes = penalty is not None and criterion in penalty.criteria
        before = live_words.TAKEN if takes else live_words.LOST
        short = joined(self.word(before), in_points(lost), self.word(live_words.POINTS))
        missing = pick(is_above(lost, 0), short, said_so(""))
        cases = []
        for place, name in enumerate(STATES):
            text = self.word(live_words.STATES[name])
            losing = name in _LOSING or takes
            cases.append((same(state, number(place)), joined(text, missing) if losing else text))
        return first(*cases[1:], otherwise=cases[0][1])

    def _wrong(self, field: str) -> Shown:
        return joined(said_so(_WRONG), self.worked.sentence(field))

    def _say(self, phrase: Phrase) -> Shown:
        return joined(said_so(_WRONG), said_so(phrase.in_(self.language)))


def _criteria_of(part: object) -> list[Criterion]:
    found = list(getattr(part, "criteria", ()))
    for inner in getattr(part, "parts", ()):
        found += _criteria_of(inner)
    return found


def color(cells: Cells) -> None:
    """Lost points and wrong cells in colour; what they say stands there in words, too."""
    sheet, made, looks = cells.sheet, cells.made, cells.looks
    rows = [line.row for line in sheet.lines]
    top, last = min(rows), max(rows)
    fault = f"${cells.at(top, 'fault')}"

    def mark(column: str, criteria: str, look: str) -> None:
        place = sheet.column(column)
        rule = {"type": "formula", "criteria": f"={criteria}", "format": looks[look]}
        made.conditional_format(top, place, last, place, rule)

    mark("answer", f"{fault}=1", "wrong")
    if "note" not in sheet.columns:
        mark("hint", f"{fault}=1", "wrong")
        return
    mark("claim", f"{fault}>1", "wrong")
    mark("note", f"{fault}>0", "wrong")
    state = f"${cells.at(top, 'state')}"
    for column in ("score", "note"):
        for name, look in live_words.COLOURS.items():
            mark(column, f"{state}={STATES.index(name)}", look)
