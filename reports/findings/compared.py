"""An applicant beside the median of its district, and itself in an earlier run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.clean import short
from reports.decision import decision
from reports.findings.finding import Finding
from reports.words import words
from reports.yardsticks import Earlier, Medians
from standards.numbers import points_text

_DISTRICT = 40


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line, all in ten-thousandths; None: there is none, or it cannot be compared.

    `depth` is -1 for the total, else that of the part; criteria have 0. `change` is None too where
    the full points were others.
    """

    id: str
    title: str
    depth: int
    now: int | None
    of: int
    median: int | None
    earlier: int | None
    earlier_of: int | None

    @property
    def against(self) -> int | None:
        """By how much it is above the median."""
        return None if self.now is None or self.median is None else self.now - self.median

    @property
    def change(self) -> int | None:
        """By how much it rose."""
        if self.now is None or self.earlier is None or self.earlier_of != self.of:
            return None
        return self.now - self.earlier


@dataclass(frozen=True, slots=True)
class Compared:
    """The total and the parts; the criteria that changed; and whom they stand beside, in words."""

    lines: tuple[ComparedLine, ...]
    criteria: tuple[ComparedLine, ...]
    notes: tuple[str, ...]
    has_median: bool
    has_earlier: bool


def compared(finding: Finding) -> Compared | None:
    """The comparison of one applicant; None where nothing is known of others or of earlier."""
    medians, earlier = finding.comparison.medians, finding.comparison.earlier
    if medians is None and earlier is None and not finding.comparison.is_new:
        return None
    return Compared(
        tuple(_lines(finding, medians, earlier)),
        tuple(_criteria(finding, earlier)) if earlier else (),
        tuple(_notes(finding, medians, earlier)),
        medians is not None,
        earlier is not None,
    )


def _lines(
    finding: Finding, medians: Medians | None, earlier: Earlier | None
) -> Iterator[ComparedLine]:
    wording = finding.wording
    yield ComparedLine(
        "",
        wording.words["total"],
        -1,
        finding.exact,
        wording.of,
        medians.total if medians else None,
        earlier.exact if earlier else None,
        earlier.of if earlier else None,
    )
    for part in finding.parts:
        line = part.line
        before = earlier.parts.get(line.id) if earlier else None
        yield ComparedLine(
            line.id,
            line.title,
            line.depth,
            part.exact,
            line.of,
            medians.parts.get(line.id) if medians else None,
            *(before or (None, None)),
        )


def _criteria(finding: Finding, earlier: Earlier) -> Iterator[ComparedLine]:
    """The criteria whose points or full points differ; those that are new have no earlier ones."""
    for criterion in finding.criteria:
        line = criterion.line
        before = earlier.criteria.get(line.id)
        if before != (criterion.points, line.of):
            told = before or (None, None)
            yield ComparedLine(line.id, line.title, 0, criterion.points, line.of, None, *told)


def _notes(finding: Finding, medians: Medians | None, earlier: Earlier | None) -> Iterator[str]:
    say, wording = finding.wording.words, finding.wording
    if medians is not None:
        district = short(medians.district, _DISTRICT)
        key = "compared_district" if district else "compared_run"
        group = say.say(key, n=medians.count, district=district)
        yield say.say("compared_group_note", group=group)
    if finding.comparison.is_new:
        yield say["compared_nobody"]
    if earlier is None:
        return
    yield say.say(
        "compared_earlier_note",
        day=earlier.as_of.isoformat(),
        edition=earlier.edition,
        decision=decision(earlier.outcome, earlier.grade, words(wording.language)),
        score="–" if earlier.exact is None else points_text(earlier.exact),
    )
    if not earlier.is_same:
        before = _edition(earlier.standard, earlier.edition, earlier.digest)
        now = _edition(wording.standard, wording.edition, wording.digest)
        yield say.say("compared_edition", before=before, now=now)


def _edition(standard: str, edition: str, digest: str) -> str:
    """`green-community 2026.1 (1a2b3c4d)`: with the beginning of the digest, as editions lie."""
    return f"{standard} {edition} ({digest.removeprefix('sha256:')[:8]})"
