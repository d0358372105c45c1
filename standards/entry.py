"""What the entries of a document have in common."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Key

Id = Annotated[str, Key(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]


class Entry(BaseModel):
    """A mapping of a document: its keys are known, and it stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def listed(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    """One entry stands for a list of one."""
    return [value] if isinstance(value, dict) else value
