"""Applicants of every sort to the demo standard, with a median and an earlier run beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from reports.findings import findings
from reports.findings.finding import Finding
from reports.yardsticks import Comparison, Earlier, Medians
from standards.text import Language
from tests.reports import demo

HOSTILE = (
    '<script>alert("1")</script> & =1+1 ../../etc/passwd #set page(width: 1pt) {{ x }} '
    "\u202e\u0000\x1b[31m *粗* 𠮷 😀 مرحبا " + "长" * 300
)
"""A name with markup of every format, a formula, a path, controls, and what our font lacks."""
_NOTHING = dict.fromkeys((*demo.GOOD,), None) | {"ev:1.1": False}
_BESIDE = Comparison(
    Medians("东城", 7, 805_000, {"1": 300_000, "2": 505_000, "2a": 150_000}),
    Earlier(
        standard="demo",
        edition="2025.1",
        digest="sha256:0123456789abcdef",
        as_of=date(2025, 11, 23),
        is_same=False,
        outcome="failed",
        grade=None,
        exact=715_000,
        of=1_000_000,
        parts={"1": (255_000, 400_000), "2": (460_000, 500_000)},
        criteria={"1.1": (60_000, 60_000), "1.2": (20_000, 60_000), "1.5": (30_000, 30_000)},
    ),
)
CASES: dict[str, dict[str, Any]] = {
    "named": {},
    "just short": {"1.5": 85, "1.4.corner": 4, "1.4.file": 1.5, "1.3": "fair", "1.3.award": 2},
    "failed": {"2.2": 20, "1.2.bags": False, "1.3": "none", "1.7": 10, "content": 75, "2.5": 0.5},
    "vetoed": {"content": 50},
    "not judged": {"accident": True},
    "empty": _NOTHING,
    "hostile": {"1.5": None, "ev:1.1": False, "P1": True, "na:2.4": True, "2.4": None},
}


def finding(case: str, language: Language = "zh", *, beside: bool = True) -> Finding:
    """The finding of a case, with a median and an earlier run beside it."""
    frames: dict[str, Any] = {
        "applicants": demo.applicants({"name": f"{case}小区", "district": "东城"})
    }
    if case == "hostile":
        frames = {**demo.invalid("1.5", HOSTILE), "claims": demo.said("2.4", HOSTILE)}
        frames["applicants"] = demo.applicants(
            {"applicant": "../=a0", "name": HOSTILE, "district": "=cmd|'/c calc'!A1"}
        )
    scores = demo.scored([CASES[case]], **frames)
    comparisons = [_BESIDE] if beside else None
    (made,) = findings(scores, None, language, comparisons=comparisons)
    return made
