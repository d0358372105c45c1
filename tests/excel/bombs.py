"""Workbooks made to fill the memory or to break the reader; small on disk, made here."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.excel.made import NS, book, package

MEGABYTE = 2**20


@dataclass(frozen=True)
class Packed:
    """A part as it stands in a zip; `size` and `crc` are what the zip claims."""

    data: bytes
    size: int
    crc: int


def packed(pieces: Iterator[tuple[bytes, int]]) -> Packed:
    """Pieces, each written so many times, deflated once each: a gigabyte in a second."""
    data, size, crc = b"", 0, 0
    for piece, times in pieces:
        machine = zlib.compressobj(9, zlib.DEFLATED, -15)
        data += (machine.compress(piece) + machine.flush(zlib.Z_FULL_FLUSH)) * times
        size += len(piece) * times
        for _ in range(times):
            crc = zlib.crc32(piece, crc)
    return Packed(data + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), size, crc)


def raw_zip(path: Path, parts: Mapping[str, Packed]) -> Path:
    """A zip of parts that are packed already."""
    body, index = b"", b""
    for name, part in parts.items():
        sizes = struct.pack("<III", part.crc, len(part.data), part.size)
        lengths = struct.pack("<HH", len(name), 0)
        common = struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes + lengths
        index += b"PK\x01\x02" + struct.pack("<H", 20) + common
        index += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + common + name.encode() + part.data
    count = len(parts)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(index), len(body), 0)
    path.write_bytes(body + index + b"PK\x05\x06" + end)
    return path


def with_part(path: Path, name: str, *pieces: tuple[str, int], claimed: int | None = None) -> Path:
    """A small workbook of which one part is made of pieces, each so many times."""
    parts = {
        part: packed(iter([(text.encode() if isinstance(text, str) else text, 1)]))
        for part, text in book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>').items()
    }
    made = packed((text.encode(), times) for text, times in pieces)
    parts[name] = made if claimed is None else Packed(made.data, claimed, made.crc)
    return raw_zip(path, parts)


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEAD, TAIL = f"<worksheet {NS}><sheetData>", "</sheetData></worksheet>"


def one(rows: str, **more: str) -> Callable[[Path], Path]:
    return lambda path: package(path, book(rows, **more))


def blanks(path: Path) -> Path:
    return with_part(path, SHEET, (HEAD, 1), (" " * MEGABYTE, 1_500), (TAIL, 1))


def one_long_text(path: Path) -> Path:
    pieces = (f"<sst {NS}><si><t>", 1), ("x" * MEGABYTE, 1_500), ("</t></si></sst>", 1)
    return with_part(path, STRINGS, *pieces)


def hidden_size(path: Path) -> Path:
    return with_part(path, SHEET, (HEAD, 1), (" " * MEGABYTE, 1_500), (TAIL, 1), claimed=2_000)


def many_cells(path: Path) -> Path:
    row = "<row>" + "<c><v>1</v></c>" * 1_000 + "</row>"
    return with_part(path, SHEET, (HEAD, 1), (row, 20_000), (TAIL, 1))


def repeated_text(path: Path) -> Path:
    """A text of 1 MB in 200,000 cells: 200 GB where each cell gets its own."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200_001))
    text = f"<si><t>{'x' * MEGABYTE}</t></si>"
    return package(path, book(cells, strings=text))


def many_parts(path: Path) -> Path:
    parts = book('<row r="1"><c r="A1"><v>1</v></c></row>')
    return package(path, parts | {f"xl/media/{n}.xml": "" for n in range(5_000)})


def twice_the_same_part(path: Path) -> Path:
    small = packed(iter([(f"{HEAD}{TAIL}".encode(), 1)]))
    names = (SHEET, SHEET.replace("sheet1", "SHEET1"), "xl/workbook.xml")
    return raw_zip(path, dict.fromkeys(names, small))


FAR = '<c r="XFD1048576"><v>1</v></c>'
BOMBS: list[tuple[str, Callable[[Path], Path]]] = [
    ("one cell at XFD1048576", one(f'<row r="1048576">{FAR}</row>')),
    ("one far cell in small letters", one('<row><c r="xfd1048576"><v>1</v></c></row>')),
    ("one far cell in other quotes", one("<row><c r='XFD1048576'><v>1</v></c></row>")),
    ("one far cell behind other attributes", one('<row><c s="0"  r = "XFD1048576"><v>1</v></c></row>')),
    ("one far cell after a line break", one('<row><c\nr="XFD1048576"><v>1</v></c></row>')),
    ("one far cell with a prefix", one('<x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>')),
    ("two references, the second far", one('<row><c r="A1" r="XFD1048576"><v>1</v></c></row>')),
    ("a far row of a cell without a reference", one('<row r="1048576"><c><v>1</v></c><c r="ZZ1"/></row>' + '<row r="2"><c r="XFD2"><v>1</v></c></row>')),
    ("a reference beyond all numbers", one('<row><c r="A99999999999"><v>1</v></c></row>')),
    ("rows and columns that are many only together", one('<row r="1"><c r="BZZ1"><v>1</v></c></row><row r="90000"><c r="A90000"><v>1</v></c></row>')),
    ("a sheet where none is expected", one(f'<row r="1048576">{FAR}</row>', sheet="media/sheet.dat")),
    ("1.5 GB of blanks", blanks),
    ("one text of 1.5 GB", one_long_text),
    ("20 million cells", many_cells),
    ("1.5 GB said to be 2 KB", hidden_size),
    ("a text of 1 MB in 200,000 cells", repeated_text),
    ("5,000 parts", many_parts),
    ("a part twice", twice_the_same_part),
]  # fmt: skip
