"""The signs of states and outcomes: told by shape, so that no colour is needed."""

from __future__ import annotations

SIGNS = {
    "met": "●",
    "partly": "◐",
    "unmet": "○",
    "unanswered": "–",
    "not_applicable": "·",
    "unproven": "△",
    "invalid": "!",
}
"""State of a criterion -> sign."""

OUTCOME_SIGNS = {
    "named": "●",
    "conditional": "◐",
    "failed": "○",
    "refused": "✕",
    "not_judged": "–",
}

_REASONS = {"gate": "✕", "veto": "✕", "gate_open": "–", "veto_open": "–", "coverage": "–"}


def reason_sign(kind: str) -> str:
    """The sign of a reason: refused, not answered, or a condition missed."""
    return _REASONS.get(kind, "○")
