"""Two folders compared byte by byte, and a folder with its list of digests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reports.run.inputs import digest
from reports.site import SUMS
from reports.verify import Difference


def files_below(folder: Path) -> set[str]:
    """The paths of all files below a folder; a link or a device counts as one."""
    return set(_below(folder, ""))


def _below(folder: Path, prefix: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}"


def unlike_files(published: Path, recomputed: Path, but: set[str]) -> list[Difference]:
    """Files that differ, are missing, or should not be there; `but` are not looked at."""
    old, new = files_below(published) - but, files_below(recomputed) - but
    return sorted(
        [
            *(Difference(path, "missing") for path in new - old),
            *(Difference(path, "extra") for path in old - new),
            *(
                Difference(path, "changed")
                for path in old & new
                if not _same(published / path, recomputed / path)
            ),
        ],
        key=lambda one: one.file,
    )


def _same(one: Path, other: Path) -> bool:
    try:
        return not one.is_symlink() and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def unlisted(folder: Path) -> tuple[list[Difference], int]:
    """Where a folder is not as its list of digests says, and how many files are listed."""
    try:
        text = (folder / SUMS).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return [Difference(SUMS, "damaged" if (folder / SUMS).exists() else "missing")], 0
    listed: dict[str, str] = {}
    found = []
    for line in text.splitlines():
        sum_, gap, path = line.partition("  ")
        if not gap or len(sum_) != 64 or path in listed:
            found.append(Difference(SUMS, "changed", item=line[:80]))
            continue
        listed[path] = f"sha256:{sum_}"
    present = files_below(folder) - {SUMS}
    found += [Difference(path, "missing") for path in listed.keys() - present]
    found += [Difference(path, "extra") for path in present - listed.keys()]
    found += [
        Difference(path, "changed")
        for path in listed.keys() & present
        if digest(folder / path) != listed[path]
    ]
    return sorted(found, key=lambda one: one.file), len(listed)
