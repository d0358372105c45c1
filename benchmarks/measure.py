"""Timing in turn: ours, theirs, ours, theirs - so that a drifting machine moves both."""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

_LIBRARIES = ("polars", "fastexcel", "jinja2", "pandas", "duckdb", "pyarrow")


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: everything, or a tenth for trying things out."""

    quick: bool = False

    def count(self, whole: int) -> int:
        """So many applicants, files or pages."""
        return whole // 10 if self.quick else whole

    def runs(self, whole: int) -> int:
        """How often two things are timed in turn; odd, so that there is a middle one."""
        return max(whole // 4, 1) * 2 + 1 if self.quick else whole


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    `ratio` is ours to theirs, null where there is no rival; `goal` says how it should be, and
    `is_reached` whether it is (null without a goal).
    """

    what: str
    ours: str
    rival: str = ""
    theirs: str = ""
    ratio: float | None = None
    goal: str = ""
    is_reached: bool | None = None

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f", ratio {self.ratio:.2f}"
        beside = f"; {self.rival}: {self.theirs}{ratio}" if self.rival else ""
        reached = {None: "", True: ": reached", False: ": NOT REACHED"}[self.is_reached]
        goal = f" ({self.goal}{reached})" if self.goal else ""
        return f"{self.what}: {self.ours}{beside}{goal}"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that are timed: what it is, and how to do it once."""

    name: str
    run: Callable[[], object]


def compare(ours: Side, theirs: Side, *, most: float | None = None, runs: int = 7) -> Row:
    """Time two things in turn, after a warm-up of each; `most` is the goal for the ratio.

    The seconds are medians, the ratio is the median of the ratios of the pairs.
    """
    ours.run()
    theirs.run()
    pairs = [(seconds(ours.run), seconds(theirs.run)) for _ in range(runs)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return ratio_row(
        ours.name, f"{mine:.3f} s", theirs.name, f"{other:.3f} s", ratio=ratio, most=most
    )


def ratio_row(
    what: str, ours: str, rival: str, theirs: str, *, ratio: float, most: float | None = None
) -> Row:
    """A line with a ratio, and the most it should be."""
    goal = "" if most is None else f"at most {most:g}"
    reached = None if most is None else round(ratio, 2) <= most
    return Row(what, ours, rival, theirs, ratio, goal, reached)


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    gc.collect()
    start = perf_counter()
    run()
    return perf_counter() - start


def peak_megabytes() -> float:
    """The largest resident size of this process so far, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    import resource  # not on Windows, where there is no such figure

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size / 1000


def in_child(module: str, *words: str | Path) -> Any:  # noqa: ANN401 - whatever the child prints
    """What `python -m module words` prints as JSON, run as a fresh process."""
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def machine() -> str:
    """What was measured on, in a line."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    python = ".".join(map(str, sys.version_info[:3]))
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {python}, {libraries}"
