"""A ranking as a table: for terminals, for spreadsheets, and for programs."""

from __future__ import annotations

from typing import Any

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.ranking import Group, Place, Ranking
from standards.numbers import plain, unscaled


def show(ranking: Ranking, console: Console) -> None:
    """Print the ranking, group by group."""
    say = ranking.words
    head = f"{ranking.title}  {ranking.standard} {ranking.edition}"
    console.print(Text(f"{head}  {say.say('ranking_day', day=ranking.as_of)}", style="bold"))
    if not ranking.groups:
        console.print(Text(say["ranking_nobody"]))
    for note in (*ranking.notes, *ranking.drawn):
        console.print(Text(note))
    for group in ranking.groups:
        console.print()
        if group.name is not None:
            console.print(Text(group_title(group, ranking), style="bold"))
        if group.ranked:
            console.print(_ranked(group, ranking, coded=console.width >= _wide(ranking)))
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
        head = ranking.words.say(key, grade=ranking.title_name)
        table.add_column(Text(head), justify=justify, overflow="fold")
    return table


def _wide(ranking: Ranking) -> int:
    """Columns of a window that has room for codes beside names."""
    return 60 + 20 * ranking.told_of_quota + 12 * len(chance_heads(ranking))


def _ranked(group: Group, ranking: Ranking, *, coded: bool) -> Table:
    table = _table(
        ranking,
        ("ranking_rank", "right"),
        ("ranking_applicant", "left"),
        *((("ranking_code", "left"),) if coded else ()),
        ("ranking_score", "right"),
        ("ranking_decision", "left"),
        *((("quota", "left"),) if ranking.told_of_quota else ()),
        *((key, "right") for key in chance_heads(ranking)),
    )
    for place in group.ranked:
        decision = place.grade or place.decision
        codes = [place.shown_code] if coded else []
        cells = [rank_text(place), place.title, *codes, place.score, decision]
        if ranking.told_of_quota:
            cells.append(place.quota_reason)
        table.add_row(*map(Text, (*cells, *chance_cells(place, ranking))))
    return table


def chance_heads(ranking: Ranking) -> list[str]:
    """The labels of the columns that tell how stable a rank is; none where nothing was drawn."""
    if ranking.robustness is None:
        return []
    asked = ranking.robustness.asked
    title = ["robust_title"] if asked.title is not None else []
    return ["robust_interval", "robust_median", *title, *(["robust_within"] if asked.quota else [])]


def chance_cells(place: Place, ranking: Ranking) -> list[str]:
    """The cells of these columns."""
    found = place.chances
    if ranking.robustness is None or found is None:
        return []
    asked = ranking.robustness.asked
    cells = [found.interval, "–" if found.median is None else f"{found.median}"]
    cells += [found.chance(found.title)] if asked.title is not None else []
    return cells + ([found.chance(found.within)] if asked.quota else [])


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

    With a quota, or a rule about the last: quota (one of `engine.quota.STATUSES`), within (null: no
    rank, or no quota) and quota_reason. With robustness: rank_low, rank_median, rank_high, and
    ranked_share, title_share, quota_share (of the draws, with four decimals).
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
    table = pl.DataFrame(rows, schema=_COLUMNS, orient="row")
    return table.with_columns(*_quota_columns(ranking), *_chance_columns(ranking))


def _places(ranking: Ranking) -> list[Place]:
    return [place for group in ranking.groups for place in (*group.ranked, *group.others)]


def _quota_columns(ranking: Ranking) -> list[pl.Series]:
    if not ranking.told_of_quota:
        return []
    places = _places(ranking)
    return [
        pl.Series("quota", [place.quota for place in places], pl.String),
        pl.Series("within", [place.within for place in places], pl.Boolean),
        pl.Series("quota_reason", [place.quota_reason for place in places], pl.String),
    ]


def _chance_columns(ranking: Ranking) -> list[pl.Series]:
    if ranking.robustness is None:
        return []
    rows = [place.chances.plain_data() for place in _places(ranking) if place.chances]
    types = {**dict.fromkeys(_RANKS, pl.Int64), **dict.fromkeys(_SHARES, pl.String)}
    return [pl.Series(name, [row[name] for row in rows], type_) for name, type_ in types.items()]


_RANKS = ("rank_low", "rank_median", "rank_high")
_SHARES = ("ranked_share", "title_share", "quota_share")

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
        **_rules(ranking),
        "groups": [
            {
                "group": group.name,
                "ranked": [
                    {"rank": p.rank, "tied": p.tied, **_plain(p), **_beside(p, ranking)}
                    for p in group.ranked
                ],
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


def _rules(ranking: Ranking) -> dict[str, Any]:
    """The quota, and what was drawn; only where there is such."""
    found: dict[str, Any] = {}
    if ranking.quota is not None:
        found["quota"] = ranking.quota.model_dump(mode="json", exclude_none=True)
        if ranking.quota.share is not None:
            found["quota"] |= {"share": f"{plain(ranking.quota.share)}%"}
            found["quota"] |= {"round": ranking.quota.rounding}
        found["quota"] |= {"ties_at_the_edge": ranking.quota.edge}
    if ranking.robustness is not None:
        drawn, grades = ranking.robustness, ranking.robustness.asked.title
        found["robustness"] = {
            "seed": drawn.moves.seed,
            "draws": drawn.moves.draws,
            "weights": f"{plain(unscaled(drawn.moves.spread, 1))}%",
            "judgement": drawn.moves.judgement,
            "parts": list(drawn.parts),
            "criteria": list(drawn.criteria),
            "title": None if grades is None else ranking.title_name,
        }
    return found


def _beside(place: Place, ranking: Ranking) -> dict[str, Any]:
    """What is told of a ranked applicant beside the rank; only where there is such."""
    told: dict[str, Any] = {}
    if ranking.told_of_quota:
        told = {"quota": place.quota, "within": place.within, "quota_reason": place.quota_reason}
    if place.chances is not None:
        told |= place.chances.plain_data()
    return told
