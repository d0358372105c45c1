"""The public site of many applicants: how long, how much memory, how much of it for charts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Row, Scale, in_child

TITLE = "The public site"
ABOUT = (
    "A run of ten thousand plausible applicants to `green-community` -> the site in Chinese and "
    "English: a page and a badge for each in both languages, rankings of all and of every district "
    "in pages of two hundred, charts, tables as CSV, JSON and Parquet, the feed, a digest of every "
    "file. From the folder of the run to the folder of the site, in a fresh process with as many "
    "workers as there are cores; rates are by processor seconds of all of them."
)
_COUNT = 10_000
_GOAL = 180
"""Seconds, on two cores."""


def run(scale: Scale) -> Iterator[Row]:
    """Seconds, pages a second and core, memory, and the share of the charts."""
    count = scale.count(_COUNT)
    found = in_child("benchmarks.site_case", str(count))
    goal = f"within {_GOAL} s" if count == _COUNT else ""
    seconds = found["seconds"]
    yield Row(
        f"site of {count:,} applicants",
        f"{seconds:.1f} s, {found['files']:,.0f} files",
        goal=goal,
        is_reached=seconds <= _GOAL if goal else None,
    )
    rate = found["pages"] / found["cpu"]
    yield Row("HTML pages", f"{rate:,.0f} a second and core, of {found['pages']:,.0f}")
    peaks = f"{found['peak']:,.0f} MB, and {found['worker']:,.0f} MB the largest worker"
    yield Row("peak memory", peaks)
    share = found["charts"] / found["cpu"]
    yield Row("share of the charts", f"{share:.1%} of {found['cpu']:.1f} processor seconds")
