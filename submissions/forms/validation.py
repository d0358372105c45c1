"""What a cell of the form accepts: drop-downs and ranges, with what the sheet says about them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from standards.field import FIRST_DAY, LAST_DAY, NUMBERS, Field
from standards.numbers import plain
from standards.text import Language
from standards.wording import amount
from submissions.forms import small_rates as small
from submissions.forms import words
from submissions.forms.reading import REASON_FROM, in_step

_LONGEST_TEXT = 255
_LONGEST_TITLE = 32
_LONGEST_ANSWER = 2_000
_EPOCH = date(1970, 1, 1)
FIRST, LAST = _EPOCH + timedelta(FIRST_DAY), _EPOCH + timedelta(LAST_DAY)
PRINTED = date(1900, 3, 1)
"""The first day that all programs count alike."""


def validation_of(
    asked: Field, language: Language, choices: str | None, cell: str
) -> dict[str, Any]:
    """The validation of an answer's cell, as xlsxwriter takes it; `choices` is the list's range."""
    said = complaint(asked, language)
    if choices is not None:
        return _said({"validate": "list", "source": choices}, "", said, language)
    if asked.type in NUMBERS:
        return _said(_number(asked, cell), _hint(asked, language), said, language)
    if asked.type == "date":
        rule = {"validate": "date", "criteria": "between", "minimum": PRINTED, "maximum": LAST}
        return _said(rule, _hint(asked, language) or said, said, language)
    rule = {"validate": "length", "criteria": "<=", "value": _LONGEST_ANSWER}
    return _said(rule, _hint(asked, language), said, language)


def complaint(asked: Field, language: Language) -> str:
    """What is said of a cell that does not hold what is asked."""
    match asked.type:
        case "yes_no" | "choice":
            said = words.PICK.in_(language)
        case "date":
            said = words.DATE.in_(language)
        case "text":
            said = words.LONG.in_(language)
        case _:
            said = _range(asked, language)
            if asked.may_be_share:
                said += ("" if language == "zh" else " ") + words.PERCENT.in_(language)
    return said[:_LONGEST_TEXT]


def claim_validation(hint: str, language: Language, cell: str) -> dict[str, Any]:
    """The validation of a cell for the reason of a claim: words, not figures or signs."""
    rule = {"validate": "custom", "value": f'={cell}>"{REASON_FROM}"'}
    return _said(rule, hint, words.REASON.in_(language), language)


def text_validation(hint: str, language: Language) -> dict[str, Any]:
    """The validation of a cell for free text."""
    rule = {"validate": "length", "criteria": "<=", "value": _LONGEST_ANSWER}
    return _said(rule, hint, words.LONG.in_(language), language)


def _number(asked: Field, cell: str) -> dict[str, Any]:
    """A range; the steps within it; of a percentage also that it is no share of 1."""
    terms = [f"{cell}>={plain(asked.least)}", f"{cell}<={plain(asked.greatest)}"]
    if asked.may_be_share:
        terms.append(f"OR({cell}=0,{cell}>1,{cell}<-1)")
    if small.may_be_typed(asked):
        whole = f"AND({','.join(terms)})"
        rule = f"=IF({small.looks_small(cell)}>0,{small.fits(cell)}=1,{whole})"
        return {"validate": "custom", "value": rule}
    if asked.step is not None:
        terms.append(f"{in_step(asked, cell)}=1")
    if len(terms) > 2:
        return {"validate": "custom", "value": f"=AND({','.join(terms)})"}
    limits = {"criteria": "between", "minimum": asked.least, "maximum": asked.greatest}
    return {"validate": "decimal" if asked.places else "integer", **_floats(limits)}


def _floats(limits: dict[str, Any]) -> dict[str, Any]:
    return {k: float(v) if isinstance(v, Decimal) else v for k, v in limits.items()}


def _range(asked: Field, language: Language) -> str:
    kind = (words.NUMBER if asked.places else words.WHOLE).in_(language)
    high = amount(asked.greatest, asked.unit_text).in_(language)
    step = plain(asked.step) if asked.step is not None else ""
    if language == "zh":
        steps = f"，每档 {step}" if step else ""
        return f"请填 {plain(asked.least)} 至 {high}的{kind}{steps}。"
    steps = f", in steps of {step}" if step else ""
    return f"Write {kind} from {plain(asked.least)} to {high}{steps}."


def _hint(asked: Field, language: Language) -> str:
    help_ = asked.help.in_(language) if asked.help else ""
    if asked.type == "rate":
        return "\n".join(filter(None, (help_, words.PERCENT.in_(language))))
    return help_


def _said(rule: dict[str, Any], hint: str, error: str, language: Language) -> dict[str, Any]:
    said = {
        **rule,
        "error_title": words.WRONG.in_(language)[:_LONGEST_TITLE],
        "error_message": error[:_LONGEST_TEXT],
    }
    if hint:
        said["input_message"] = hint[:_LONGEST_TEXT]
    return said
