"""The feed of changes, as Atom; its days are those of the judgement, never the clock's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from markupsafe import escape

from reports.clean import clean
from reports.site.change import Change, changes
from reports.site.frame import HOME, Frame, file_of
from reports.site.lines import lines_of

MOST = 500
"""Changes of single applicants; the page of changes has all of them."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """`key` makes the entry's id; `path` is the page within the language."""

    key: str
    title: str
    day: date
    path: str
    text: str


def path_of(frame: Frame) -> str:
    """Where the feed stands in the site."""
    return f"{frame.language}/feed.xml"


def feed(frame: Frame) -> str:
    """The feed of a language; the newest entry is the first."""
    entries = list(_entries(frame))
    newest = max(entry.day for entry in entries)
    settings = frame.site.settings
    standard = frame.site.edition.record["standard"]["id"]
    author = clean(settings.office.in_(frame.language)) if settings.office else frame.title
    here = frame.site.edition.record["run_digest"]
    own = _link(frame, path_of(frame))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{frame.language}">',
        f"<id>{_id(settings.address or '', standard, frame.language)}</id>",
        f"<title>{escape(frame.title)}</title>",
        f"<updated>{_time(newest)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{own}"/>',
        f'<link rel="alternate" type="text/html" href="{_page(frame, HOME)}"/>',
        f"<author><name>{escape(author)}</name></author>",
    ]
    for entry in entries:
        lines += [
            "<entry>",
            f"<id>{_id(here, entry.key, frame.language)}</id>",
            f"<title>{escape(entry.title)}</title>",
            f"<updated>{_time(entry.day)}</updated>",
            f'<link rel="alternate" type="text/html" href="{_page(frame, entry.path)}"/>',
            f'<summary type="text">{escape(entry.text)}</summary>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _entries(frame: Frame) -> Iterator[_Entry]:
    """The notice period, the publication, the changes of applicants, the publications before."""
    say, site = frame.words, frame.site
    found = changes(site, frame.language)
    day = site.edition.as_of
    if site.settings.notice is not None:
        notice = site.settings.notice
        title = say.say("feed_notice", from_=notice.from_, to=notice.to)
        yield _Entry("notice", title, notice.from_, "notice.html", say["site_notice_check"])
    for edition in site.editions:
        newest = edition is site.edition
        lines = lines_of(edition, frame.language).by_place
        named = sum(line.outcome == "named" for line in lines)
        text = say.say("feed_published_text", n=len(lines), named=named)
        if newest and len(found) > MOST:
            text = f"{text} {say.say('feed_more', n=len(found) - MOST)}"
        path = HOME if newest else f"year/{edition.as_of}/ranking/index.html"
        title = say.say("feed_published", day=edition.as_of)
        yield _Entry(f"published:{edition.as_of}", title, edition.as_of, path, text)
        if newest:
            yield from (_change(frame, change, day) for change in found[:MOST])


def _change(frame: Frame, change: Change, day: date) -> _Entry:
    say, line = frame.words, change.line
    title = say.say("feed_change", name=line.title, change=say[f"change_{change.kind}"])
    text = say.say(
        "feed_change_text",
        before=change.before.decision if change.before else "–",
        now=change.now.decision if change.now else "–",
    )
    path = f"applicant/{change.now.file}.html" if change.now else "changes/index.html"
    return _Entry(f"change:{line.code}", title, day, path, text)


def _id(*parts: str) -> str:
    """An id that hangs on what is told alone."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(31).join(('dabiao', *parts)))}"


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _page(frame: Frame, path: str) -> str:
    return _link(frame, file_of(frame.site, frame.language, path))


def _link(frame: Frame, file: str) -> str:
    """Absolute where the site has an address, else relative to the feed."""
    address = frame.site.settings.address
    return str(escape(f"{address or '../'}{quote(file)}"))
