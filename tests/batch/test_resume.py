"""Reports that were interrupted are taken up again; nothing half-written is ever seen."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.score import Scores
from reports import mass, report_folder
from reports.report_folder import Wanted, write_all
from reports.run import RunError
from reports.whole_folder import unfinished
from tests.batch.samples import scored
from tests.calling import Call

JSON = Wanted(".json", ("zh",), record="sha256:1", documents=False)


@pytest.fixture(scope="module")
def found() -> Scores:
    return scored(9)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def interrupted(folder: Path, found: Scores, wanted: Wanted, after: int) -> None:
    """Write so many reports and be stopped."""
    render = mass._renderer(wanted.suffix)  # noqa: SLF001 - the place where a stop hurts most
    written = 0

    def stopping(*findings: Any) -> str | bytes:
        nonlocal written
        if written == after:
            raise KeyboardInterrupt
        written += 1
        return render(*findings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mass, "_renderer", lambda _: stopping)
        with pytest.raises(KeyboardInterrupt):
            write_all(folder, found, wanted)


def test_finished_reports_are_kept_and_only_the_others_are_written(
    tmp_path: Path, found: Scores
) -> None:
    folder = tmp_path / "reports"
    interrupted(folder, found, JSON, after=4)
    assert not folder.exists()
    parts = unfinished(folder)
    kept = {path: path.stat().st_mtime_ns for path in parts.glob("*.json")}
    assert len(kept) == 4
    steps: list[tuple[int, int]] = []
    assert write_all(folder, found, JSON, lambda *at: steps.append(at)) == 5
    assert steps[-1] == (9, 9)
    assert {p.name: (folder / p.name).stat().st_mtime_ns for p in kept} == {
        p.name: stamp for p, stamp in kept.items()
    }
    write_all(tmp_path / "fresh", found, replace(JSON, record=""))
    assert files(folder) == files(tmp_path / "fresh")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "reports"]


OTHERS = [
    ("another run", replace(JSON, record="sha256:2")),
    ("another language", replace(JSON, languages=("en",))),
    ("both languages", replace(JSON, languages=("zh", "en"))),
    ("nothing known of the run", replace(JSON, record="")),
]


@pytest.mark.parametrize(("sentence", "other"), OTHERS, ids=[name for name, _ in OTHERS])
def test_what_was_made_from_something_else_is_not_kept(
    sentence: str, other: Wanted, tmp_path: Path, found: Scores
) -> None:
    folder = tmp_path / "reports"
    interrupted(folder, found, JSON, after=4)
    assert write_all(folder, found, other) == 9


def test_a_report_that_is_half_written_is_written_again(tmp_path: Path, found: Scores) -> None:
    folder = tmp_path / "reports"
    interrupted(folder, found, JSON, after=4)
    (unfinished(folder) / "441900-0009.part").write_text("{", encoding="utf-8")
    assert write_all(folder, found, JSON) == 5
    assert not list(folder.glob("*.part"))
    json.loads((folder / "441900-0009.json").read_text(encoding="utf-8"))


def test_an_old_folder_stays_until_the_new_one_is_whole(tmp_path: Path, found: Scores) -> None:
    folder = tmp_path / "reports"
    write_all(folder, found, JSON)
    before = files(folder)
    interrupted(folder, found, replace(JSON, record="sha256:2"), after=2)
    assert files(folder) == before
    write_all(folder, found, replace(JSON, record="sha256:2"))
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_two_do_not_write_the_same_folder(tmp_path: Path, found: Scores) -> None:
    if sys.platform == "win32":
        pytest.skip("an open file cannot be taken away there")
    folder = tmp_path / "reports"
    lock = unfinished(folder) / ".dabiao-key"
    lock.parent.mkdir()
    code = (
        "import fcntl, os, sys, time; h = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT);"
        "fcntl.flock(h, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, lock], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        try:
            with pytest.raises(RunError, match="another process"):
                write_all(folder, found, JSON)
        finally:
            other.kill()
    assert write_all(folder, found, JSON) == 9


def test_a_killed_command_is_taken_up_by_the_next(call: Call, a_run: Path, tmp_path: Path) -> None:
    """A real process, really killed."""
    reports = tmp_path / "out" / "reports"
    words = ["report", a_run, "-o", reports, "--format", "pdf", "--no-documents"]
    code = "import sys; from dabiao.cli import main; main()"
    command = [sys.executable, "-c", code, *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and started.poll() is None:
            if len(list(unfinished(reports).glob("*.pdf"))) >= 3:
                started.kill()
                break
            time.sleep(0.01)
    if reports.exists():
        pytest.skip("this machine was done before it could be killed")
    kept = len(list(unfinished(reports).glob("*.pdf")))
    assert kept >= 3
    result = call(*words)
    assert result.code == 0, result.err
    assert f"{kept} 份在中断前已写好" in result.err
    assert len(list(reports.glob("*.pdf"))) == 14
    assert [path.name for path in reports.parent.iterdir()] == ["reports"]


def test_one_report_alone_is_always_written(tmp_path: Path, found: Scores) -> None:
    file = report_folder.write_one(tmp_path, found, 0, JSON)
    file.write_text("old", encoding="utf-8")
    assert report_folder.write_one(tmp_path, found, 0, JSON) == file
    assert file.read_text(encoding="utf-8") != "old"


def test_progress_never_goes_back_and_ends_with_everything(tmp_path: Path, found: Scores) -> None:
    steps: list[tuple[int, int]] = []
    both = Wanted(".json", ("zh", "en"))
    write_all(tmp_path / "reports", found, both, lambda *at: steps.append(at))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (27, 27)
