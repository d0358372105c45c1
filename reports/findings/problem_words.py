"""A problem of a submission in one sentence: *where: what was found; what is allowed*."""

from __future__ import annotations

from reports.clean import short
from reports.findings.finding import ProblemLine
from reports.words import Words


def problem_in_words(problem: ProblemLine, words: Words) -> str:
    """The sentence, the same on a page and in a window."""
    place = " ".join(part for part in (problem.where, problem.field) if part)
    told = [words.say("written", text=short(problem.found))] if problem.found else []
    told += [problem.allowed] if problem.allowed else []
    return words.say("group", state=place, list=words.sentence(told))
