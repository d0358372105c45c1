"""Days in words, `2026-03-01`, `2026/3/1`, `2026年3月1日`, `20260301` -> days since 1970."""

from __future__ import annotations

import re
from datetime import date, datetime

from standards.field import FIRST_DAY, LAST_DAY
from submissions.problems import say
from submissions.quantities import half_width, word_key
from submissions.understood import NOT_APPLICABLE, Understood, invalid

_EPOCH = date(1970, 1, 1).toordinal()
DAY = re.compile(
    r"(?P<y>[0-9]{4})(?:(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
    r"|\s*年\s*(?P<zm>[0-9]{1,2})\s*月\s*(?P<zd>[0-9]{1,2})\s*[日号]"
    r"|(?P<nm>[0-9]{2})(?P<nd>[0-9]{2}))"
    r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
_ALLOWED = say(
    "年月日俱全的日期，如 2026-03-01 或 2026年3月1日（1900 至 2169 年）",
    "a day with year and month, such as 2026-03-01 (years 1900 to 2169)",
)
LONGEST = 40


def understand_day(found: object) -> Understood:
    """A day; of a moment the day counts. A bare number is one only if it reads as 20260301."""
    if isinstance(found, datetime):
        return _held(found.date())
    if isinstance(found, date):
        return _held(found)
    if isinstance(found, bool) or not isinstance(found, int | str):
        return invalid(_ALLOWED)
    text = half_width(str(found)).strip()
    match = DAY.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return invalid(_ALLOWED, away=word_key(text) in NOT_APPLICABLE)
    month = match["m"] or match["zm"] or match["nm"]
    day = match["d"] or match["zd"] or match["nd"]
    try:
        return _held(date(int(match["y"]), int(month), int(day)))
    except ValueError:
        return invalid(_ALLOWED)


def _held(day: date) -> Understood:
    days = day.toordinal() - _EPOCH
    return Understood(days) if FIRST_DAY <= days <= LAST_DAY else invalid(_ALLOWED)
