"""How much of a score is certain: its split, and the grades at both ends of judgement, in words."""

from __future__ import annotations

from dataclasses import dataclass

from reports.figures import share_of
from reports.findings.finding import Certainty, Finding
from reports.findings.telling import Row
from reports.findings.wording import Wording
from reports.words import Words
from standards.numbers import points_text

GRADED = ("named", "conditional", "failed")
"""Outcomes in which the score decides, so that grades can be spoken of."""


def certainty(row: Row, wording: Wording) -> Certainty:
    """The certainty of one applicant, from the columns of `engine.judgement`."""
    grades = wording.program.standard.grades

    def name(column: str) -> str:
        place = row.value(column)
        is_reached = place is not None and place < len(grades)
        return grades[place].name.in_(wording.language) if is_reached and place is not None else ""

    certain, judged, unproven, most = (
        row.value(column) or 0 for column in ("certain", "judged", "unproven", "most")
    )
    return Certainty(certain, judged, unproven, most, name("strict_grade"), name("most_grade"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the whole score: its share in ten-thousandths, its points, its words."""

    kind: str
    share: int
    points: int
    text: str


def pieces(finding: Finding) -> list[Piece]:
    """The split of the full points: certain, judged, unproven, and what was not earned."""
    held, wording = finding.certainty, finding.wording
    if held is None:
        return []
    of, words = wording.of, wording.words
    score = held.certain + held.judged + held.unproven
    points = (held.certain, held.judged, held.unproven, max(of - score, 0))
    told = zip(("certain", "judged", "unproven", "lost"), points, strict=True)
    whole = max(of, score)  # with a bonus the score may be more
    return [
        Piece(kind, share_of(p, whole), p, words.say(f"{kind}_piece", points=words.points(p)))
        for kind, p in told
        if p or kind == "certain"
    ]


def certainty_in_words(finding: Finding) -> str:
    """What the score could be, and whether the decision would stand."""
    held, words = finding.certainty, finding.wording.words
    if held is None:
        return ""
    if not held.judged and not held.unproven and held.most == held.certain:
        return words["certain_all"]
    least, most = points_text(held.certain), points_text(held.most)
    told = [words.say("certain_range", least=least, most=most)]
    if finding.outcome in GRADED:
        told.append(_grades(held, words))
    return ("" if words.language == "zh" else " ").join(told)


def _grades(held: Certainty, words: Words) -> str:
    if held.least_grade != held.most_grade:
        none = words["no_grade"]
        least, most = held.least_grade or none, held.most_grade or none
        return words.say("certain_open", least=least, most=most)
    if not held.least_grade:
        return words["certain_firm_none"]
    return words.say("certain_firm", grade=held.least_grade)
