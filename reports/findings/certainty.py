"""How much of a score is certain: its split, and the grades at both ends of judgement."""

from __future__ import annotations

from reports.findings.finding import Certainty
from reports.findings.telling import Row
from reports.findings.wording import Wording


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
