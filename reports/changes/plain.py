"""Changes between editions for programs and spreadsheets."""

from __future__ import annotations

from typing import Any

import polars as pl

from reports.changes import Comparison
from standards.text import Phrase

_COLUMNS = (
    "section",
    "kind",
    "what",
    "old_id",
    "new_id",
    "title",
    "key",
    "old",
    "new",
    "note",
)


def document(found: Comparison) -> dict[str, Any]:
    """The comparison as plain values; texts in both languages."""
    return {
        "standard": found.new.standard.standard,
        "old": {"edition": found.old.standard.edition, "digest": found.old.digest},
        "new": {"edition": found.new.standard.edition, "digest": found.new.digest},
        "changes": [
            {
                "section": line.change.section,
                "kind": line.change.kind,
                "what": line.change.what,
                "old_id": line.change.old_id or None,
                "new_id": line.change.new_id or None,
                "title": _both(line.change.title),
                "key": line.change.key or None,
                "old": _both(line.change.old),
                "new": _both(line.change.new),
                "line": line.change.line or None,
                "scores_the_same": line.change.section == "wording",
            }
            for section in found.sections
            for line in section.lines
        ],
    }


def _both(text: Phrase | None) -> dict[str, str | None] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def frame(found: Comparison) -> pl.DataFrame:
    """One row a change, in the words of its language, with columns `_COLUMNS`."""
    rows = [
        (
            section.title,
            line.kind,
            found.words[f"changes_of_{line.change.what}"],
            line.change.old_id,
            line.change.new_id,
            line.change.title.in_(found.language),
            line.key,
            line.old,
            line.new,
            line.note,
        )
        for section in found.sections
        for line in section.lines
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")
