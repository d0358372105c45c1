"""Workbooks as LibreOffice recalculates and saves them."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings of a user who has every workbook recalculated when it is opened."""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What `make` gives for a new folder, made by one of the test processes for all of them."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    result = folder / "result.pickle"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            result.write_bytes(pickle.dumps(make(folder)))
    found: T = pickle.loads(result.read_bytes())  # noqa: S301 - written by these tests
    return found


def recalculated(paths: Sequence[Path], folder: Path, *, to: str = "xlsx") -> list[Path]:
    """The workbooks opened, recalculated and saved by LibreOffice, in a folder of their own."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    saved = folder / "saved"
    subprocess.run(
        [
            *(str(SOFFICE), "--headless", "--norestore"),
            f"-env:UserInstallation=file://{user.parent}",
            *("--convert-to", to, "--outdir", str(saved), *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        timeout=1800,
    )
    return [saved / path.with_suffix(f".{to}").name for path in paths]
