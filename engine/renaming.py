"""Expressions with some of their references replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from standards.expression import Expr, Ref


def renamed(node: Expr, names: Mapping[str, Expr]) -> Expr:
    """An expression in which some references to definitions are replaced."""
    if isinstance(node, Ref):
        return names.get(node.name, node)
    changed: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(renamed(term, names) for term in value)
        elif isinstance(value, Expr):
            changed[field.name] = renamed(value, names)
    return replace(node, **changed) if changed else node
