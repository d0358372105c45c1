"""Carry: the answers to an old edition become answers to the new one, by its id map.

Everything is told: how many answers were carried, each that has no place any more or does not fit,
and the questions that are new. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from engine.answers import INVALID, ORIGIN, PROBLEM, SAID, Answers, completed, schema_of
from engine.program import Program, claim_of, evidence_of
from standards.id_map import IdMap
from standards.replaces import Target
from submissions.fitting import Fitted, fitted
from submissions.problems import say, shown
from submissions.written import texts

_MOST_NAMED = 40
"""New questions that a note names."""
_LINE = {"row": pl.Int64, "field": pl.String, "found": pl.String, "allowed": pl.String}
_Problems = list[pl.DataFrame]


def carried(answers: Answers, old: Program, new: Program, ids: IdMap) -> Answers:
    """The answers to the old program as answers to the new one, in the same order.

    Problems found before bear the id of the new field; that of a field without a place is followed
    by the edition, such as `3.4@2025.1`.
    """
    return _Carrying(answers, old, new, ids).done()


class _Carrying:
    """One set of answers on its way."""

    def __init__(self, answers: Answers, old: Program, new: Program, ids: IdMap) -> None:
        self.answers = answers
        self.old, self.new, self.ids = old, new, ids
        self.before = completed(old, answers.values)
        self.edition = old.standard.edition
        self.told: _Problems = []
        self.invalid: list[pl.DataFrame] = []

    def done(self) -> Answers:
        """The carried answers."""
        columns = list(self._fields())
        self._dropped()
        flags = [*self._claims(), *self._evidence()]
        bare = pl.DataFrame(height=self.answers.count)
        values = pl.DataFrame([*columns, *flags]) if columns or flags else bare
        self._notes(columns)
        answers = self.answers
        return Answers(
            applicants=answers.applicants,
            values=completed(self.new, values).select(list(schema_of(self.new))),
            invalid=pl.concat([self._renamed(answers.invalid, kept=True), *self.invalid]),
            claims=self._said(answers.claims),
            evidence=self._said(answers.evidence),
            origin=self._renamed(answers.origin, kept=False),
            problems=pl.concat([self._old_problems(), self._problems()]),
        )

    def _fields(self) -> Iterator[pl.Series]:
        """The columns of the new fields that have an old answer."""
        asked = self.new.standard.asked
        for id_, target in self.ids.fields.items():
            if target is None:
                continue
            before, after = self.old.standard.asked[id_], asked[target.to]
            if before.cohort or after.cohort:  # figures of a batch are worked out anew
                continue
            made = fitted(self.before[id_], before, after, target)
            self._misfits(id_, target, made)
            yield made.values

    def _misfits(self, id: str, target: Target, made: Fitted) -> None:
        """What does not fit is invalid; what was rounded is noted."""
        asked = self.old.standard.asked[id]
        if made.bad.any():
            self._tell(made.bad, target.to, texts(asked, self.before[id]), (made.why, "invalid"))
            rows = made.bad.arg_true().cast(pl.Int64).alias("row").to_frame()
            self.invalid.append(rows.with_columns(field=pl.lit(target.to)).select(*INVALID))
        if made.rounded.any():
            places = self.new.standard.asked[target.to].places
            why = say(f"新版只取 {places} 位小数，已四舍五入", f"rounded to {places} decimals")
            self._tell(made.rounded, target.to, texts(asked, self.before[id]), (why, "note"))

    def _tell(self, where: pl.Series, field: str, found: pl.Series, said: tuple[str, str]) -> None:
        """A problem for some rows; `said`: allowed, effect."""
        rows = where.arg_true().cast(pl.Int64)
        words = [shown(text) for text in found.gather(rows).to_list()]
        self.told.append(
            pl.DataFrame(
                [
                    rows.alias("row"),
                    pl.repeat(field, rows.len(), eager=True).alias("field"),
                    pl.Series("found", words, dtype=pl.String),
                    pl.repeat(said[0], rows.len(), eager=True).alias("allowed"),
                    pl.repeat(said[1], rows.len(), eager=True).alias("effect"),
                ]
            )
        )

    def _dropped(self) -> None:
        """Answers to questions that the new edition does not ask."""
        new = self.new.standard.edition
        why = say(f"{new} 版没有对应的填报项", f"edition {new} has no such question")
        for id_, target in self.ids.fields.items():
            answered = self.before[id_].is_not_null()
            asked = self.old.standard.asked[id_]
            if target is None and answered.any() and not asked.cohort:
                found = texts(asked, self.before[id_])
                self._tell(answered, self._gone(id_), found, (why, "ignored"))

    def _gone(self, id: str) -> str:
        return f"{id}@{self.edition}"

    def _claims(self) -> Iterator[pl.Series]:
        """Claims go where the one criterion that came of the old one allows them."""
        for id_ in self.old.claims:
            claimed = self.before[claim_of(id_)]
            several = self.ids.criteria[id_]
            if len(several) == 1 and several[0] in self.new.claims:
                yield claimed.alias(claim_of(several[0]))
            elif claimed.any():
                why = self._no_claim(several)
                reasons = _texts_of(self.answers.claims, id_, self.answers.count)
                self._tell(claimed, self._gone(id_), reasons, (why, "ignored"))

    def _no_claim(self, several: Sequence[str]) -> str:
        if not several:
            new = self.new.standard.edition
            return say(f"{new} 版没有对应的指标", f"edition {new} has no such criterion")
        if len(several) > 1:
            zh, en = "、".join(several), ", ".join(several)
            return say(
                f"原指标已分为 {zh}，请逐项说明是否不适用",
                f"the criterion became {en}; claim each anew where it does not apply",
            )
        return say(
            f"新版指标 {several[0]} 不得以“不适用”处理",
            f"criterion {several[0]} may not be claimed as not applicable",
        )

    def _evidence(self) -> Iterator[pl.Series]:
        for id_ in self.old.evidenced:
            given = self.before[evidence_of(id_)]
            several = self.ids.criteria[id_]
            if len(several) == 1 and several[0] in self.new.evidenced:
                yield given.alias(evidence_of(several[0]))
            elif len(several) > 1 and given.any():
                zh, en = "、".join(several), ", ".join(several)
                why = say(
                    f"原指标已分为 {zh}，请重新附佐证",
                    f"the criterion became {en}; attach papers anew",
                )
                papers = _texts_of(self.answers.evidence, id_, self.answers.count)
                self._tell(given, self._gone(id_), papers, (why, "ignored"))

    def _said(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Claims or papers under the id of the criterion that came of the old one."""
        alone = {old: new[0] for old, new in self.ids.criteria.items() if len(new) == 1}
        if frame is self.answers.claims:
            alone = {old: new for old, new in alone.items() if new in self.new.claims}
        return (
            frame.with_columns(_mapped("criterion", alone))
            .filter(pl.col("criterion").is_not_null())
            .select(*SAID)
        )

    def _renamed(self, frame: pl.DataFrame, *, kept: bool) -> pl.DataFrame:
        """Lines by field under the new ids; `kept`: only of fields that have a place."""
        columns = INVALID if kept else ORIGIN
        to = {old: target.to for old, target in self.ids.fields.items() if target}
        if not kept:
            to = {old: to.get(old, self._gone(old)) for old in self.ids.fields}
        named = frame.with_columns(_mapped("field", to))
        return named.filter(pl.col("field").is_not_null()).select(*columns)

    def _old_problems(self) -> pl.DataFrame:
        """What was told of the old answers, by the new ids."""
        places: dict[str, str] = {
            old: target.to if target else self._gone(old) for old, target in self.ids.fields.items()
        }
        for old, new in self.ids.criteria.items():
            if old not in places:
                places[old] = new[0] if len(new) == 1 else self._gone(old)
        field = pl.coalesce(_mapped("field", places), "field").alias("field")
        return self.answers.problems.with_columns(field).select(*PROBLEM)

    def _notes(self, columns: list[pl.Series]) -> None:
        """For every applicant: how many answers were carried, and which questions are new."""
        count = self.answers.count
        counted = pl.repeat(0, count, dtype=pl.Int64, eager=True)
        for column in columns:
            counted = counted + column.is_not_null().cast(pl.Int64)
        everyone = pl.repeat(True, count, dtype=pl.Boolean, eager=True)
        edition, new = self.edition, self.new.standard.edition
        for number in counted.unique(maintain_order=True):
            why = say(
                f"{number} 项答案由 {edition} 版带入 {new} 版",
                f"{number} answers were carried from edition {edition} to {new}",
            )
            editions = pl.repeat(edition, count, dtype=pl.String, eager=True)
            self._tell(counted == number, "edition", editions, (why, "note"))
        fresh = self.ids.new_fields
        if fresh:
            named = list(fresh[:_MOST_NAMED])
            more = "…" if len(fresh) > _MOST_NAMED else ""
            why = say(
                f"新版新增、旧答案未涉及的填报项（{len(fresh)} 项）：{'、'.join(named)}{more}",
                f"new questions of which the old answers say nothing ({len(fresh)}): "
                f"{', '.join(named)}{more}",
            )
            nothing = pl.repeat("", count, dtype=pl.String, eager=True)
            self._tell(everyone, "", nothing, (why, "note"))

    def _problems(self) -> pl.DataFrame:
        """What was told on the way, in the form of all problems, by applicant."""
        told = [frame for frame in self.told if frame.height]
        if not told:
            return pl.DataFrame(schema=PROBLEM)
        codes = self.answers.applicants.select(
            pl.int_range(pl.len(), dtype=pl.Int64).alias("row"), "applicant"
        )
        files = self._files()
        lines = pl.concat(told).sort("row", maintain_order=True)
        return (
            lines.join(codes, on="row", how="left", maintain_order="left")
            .join(files, on="row", how="left", maintain_order="left")
            .with_columns(pl.col("file").fill_null(""), sheet=pl.lit(""), cell=pl.lit(""))
            .select(*PROBLEM)
        )

    def _files(self) -> pl.DataFrame:
        """The file of every row, where it is known."""
        known = self.answers.origin.select("row", "file").filter(pl.col("file").is_not_null())
        return known.unique("row", keep="first", maintain_order=True)


def _mapped(column: str, names: dict[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(names, default=None, return_dtype=pl.String)


def _texts_of(frame: pl.DataFrame, criterion: str, count: int) -> pl.Series:
    """What was said of a criterion, a text a row."""
    mine = frame.filter(pl.col("criterion") == criterion)
    joined = mine.group_by("row", maintain_order=True).agg(pl.col("text").str.join("; "))
    column = pl.repeat("", count, dtype=pl.String, eager=True)
    return column.scatter(joined["row"], joined["text"].fill_null(""))
