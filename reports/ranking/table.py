"""A ranking as a table: for terminals, for spreadsheets, and for programs."""

from __future__ import annotations

from typing import Any

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.ranking import Group, Place, Ranking


def show(ranking: Ranking, console: Console) -> None:
    """Print the ranking, group by group."""
    say = ranking.words
    head = f"{ranking.title}  {ranking.standard} {ranking.edition}"
    console.print(Text(f"{head}  {say.say('ranking_day', day=ranking.as_of)}", style="bold"))
    if not ranking.groups:
        console.print(Text(say["ranking_nobody"]))
    for group in ranking.groups:
        console.print()
        if group.name is not None:
            console.print(Text(group_title(group, ranking), style="bold"))
        if group.ranked:
            console.print(_ranked(group, ranking))
        if group.others:
            console.print(Text(say.count("ranking_others", len(group.others)), style="bold"))
            console.print(_others(group, ranking))


def group_title(group: Group, ranking: Ranking) -> str:
    """`东城（12 家）`."""
    name = group.name or ranking.words[f"ranking_no_{ranking.by}"]
    return ranking.words.count("ranking_group", len(group.ranked) + len(group.others), name=name)


def rank_text(place: Place) -> str:
    """The rank, with a sign where another has the same: `2=`."""
    return f"{place.rank}{'=' if place.tied else ''}"


def _table(ranking: Ranking, *heads: tuple[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key, side in heads:
        justify: Any = side
        table.add_column(Text(ranking.words[key]), justify=justify, overflow="fold")
    return table


def _ranked(group: Group, ranking: Ranking) -> Table:
    table = _table(
        ranking,
        ("ranking_rank", "right"),
        ("ranking_applicant", "left"),
        ("ranking_code", "left"),
        ("ranking_score", "right"),
        ("ranking_decision", "left"),
    )
    for place in group.ranked:
        decision = place.grade or place.decision
        cells = (rank_text(place), place.title, place.shown_code, place.score, decision)
        table.add_row(*map(Text, cells))
    return table


def _others(group: Group, ranking: Ranking) -> Table:
    table = _table(
        ranking,
        ("ranking_applicant", "left"),
        ("ranking_code", "left"),
        ("ranking_decision", "left"),
        ("ranking_reasons", "left"),
    )
    for place in group.others:
        reasons = ranking.words.sentence(list(place.reasons))
        table.add_row(*map(Text, (place.title, place.shown_code, place.decision, reasons)))
    return table


def frame(ranking: Ranking) -> pl.DataFrame:
    """One row an applicant, in the order of the ranking.

    group, rank (null: not ranked), applicant, name, district, category, score (text, as published),
    exact (ten-thousandths of a point), grade (id), outcome, reasons (why there is no rank)
    """
    rows = [
        (
            group.name or "",
            place.rank,
            place.code,
            place.name,
            place.district,
            place.category,
            place.score,
            place.exact,
            place.grade_id,
            place.outcome,
            ranking.words.sentence(list(place.reasons)),
        )
        for group in ranking.groups
        for place in (*group.ranked, *group.others)
    ]
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


_COLUMNS = {
    "group": pl.String,
    "rank": pl.Int64,
    "applicant": pl.String,
    "name": pl.String,
    "district": pl.String,
    "category": pl.String,
    "score": pl.String,
    "exact": pl.Int64,
    "grade": pl.String,
    "outcome": pl.String,
    "reasons": pl.String,
}


def plain_data(ranking: Ranking) -> dict[str, Any]:
    """The ranking for programs: points as texts and as whole ten-thousandths."""
    return {
        "standard": ranking.standard,
        "edition": ranking.edition,
        "as_of": ranking.as_of.isoformat(),
        "by": ranking.by,
        "of": ranking.of,
        "groups": [
            {
                "group": group.name,
                "ranked": [{"rank": p.rank, "tied": p.tied, **_plain(p)} for p in group.ranked],
                "not_ranked": [{**_plain(p), "reasons": list(p.reasons)} for p in group.others],
            }
            for group in ranking.groups
        ],
    }


def _plain(place: Place) -> dict[str, Any]:
    return {
        "applicant": {
            "code": place.code,
            "name": place.name,
            "district": place.district,
            "category": place.category,
        },
        "score": None if place.exact is None else place.score,
        "exact": place.exact,
        "grade": place.grade_id,
        "outcome": place.outcome,
    }
