"""Criteria of many applicants: what was said, what each step did, why points were lost, what to do.

Applicants who answered a criterion alike share one `CriterionFinding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.program import Program
from reports.answered import Asked, found_in_words
from reports.batch import Batch
from reports.conditions import value_measure
from reports.finding import CriterionFinding, Said, StepFinding
from reports.losses import advice, why
from reports.telling import present_of
from reports.wording import CriterionLine, StepLine, Wording
from standards.lowering import Lowered, setting_of

_REMEMBERED = 20_000
"""Different ways of answering one criterion that are kept."""


class CriterionTeller:
    """Makes the findings of one criterion."""

    def __init__(self, wording: Wording, lowered: Lowered, line: CriterionLine) -> None:
        self._wording = wording
        self._line = line
        self._asked = asked_of(wording.program, lowered, wording.words)
