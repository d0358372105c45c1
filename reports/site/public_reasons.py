"""Reasons that tell no answer: a condition on something unpublished is told without its value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from engine.program import Program
from engine.score import Scores
from reports.findings.conditions import Clause
from reports.findings.reasons import Reasons
from reports.run.reasons import told
from reports.words import words
from standards.text import Language

_RESULTS = ("score", "published", "base", "bonus", "penalty", "coverage", "vetoes")
_KINDS = ("part:", "points:")


class PublicReasons(Reasons):
    """The conditions of a standard; `answers` are the fields whose answers may be told."""

    def __init__(self, program: Program, language: Language, answers: Iterable[str]) -> None:
        super().__init__(program, words(language))
        self._public = frozenset(answers)
        self._gates = [replace(gate, clause=self._bare(gate.clause)) for gate in self._gates]
        self._vetoes = [replace(veto, clause=self._bare(veto.clause)) for veto in self._vetoes]
        self._aims = [
            replace(aim, clauses=tuple(map(self._bare, aim.clauses))) for aim in self._aims
        ]

    def _bare(self, clause: Clause) -> Clause:
        """The clause, bare where what it measures is not public.

        That a question of yes or no was missed says already how it was answered.
        """
        terms = tuple(map(self._bare, clause.terms))
        measure = clause.measure
        if measure is None or clause.is_flag or self._is_public(measure.column):
            return replace(clause, terms=terms)
        return Clause(clause.words)

    def _is_public(self, column: str) -> bool:
        return column in self._public or column in _RESULTS or column.startswith(_KINDS)


def public_reasons(scores: Scores, language: Language, answers: Iterable[str]) -> pl.Series:
    """A text an applicant, as in a run, without answers that are not public."""
    return told(scores, PublicReasons(scores.program, language, answers))
