"""What is typed into a cell of the form -> the number that the program reckons with, as formulas.

Beside every formula stands what it gives for a cell, so that a form is written with right values.
Nothing is guessed: a cell that a formula cannot read counts as not answered, and is said to be so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from standards.field import LAST_DAY, NUMBERS, Field
from standards.numbers import plain, scaled
from submissions.forms import small_rates as small
from submissions.forms.shown import Shown
from submissions.forms.wordlists import Wordlist

Cell = str | int | float | date | None
"""What a cell of the form holds."""

SINCE_1900 = 25_569
"""The day 1970-01-01 as a workbook counts days."""
FIRST_SERIAL = 61
"""1900-03-01: before it, programs count days differently."""
REASON_FROM = "99999999999"
"""A text that begins with a letter or a Chinese character sorts behind this."""
NO_REASON, ANSWERED = 2, 3
"""What may be wrong with a claim; 1 stands for a cell that cannot be read."""

_EPOCH = date(1970, 1, 1).toordinal()
_ANY_NUMBER = '"<1E+300"'


@dataclass(frozen=True, slots=True)
class Read:
    """A field or a mark as the hidden sheet holds it: its number, whether known, what is wrong."""

    code: Shown
    value: Shown
    known: Shown
    fault: Shown


@dataclass(frozen=True, slots=True)
class Words:
    """Where a list of words stands: the range of the words and that of their numbers."""

    listed: Wordlist
    words: str
    codes: str

    def code(self, address: str, cell: Cell) -> Shown:
        """The number that a cell means; 0 for none, also for errors."""
        # LibreOffice counts an error as a text that begins with its sign.
        text = (
            f'IF(COUNTIF({address},"*")-COUNTIF({address},"#*")'
            f"+COUNTIF({address},{_ANY_NUMBER})=0,0,"
            f"SUMPRODUCT(({self.words}={address})*{self.codes}))"
        )
        is_odd = isinstance(cell, date) or (isinstance(cell, str) and cell.startswith("#"))
        return Shown(text, 0 if is_odd else self.listed.find(cell))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hidden sheet holds a field: the cells of its code, its value, whether known."""

    code: str
    value: str
    known: str


def read(asked: Field, address: str, cell: Cell, here: Place, listed: Words | None) -> Read:
    """The formulas of a field; `listed` are the words of a choice, or the blanks of a text."""
    if asked.type in NUMBERS:
        code, held = _number(asked, address, cell)
        known = Shown(f"IF({here.code}>0,1,0)", int(bool(code.value)))
        value = Shown(f"IF({here.code}>0,{held.text},0)", held.value if code.value else 0)
    elif asked.type == "date":
        code, held = _day(address, cell)
        known = Shown(f"IF({here.code}>0,1,0)", int(bool(code.value)))
        value = Shown(f"IF({here.code}>0,{held.text},0)", held.value if code.value else 0)
    elif asked.type == "text":
        assert listed is not None  # noqa: S101 - texts come with the list of blanks
        blank = listed.code(address, cell)
        code = Shown(
            f"IF(ISBLANK({address}),0,1-({blank.text}))", int(cell is not None and not blank.value)
        )
        known = Shown(here.code, code.value)
        return Read(code, Shown("0", 0), known, Shown("0", 0))
    else:
        assert listed is not None  # noqa: S101 - choices come with their words
        code = listed.code(address, cell)
        assert isinstance(code.value, int)  # noqa: S101 - a number of the list
        known = Shown(f"IF({here.code}>0,1,0)", int(code.value > 0))
        value = Shown(f"IF({here.code}>0,{here.code}-1,0)", max(code.value - 1, 0))
    fault = Shown(
        f"IF(ISBLANK({address}),0,1-{here.known})", int(cell is not None and not known.value)
    )
    return Read(code, value, known, fault)


def _number(asked: Field, address: str, cell: Cell) -> tuple[Shown, Shown]:
    """Whether a number within the range stands there, and the number in last places.

    ROUND comes first with the decimals and only then with the unit: it rounds what is shown, not
    the binary number.
    """
    low, high = plain(asked.least), plain(asked.greatest)
    inside = f"IF({address}<{low},0,IF({address}>{high},0,{in_step(asked, address) or 1}))"
    if asked.may_be_share:
        inside = f"IF({address}=0,{inside},IF({address}>1,{inside},IF({address}<-1,{inside},0)))"
    other, held = "0", _whole(asked, address)
    if small.may_be_typed(asked):
        is_small = f"{small.looks_small(address)}>0"
        other = f"IF({is_small},{small.fits(address)},0)"
        held = f"IF({is_small},{_whole(asked, small.number(address))},{held})"
    text = f"IF(COUNTIF({address},{_ANY_NUMBER})=0,{other},{inside})"
    percent = small.percent(asked, cell)
    if percent is not None:
        return Shown(text, 1), Shown(held, scaled(percent, asked.places))
    if isinstance(cell, str | date) or cell is None:
        return Shown(text, 0), Shown(held, 0)
    exact = Decimal(f"{float(cell):.15g}")
    fits = asked.least <= exact <= asked.greatest
    if asked.may_be_share and 0 < abs(exact) <= 1:
        fits = False
    if fits and asked.step is not None and (exact - asked.least) % asked.step:
        fits = False
    return Shown(text, int(fits)), Shown(held, scaled(exact, asked.places) if fits else 0)


def _whole(asked: Field, address: str) -> str:
    """A number in last places of its field."""
    places = asked.places
    return f"ROUND(ROUND({address},{places})*{10**places},0)" if places else f"ROUND({address},0)"


def in_step(asked: Field, address: str) -> str:
    """1 where a number keeps to the steps of its field, else 0; empty where it has none."""
    if asked.step is None:
        return ""
    low, step = scaled(asked.least, asked.places), scaled(asked.step, asked.places)
    whole = _whole(asked, address)
    return (
        f"IF(AND({whole}/{10**asked.places}={address},"
        f"INT(({whole}-{low})/{step})*{step}={whole}-{low}),1,0)"
    )


def _day(address: str, cell: Cell) -> tuple[Shown, Shown]:
    after = LAST_DAY + SINCE_1900 + 1
    text = (
        f"IF(COUNTIF({address},{_ANY_NUMBER})=0,0,"
        f"IF({address}<{FIRST_SERIAL},0,IF({address}>={after},0,1)))"
    )
    held = f"INT({address})-{SINCE_1900}"
    days = _serial(cell) - SINCE_1900
    fits = FIRST_SERIAL - SINCE_1900 <= days <= LAST_DAY
    return Shown(text, int(fits)), Shown(held, days)


def _serial(cell: Cell) -> int:
    match cell:
        case date():
            return cell.toordinal() - _EPOCH + SINCE_1900
        case int() | float():
            return int(Decimal(cell).to_integral_value(rounding=ROUND_HALF_UP))
        case _:
            return 0


def claim(address: str, cell: Cell, here: Place, listed: Words, beside: Shown) -> Read:
    """The formulas of a not-applicable claim: it counts with a reason and without an answer."""
    spoken = listed.code(address, cell)
    text = (
        f'IF(COUNTIF({address},"*")=0,0,IF(({spoken.text})=1,0,IF(({spoken.text})=2,{NO_REASON},'
        f'IF({address}>"{REASON_FROM}",1,{NO_REASON}))))'
    )
    code = Shown(text, _claimed(cell, int(spoken.value)))
    counts = code.value == 1 and not beside.value
    value = Shown(f"IF({here.code}=1,IF({beside.text},0,1),0)", int(counts))
    wrong = (
        ANSWERED
        if code.value == 1 and beside.value
        else code.value
        if code.value == NO_REASON
        else 0
    )
    fault = Shown(
        f"IF({here.code}={NO_REASON},{NO_REASON},IF({here.code}=1,IF({beside.text},{ANSWERED},0),0))",
        wrong,
    )
    return Read(code, value, Shown("1", 1), fault)


def _claimed(cell: Cell, spoken: int) -> int:
    if not isinstance(cell, str) or spoken == 1:
        return 0
    if spoken == NO_REASON:
        return NO_REASON
    head = cell.lstrip("9") if cell[:1] == "9" else cell
    return 1 if head[:1].isalpha() else NO_REASON


def evidence(address: str, cell: Cell, listed: Words) -> Read:
    """The formulas of evidence: whether anything but a word for 'none' stands there."""
    none = listed.code(address, cell)
    text = f'IF(COUNTIF({address},"*")+COUNTIF({address},{_ANY_NUMBER})=0,0,1-({none.text}))'
    value = Shown(text, int(cell is not None and not none.value))
    return Read(Shown("0", 0), value, Shown("1", 1), Shown("0", 0))
