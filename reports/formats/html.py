"""The gap report as one HTML file: no scripts, nothing fetched, the same bytes for the same finding."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from reports.clean import short
from reports.embed import Font, faces
from reports.figures import Axis, Mark, bar, little, radar, scale, share_of
from reports.finding import CriterionFinding, Finding, PartFinding, Reason
from reports.pages import environment, macro, template_text
from reports.points import in_table, percent
from reports.signs import SIGNS
from reports.wording import CriterionLine, Wording

_ROWS = "criteria.html"
_REMEMBERED = 20_000
"""Rows of criteria that are kept, because applicants who answer alike share them."""


def render(finding: Finding, *, font: Font = "embedded") -> str:
    """The report of an applicant, in the language of its finding.

    `font`: `embedded`, in the file itself, with just the characters it shows; `beside`, read from
    a folder `fonts` beside the file (for many reports); `system`, whatever the reader has.
    """
    return _page(finding.wording).render(finding, font)
