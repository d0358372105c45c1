"""Tables that phones send in: the CSV export of ODK Central, ODK Briefcase or KoboToolbox.

Their heads are the names of `submissions.forms.survey_names` behind those of the groups, parted by
`-` or `/`; beside them stand columns of the server's own. Turned into a table with the heads that
every other table has.
"""

from __future__ import annotations

import re

import polars as pl

from engine.program import Program
from standards.text import Phrase
from submissions.forms.survey_names import MEANT, PERCENT, PLACE, SHARE, survey_names

_SERVER = re.compile(
    r"(SubmissionDate|CompletionDate|KEY|start|end|today|deviceid|username|phonenumber|audit"
    r"|SubmitterID|SubmitterName|AttachmentsPresent|AttachmentsExpected|Status|ReviewState"
    r"|DeviceID|Edits|FormVersion|instanceID|instanceName|formhub/uuid|__version__|_[a-z_]+.*)$"
)
"""Columns that the servers add, without groups."""
_PARTS = re.compile(r"[/\-]")
_AXES = ("Latitude", "Longitude")


def is_from_phones(frame: pl.DataFrame, program: Program) -> bool:
    """Whether some column bears the name of a question of the XLSForm."""
    names = set(survey_names(program).values())
    return any(names.intersection(_PARTS.split(column)) for column in frame.columns)


def plain_table(frame: pl.DataFrame, program: Program) -> pl.DataFrame:
    """The table with the usual heads; what the servers add is left out.

    A place is put beside the papers of its criterion as `23.1 113.2`; a rate bears its sign where
    the phone asked how it is meant. Unknown columns stay, and are told like those of any table.
    """
    heads = {name: head for head, name in survey_names(program).items()}
    found: dict[str, pl.Series] = {}
    places: dict[str, list[pl.Series]] = {}
    for column in frame.columns:
        parts = _PARTS.split(column)
        name = next((part for part in reversed(parts) if part in heads), None)
        head = heads[name] if name is not None else None
        if head is None or name is None:
            if not _SERVER.fullmatch(parts[-1]) and not _SERVER.fullmatch(column):
                found.setdefault(column, frame[column])
        elif head.startswith(f"{PLACE}:"):
            if parts[-1] == name or parts[-1] in _AXES:
                places.setdefault(head.removeprefix(f"{PLACE}:"), []).append(frame[column])
        else:
            found.setdefault(head, frame[column].alias(head))
    for head in [head for head in found if head.startswith(f"{MEANT}:")]:
        meant, rate = found.pop(head), head.removeprefix(f"{MEANT}:")
        if rate in found:
            found[rate] = _as_meant(found[rate], meant)
    for criterion, axes in places.items():
        head = f"ev:{criterion}"
        given = [found[head]] if head in found else []
        found[head] = _with_place(given, axes).alias(head)
    return pl.DataFrame(list(found.values()))


def _as_meant(numbers: pl.Series, meant: pl.Series) -> pl.Series:
    """A rate with its sign where the phone was told how it is meant."""
    text, said = numbers.cast(pl.String), meant.cast(pl.String)
    percent = text + "%"
    share = text.str.to_decimal(scale=8) * 100
    return pl.select(
        pl.when(said.is_in(_words(PERCENT)))
        .then(percent)
        .when(said.is_in(_words(SHARE)))
        .then(pl.coalesce(share.cast(pl.String) + "%", text))
        .otherwise(text)
        .alias(numbers.name)
    ).to_series()


def _words(choice: tuple[str, Phrase]) -> list[str]:
    stored, label = choice
    return [stored, label.zh, label.in_("en")]


def _with_place(papers: list[pl.Series], axes: list[pl.Series]) -> pl.Series:
    """Papers and the place, parted by `;`; null where there is neither."""
    names = [series.alias(f"{place}") for place, series in enumerate([*papers, *axes])]
    frame = pl.DataFrame(names)
    where = pl.concat_str([pl.col(s.name) for s in names[len(papers) :]], separator=" ")
    known = [pl.col(series.name) for series in names[: len(papers)]]
    said = pl.concat_str([*known, where], separator="; ", ignore_nulls=True)
    empty = pl.all_horizontal(pl.all().is_null())
    return frame.select(pl.when(~empty).then(said)).to_series()
