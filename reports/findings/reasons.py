"""Why an outcome is what it is, and what is missing to the next grade, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.program import Program
from reports.findings.conditions import Clause, Reader
from reports.findings.finding import NextGrade, Reason
from reports.findings.measures import value_measure
from reports.findings.telling import Row, tell
from reports.words import Words
from standards.lowering import Lowered, setting_of
from standards.model import Grade
from standards.numbers import POINT_DECIMALS, plain, scaled, unscaled
from standards.parse import conjuncts
from standards.text import Text


@dataclass(frozen=True, slots=True)
class _Gate:
    id: str
    title: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Veto:
    """`name` is `<criterion>:<place>`, as in the names of definitions."""

    name: str
    title: str
    effect: str
    said: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Minimum:
    """The least points of a part, in ten-thousandths."""

    part: str
    title: str
    points: int
    share: str


@dataclass(frozen=True, slots=True)
class _Aim:
    """A grade and the conditions for it, one by one."""

    grade: Grade
    name: str
    clauses: tuple[Clause, ...]


class Reasons:
    """The conditions of one standard in one language, ready to be told for any applicant."""

    def __init__(self, program: Program, words: Words) -> None:
        self.words = self._words = words
        self._program = program
        self._needed = program.standard.coverage_needed
        reader = Reader(program, words.language)
        self._gates = [
            _Gate(gate.id, self._text(gate.title), reader.read(gate.require))
            for gate in program.standard.gates
        ]
        self._vetoes = [veto for low in program.lowered for veto in self._of_criterion(low)]
        self._minima = [
            _Minimum(part.id, self._text(part.title), scaled(least, POINT_DECIMALS), share)
            for _, part in program.standard.walk_parts()
            if (least := part.minimum_points) is not None
            and (share := f"{plain(part.minimum or Decimal(0))}%")
        ]
        self._aims = [
            _Aim(grade, self._text(grade.name), tuple(map(reader.read, conjuncts(grade.when))))
            for grade in program.standard.grades
        ]

    def _text(self, text: Text) -> str:
        return text.in_(self._words.language)

    def _of_criterion(self, lowered: Lowered) -> Iterator[_Veto]:
        criterion = lowered.criterion
        if not criterion.veto:
            return
        value = value_measure(setting_of(self._program.standard, criterion), self._words.language)
        reader = Reader(self._program, self._words.language, value)
        for place, veto in enumerate(criterion.veto):
            said = self._text(veto.say) if veto.say else ""
            title, clause = self._text(criterion.title), reader.read(veto.when)
            yield _Veto(f"{criterion.id}:{place}", title, veto.effect, said, clause)

    def of(self, row: Row) -> tuple[Reason, ...]:
        """Every reason why the best grade was not reached, the weightiest first."""
        # Two vetoes of one criterion may say the same.
        deciding = list(dict.fromkeys([*self._gates_of(row), *self._vetoes_of(row)]))
        return (
            *(reason for reason in deciding if not reason.kind.endswith("_open")),
            *(reason for reason in deciding if reason.kind.endswith("_open")),
            *self._coverage_of(row),
            *self._minima_of(row),
            *self._grades_of(row),
        )

    def _gates_of(self, row: Row) -> Iterator[Reason]:
        say = self._words.say
        for gate in self._gates:
            if row.value(f"gate:{gate.id}"):
                continue
            if row.value(f"gate_open:{gate.id}"):
                missing = self._unanswered(gate.clause, row)
                key = "gate_open_fields" if missing else "gate_open"
                yield Reason("gate_open", say(key, gate=gate.title, fields=missing))
            else:
                told = tell(gate.clause, row, self._words)
                yield Reason("gate", say("gate_unmet", gate=gate.title, why=told))

    def _vetoes_of(self, row: Row) -> Iterator[Reason]:
        say = self._words.say
        for veto in self._vetoes:
            if row.value(f"veto:{veto.name}"):
                told = veto.said or tell(veto.clause, row, self._words)
                effect = self._words[f"effect_{veto.effect}"]
                text = say("veto_fired", criterion=veto.title, why=told, effect=effect)
                yield Reason("veto", text)
            elif row.value(f"veto_open:{veto.name}"):
                yield Reason("veto_open", say("veto_open", criterion=veto.title))

    def _coverage_of(self, row: Row) -> Iterator[Reason]:
        if not row.value("scored"):
            yield Reason("nothing_applies", self._words["nothing_applies"])
            return
        covered, coverable = row.value("covered") or 0, row.value("coverable") or 0
        if 100 * covered < self._needed * coverable:
            shown = f"{plain(unscaled(row.value('coverage') or 0, 2))}%"
            needed = f"{plain(self._needed)}%"
            text = self._words.say("coverage_low", coverage=shown, needed=needed)
            yield Reason("coverage", text)

    def _minima_of(self, row: Row) -> Iterator[Reason]:
        points = self._words.points
        for minimum in self._minima:
            if row.value(f"minimum:{minimum.part}"):
                continue
            present = row.value(f"part:{minimum.part}") or 0
            text = self._words.say(
                "minimum_missed",
                part=minimum.title,
                present=points(present),
                needed=points(minimum.points),
                share=minimum.share,
                missing=points(minimum.points - present),
            )
            yield Reason("minimum", text)

    def _grades_of(self, row: Row) -> Iterator[Reason]:
        """For every better grade the conditions missed, the nearest grade first."""
        reached = row.value("grade") or 0
        for place in range(reached - 1, -1, -1):
            aim = self._aims[place]
            told = [tell(clause, row, self._words) for clause in self._missed(aim, row)]
            if told:
                all_told = self._words.sentence(told)
                text = self._words.say("grade_missed", grade=aim.name, why=all_told)
                yield Reason("grade", text, aim.name)

    @staticmethod
    def _missed(aim: _Aim, row: Row) -> list[Clause]:
        numbered = enumerate(aim.clauses)
        return [c for n, c in numbered if not row.value(f"grade:{aim.grade.id}:{n}")]

    def _unanswered(self, clause: Clause, row: Row) -> str:
        asked = self._program.standard.asked
        names = [
            self._words.quoted(self._text(asked[column].ask))
            for column in dict.fromkeys(clause.columns)
            if column in asked and row.value(column) is None
        ]
        return self._words.listed(names)

    def next(self, row: Row) -> NextGrade | None:
        """The next better grade; None at the best, or where the score does not decide."""
        reached = row.value("grade") or 0
        if reached == 0:
            return None
        aim = self._aims[reached - 1]
        missed = self._missed(aim, row)
        unmet = sum(not row.value(f"minimum:{minimum.part}") for minimum in self._minima)
        if not missed and not unmet:
            return None  # a veto lowered the grade
        score = next((c for c in aim.clauses if self._is_score(c)), None)
        others = unmet + sum(clause is not score for clause in missed)
        missing = self._short(score, row) if score is not None else None
        return NextGrade(aim.grade.id, aim.name, missing, others, self._told(aim, missing, others))

    @staticmethod
    def _is_score(clause: Clause) -> bool:
        measure = clause.measure
        above = clause.relation in (">=", ">") and clause.needed is not None
        return above and measure is not None and measure.column in ("score", "published")

    @staticmethod
    def _short(clause: Clause, row: Row) -> int:
        """Ten-thousandths that the score is short; one where it must be exceeded and is equal."""
        if clause.measure is None or clause.needed is None:
            return 0
        least = scaled(clause.needed, POINT_DECIMALS) + (clause.relation == ">")
        return max(0, least - (row.value(clause.measure.column) or 0))

    def _told(self, aim: _Aim, missing: int | None, others: int) -> str:
        if not missing:
            return self._words.count("next_conditions", others, grade=aim.name)
        points = self._words.points(missing)
        if not others:
            return self._words.say("next_points", points=points, grade=aim.name)
        return self._words.count("next_both", others, points=points, grade=aim.name)
