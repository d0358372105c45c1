"""`python -m benchmarks.folder_case COUNT SUFFIX`: write so many reports, print how that went."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import data
from engine.score import score
from reports.mass import Order, write_reports
from reports.yardsticks import Comparer
from submissions.simulate import simulate


def main(count: int, suffix: str) -> None:
    """Reports in Chinese, into a folder that goes away again."""
    program = data.program()
    scores = score(program, simulate(program, count, 1), data.DAY)
    names = {row: str(row) for row in range(count)}
    with tempfile.TemporaryDirectory() as folder:
        order = Order(Path(folder), suffix, ("zh",))
        start = perf_counter()
        write_reports(scores, names, order, comparer=Comparer(scores))
        seconds = perf_counter() - start
    sizes = [
        resource.getrusage(who).ru_maxrss / 1000
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps({"rate": count / seconds, "megabytes": max(sizes)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
