"""The public notice (公示): what, from when to when, and how to object."""

from __future__ import annotations

from collections.abc import Iterator

from reports.clean import clean
from reports.site.frame import Frame
from reports.site.lines import lines_of

Page = tuple[str, str]
_PATH = "notice.html"


def pages(frame: Frame) -> Iterator[Page]:
    """One page; without a period it says so, and how to object all the same."""
    say, notice = frame.words, frame.site.settings.notice
    lines = lines_of(frame.site.edition, frame.language).by_place
    named = sum(line.outcome == "named" for line in lines)
    how = say["site_notice_default"]
    if notice is not None and notice.objections is not None:
        how = clean(notice.objections.in_(frame.language))
    yield (
        _PATH,
        frame.render(
            "notice.html",
            _PATH,
            say["site_notice"],
            how=how,
            judged=say.count("site_judged", len(lines), named=named),
            standard=frame.site.edition.program.standard,
        ),
    )
