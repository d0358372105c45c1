"""`rule:` as authors write it - a word, or one key - turned into a rule of that kind."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from standards.faults import unknown
from standards.rule import Rule
from standards.rules import kinds


class RuleBodyError(ValueError):
    """The faults inside a rule, kept with their places below `rule`."""

    def __init__(self, kind: str, error: ValidationError) -> None:
        super().__init__(f"the rule {kind} is not well written")
        self.kind = kind
        self.error = error


def rule_entry(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    """The rule; raises where the kind is unknown or its body does not fit."""
    if isinstance(value, Rule):
        return value
    kind, body = _split(value)
    cls = kinds().get(kind)
    if cls is None:
        raise PydanticCustomError(
            "rule", "{message}", {"message": unknown("rule kind", kind, kinds())}
        )
    if cls.entries_name is not None:
        content: Any = {} if body is None else {cls.entries_name: body}
    else:
        content = {} if body is None else body
    if not isinstance(content, dict):
        message = f"the rule {kind} takes keys below it, not '{body}'"
        raise PydanticCustomError("rule", "{message}", {"message": message})
    try:
        return cls.model_validate(content)
    except ValidationError as error:
        raise RuleBodyError(kind, error) from error


def _split(value: Any) -> tuple[str, Any]:  # noqa: ANN401 - the parsing edge
    if isinstance(value, str):
        return value, None
    if isinstance(value, dict) and len(value) == 1:
        return next(iter(value.items()))
    found = f"{len(value)} keys" if isinstance(value, dict) else repr(value)
    message = f"found {found}; a rule is one kind, there are: {', '.join(kinds())}"
    raise PydanticCustomError("rule", "{message}", {"message": message})
