"""Publishing: a site is written whole or not at all, and the same bytes for the same inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources
from pathlib import Path

from reports.embed import faces
from reports.fonts import FOLDER as FONTS
from reports.fonts import WOFF2
from reports.run import Run
from reports.site import SiteError, charts, data, feed, is_site, search_index
from reports.site.edition import Site
from reports.site.files import Files
from reports.site.frame import FORM, Frame, file_of
from reports.site.pages import all_pages
from reports.site.pages.ranking import index_file
from reports.site.publication import edition_of
from reports.site.settings import Settings
from reports.site.workers import applicants
from reports.whole_folder import contents, whole
from submissions.forms.web import page

Progress = Callable[[int, int], None]


def site_of(run: Run, earlier: Sequence[Run], settings: Settings) -> Site:
    """What is published of a run and of earlier ones. Raises SiteError where they do not fit."""
    edition = edition_of(run, settings)
    before = sorted(
        (edition_of(old, settings).as_earlier() for old in earlier),
        key=lambda found: found.as_of,
        reverse=True,
    )
    days = [edition.as_of]
    for old in before:
        if old.as_of >= days[-1]:
            raise SiteError(
                f"--earlier: found a run judged {old.as_of}; "
                f"allowed: days before {days[-1]}, each once"
            )
        days.append(old.as_of)
    return Site(settings, edition, tuple(before))


def publish(folder: Path, site: Site, progress: Progress | None = None) -> int:
    """Write a site into a folder that takes the old one's place; how many files it has.

    Raises SiteError where the folder holds something that is no site.
    """
    check(folder)
    with whole(folder) as new:
        return build(new, site, progress)


def check(folder: Path) -> None:
    """Raise SiteError unless the folder is new, empty, or an old site."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise SiteError(f"{folder}: this is a file; a site is written to a new folder")
    found = contents(folder)
    if found and not is_site(folder):
        raise SiteError(
            f"{folder}: holds {min(found)!r} and is no site; "
            "name a new or empty folder, or a site to be replaced"
        )


def build(folder: Path, site: Site, progress: Progress | None = None) -> int:
    """Write all files of a site into an empty folder; how many they are."""
    files = Files(folder)
    data.write(files, site)
    with applicants(folder, site) as done:
        charts.write(files, site)
        _assets(files, site)
        for language in site.settings.languages:
            frame = Frame(site, language)
            for path, page in all_pages(frame):
                files.put(file_of(site, language, path), page)
            files.put(feed.path_of(frame), feed.feed(frame))
            _form(files, frame)
        count = len(site.edition.codes)
        so_far = 0
        for written, number in done:
            files.digests |= written
            so_far += number
            if progress:
                progress(so_far, count)
    files.sums()
    return len(files.digests) + 1


def _assets(files: Files, site: Site) -> None:
    """Style, script, fonts, and the lines of every edition for searching."""
    own = resources.files("reports.site") / "assets"
    for entry in sorted(own.iterdir(), key=lambda found: found.name):
        files.put(f"assets/{entry.name}", entry.read_bytes())
    for path in (*WOFF2.values(), FONTS / "OFL.txt"):
        files.put(f"assets/fonts/{path.name}", path.read_bytes())
    frame = Frame(site, site.settings.languages[0])
    for edition in site.editions:
        files.put(index_file(frame, edition), search_index.script(site, edition))


def _form(files: Files, frame: Frame) -> None:
    """The form that scores itself in the browser, with the font that it shows inside."""
    made = page(frame.site.edition.program, frame.language, partial(faces, "embedded"))
    files.put(f"{frame.language}/{FORM}", made)
