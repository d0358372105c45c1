"""A table with a row an applicant -> a batch (the heads are those of `submissions.heads`)."""

from __future__ import annotations

import polars as pl

from engine.answers import ORIGIN, SAID
from engine.program import Program, evidence_of
from submissions.batch import CLAIMED, SENT, TOLD, UNREAD, Batch, frame_of
from submissions.claims import claim_in, papers_in
from submissions.columns import Typed, typed
from submissions.heads import PEOPLE, Table
from submissions.identity import EDGES, ELEVEN, PLAIN, code_of, made_of
from submissions.interpret import NO_CODE, other_standard
from submissions.ordinary import TRUTHS
from submissions.problems import UnreadableError, say, written
from submissions.words import Vocabulary

_NO_FIELDS = say(
    "没有一列属于本标准；列名应为 applicant（代码）和填报项编号",
    "no column belongs to the standard; heads are `applicant` and the ids of fields",
)
LONGEST_ORIGIN = 20_000
"""Rows up to which the origin of every value is kept; beyond, of the unreadable cells only."""


def batch_of_table(frame: pl.DataFrame, program: Program, file: str, *, first: int = 1) -> Batch:
    """A table as a batch; `first` is the number of its first row as people count them.

    Raises UnreadableError where no column belongs to the standard.
    """
    table = Table(frame, program, file, first)
    if not (table.fields or table.claims or table.evidence):
        raise UnreadableError(_NO_FIELDS)
    table.drop_blank_rows()
    _tell_other_standard(table)
    sent = _sent(table)
    asked = {column: program.standard.asked[id_] for id_, column in table.fields.items()}
    done = typed(table.frame, asked, Vocabulary(program))
    flags, papers = _evidence(table)
    unread = _tell_cells(table, done)
    return Batch(
        sent=sent,
        values=pl.DataFrame([*done.values, *flags])
        if done.values or flags
        else table.frame.select(),
        unread=unread,
        claims=_claims(table),
        evidence=papers,
        origin=_origin(table, done, unread),
        problems=frame_of(TOLD, table.told),
    )


def _tell_other_standard(table: Table) -> None:
    said = {
        name: [written(value) for value in table.frame[table.others[name]].unique().drop_nulls()]
        for name in ("standard", "edition")
        if name in table.others
    }
    for standard in said.get("standard", []):
        for name, found, allowed in other_standard(table.program, standard, None):
            table.tell(None, name, found, (allowed, "question"))
    for edition in said.get("edition", []):
        for name, found, allowed in other_standard(table.program, None, edition):
            table.tell(None, name, found, (allowed, "question"))


def _sent(table: Table) -> pl.DataFrame:
    """`SENT`: the codes looked at, the other columns as text."""
    codes = _found(table, "applicant")
    plain = _are_plain(codes)
    if not plain.all():
        codes = _trimmed(codes)
        plain = _are_plain(codes)
    if (codes.str.len_bytes() == 11).any():
        plain &= ~codes.str.contains(ELEVEN).fill_null(False)
    made = ~plain
    if made.any():
        codes, made = _codes(table, codes, made)
    frame = pl.DataFrame([codes, made.alias("made")])
    return frame.with_columns(
        pl.lit(0, pl.Int64).alias("place"),
        pl.lit(table.file).alias("file"),
        table.lines.alias("line"),
        *(_trimmed(_found(table, name)) for name in PEOPLE[1:]),
    ).select(list(SENT))


def _are_plain(codes: pl.Series) -> pl.Series:
    """Asked of a frame, which uses all cores; a series uses one."""
    asked = pl.col(codes.name).str.contains(PLAIN).fill_null(False)
    return codes.to_frame().select(asked).to_series()


def _found(table: Table, name: str) -> pl.Series:
    """A column as text; all null where the table has none."""
    if name not in table.others:
        return pl.repeat(None, table.frame.height, dtype=pl.String, eager=True).alias(name)
    return _as_text(table.frame[table.others[name]]).alias(name)


def _trimmed(text: pl.Series) -> pl.Series:
    """Without blanks at the edges, null where nothing else is left."""
    if text.null_count() == text.len():
        return text
    text = text.str.strip_chars(EDGES)
    empty = text.str.len_bytes() == 0
    return text.set(empty, None) if empty.any() else text


def _as_text(column: pl.Series) -> pl.Series:
    """What was found, as text."""
    if column.dtype.is_integer() or column.dtype in {pl.String, pl.Boolean, pl.Date}:
        return column.cast(pl.String)
    texts = [None if value is None else written(value) for value in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def _codes(table: Table, codes: pl.Series, odd: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The codes with those looked at that are not plain; and which are made of the file's name."""
    used, made = codes.to_list(), odd.to_list()
    stem = made_of(table.file)
    for row in odd.arg_true():
        said = code_of(used[row] or "")
        if said.effect:
            table.tell(row, "applicant", used[row], (said.allowed, said.effect))
        made[row] = not said.code
        used[row] = said.code or (stem if codes.len() == 1 else f"{stem}-{table.lines[row]}")
        if made[row]:
            table.tell(row, "applicant", used[row], (NO_CODE, "note"))
    return pl.Series("applicant", used, dtype=pl.String), pl.Series(made, dtype=pl.Boolean)


def _tell_cells(table: Table, done: Typed) -> pl.DataFrame:
    """`UNREAD`; the notes and questions are told."""
    unread: list[tuple[object, ...]] = []
    for cell in done.cells:
        name = table.fields[cell.field]
        understood = cell.understood
        if understood.effect == "invalid":
            place = ("", table.cell(cell.row, name), written(cell.found))
            unread.append((cell.row, cell.field, *place, understood.allowed, understood.away))
        else:
            table.tell(cell.row, name, cell.found, (understood.allowed, understood.effect))
    for id_, count in done.rounded.items():
        allowed = say(
            f"另有 {count} 格小数位数过多，已四舍五入", f"{count} more cells were rounded"
        )
        table.tell(None, table.fields[id_], "", (allowed, "note"))
    return frame_of(UNREAD, unread)


def _claims(table: Table) -> pl.DataFrame:
    """`CLAIMED`; each different text is looked at once."""
    claims = [frame_of(CLAIMED, [])]
    for id_, column in table.claims.items():
        cells = _as_text(table.frame[column]).alias("found")
        rows = cells.is_not_null().arg_true()
        found = cells.gather(rows)
        texts = found.unique(maintain_order=True)
        read = [(text, *claim_in(text)) for text in texts]
        known = pl.DataFrame(
            read,
            schema={"found": pl.String, "claimed": pl.Boolean, "reason": pl.String},
            orient="row",
        )
        where = ["row ", table.lines.gather(rows).cast(pl.String), f", column {column}"]
        made = (
            pl.DataFrame([rows.cast(pl.Int64).alias("row"), found])
            .with_columns(pl.concat_str(map(pl.lit, where)).alias("cell"))
            .join(known, on="found", how="left", maintain_order="left")
            .filter("claimed")
        )
        words = made.with_columns(pl.lit(id_).alias("criterion"), pl.lit("").alias("sheet"))
        claims.append(words.select(list(CLAIMED)))
    return pl.concat(claims)


def _evidence(table: Table) -> tuple[list[pl.Series], pl.DataFrame]:
    """Columns `ev:<criterion>`, and the papers named."""
    flags: list[pl.Series] = []
    papers: list[pl.DataFrame] = [pl.DataFrame(schema=SAID)]
    for id_, column in table.evidence.items():
        given = _marks(table.frame[column])
        rows = (given.is_null() & table.frame[column].is_not_null()).arg_true()
        if rows.len():
            read = [papers_in(found) for found in table.frame[column].gather(rows).to_list()]
            given = given.scatter(rows, pl.Series([g for g, _ in read], dtype=pl.Boolean))
            named = [
                (row, id_, name)
                for row, (_, names) in zip(rows, read, strict=True)
                for name in names
            ]
            papers.append(frame_of(SAID, named))
        if id_ in table.program.evidenced:
            flags.append(given.fill_null(False).alias(evidence_of(id_)))
    return flags, pl.concat(papers)


def _marks(cells: pl.Series) -> pl.Series:
    """Truth where evidence is only marked as given or not; null where there is more to read."""
    if cells.dtype == pl.Boolean:
        return cells
    if cells.dtype == pl.String:
        return cells.replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean)
    return pl.repeat(None, cells.len(), dtype=pl.Boolean, eager=True)


def _origin(table: Table, done: Typed, unread: pl.DataFrame) -> pl.DataFrame:
    """`ORIGIN` of the values of a short table, and of every cell that cannot be read."""
    frames = [unread.select("row", "field", "cell", "found")]
    if table.frame.height <= LONGEST_ORIGIN:
        for column in done.values:
            head = table.fields[column.name]
            rows = column.is_not_null().arg_true()
            texts = _as_text(table.frame[head].gather(rows))
            frames.append(
                pl.DataFrame([rows.cast(pl.Int64).alias("row"), texts.alias("found")]).select(
                    "row",
                    pl.lit(column.name).alias("field"),
                    pl.concat_str(
                        pl.lit("row "), table.lines.gather(rows), pl.lit(f", column {head}")
                    ).alias("cell"),
                    "found",
                )
            )
    return (
        pl.concat(frames)
        .with_columns(
            pl.lit("self").alias("origin"),
            pl.lit(table.file).alias("file"),
            pl.lit("").alias("sheet"),
        )
        .select(list(ORIGIN))
    )
