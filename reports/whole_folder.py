"""A folder that is written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})
"""What desktops leave in folders; it may go with the folder."""


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, which takes its place when the block ends well.

    Whatever happens in between, `folder` is the old one, the new one, or nothing.
    """
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.parent / f".dabiao-{token_hex(6)}"
    new.mkdir()
    try:
        yield new
        _swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    old = new.with_name(f"{new.name}-old")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def contents(folder: Path) -> set[str]:
    """The names in a folder, without what desktops and open workbooks leave there."""
    found = {entry.name for entry in folder.iterdir()} - _LITTER
    return {name for name in found if not name.startswith("~$")}
