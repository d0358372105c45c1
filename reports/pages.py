"""The templates of pages: everything that is filled in is escaped."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from reports.clean import short


def template_text(name: str) -> str:
    """A file of `reports/templates`."""
    return (resources.files("reports") / "templates" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of all pages; an unknown name in a template is an error."""
    made = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["short"] = short
    return made


def macro(template: str, name: str, *values: object) -> Markup:
    """What a macro of a template makes of some values."""
    made: Markup = getattr(_macros(template), name)(*values)
    return made


@lru_cache(maxsize=16)
def _macros(template: str) -> object:
    return environment().get_template(template).module
