"""The front door: the public Python API and the command line.

It knows no rule and computes nothing: it parses, calls the rooms below, and prints.

    from datetime import date
    import dabiao

    program = dabiao.compile_named("green-community")
    answers = dabiao.read(["forms/"], program)
    scores = dabiao.score(program, answers, as_of=date(2026, 11, 23))
    scores.frame                     # points of criteria and parts, score, coverage, grade, outcome
    dabiao.rank(scores, by="district")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.compile import compile, compile_named
    from engine.rank import rank
    from engine.score import score
    from engine.states import states
    from standards.lint import lint
    from standards.load import bundled, load, loads
    from submissions.read import read

__all__ = [
    "bundled",
    "compile",
    "compile_named",
    "lint",
    "load",
    "loads",
    "rank",
    "read",
    "score",
    "states",
]

_HOMES = {
    "bundled": "standards.load",
    "compile": "engine.compile",
    "compile_named": "engine.compile",
    "lint": "standards.lint",
    "load": "standards.load",
    "loads": "standards.load",
    "rank": "engine.rank",
    "read": "submissions.read",
    "score": "engine.score",
    "states": "engine.states",
}


def __getattr__(name: str) -> object:
    """Import a public name only when it is asked for: `dabiao --help` needs neither of them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    message = f"module 'dabiao' has no attribute '{name}'"
    raise AttributeError(message)
