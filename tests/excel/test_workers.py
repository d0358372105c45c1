"""Worker processes: whatever a file does to one, the others and this process go on."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from submissions.workers import LOST, Lost, spread

ROOT = Path(__file__).parent.parent.parent


def squared(items: list[int]) -> list[int]:
    return [item * item for item in items]


def _square() -> Callable[[list[int]], list[int]]:
    return squared


def end_at(bad: int, how: str) -> Callable[[list[int]], list[int]]:
    def work(items: list[int]) -> list[int]:
        if bad in items:
            if how == "abort":
                os.abort()
            if how == "flood":
                return [len(bytearray(4 * 2**30))]
            if how == "exit":
                os._exit(0)
            threading.Event().wait()
        return squared(items)

    return work


def say_no(items: list[int]) -> None:
    message = f"found {items}"
    raise ValueError(message)


def _raise() -> Callable[[list[int]], None]:
    return say_no


def _refuse() -> Callable[[list[int]], None]:
    message = "not today"
    raise LookupError(message)


def flat(pairs: list[tuple[list[int], list[int] | Lost]]) -> dict[int, int | Lost]:
    found: dict[int, int | Lost] = {}
    for items, results in pairs:
        each = [results] * len(items) if isinstance(results, Lost) else results
        found.update(zip(items, each, strict=True))
    return found


@pytest.mark.parametrize(
    ("count", "together", "processes"), [(0, 4, 2), (1, 4, 2), (50, 7, 2), (9, 1, 3), (40, 3, 1)]
)
def test_every_item_is_done_once_and_in_order(count: int, together: int, processes: int) -> None:
    items = list(range(count))
    pairs = list(spread(_square, items, together=together, processes=processes))
    assert flat(pairs) == {item: item * item for item in items}
    assert [item for some, _ in pairs for item in some] == items


@pytest.mark.parametrize("how", ["abort", "flood", "exit"])
def test_only_the_item_that_ends_a_worker_is_lost(how: str) -> None:
    items = list(range(40))
    pairs = list(spread(partial(end_at, 13, how), items, together=8, processes=2))
    expected = {item: Lost() if item == 13 else item * item for item in items}
    assert flat(pairs) == expected
    assert [item for some, _ in pairs for item in some] == items
    assert " | " in LOST


def test_an_item_that_never_comes_back_is_lost() -> None:
    pairs = list(spread(partial(end_at, 1, "hang"), [1], patience=0.2))
    assert pairs == [([1], Lost())]


def test_what_the_work_raises_is_raised_here_with_its_place() -> None:
    with pytest.raises(ValueError, match=r"found \[1, 2\]") as caught:
        list(spread(_raise, [1, 2]))
    assert "say_no" in "".join(caught.value.__notes__)


def test_what_the_preparation_raises_is_raised_here() -> None:
    with pytest.raises(LookupError, match="not today"):
        list(spread(_refuse, [1, 2]))


def test_a_few_items_are_done_here_without_any_worker() -> None:
    pairs = list(spread(_refuse, [1, 2, 3], here=squared))
    assert pairs == [([1, 2, 3], [1, 4, 9])]


def test_items_that_might_harm_this_process_go_to_a_worker() -> None:
    def careful(items: list[int]) -> list[int] | None:
        return None if 5 in items else squared(items)

    items = list(range(100))
    pairs = list(spread(partial(end_at, 5, "abort"), items, here=careful, together=4))
    assert flat(pairs) == {item: Lost() if item == 5 else item * item for item in items}


def test_no_process_is_left_when_the_caller_stops_early() -> None:
    results = spread(_square, list(range(100)), together=1, processes=2)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator, said to be an iterator
    assert multiprocessing.active_children() == []


def test_a_script_without_a_main_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from submissions.workers import spread\n"
        "from tests.excel.test_workers import _square\n"
        "list(spread(_square, [1]))\n",
        encoding="utf-8",
    )
    result = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "__main__" in result.stderr.splitlines()[-1]
