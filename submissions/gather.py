"""Many submissions as written -> answers: typed one by one, then laid out as columns."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.answers import ORIGIN, SAID, Answers
from engine.program import Program, evidence_of
from submissions.batch import CLAIMED, SENT, TOLD, UNREAD, Batch, columns_of, frame_of
from submissions.interpret import Row
from submissions.join import joined
from submissions.problems import written
from submissions.raw import Said

_PEOPLE = ("name", "district", "category")


def gather(program: Program, rows: Sequence[Row]) -> Answers:
    """The answers of typed submissions, in their order; of one code the first counts."""
    return joined([batch_of(program, rows)], program)


def batch_of(program: Program, rows: Sequence[Row], *, places: Sequence[int] = ()) -> Batch:
    """Typed rows as a batch; `places` are those of their files among the paths."""
    sent = [
        (place, row.file, None, row.made, row.code, *map(row.people.get, _PEOPLE))
        for row, place in zip(rows, places or range(len(rows)), strict=True)
    ]
    values = columns_of(program, len(rows), [row.values for row in rows])
    flags = [
        pl.Series(evidence_of(id_), [id_ in row.evidence for row in rows], dtype=pl.Boolean)
        for id_ in program.evidenced
    ]
    unread = [
        (place, u.field, u.said.sheet, u.said.cell, written(u.said.found), u.allowed, u.away)
        for place, row in enumerate(rows)
        for u in row.unread
    ]
    claims = [
        (place, id_, said.sheet, said.cell, reason)
        for place, row in enumerate(rows)
        for id_, (said, reason) in row.claims.items()
    ]
    papers = [
        (place, id_, paper)
        for place, row in enumerate(rows)
        for id_, names in row.evidence.items()
        for paper in names
    ]
    problems = [
        (i, p.file, p.sheet, p.cell, p.applicant, p.field, p.found, p.allowed, p.effect)
        for i, row in enumerate(rows)
        for p in row.told
    ]
    return Batch(
        sent=frame_of(SENT, sent),
        values=values.with_columns(flags),
        unread=frame_of(UNREAD, unread),
        claims=frame_of(CLAIMED, claims),
        evidence=frame_of(SAID, papers),
        origin=_origin(rows),
        problems=frame_of(TOLD, problems),
    )


def _origin(rows: Sequence[Row]) -> pl.DataFrame:
    """Who said each value, where: column by column, since there are many."""
    places: list[int] = []
    files: list[str] = []
    fields: list[str] = []
    cells: list[Said] = []
    for place, row in enumerate(rows):
        before = len(cells)
        fields += row.places
        cells += row.places.values()
        for unread in row.unread:
            fields.append(unread.field)
            cells.append(unread.said)
        places += [place] * (len(cells) - before)
        files += [row.file] * (len(cells) - before)
    columns: dict[str, object] = {
        "row": places,
        "field": fields,
        "origin": ["self"] * len(cells),
        "file": files,
        "sheet": [said.sheet for said in cells],
        "cell": [said.cell for said in cells],
        "found": [written(said.found) for said in cells],
    }
    return pl.DataFrame(columns, schema=ORIGIN)
