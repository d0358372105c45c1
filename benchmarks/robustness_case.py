"""`python -m benchmarks.robustness_case APPLICANTS DRAWS`: seconds, and the peak in MB."""

from __future__ import annotations

import json
import sys
from time import process_time

from benchmarks import data
from benchmarks.measure import peak_megabytes, seconds
from engine.draws import Moves
from engine.robustness import Asked, simulate
from engine.score import Scores, score
from standards.ranking import Quota
from submissions.simulate import simulate as invented

COUNT, DRAWS = 10_000, 1_000
ASKED = Asked(title=1, quota=Quota.model_validate({"share": "10%"}))


def scored(count: int) -> Scores:
    """Plausible applicants, scored."""
    program = data.program()
    return score(program, invented(program, count, 1), data.DAY)


if __name__ == "__main__":
    given, moves = scored(int(sys.argv[1])), Moves(draws=int(sys.argv[2]))
    before = process_time()
    taken = seconds(lambda: simulate(given, moves, ASKED))
    used = process_time() - before
    print(json.dumps({"seconds": taken, "processor": used, "megabytes": peak_megabytes()}))
