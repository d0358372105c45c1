"""Quotas and the loss of titles in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from engine.quota import WITHIN
from engine.score import Scores
from reports.clean import clean
from reports.standing import Terms
from reports.words import Words
from standards.model import Standard
from standards.numbers import plain
from standards.ranking import Quota

_SHOWN = 12
"""Groups whose places are told one by one."""


def reason(row: dict[str, Any], standard: Standard, say: Words) -> str:
    """Why somebody is within the quota or not; empty for those who are not ranked."""
    told = []
    rule = standard.ranking.relegation
    if row["relegated"] and rule:
        key = "quota_relegated" if rule.times > 1 else "quota_relegated_once"
        told.append(say.say(key, times=rule.times, last=rule.last))
    elif row["quota"]:
        told.append(say[f"quota_{row['quota']}"])
    if row["last"] and not row["relegated"] and rule:
        told.append(say.say("quota_last", last=rule.last))
    return say.sentence(told)


def notes(scores: Scores, terms: Terms, table: pl.DataFrame, say: Words) -> list[str]:
    """The rules that count, and how many places each group has; `table` is the standing."""
    told = list(_relegation(scores.program.standard, terms, say))
    quota = terms.quota_of(scores.program.standard)
    if quota is None:
        return told
    edge = say[f"quota_edge_{quota.edge}"]
    told.append(f"{say['quota']}{say['colon']}{say.sentence([rule(quota, say), edge])}")
    groups = (
        table.group_by("quota_group", maintain_order=True)
        .agg(pl.col("places").first(), pl.col("quota").is_in(WITHIN).sum().alias("n"))
        .sort(pl.col("quota_group") == "", "quota_group")
    )
    shown = [
        say.say("quota_group", name=_name(group, quota, say), places=places, n=count)
        for group, places, count in groups.filter(pl.col("places") > 0).iter_rows()
    ]
    more = [say.count("quota_more", len(shown) - _SHOWN)] if len(shown) > _SHOWN else []
    return [*told, say.listed(shown[:_SHOWN] + more)] if shown else told


def rule(quota: Quota, say: Words) -> str:
    """`命名等级者的 10%，不足 1 个舍去，按地区`."""
    each = say[f"quota_each_{quota.by}"] if quota.by else ""
    if quota.share is not None:
        share = say.say(
            "quota_share",
            of=say[f"quota_of_{quota.of}"],
            share=f"{plain(quota.share)}%",
            round=say[f"quota_round_{quota.rounding}"],
        )
        return f"{share}{each}"
    if isinstance(quota.places, dict):
        total = sum(quota.places.values())
        return f"{say.count('quota_places', total)}{each}"
    return f"{say.count('quota_places', quota.places or 0)}{each}"


def strangers(quota: Quota | None, table: pl.DataFrame, say: Words) -> list[str]:
    """Groups that a quota names and nobody belongs to: often a slip of the pen."""
    if quota is None or not isinstance(quota.places, dict):
        return []
    known = set(table["quota_group"])
    return [
        say.say("quota_unknown_group", name=clean(name))
        for name in quota.places
        if name not in known
    ]


def _relegation(standard: Standard, terms: Terms, say: Words) -> Iterator[str]:
    rule_ = standard.ranking.relegation
    if rule_ is None:
        return
    key = "relegation_note" if rule_.times > 1 else "relegation_note_once"
    told = say.say(key, times=rule_.times, last=rule_.last)
    needed = rule_.times - 1
    if len(terms.earlier) < needed:
        told += say.say("relegation_missing", needed=needed, found=len(terms.earlier))
    yield told


def _name(group: str, quota: Quota, say: Words) -> str:
    if group:
        return clean(group)
    return say[f"ranking_no_{quota.by}"] if quota.by else say["quota_all"]
