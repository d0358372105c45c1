"""The answer at the top of a report in words: who, the decision, the score, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from reports.clean import short
from reports.findings.finding import Finding
from reports.left import left
from reports.points import in_table, percent
from reports.signs import OUTCOME_SIGNS
from standards.numbers import points_text

_NAME = 120
"""Characters of a name, code or place that a report shows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A finding's first lines, the same in every format."""

    finding: Finding

    @property
    def standard(self) -> list[str]:
        """The kind of document, the standard's title, its edition, and what its points are."""
        wording = self.finding.wording
        words = wording.words
        edition = words.say("edition", edition=wording.edition)
        told = [words["report"], wording.title, edition, words[f"status_{wording.status}"]]
        return [*told, wording.campaign] if wording.campaign else told

    @property
    def title(self) -> str:
        """The applicant's name, or code."""
        return short(self.finding.applicant.title, _NAME)

    @property
    def who(self) -> list[str]:
        """Code, district and category, those that are known and not said in the title."""
        who, words = self.finding.applicant, self.finding.wording.words
        given = (
            ("code", who.code if who.name else ""),
            ("district", who.district),
            ("category", who.category),
        )
        told = ((words[key], short(value, _NAME)) for key, value in given if value)
        return [f"{name}{words['colon']}{value}" for name, value in told]

    @property
    def sign(self) -> str:
        """The sign of the outcome."""
        return OUTCOME_SIGNS[self.finding.outcome]

    @property
    def score(self) -> str:
        """The published score; a dash where there is none."""
        wording, published = self.finding.wording, self.finding.published
        if published is None:
            return wording.words["no_score"]
        return in_table(published, wording.decimals)

    @property
    def out_of(self) -> str:
        """`/ 100 分`."""
        wording = self.finding.wording
        return wording.words.say("out_of", of=points_text(wording.of))

    @property
    def exact(self) -> str:
        """The exact score, where the published one is rounded."""
        exact = self.finding.exact
        if exact is None or exact == self.finding.published:
            return ""
        return self.finding.wording.words.say("exact_score", exact=points_text(exact))

    @property
    def next(self) -> str:
        """What is missing to the next grade, and until when it may be mended."""
        f, words, told = self.finding, self.finding.wording.words, []
        if f.next is not None:
            told.append(f.next.text)
        elif f.outcome == "named" and not f.reasons:
            told.append(words["best_grade"])
        if f.deadline is not None:
            days = (f.deadline - f.as_of).days
            told.append(words.say("deadline", day=f.deadline.isoformat(), days=days))
        return words.sentence(told)

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """Coverage, day of judgement, the end of the present stage, bonus and penalty."""
        f, words = self.finding, self.finding.wording.words
        decimals = f.wording.decimals
        yield words["coverage"], percent(f.coverage)
        yield words["day"], f.as_of.isoformat()
        stage = next(((name, day) for name, day in f.wording.stages if day >= f.as_of), None)
        if stage:
            days = left((stage[1] - f.as_of).days, words)
            ends = words.say("aside", what=stage[1].isoformat(), aside=days)
            yield words.say("stage_ends", stage=stage[0]), ends
        if f.bonus:
            yield words["bonus"], f"+{in_table(f.bonus, decimals)}"
        if f.penalty:
            yield words["penalty"], f"−{in_table(f.penalty, decimals)}"

    @property
    def record(self) -> list[str]:
        """What anyone needs to recompute this."""
        f, wording = self.finding, self.finding.wording
        words = wording.words
        standard = words.say("record_standard", standard=wording.standard, edition=wording.edition)
        told = [f"{standard} {wording.digest}"]
        if f.digest:
            told.append(f"{words['record_submission']} {f.digest}")
        return [*told, words.say("record_made", version=_version())]


@lru_cache(maxsize=1)
def _version() -> str:
    return version("dabiao")
