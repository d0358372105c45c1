"""Bytes -> text: UTF-8 with or without its mark, UTF-16 with its mark, else GB18030."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from submissions.problems import UnreadableError, say

_START = 4096


def is_binary(data: bytes) -> bool:
    """Whether a file is no text: a stray zero byte may be, but not many."""
    marked = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return not marked and data.count(b"\x00", 0, _START) * 50 > min(len(data), _START)


def text_of(data: bytes) -> str:
    """The text of a file. Raises UnreadableError where it is none."""
    if is_binary(data):
        raise UnreadableError(
            say("不是文本文件；请用 UTF-8 编码的文本", "no text file; UTF-8 text is needed")
        )
    names = (
        ["utf-16"] if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ["utf-8-sig", "gb18030"]
    )
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(
        say(
            "既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8",
            "neither UTF-8 nor GB18030; save it as UTF-8",
        )
    )
