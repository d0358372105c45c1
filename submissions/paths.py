"""Files, folders and patterns -> the files to read, in an order that does not hang on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from submissions.problems import say
from submissions.raw import Problem

_PASSED_OVER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_NOT_THERE = say("没有这个文件或文件夹", "there is no such file or folder")
_NO_MATCH = say("没有文件符合此模式", "no file fits the pattern")
_BAD_NAME = say("文件名不是有效文字，请改名", "the name is no text; rename the file")
_NO_FILES = say("文件夹里没有可读的文件", "the folder holds no file to read")


def files_of(paths: Iterable[str | Path]) -> tuple[list[Path], list[Problem]]:
    """The files below some paths, each once, sorted within a folder; and the paths that give none.

    Hidden files, lock files (`~$`) and what systems leave lying about are passed over, unless they
    are named themselves.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for given in paths:
        path = Path(given)
        if path.is_file():
            below, missing = [path], ""
        elif path.is_dir():
            below, missing = sorted(_walk(path, problems), key=_order), _NO_FILES
        elif any(sign in str(given) for sign in "*?["):
            below, missing = _matching(str(given), problems), _NO_MATCH
        else:
            below, missing = [], _NOT_THERE
        if not below:
            problems.append(not_read(path.as_posix(), "", missing))
        for file in below:
            if _is_text(file):
                found.setdefault(os.path.realpath(file), file)
            else:
                shown = file.as_posix().encode("utf-8", "replace").decode()
                problems.append(not_read(shown, "", _BAD_NAME))
    return list(found.values()), problems


def not_read(file: str, found: str, allowed: str) -> Problem:
    """The problem of a file that is not read."""
    return Problem(file, "", "", "", "", found, allowed, "not_read")


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        closed = say(f"文件夹打不开（{error.strerror}）", f"it does not open ({error.strerror})")
        problems.append(not_read(folder.as_posix(), "", closed))
        return
    for entry in entries:
        if _is_passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, problems)
        elif entry.is_file():
            yield folder / entry.name


def _matching(pattern: str, problems: list[Problem]) -> list[Path]:
    path = Path(pattern)
    root = Path(path.anchor) if path.is_absolute() else Path()
    relative = str(path.relative_to(root)) if path.is_absolute() else pattern
    try:
        hits = [hit for hit in root.glob(relative) if not _is_passed_over(hit.name)]
    except (ValueError, NotImplementedError):  # `**x` is no pattern
        return []
    files = [file for hit in hits for file in (_walk(hit, problems) if hit.is_dir() else [hit])]
    return sorted(files, key=_order)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _PASSED_OVER


def _is_text(path: Path) -> bool:
    """Whether a name can be written down; on some systems names are any bytes."""
    try:
        path.as_posix().encode()
    except UnicodeEncodeError:
        return False
    return True


def _order(path: Path) -> tuple[str, ...]:
    return path.parts
