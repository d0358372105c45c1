"""Findings as JSON, as `dabiao check --json` prints them: exact, with decimals as strings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from reports.findings.compared import ComparedLine, compared
from reports.findings.finding import CriterionFinding, Finding
from reports.findings.lines import CriterionLine
from standards.numbers import points_text, unscaled


def render(*findings: Finding) -> str:
    """One object; with several findings of one applicant an object of them by language."""
    if len(findings) == 1:
        return _written(document(findings[0]))
    return _written({f.wording.language: document(f) for f in findings})


def render_all(findings: Sequence[Finding]) -> str:
    """One object for one finding, a list for several; ends with a line break."""
    found = [document(finding) for finding in findings]
    return _written(found[0] if len(found) == 1 else found)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def document(finding: Finding) -> dict[str, Any]:
    """The finding as plain values; `exact` counts ten-thousandths of a point.

    `score`, `exact` and `grade` are null where there is none, as is a figure of which an answer is
    missing. `checks` are the sentences about answers that do not fit each other. A step's
    `amount` is what it gave or took: `points` x `times`, within its cap.
    """
    f, wording = finding, finding.wording
    return {
        "standard": wording.standard,
        "edition": wording.edition,
        "standard_digest": wording.digest,
        "submission_digest": f.digest or None,
        "as_of": f.as_of.isoformat(),
        "applicant": {
            "code": f.applicant.code,
            "name": f.applicant.name,
            "district": f.applicant.district,
            "category": f.applicant.category,
        },
        "score": _points(f.published),
        "exact": f.exact,
        "of": points_text(wording.of),
        "coverage": f"{unscaled(f.coverage, 4).normalize():f}",
        "grade": f.grade,
        "outcome": f.outcome,
        "reasons": [reason.text for reason in f.reasons],
        "parts": [
            {
                "id": part.line.id,
                "title": part.line.title,
                "score": _points(part.exact),
                "exact": part.exact,
                "of": points_text(part.line.of),
            }
            for part in f.parts
        ],
        "criteria": [_criterion(criterion, f.as_of) for criterion in f.criteria],
        "figures": {figure.id: figure.number for figure in f.figures},
        "problems": [
            {"where": p.where, "field": p.field, "found": p.found, "allowed": p.allowed}
            for p in f.problems
        ],
        "checks": list(f.checks),
        "certainty": _certainty(f),
        "comparison": _comparison(f),
    }


def _certainty(f: Finding) -> dict[str, Any] | None:
    """What of the score is certain; `exact` values count ten-thousandths."""
    held = f.certainty
    if held is None:
        return None
    split = {"certain": held.certain, "judged": held.judged, "unproven": held.unproven}
    return {
        **{
            name: {"points": points_text(points), "exact": points} for name, points in split.items()
        },
        "most": {"points": points_text(held.most), "exact": held.most},
        "least_grade": held.least_grade or None,
        "most_grade": held.most_grade or None,
    }


def _comparison(f: Finding) -> dict[str, Any] | None:
    """The median of the district, and an earlier run; null where nothing is known of either."""
    told = compared(f)
    if told is None:
        return None
    medians, earlier = f.comparison.medians, f.comparison.earlier
    return {
        "district": medians.district if medians else None,
        "applicants": medians.count if medians else None,
        "earlier": {
            "standard": earlier.standard,
            "edition": earlier.edition,
            "digest": earlier.digest,
            "as_of": earlier.as_of.isoformat(),
            "outcome": earlier.outcome,
        }
        if earlier
        else None,
        "total": _line(told.lines[0]),
        "parts": [_line(line) for line in told.lines[1:]],
        "criteria": [_line(line) for line in told.criteria],
    }


def _line(line: ComparedLine) -> dict[str, Any]:
    known = {"id": line.id} if line.id else {}
    return {
        **known,
        "points": _points(line.now),
        "of": points_text(line.of),
        "median": _points(line.median),
        "earlier": _points(line.earlier),
        "earlier_of": _points(line.earlier_of),
        "change": _points(line.change),
    }


def _points(whole: int | None) -> str | None:
    return None if whole is None else points_text(whole)


def _criterion(criterion: CriterionFinding, as_of: date) -> dict[str, Any]:
    return {
        "id": criterion.line.id,
        "points": points_text(criterion.points),
        "exact": criterion.points,
        "of": points_text(criterion.line.of),
        "state": criterion.state,
        "steps": [
            {
                "label": step.label,
                "points": points_text(step.points),
                "times": step.times,
                "amount": points_text(step.amount),
                "state": step.state,
            }
            for step in criterion.steps
        ],
        "gain": points_text(criterion.gain),
        "advice": criterion.advice,
        "lifts": criterion.lifts or None,
        "judged": points_text(criterion.judged),
        "answer": criterion.found,
        "evidence": list(criterion.papers),
        "not_applicable": criterion.claim or None,
        "why": criterion.why,
        "department": criterion.line.department,
        **_responsible(criterion.line, as_of),
    }


def _responsible(line: CriterionLine, as_of: date) -> dict[str, Any]:
    """Who answers for a criterion by when, where the standard or a campaign says so."""
    if not (line.person or line.contact or line.deadline):
        return {}
    return {
        "responsible": {
            "department": line.department or None,
            "person": line.person or None,
            "contact": line.contact or None,
            "deadline": line.deadline.isoformat() if line.deadline else None,
            "days_left": (line.deadline - as_of).days if line.deadline else None,
        }
    }
