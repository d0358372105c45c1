"""One case of the site suite: `python -m benchmarks.site_case COUNT` publishes and prints JSON.

`seconds` of the whole work, `cpu` seconds of it in all processes, `charts` seconds of those, `peak`
MB of this process and `worker` of the largest of its children, `files` and `pages` written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time

from benchmarks import data
from benchmarks.measure import peak_megabytes
from engine.score import score
from reports.run import read as run_read
from reports.run import write as run_write
from reports.run.reasons import run_reasons
from reports.site import charts
from reports.site.files import Files
from reports.site.publish import publish, site_of
from reports.site.settings import Settings
from submissions.simulate import simulate


def measured(count: int, folder: Path) -> dict[str, float]:
    """Publish so many applicants in two languages; the run is made before and not measured."""
    program = data.program()
    scores = score(program, simulate(program, count, 1), data.DAY)
    run_write.write(folder / "run", scores, run_reasons(scores), run_write.Files({}))
    start, cpu = perf_counter(), _cpu()
    site = site_of(run_read.read(folder / "run"), [], Settings())
    before = process_time()
    charts.write(Files(folder / "charts"), site)  # kept in memory, so they are not drawn again
    drawn = process_time() - before
    with _largest_child() as worker:
        files = publish(folder / "site", site)
    seconds, cpu = perf_counter() - start, _cpu() - cpu
    pages = sum(1 for _ in (folder / "site").rglob("*.html"))
    found = {"seconds": seconds, "cpu": cpu, "charts": drawn, "worker": worker[0]}
    return {**found, "peak": peak_megabytes(), "files": files, "pages": pages}


@contextmanager
def _largest_child() -> Iterator[list[float]]:
    """The largest resident size of a child so far, in MB; 0 where the system does not tell it."""
    found, ended = [0.0], Event()

    def look() -> None:
        while not ended.wait(0.25):
            for listed in Path("/proc/self/task").glob("*/children"):
                for child in listed.read_text(encoding="ascii").split():
                    status = Path("/proc", child, "status")
                    with suppress(OSError, StopIteration, ValueError):
                        lines = status.read_text(encoding="ascii").splitlines()
                        line = next(one for one in lines if one.startswith("VmHWM:"))
                        found[0] = max(found[0], int(line.split()[1]) / 1000)

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield found
    finally:
        ended.set()
        looking.join()


def _cpu() -> float:
    """Processor seconds of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        print(json.dumps(measured(int(sys.argv[1]), Path(place))))
