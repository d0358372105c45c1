"""A ranking as a page: one file, no network, no script; a dot for every score."""

from __future__ import annotations

from typing import Any

from reports.drawing import NARROW, WIDE
from reports.overview.pages import embedded, page
from reports.ranking import Group, Place, Ranking, intervals
from reports.ranking.table import chance_cells, chance_heads, group_title, rank_text
from reports.signs import OUTCOME_SIGNS
from reports.standing import JUDGED
from standards.numbers import points_text


def render(ranking: Ranking) -> str:
    """The page as HTML."""
    say, (low, high) = ranking.words, ranking.ends
    groups = [_group(group, ranking) for group in ranking.groups]
    ranked = [place for group in ranking.groups for place in group.ranked]
    outcomes = [name for name in JUDGED if any(place.outcome == name for place in ranked)]
    marks = [f"{OUTCOME_SIGNS[name]} {say[f'outcome_{name}']}" for name in outcomes]
    lines = [line.title for line in ranking.lines]
    if lines and ranked:
        marks.append(say.say("ranking_lines", lines=say.listed(lines)))
    return page(
        "ranking_page.html",
        say,
        "embedded",
        title=say["ranking"],
        standard=ranking.title,
        id=ranking.standard,
        edition=ranking.edition,
        day=ranking.as_of,
        of=ranking.of,
        groups=groups,
        low=points_text(low),
        high=points_text(high),
        lines=[_share(line.score, ranking) for line in ranking.lines],
        legend=say["semicolon"].join(marks),
        tied=any(place.tied for place in ranked),
        exact=ranking.compares == "exact" and bool(ranked),
        notes=(*ranking.notes, *ranking.drawn),
        chart=_chart(ranking),
        told_of_quota=ranking.told_of_quota,
        track=ranking.robustness is None,
        chance_heads=[say.say(key, grade=ranking.title_name) for key in chance_heads(ranking)],
    )


def _chart(ranking: Ranking) -> dict[str, Any] | None:
    """The chart of rank intervals, for paper and for phones, inside the page."""
    sizes = {"wide": WIDE, "narrow": NARROW}
    made = {size: intervals.chart(ranking, width) for size, width in sizes.items()}
    wide = made["wide"]
    if wide is None:
        return None
    found = {size: embedded(chart.svg) for size, chart in made.items() if chart}
    return {"title": wide.title, "note": wide.note, "alt": wide.alt, **found}


def _group(group: Group, ranking: Ranking) -> dict[str, Any]:
    return {
        "name": group.name,
        "title": None if group.name is None else group_title(group, ranking),
        "others_title": ranking.words.count("ranking_others", len(group.others)),
        "ranked": [_ranked(place, ranking) for place in group.ranked],
        "others": [
            {
                "title": place.title,
                "code": place.shown_code,
                "decision": place.decision,
                "reasons": place.reasons,
            }
            for place in group.others
        ],
    }


def _ranked(place: Place, ranking: Ranking) -> dict[str, Any]:
    return {
        "rank": rank_text(place),
        "title": place.title,
        "code": place.shown_code,
        "at": _share(place.compared or 0, ranking),
        "mark": OUTCOME_SIGNS[place.outcome],
        "score": place.score,
        "decision": place.grade or place.decision,
        "within": place.within,
        "quota": place.quota_reason,
        "chances": chance_cells(place, ranking),
    }


def _share(score: int, ranking: Ranking) -> str:
    """Where a score stands between the ends of the scale, in percent."""
    low, high = ranking.ends
    return f"{(score - low) / (high - low) * 100:.2f}"
