"""The rule kinds: one a file, named as the file. The list is made by looking into this folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from standards.rule import Rule


@cache
def kinds() -> dict[str, type[Rule]]:
    """Every rule kind by its name."""
    found: dict[str, type[Rule]] = {}
    for module in iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        for member in vars(loaded).values():
            if isinstance(member, type) and issubclass(member, Rule) and member is not Rule:
                found[module.name] = member
    return dict(sorted(found.items()))
