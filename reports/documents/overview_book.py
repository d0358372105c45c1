"""The overview of a run as sheets: decisions, parts, criteria, gaps by criterion, problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from engine.answers import PROBLEM
from engine.score import Scores
from engine.states import states
from reports.clean import clean
from reports.documents.gathered import Gathered
from reports.findings.wording import Wording, wording_of
from reports.sheets import Column, Sheet, Value
from reports.standing import standing
from reports.words import words
from standards.numbers import half_up, points_text
from standards.text import Language
from submissions.problems import in_language


def sheets(scores: Scores, found: Gathered, language: Language) -> list[Sheet]:
    """All sheets in one language."""
    wording = wording_of(scores.program, language)
    table = list(standing(scores).iter_rows(named=True))
    return [
        _decisions(scores, found, wording, table),
        _parts(scores, wording, table),
        _criteria(scores, wording),
        _gaps(scores, found, wording),
        _problems(scores, wording),
    ]


def _sheet(
    scores: Scores, wording: Wording, name: str, columns: list[Column], rows: list[list[Value]]
) -> Sheet:
    say = wording.words
    edition = say.say("edition", edition=wording.edition)
    day = say.say("ranking_day", day=scores.as_of.isoformat())
    count = say.count("decisions_count", scores.frame.height)
    return Sheet(
        name=say[name],
        title=say[name],
        notes=[f"{wording.title} · {edition} · {day} · {count}"],
        columns=columns,
        rows=rows,
        language=wording.language,
        decimals=wording.decimals,
        running=wording.title,
    )


def _who(place: dict[str, Any]) -> list[Value]:
    return [clean(place[key] or "") for key in ("applicant", "name", "district")]


def _decisions(
    scores: Scores, found: Gathered, wording: Wording, table: list[dict[str, Any]]
) -> Sheet:
    say = wording.words
    columns = [
        Column(say["rank_head"], 7, "count"),
        Column(say["code"], 16),
        Column(say["applicant_head"], 24),
        Column(say["district"], 14),
        Column(say["category"], 12),
        Column(say["score"], 9, "points"),
        Column(say["full_points"], 9, "points"),
        Column(say["coverage"], 9, "share"),
        Column(say["outcome_head"], 12),
        Column(say["grade_head"], 12),
        Column(say["next_head"], 26),
        Column(say["reasons_head"], 50),
    ]
    grades = scores.program.standard.grades
    rows: list[list[Value]] = []
    for place in table:
        told = found.decided[place["row"]]
        is_graded = place["grade"] < len(grades)
        grade = grades[place["grade"]].name.in_(wording.language) if is_graded else ""
        rows.append(
            [
                place["rank"],
                *_who(place),
                clean(place["category"] or ""),
                place["score"],
                wording.of,
                place["coverage"],
                say[f"outcome_{place['outcome']}"],
                grade,
                told.next,
                say.sentence(list(told.reasons)),
            ]
        )
    return _sheet(scores, wording, "sheet_decisions", columns, rows)


def _parts(scores: Scores, wording: Wording, table: list[dict[str, Any]]) -> Sheet:
    """Everybody and every part; a part of which nothing applies is left empty."""
    say = wording.words
    columns = [
        Column(say["rank_head"], 7, "count"),
        Column(say["code"], 16),
        Column(say["applicant_head"], 24),
        Column(say["district"], 14),
        Column(say["total"], 9, "points"),
        *(
            Column(say.say("aside", what=line.title, aside=points_text(line.of)), 12, "points")
            for line in wording.parts
        ),
    ]
    held = scores.frame.select(
        pl.when(pl.col(f"scored:{line.id}") == 1).then(f"part:{line.id}").alias(line.id)
        for line in wording.parts
    )
    values = held.rows()
    rows = [[place["rank"], *_who(place), place["exact"], *values[place["row"]]] for place in table]
    return _sheet(scores, wording, "sheet_parts", columns, rows)


def _criteria(scores: Scores, wording: Wording) -> Sheet:
    """How a criterion fared among those to whom it applies."""
    say = wording.words
    columns = [
        Column(say["number_head"], 7),
        Column(say["criterion"], 36),
        Column(say["part"], 20),
        Column(say["full_points"], 9, "points"),
        Column(say["applies_head"], 9, "count"),
        Column(say["mean_head"], 9, "points"),
        Column(say["mean_share_head"], 10, "share"),
        Column(say["full_share_head"], 10, "share"),
        Column(say["zero_share_head"], 10, "share"),
        Column(say["unanswered_share_head"], 10, "share"),
        Column(say["unproven_share_head"], 10, "share"),
    ]
    titles = {line.id: line.title for line in wording.parts}
    state = states(scores)
    rows: list[list[Value]] = []
    for line in wording.criteria:
        fared = pl.DataFrame({"points": scores.frame[f"points:{line.id}"], "state": state[line.id]})
        fared = fared.filter(pl.col("state") != "not_applicable")
        count = fared.height
        part = titles.get(line.part, say[line.block] if line.block else "")
        rows.append([line.id, line.title, part, line.of, count, *_fared(fared, line.of, count)])
    return _sheet(scores, wording, "sheet_criteria", columns, rows)


def _fared(fared: pl.DataFrame, full: int, count: int) -> Iterator[Value]:
    """Mean points, and shares in ten-thousandths; empty where it applies to nobody."""
    if not count:
        yield from [None] * 6
        return
    total = int(fared["points"].sum())
    yield half_up(total, count)
    yield half_up(10_000 * total, count * full) if full else None
    for condition in (
        pl.col("points") == full,
        pl.col("points") == 0,
        pl.col("state") == "unanswered",
        pl.col("state") == "unproven",
    ):
        yield half_up(10_000 * fared.filter(condition).height, count)


def _gaps(scores: Scores, found: Gathered, wording: Wording) -> Sheet:
    """The criteria at which most could be gained first."""
    say = wording.words
    columns = [
        Column(say["number_head"], 7),
        Column(say["criterion"], 34),
        Column(say["responsible"], 18),
        Column(say["full_points"], 9, "points"),
        Column(say["losing_head"], 10, "count"),
        Column(say["gain_total_head"], 12, "points"),
        Column(say["gain_mean_head"], 10, "points"),
        Column(say["lifted_head"], 12, "count"),
        Column(say["to_do"], 40),
    ]
    rows: list[list[Value]] = []
    for line in wording.criteria:
        gap = found.gaps[line.id]
        if gap.count:
            mean = half_up(gap.gain, gap.count)
            own: list[Value] = [line.id, line.title, line.department, line.of]
            rows.append([*own, gap.count, gap.gain, mean, gap.lifted, line.advice])
    rows.sort(key=lambda row: -int(row[5] or 0))
    return _sheet(scores, wording, "sheet_gap_count", columns, rows)


def _problems(scores: Scores, wording: Wording) -> Sheet:
    say = words(wording.language)
    heads = {
        "file": ("file_head", 30),
        "sheet": ("sheet_head", 14),
        "cell": ("cell_head", 9),
        "applicant": ("code", 16),
        "field": ("field_head", 14),
        "found": ("written_head", 30),
        "allowed": ("allowed_head", 44),
        "effect": ("effect_head", 14),
    }
    columns = [Column(say[head], width) for head, width in heads.values()]
    rows: list[list[Value]] = []
    for line in scores.answers.problems.select(*PROBLEM).iter_rows(named=True):
        said = {key: clean(value or "") for key, value in line.items()}
        said["allowed"] = in_language(said["allowed"], wording.language)
        rows.append([said[key] for key in heads])
    return _sheet(scores, wording, "sheet_problems", columns, rows)
