"""The command line, called without a new process."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from dabiao.cli import dabiao
from dabiao.console import run


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Result]
"""`call("score", path, ...)`: the exit code and what was printed."""


def caller(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: int = 120,
    locale: str = "zh_CN.UTF-8",
) -> Call:
    """Calls commands in a window of so many columns, for users of a locale."""

    def called(*words: object) -> Result:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["dabiao", *map(str, words)])
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LC_ALL", locale)
        try:
            code = run(dabiao)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 2
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return called
