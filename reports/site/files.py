"""The files of a site as they are written: none leaves the folder, each with its digest."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from reports.site import SUMS, SiteError


class Files:
    """Writes below a folder; `digests` holds the sha256 of every file by its path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}
        self._made: set[Path] = set()

    def put(self, path: str, content: str | bytes) -> None:
        """Write a file; its path is relative, with `/`. Raises SiteError rather than leave."""
        steps = path.split("/")
        if not all(steps) or {".", ".."} & set(steps) or "\\" in path or "\0" in path:
            raise SiteError(f"{path!r}: a file of a site lies inside its folder")
        if path in self.digests:
            raise SiteError(f"{path!r}: two files of a site bear one name")
        data = content.encode() if isinstance(content, str) else content
        target = self.folder.joinpath(*steps)
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(data)
        self.digests[path] = sha256(data).hexdigest()

    def found(self, path: str) -> None:
        """Take note of a file that somebody else wrote."""
        self.digests[path] = sha256(self.folder.joinpath(*path.split("/")).read_bytes()).hexdigest()

    def sums(self) -> None:
        """Write the list of digests; it is the last file."""
        listed = sums_text(self.digests)
        (self.folder / SUMS).write_text(listed, encoding="utf-8", newline="\n")


def sums_text(digests: dict[str, str]) -> str:
    """Lines that `sha256sum -c` reads, in the order of the paths."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
