"""Unpacking the parts of a zip piece by piece: never more at once, whatever the zip claims."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

PIECE = 2**16
"""Bytes handed on at once."""
_SLICE = 2**14
_HEADER = 30


class DamagedError(Exception):
    """A part that is not what the list of parts says."""


def unpacked(entry: ZipInfo, data: bytes) -> Iterator[bytes]:
    """The pieces of a part. Raises DamagedError where its name, size or end is not as listed."""
    start = entry.header_offset
    header = data[start : start + _HEADER]
    if len(header) < _HEADER or header[:4] != b"PK\x03\x04":
        raise DamagedError
    name_size = int.from_bytes(header[26:28], "little")
    first = start + _HEADER + name_size + int.from_bytes(header[28:30], "little")
    packed = data[first : first + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise DamagedError
    if entry.compress_type == ZIP_STORED:
        if entry.file_size != entry.compress_size:
            raise DamagedError
        yield from (packed[n : n + PIECE] for n in range(0, len(packed), PIECE))
        return
    if entry.compress_type != ZIP_DEFLATED:
        raise DamagedError
    yield from _inflated(packed, entry.file_size)


def _inflated(packed: bytes, size: int) -> Iterator[bytes]:
    machine = zlib.decompressobj(-15)
    done = 0
    try:
        for n in range(0, len(packed), _SLICE):
            rest = packed[n : n + _SLICE]
            while rest and not machine.eof:
                piece = machine.decompress(rest, PIECE)
                rest = machine.unconsumed_tail
                done += len(piece)
                if done > size:
                    raise DamagedError
                if piece:
                    yield piece
    except zlib.error as error:
        raise DamagedError from error
    if done != size or not machine.eof or machine.unused_data:
        raise DamagedError
