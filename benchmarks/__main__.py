"""`python -m benchmarks`: measure, print, and on demand write docs/bench.md."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from importlib.util import find_spec
from pathlib import Path

from benchmarks import page, suites
from benchmarks.measure import Scale, machine

TARGET = Path(__file__).parent.parent / "docs" / "bench.md"
NEEDED = ("pandas", "duckdb", "pyarrow")


def main() -> None:
    """Run the suites one after the other."""
    names = suites.names()
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--only", choices=names, action="append", help="a suite; may be repeated")
    parser.add_argument("--write", action="store_true", help="write docs/bench.md")
    given = parser.parse_args()
    if given.write and (given.quick or given.only):
        parser.error("--write needs all suites at full size")
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        parser.error(
            f"not installed: {', '.join(missing)}; `make bench` installs what "
            "requirements/bench.txt names"
        )
    print(machine(), flush=True)
    measured = []
    for name in given.only or names:
        suite = suites.suite(name)
        print(f"\n{suite.title}", flush=True)
        for row in suite.run(Scale(given.quick)):
            print(f"  {row}", flush=True)
            suite.rows.append(row)
        measured.append(suite)
    if given.write:
        TARGET.write_text(page.page(measured, machine()), encoding="utf-8", newline="\n")
    unreached = [row for suite in measured for row in suite.rows if row.is_reached is False]
    if unreached:
        print(f"\n{len(unreached)} of the goals not reached", file=sys.stderr)


if __name__ == "__main__":
    main()
