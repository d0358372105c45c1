"""A quota given beside a standard: a share, a number, or a file of places by group."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from standards.ranking import AtTheEdge, GroupBy, Quota, Rounding
from submissions.encodings import text_of
from submissions.problems import UnreadableError

_SHARE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*(up|down|half_up)?\s*$")
_LARGEST = 5_000_000
_PLACES = ("places", "名额")
_GROUPS: dict[str, GroupBy | None] = {
    "district": "district",
    "地区": "district",
    "category": "category",
    "类别": "category",
    "group": None,
    "组": None,
}


class QuotaError(Exception):
    """A quota that cannot be used; a sentence."""


def quota_of(
    given: str, by: GroupBy | None, edge: AtTheEdge | None, standard: Quota | None
) -> Quota:
    """The quota of `10%`, `10% up`, `3` or a file; what is left unsaid is as in the standard.

    Raises QuotaError.
    """
    share = _SHARE.match(given)
    told: dict[str, Any] = {"by": by}
    if share:
        told |= {
            "share": f"{share[1]}%",
            "round": share[2] or (standard.round if standard else None),
        }
    elif given.strip().isdecimal():
        told |= {"places": int(given)}
    else:
        told |= _of_file(Path(given), by)
    told["of"] = standard.of if standard else "passed"
    told["ties_at_the_edge"] = edge or (standard.ties_at_the_edge if standard else None)
    try:
        return Quota.model_validate(told)
    except ValidationError as error:
        said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise QuotaError(f"--quota {given}: {said}") from error


def _of_file(path: Path, by: GroupBy | None) -> dict[str, Any]:
    """`by` and `places` of a table with a head: the group, and how many places it has."""
    kinds = f"a share such as 10% (or 10% {'|'.join(get_args(Rounding))}), a number, or a CSV file"
    if not path.is_file():
        raise QuotaError(f"--quota: found {str(path)!r}, which is no file; allowed: {kinds}")
    if path.stat().st_size > _LARGEST:
        raise QuotaError(f"{path}: larger than {_LARGEST:,} bytes; a quota has a line a group")
    try:
        lines = list(csv.reader(io.StringIO(text_of(path.read_bytes())), strict=True))
    except (UnreadableError, csv.Error) as error:
        raise QuotaError(f"{path}: {error}") from error
    head = [cell.strip().lower() for cell in lines[0]] if lines else []
    if len(head) < 2 or head[0] not in _GROUPS or head[1] not in _PLACES:
        raise QuotaError(
            f"{path}:1: found the head {','.join(head)!r}; "
            "allowed: district,places or category,places (地区,名额 or 类别,名额)"
        )
    column = _GROUPS[head[0]] or by
    if column is None:
        raise QuotaError(
            f"{path}:1: found `{head[0]}`; allowed with --by district or --by category"
        )
    if by is not None and by != column:
        raise QuotaError(f"{path}:1: found places by {column}, and --by {by}; name the same")
    return {"by": column, "places": _places(path, lines[1:])}


def _places(path: Path, lines: list[list[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, line in enumerate(lines, 2):
        if not any(cell.strip() for cell in line):
            continue
        name, count = line[0].strip(), line[1].strip() if len(line) > 1 else ""
        if not (count.isascii() and count.isdecimal()) or len(count) > 9:
            raise QuotaError(
                f"{path}:{number}: found {count!r} for {name!r}; allowed: a whole number"
            )
        if name in places:
            raise QuotaError(f"{path}:{number}: {name!r} stands twice; each group once")
        places[name] = int(count)
    return places
