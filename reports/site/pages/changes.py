"""What changed since the results that were published before."""

from __future__ import annotations

from collections.abc import Iterator

from reports.site.change import changes
from reports.site.frame import Frame
from reports.site.leaves import leaves

Page = tuple[str, str]


def pages(frame: Frame) -> Iterator[Page]:
    """The changes, a page for so many of them."""
    site, title = frame.site, frame.words["site_changes"]
    before = site.earlier[0].as_of.isoformat() if site.earlier else None
    for leaf in leaves("changes", changes(site, frame.language)):
        yield leaf.path, frame.render("changes.html", leaf.path, title, leaf=leaf, before=before)
