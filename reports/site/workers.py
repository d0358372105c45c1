"""The pages and badges of all applicants, on all cores."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from reports.mass import cores
from reports.site import badges, data
from reports.site.applicant import ApplicantPages
from reports.site.edition import Site
from reports.site.files import Files
from reports.site.frame import Frame, file_of

_CHUNK = 500
"""Applicants that a worker is given at a time."""
_FEW = 1_500
"""Up to so many are done faster than further processes start."""

Written = tuple[dict[str, str], int]
"""The digests of some files by their paths, and of how many applicants they are."""


@contextmanager
def applicants(folder: Path, site: Site) -> Iterator[Iterator[Written]]:
    """Write what there is of every applicant below a folder that holds the data of the site.

    Other work can be done inside the block before what is given is asked for.
    """
    count = len(site.edition.codes)
    chunks = [range(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK)]
    workers = min(cores(), len(chunks))
    if count <= _FEW or workers < 2:
        yield _alone(folder, site, chunks)
        return
    # A fresh interpreter each: a fork of one that runs polars may hang.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=(folder,)) as pool:
        futures = [pool.submit(_work, chunk) for chunk in chunks]
        try:
            yield _ended(futures)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever is stopped waits for nothing further


def _alone(folder: Path, site: Site, chunks: list[range]) -> Iterator[Written]:
    writer = _Writer(folder, site)
    for chunk in chunks:
        yield writer.write(chunk)


def _ended(futures: list[Future[Written]]) -> Iterator[Written]:
    for future in as_completed(futures):
        yield future.result()


class _Writer:
    """Writes what there is of single applicants."""

    def __init__(self, folder: Path, site: Site) -> None:
        self._folder = folder
        frames = [Frame(site, language) for language in site.settings.languages]
        self._pages = [ApplicantPages(frame) for frame in frames]

    def write(self, places: range) -> Written:
        """Write the pages and badges of some applicants."""
        files = Files(self._folder)
        for pages in self._pages:
            frame = pages.frame
            for place in places:
                path, page = pages.page(place)
                files.put(file_of(frame.site, frame.language, path), page)
                line = pages.lines.by_place[place]
                files.put(badges.path_of(frame, line), badges.badge(frame, line))
        return files.digests, len(places)


_READY: dict[str, _Writer] = {}
"""In a worker: what `_start` got ready."""


def _start(folder: Path) -> None:
    _READY["writer"] = _Writer(folder, data.read(folder))


def _work(places: range) -> Written:
    return _READY["writer"].write(places)
