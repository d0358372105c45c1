"""Two tables compared cell by cell, with names for whatever differs."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from reports.verify import A_COLUMN, A_ROW, NONE, Difference

MOST = 10_000
"""Differences of one table that are told."""
_NTH = "nth of its key"


def differences(
    file: str, published: pl.DataFrame, recomputed: pl.DataFrame, keys: Sequence[str]
) -> list[Difference]:
    """Where two tables differ; the first of `keys` is the applicant, a further one the item.

    Rows and columns that only one of them has are told as such.
    """
    found = [
        Difference(file, "value", "", name, *_has(name, published, recomputed))
        for name in dict.fromkeys((*published.columns, *recomputed.columns))
        if (name in published.columns) != (name in recomputed.columns)
    ]
    if not set(keys) <= set(published.columns) & set(recomputed.columns):
        return found
    old, new = _keyed(published, keys), _keyed(recomputed, keys)
    on = [*keys, _NTH]
    for one, other, sides in ((old, new, (A_ROW, NONE)), (new, old, (NONE, A_ROW))):
        alone = one.join(other, on=on, how="anti", maintain_order="left").head(MOST)
        found += [_line(file, row, "", *sides) for row in alone.select(keys).iter_rows()]
    both = old.join(new, on=on, suffix=" now", maintain_order="left")
    for name in published.columns:
        if name in keys or f"{name} now" not in both.columns:
            continue
        unlike = both.filter(pl.col(name).ne_missing(pl.col(f"{name} now"))).head(MOST)
        found += [
            _line(file, row[: len(keys)], name, _text(row[-2]), _text(row[-1]))
            for row in unlike.select(*keys, name, f"{name} now").iter_rows()
        ]
    return found[:MOST]


def _has(name: str, published: pl.DataFrame, recomputed: pl.DataFrame) -> tuple[str, str]:
    return tuple(  # type: ignore[return-value]  # two tables, two texts
        A_COLUMN if name in table.columns else NONE for table in (published, recomputed)
    )


def _keyed(table: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Every cell as text, with a key that is unique even where the keys are not."""
    texts = table.select(pl.all().cast(pl.String)).with_columns(pl.col(keys).fill_null(""))
    return texts.with_columns(pl.int_range(pl.len()).over(keys).alias(_NTH))


def _text(value: str | None) -> str:
    return "–" if value is None else value


def _line(
    file: str, key: tuple[str, ...], column: str, published: str, recomputed: str
) -> Difference:
    item = ".".join(part for part in (*key[1:], column) if part)
    return Difference(file, "value", key[0], item, published, recomputed)
