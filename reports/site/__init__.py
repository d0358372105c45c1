"""The public site: static files that anybody can read, search and recompute.

A site is a pure function of its data: every page is made from the published tables, the standard,
the public record and the settings that lie in its own folder `data`. So a page that was changed is
found by making it again.
"""

from __future__ import annotations

from pathlib import Path

DATA = "data"
RECORD = f"{DATA}/run.json"
SETTINGS = f"{DATA}/site.yaml"
STANDARD = f"{DATA}/standard.yaml"
EARLIER = f"{DATA}/earlier"
SUMS = "SHA256SUMS"
"""The digests of all files, as `sha256sum -c` reads them."""

FORMAT = 1
"""Under `site` in the record; a folder is a site when its record bears it."""


class SiteError(Exception):
    """A site that cannot be made or read; a sentence with the place."""


def is_site(folder: Path) -> bool:
    """Whether a folder looks like a site, even a damaged one."""
    return (folder / RECORD).is_file() or ((folder / SUMS).is_file() and (folder / DATA).is_dir())
