"""The id map of an edition: what became of the ids of the edition it replaces.

The author of the new edition writes it, under `replaces` or in a file of its own. What is not
listed keeps its id; a criterion that was split hands no answer on unless `fields` says so.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic import Field as Key

from standards.entry import Entry


class Target(Entry):
    """Where the answers to a question go: the field, and which choice became which.

    Of a yes-no question the choices are `yes` and `no`. `same_unit`: the unit is only worded anew.
    """

    to: str
    choices: dict[str, str] = Key(default_factory=dict)
    same_unit: bool = False


def _target(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    return {"to": value} if isinstance(value, str) else value


def _several(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    return [] if value is None else [value] if isinstance(value, str) else value


class Replaces(Entry):
    """The edition replaced, and old id -> new id where they differ; null: it has no place any more.

    A criterion that became several lists them.
    """

    edition: str
    parts: dict[str, str | None] = Key(default_factory=dict)
    criteria: dict[str, Annotated[tuple[str, ...], BeforeValidator(_several)]] = Key(
        default_factory=dict
    )
    fields: dict[str, Annotated[Target | None, BeforeValidator(_target)]] = Key(
        default_factory=dict
    )
    note: str | None = None
