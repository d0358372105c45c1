"""The effect of a change of edition in the words of one language, as pages and windows show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

import polars as pl

from engine.program import OUTCOMES, Program
from reports.clean import clean, short
from reports.effect import VERDICTS, Effect
from reports.effect.groups import Group
from reports.points import in_table
from reports.words import Words, words
from standards.numbers import POINT, points_text
from standards.text import Language

MOST_LISTED = 40
_STEPS = (POINT // 2, POINT, 2 * POINT, 5 * POINT, 10 * POINT, 20 * POINT)
_MOST_STEPS = 14
_NAME = 80
MINUS = "−"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A part or criterion: its ids, full points before and now, means, who gains and loses."""

    ids: str
    title: str
    of: str
    old: str
    new: str
    open: str
    change: str
    up: str
    down: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An applicant: scores and grades before and now, what lies between where it is open."""

    code: str
    title: str
    district: str
    old: str
    new: str
    change: str
    old_grade: str
    new_grade: str
    verdict: str
    verdict_key: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the distribution: from its first value, how many at least and at most."""

    label: str
    least: int
    most: int


class EffectView:
    """The effect in words."""

    def __init__(self, effect: Effect, language: Language) -> None:
        self.effect = effect
        self.words: Words = words(language)
        self.language = language
        self.decimals = effect.new.standard.decimals
        frame = effect.applicants
        self.total = frame.height
        self.scored = frame.filter(pl.col("verdict") != "unscored")

    @property
    def how(self) -> list[str]:
        """How it was worked out, what was carried, and which questions are new."""
        effect, say = self.effect, self.words
        counts = {"carried": effect.carried, "lost": effect.lost, "invalid": effect.invalid}
        fresh = effect.ids.new_fields
        named = [f"{id_} {effect.new.standard.asked[id_].ask.in_(self.language)}" for id_ in fresh]
        told = say["effect_fresh_none"]
        if fresh:
            told = say.say("effect_fresh", n=len(fresh), list=say.listed(named))
        day = effect.as_of.isoformat()
        return [say.say("effect_how", day=day), say.say("effect_carried", **counts), told]

    @property
    def verdicts(self) -> list[tuple[str, str, int]]:
        """Key, words and number of each way to fare, but those that nobody does."""
        counted = [(key, self.words[f"effect_{key}"], self.effect.count(key)) for key in VERDICTS]
        return [row for row in counted if row[2] or row[0] in ("gains", "loses")]

    @property
    def means(self) -> list[str]:
        """The mean score before and now; how much of the change is for lack of answers."""
        if not self.scored.height:
            return []
        say, count = self.words, self.scored.height
        old, least, most = (int(self.scored[name].sum()) for name in ("old", "least", "most"))
        told = {"old": mean(old, count), "least": mean(least, count), "most": mean(most, count)}
        key = "effect_mean" if least != most else "effect_mean_sure"
        change, real, open_ = least - old, most - old, least - most
        if real > 0 > change:
            # The old answers allow both: what new questions hold back is no loss by the rules.
            real, open_ = 0, change
        elif change >= 0:
            real, open_ = change, 0
        parts = {"change": signed(change, count), "real": signed(real, count)}
        return [
            say.say(key, **told),
            say.say("effect_split", **parts, open=signed(open_, count)),
        ]

    @property
    def grade_heads(self) -> list[str]:
        """The new grades, then the outcomes without one that somebody has."""
        return [name for _, name in self._standings("least")]

    @property
    def grade_rows(self) -> list[tuple[str, list[str]]]:
        """Old grade, and how many of its holders reach each new one: `12 (14)`."""
        columns = self._standings("least")
        return [
            (name, [self._moves(key, column) for column, _ in columns])
            for key, name in self._standings("old")
        ]

    @property
    def grade_moves(self) -> str:
        """How many surely change their grade, and how many may."""
        low, high = self._changed("least"), self._changed("most")
        sure = int((low & high).sum())
        return self.words.say("effect_grade_moves", sure=sure, may=int((low | high).sum()) - sure)

    def _changed(self, name: str) -> pl.Series:
        """Whether the standing in the new edition is another, by the grade's id."""
        pairs = zip(self._keys("old"), self._keys(name), strict=True)
        return pl.Series([old != new for old, new in pairs], dtype=pl.Boolean)

    def _standings(self, name: str) -> list[tuple[str, str]]:
        """Key and name of every grade, and of outcomes without a grade that occur."""
        program = self.effect.old if name == "old" else self.effect.new
        grades = [(grade.id, grade.name.in_(self.language)) for grade in program.standard.grades]
        names = ("old",) if name == "old" else ("least", "most")
        present = {key for one in names for key in self._keys(one)}
        outcomes = [
            (f"={outcome}", self.words[f"outcome_{outcome}"])
            for outcome in OUTCOMES
            if f"={outcome}" in present
        ]
        return grades + outcomes

    @cached_property
    def _pairs(self) -> dict[str, Counter[tuple[str, str]]]:
        """How many go from each old standing to each new one, at least and at most."""
        old = self._keys("old")
        return {
            name: Counter(zip(old, self._keys(name), strict=True)) for name in ("least", "most")
        }

    def _keys(self, name: str) -> list[str]:
        program = self.effect.old if name == "old" else self.effect.new
        columns = self.effect.applicants.select(f"{name}_grade", f"{name}_outcome")
        return [_key(program, grade, outcome) for grade, outcome in columns.iter_rows()]

    def _moves(self, old: str, new: str) -> str:
        least, most = (self._pairs[name][old, new] for name in ("least", "most"))
        if not least and not most:
            return ""
        return str(least) if least == most else f"{least} ({most})"

    @property
    def steps(self) -> list[Step]:
        """The distribution of new score less old."""
        low = (self.scored["least"] - self.scored["old"]).to_list()
        high = (self.scored["most"] - self.scored["old"]).to_list()
        if not low:
            return []
        spread = max(high) - min(low)
        width = next((one for one in _STEPS if spread // one < _MOST_STEPS), _STEPS[-1])
        first, last = min(low) // width, max(high) // width
        return [
            Step(
                f"{change_text(place * width)}",
                sum(value // width == place for value in low),
                sum(value // width == place for value in high),
            )
            for place in range(first, last + 1)
        ]

    @property
    def most_in_step(self) -> int:
        """The greatest number in a step, for drawing."""
        return max((max(step.least, step.most) for step in self.steps), default=1)

    def groups(self, kind: str) -> list[GroupRow]:
        """The parts in order; the criteria that differ, the greatest mean change first."""
        found = [group for group in self.effect.groups if group.kind == kind]
        if kind == "criterion":
            found = [group for group in found if group.differs]
            found.sort(key=lambda group: -max(abs(group.least - group.old), group.most - group.old))
        return [self._row(group) for group in found]

    def _row(self, group: Group) -> GroupRow:
        count, say = max(self.total, 1), self.words
        full = [
            say["unknown"] if of is None else points_text(of) for of in (group.old_of, group.new_of)
        ]
        return GroupRow(
            ids=group.ids,
            title=group.title.in_(self.language),
            of=full[0] if full[0] == full[1] else f"{full[0]} → {full[1]}",
            old=mean(group.old, count),
            new=mean(group.least, count),
            open=mean(group.most - group.least, count) if group.most != group.least else "",
            change=signed(group.least - group.old, count),
            up=str(group.gain or ""),
            down=str(group.lose or ""),
        )

    @property
    def moved(self) -> list[Moved]:
        """Those who change most, surely lower ones first."""
        order = {key: place for place, key in enumerate(VERDICTS)}
        rows = [row for row in self.effect.applicants.iter_rows(named=True) if _moves(row)]
        rows.sort(key=lambda row: (order[row["verdict"]], -_size(row), row["applicant"]))
        return [self._moved(row) for row in rows[:MOST_LISTED]]

    @property
    def left_off(self) -> str:
        """How many more there are."""
        count = sum(map(_moves, self.effect.applicants.iter_rows(named=True))) - MOST_LISTED
        return self.words.count("effect_more", count) if count > 0 else ""

    def _moved(self, row: dict[str, object]) -> Moved:
        grades = [
            self._grade(self.effect.new, row[f"{name}_grade"], row[f"{name}_outcome"])
            for name in ("least", "most")
        ]
        scores = [self._score(row[name]) for name in ("least", "most")]
        changes = [self._change(row["old"], row[name]) for name in ("least", "most")]
        code, name = clean(str(row["applicant"] or "")), clean(str(row["name"] or ""))
        return Moved(
            code=short(code, _NAME),
            title=short(name or code, _NAME),
            district=short(clean(str(row["district"] or "")), _NAME),
            old=self._score(row["old"]),
            new=self._between("effect_to", scores),
            change=self._between("effect_to", changes),
            old_grade=self._grade(self.effect.old, row["old_grade"], row["old_outcome"]),
            new_grade=self._between("effect_or", grades),
            verdict=self.words[f"effect_{row['verdict']}"],
            verdict_key=str(row["verdict"]),
        )

    def _between(self, key: str, texts: list[str]) -> str:
        if texts[0] == texts[1]:
            return texts[0]
        return self.words.say(key, least=texts[0], most=texts[1])

    def _score(self, exact: object) -> str:
        if not isinstance(exact, int):
            return self.words["no_score"]
        return in_table(exact, self.decimals)

    def _change(self, old: object, new: object) -> str:
        if not isinstance(old, int) or not isinstance(new, int):
            return self.words["unknown"]
        return change_text(new - old)

    def _grade(self, program: Program, grade: object, outcome: object) -> str:
        grades = program.standard.grades
        if isinstance(grade, int) and grade < len(grades):
            return grades[grade].name.in_(self.language)
        place = outcome if isinstance(outcome, int) else 0
        return self.words[f"outcome_{OUTCOMES[place]}"]

    def show_groups(self) -> Iterator[tuple[str, str, list[GroupRow]]]:
        """Kind, heading and rows of both tables."""
        yield "part", self.words["effect_parts"], self.groups("part")
        yield "criterion", self.words["effect_criteria"], self.groups("criterion")


def _key(program: Program, grade: int, outcome: int) -> str:
    """The id of a grade; without one `=` and the outcome."""
    grades = program.standard.grades
    return grades[grade].id if grade < len(grades) else f"={OUTCOMES[outcome]}"


def _moves(row: dict[str, object]) -> bool:
    return row["verdict"] not in ("same", "unscored")


def _size(row: dict[str, object]) -> int:
    old, least, most = (row[name] for name in ("old", "least", "most"))
    if not (isinstance(old, int) and isinstance(least, int) and isinstance(most, int)):
        return 0
    return max(abs(least - old), abs(most - old))


def mean(total: int, count: int) -> str:
    """A mean of ten-thousandths with two decimals."""
    exact = Decimal(total) / (Decimal(POINT) * count)
    text = f"{exact.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
    return text.replace("-", MINUS) if Decimal(text) else "0.00"


def signed(total: int, count: int) -> str:
    """The same with its sign."""
    text = mean(total, count)
    return f"+{text}" if total > 0 and text != "0.00" else text


def change_text(whole: int) -> str:
    """A change of a score with its sign: `+1.5`, `−3`, `0`."""
    text = points_text(abs(whole))
    return f"+{text}" if whole > 0 else f"{MINUS}{text}" if whole < 0 else text
