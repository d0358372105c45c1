"""A folder that is written whole or not at all; and one whose writing can be taken up again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})
"""What desktops leave in folders; it may go with the folder."""
_KEY = ".dabiao-key"
"""In a folder that is being written: what it is made from."""


class BusyError(Exception):
    """Another process is writing the same folder."""


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


@contextmanager
def resumed(folder: Path, key: str) -> Iterator[Path]:
    """The same, but what a block that did not end has written is there again.

    Only what was made from the same `key` is kept: with any other the folder begins empty. Raises
    BusyError where another process is at it.
    """
    target = folder.resolve()
    new = unfinished(target)
    new.mkdir(parents=True, exist_ok=True)
    with _alone(new / _KEY, folder) as held:
        if held.read_text(encoding="utf-8") != key:
            _emptied(new)
            held.write_text(key, encoding="utf-8")
        yield new
    (new / _KEY).unlink()
    _swap(new, target)


def unfinished(folder: Path) -> Path:
    """Where the parts of a folder lie that is being written."""
    target = folder.resolve()
    return target.parent / f".dabiao-{target.name}"


def _emptied(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != _KEY:
            entry.unlink()


@contextmanager
def _alone(file: Path, folder: Path) -> Iterator[Path]:
    """Hold a file, made where there is none, against other processes; released if we are killed."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform != "win32":  # there an open file cannot be taken away anyhow
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BusyError(f"{folder}: another process is writing it") from error
        yield file
    finally:
        os.close(handle)


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    old = target.parent / f".dabiao-{token_hex(6)}-old"
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
