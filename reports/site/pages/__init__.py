"""The pages of a site, one kind a file.

A module gives `pages(frame)`: pairs of a path within the language and the page; the page of an
applicant is in `reports.site.applicant`, since there are thousands. The folder is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from reports.site.frame import Frame

Page = tuple[str, str]


def all_pages(frame: Frame) -> Iterator[Page]:
    """Every page of a language but those of the applicants."""
    for module in iter_modules(__path__):
        yield from import_module(f"{__name__}.{module.name}").pages(frame)
