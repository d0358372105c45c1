"""Timing in turn: ours, theirs, ours, theirs - so that a drifting machine moves both."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; seconds are medians, the ratio is the median of the pairs."""

    what: str
    rival: str
    ours: float
    theirs: float
    ratio: float
    goal: str


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    gc.collect()
    start = perf_counter()
    run()
    return perf_counter() - start


def compare(
    what: str,
    rival: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    goal: str = "",
    runs: int = 7,
) -> Row:
    """Time two things in turn after one warm-up of each."""
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    row = Row(what, rival, mine, other, ratio, goal)
    print(f"{what}: {mine:.3f} s, {rival}: {other:.3f} s, ratio {ratio:.2f} {goal}", flush=True)
    return row


def peak_megabytes() -> float:
    """The largest resident size of this process so far, in MB; from /proc where there is one."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    return float("nan")


def machine() -> str:
    """What was measured on, in a line."""
    names = ("polars", "fastexcel", "jinja2", "pandas", "duckdb")
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    python = ".".join(map(str, sys.version_info[:3]))
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {python}, {libraries}"
