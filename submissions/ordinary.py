"""Ordinary cells of a column, all at once: of which only one reading is possible.

`12`, `true`, a key of a choice, a day. A binary float is ordinary when it is the nearest one to a
decimal of the field's places: below 10^15 last places that decimal is also its shortest text, so
columns and single cells (see `words`) are read alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.answers import column_type
from standards.field import NUMBERS, Field
from submissions.words import BLANK, NO, YES

_EXACT = 10**15
_SHORT = r"^-?[0-9]{1,9}(\.[0-9]{1,6})?$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TRUTHS = {**dict.fromkeys(sorted(YES), True), **dict.fromkeys(sorted(NO), False)}
"""Words of truth as they stand in tables -> what they say."""
_FEW = 2
"""Rows from which a column of divisors is no single number."""
_CLEAR = 1e-6
"""How far from a tie and from a whole, in last places, a float must be to be rounded as one."""
_LARGEST_CLEAR = 1e9


def ordinary(fields: Sequence[Field], frame: pl.DataFrame) -> pl.DataFrame:
    """The typed columns of a frame whose columns bear the ids of fields.

    Null where a cell needs a closer look. Columns of numbers are first tried as a whole, which is
    twice as fast as cell by cell.
    """
    tried = _whole_columns(fields, frame)
    rest = [f for f in fields if f.id not in tried]
    easy = frame.select(_cells(asked, frame[asked.id]).alias(asked.id) for asked in rest)
    return pl.DataFrame([tried[f.id] if f.id in tried else easy[f.id] for f in fields])


def _whole_columns(fields: Sequence[Field], frame: pl.DataFrame) -> dict[str, pl.Series]:
    """The columns of numbers in which every cell is ordinary."""
    held = _held(fields, frame)
    tried = [f for f in fields if f.id in held.columns]
    fits = held.select(_all_fit(asked).alias(asked.id) for asked in tried)
    return {
        f.id: held[f.id]
        for f in tried
        if fits[f.id].item() and held[f.id].null_count() == frame[f.id].null_count()
    }


def _all_fit(asked: Field) -> pl.Expr:
    """Whether all the whole numbers of a column may be held as they are."""
    held = pl.col(asked.id)
    low, high = asked.range
    within = (held.min() >= low) & (held.max() <= high)
    others = _on_steps(asked, held) & _no_share(asked, held, 10**asked.places)
    return within.fill_null(True) & others.all()


def _held(fields: Sequence[Field], frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of numbers as whole numbers; only those that are so as they stand, or exactly."""
    columns: list[pl.Expr] = []
    floats: list[Field] = []
    for asked in fields:
        cell = pl.col(asked.id)
        match frame[asked.id].dtype:
            case _ if asked.type not in NUMBERS:
                continue
            case pl.Int64() if asked.places == 0 and asked.type != "rate":
                columns.append(cell)
            case pl.Decimal(scale=scale) if asked.places == scale:
                columns.append(cell.to_physical().cast(pl.Int64, strict=False))
            case pl.Float64() if frame.height >= _FEW:
                whole = (cell * float(10**asked.places)).round()
                columns.append(whole.cast(pl.Int64, strict=False))
                floats.append(asked)
    held = frame.select(columns)
    return held.drop(_inexact(floats, held, frame))


def _inexact(floats: Sequence[Field], held: pl.DataFrame, frame: pl.DataFrame) -> list[str]:
    """The columns of floats that hold others than those nearest to `held` over its unit."""
    units = {f.places: _units(f.places, frame.height) for f in floats}
    both = frame.select(f.id for f in floats).with_columns(
        held[f.id].alias(f"{f.id}:held") for f in floats
    )
    again = {f.id: pl.col(f"{f.id}:held").cast(pl.Float64) / units[f.places] for f in floats}
    exact = both.select((number == pl.col(id_)).all().alias(id_) for id_, number in again.items())
    return [column.name for column in exact if not column.item()]


def _units(places: int, count: int) -> pl.Expr:
    """As many divisors as rows: by a single one polars divides by its reciprocal, not exactly."""
    return pl.lit(pl.repeat(float(10**places), count, dtype=pl.Float64, eager=True))


def _on_steps(asked: Field, held: pl.Expr) -> pl.Expr:
    """Whether a held number lies whole steps above the least one, where the field has steps."""
    step = asked.step_units
    return pl.lit(True) if step is None else (held - asked.range[0]) % step == 0


def _cells(asked: Field, column: pl.Series) -> pl.Expr:
    """One column, cell by cell."""
    cell, dtype = pl.col(column.name), column.dtype
    if asked.type in NUMBERS:
        found = _number(asked, cell, column)
    elif asked.type == "yes_no":
        found = _truth(cell, dtype)
    elif asked.type == "choice":
        found = _choice(asked, cell, dtype)
    elif asked.type == "date":
        found = _day(asked, cell, dtype)
    elif dtype == pl.String:
        found = pl.when(~cell.str.contains(rf"^{BLANK}$")).then(cell)
    else:
        found = None
    if found is None:
        return pl.repeat(None, pl.len(), dtype=column_type(asked))
    return found


def _number(asked: Field, cell: pl.Expr, column: pl.Series) -> pl.Expr | None:
    held = _held_number(asked, cell, column)
    return None if held is None else pl.when(_on_steps(asked, held)).then(held)


def _held_number(asked: Field, cell: pl.Expr, column: pl.Series) -> pl.Expr | None:
    low, high = asked.range
    unit = 10**asked.places
    match column.dtype:
        case pl.Int64():
            least, greatest = -(-low // unit), high // unit
            fits = cell.is_between(least, greatest) & _no_share(asked, cell)
            return pl.when(fits).then(cell.clip(least, greatest) * unit)
        case pl.Float64():
            return _float(asked, cell, column.len())
        case pl.Decimal(scale=scale):
            whole = pl.col(column.name).to_physical()
            return None if scale is None else _decimal(asked, whole, scale)
        case pl.String():
            short = cell.str.contains(_SHORT)
            floats = pl.when(short).then(cell).cast(pl.Float64, strict=False)
            return _float(asked, floats, column.len())
        case _:
            return None


def _no_share(asked: Field, cell: pl.Expr, one: int = 1) -> pl.Expr:
    """Not a rate that may be meant as a share of one."""
    if not asked.may_be_share:
        return pl.lit(True)
    return (cell == 0) | (cell > one) | (cell < -one)


def _float(asked: Field, cell: pl.Expr, count: int) -> pl.Expr | None:
    if count < _FEW:
        return None
    low, high = asked.range
    whole = (cell * float(10**asked.places)).round()
    exact = (whole / _units(asked.places, count) == cell) & (whole.abs() < _EXACT)
    fits = exact & whole.is_between(low, high) & _no_share(asked, cell)
    return pl.when(fits).then(whole.cast(pl.Int64, strict=False))


def _decimal(asked: Field, whole: pl.Expr, scale: int) -> pl.Expr:
    """A decimal column by its whole numbers of the last place, of which there are `scale`."""
    low, high = asked.range
    more = asked.places - scale
    unit = 10 ** abs(more)
    if more >= 0:
        fits = whole.is_between(-(-low // unit), high // unit)
        held = whole.clip(-(-low // unit), high // unit).cast(pl.Int64, strict=False) * unit
    else:
        fits = (whole % unit == 0) & whole.is_between(low * unit, high * unit)
        held = (whole // unit).cast(pl.Int64, strict=False)
    return pl.when(fits & _no_share(asked, whole, 10**scale)).then(held)


def _truth(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    match dtype:
        case pl.Boolean():
            return cell
        case pl.String() | pl.Enum() | pl.Categorical():
            return cell.cast(pl.String).replace_strict(
                TRUTHS, default=None, return_dtype=pl.Boolean
            )
        case pl.Int64() | pl.Float64():
            return pl.when((cell == 0) | (cell == 1)).then(cell == 1)
        case _:
            return None


def _choice(asked: Field, cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    match dtype:
        case pl.Enum(categories=names):
            codes = pl.Series([asked.codes.get(name) for name in names], dtype=pl.Int64)
            return pl.lit(codes).gather(cell.to_physical())
        case pl.Categorical():
            text = cell.cast(pl.String)
        case pl.String():
            text = cell
        case _:
            return None
    return text.replace_strict(asked.codes, default=None, return_dtype=pl.Int64)


def _day(asked: Field, cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    match dtype:
        case pl.Date():
            day = cell
        case pl.Datetime():
            day = cell.dt.date()
        case pl.String():
            written = pl.when(cell.str.contains(_DAY)).then(cell)
            day = written.str.to_date("%Y-%m-%d", strict=False)
        case _:
            return None
    days = day.cast(pl.Int32).cast(pl.Int64)
    return pl.when(days.is_between(*asked.range)).then(days)


def rounded(asked: Field, cells: pl.Series) -> pl.Series:
    """Floats of more decimals than the field holds, rounded; null where a tie or whole may be near.

    For cells that are not ordinary. What is null here is rounded exactly, one by one.
    """
    none = pl.repeat(None, cells.len(), dtype=pl.Int64, eager=True)
    if asked.type not in NUMBERS or asked.step or cells.dtype not in {pl.Float64, pl.String}:
        return none
    cell = pl.col("cell")
    if cells.dtype == pl.String:
        long = rf"^-?[0-9]{{1,9}}\.[0-9]{{{asked.places},19}}[1-9]$"
        cell = pl.when(cell.str.contains(long)).then(cell).cast(pl.Float64, strict=False)
    low, high = float(asked.least), float(asked.greatest)
    size = cell.abs() * float(10**asked.places)
    rest = size - size.floor()
    clear = rest.is_between(_CLEAR, 0.5 - _CLEAR) | rest.is_between(0.5 + _CLEAR, 1 - _CLEAR)
    fits = clear & (size < _LARGEST_CLEAR) & (cell > low) & (cell < high) & _no_share(asked, cell)
    whole = (size + 0.5).floor().cast(pl.Int64, strict=False) * cell.sign().cast(
        pl.Int64, strict=False
    )
    return cells.alias("cell").to_frame().select(pl.when(fits).then(whole)).to_series()
