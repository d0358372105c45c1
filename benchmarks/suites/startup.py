"""How long the command takes before it does anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, Scale, Side, compare

TITLE = "Starting"
ABOUT = "Whole processes, from start to end, output thrown away."


def run(scale: Scale) -> Iterator[Row]:
    """`dabiao --help` beside Python doing nothing."""
    command = shutil.which("dabiao", path=str(Path(sys.executable).parent))
    assert command, "dabiao is not installed beside this Python"
    ours = Side("`dabiao --help`", lambda: _run(command, "--help"))
    nothing = Side("`python -c pass`", lambda: _run(sys.executable, "-c", "pass"))
    yield compare(ours, nothing, runs=scale.runs(31))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
