"""The look into a workbook before anything parses it: far cells, bombs and other files, in words.

A workbook is a zip of XML. The parser lays a sheet out as a rectangle up to its farthest cell, so a
file of 5 KB can ask for 512 GB, and a file that unpacks a thousandfold fills any memory. Here the
parts are unpacked piece by piece and only looked at, which takes a few MB whatever a file claims.
What passes may still be unusual: `Workbook.is_plain` says that every cell, size and name is as
ordinary programs write them, so that nothing in it can surprise the parser.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from submissions.problems import UnreadableError, say
from submissions.readers.references import column_of, reference
from submissions.readers.unpack import DamagedError, unpacked

MOST_BYTES = 64 * 2**20
"""Of the file."""
MOST_UNPACKED = 128 * 2**20
"""Bytes of all parts together."""
MOST_PARTS = 2_000
MOST_CELLS = 8_000_000
"""Rows times columns up to the farthest cell of a sheet."""

_KEPT = 8 * 2**20
_PLAIN_UNPACKED = 16 * 2**20
_PLAIN_TEXT = 64 * 2**20
"""Bytes of all shared texts, were every cell's the longest."""
_PLAIN_SHEETS = 100
_LONGEST_TAG = 2**16
_HEAD = 2**12
"""Bytes at the start of a part in which a document type would be declared."""
_QUIET = (
    "docprops/",
    "xl/comments",
    "xl/drawings/",
    "xl/media/",
    "customxml/",
    "xl/worksheets/_rels/",
)
"""Parts that the parser does not open, unless a list of links names them."""

_ODD = re.compile(
    rb"<c(?:[\t\r\n/>]|"
    rb' (?!r="[A-Z]{1,2}[1-9][0-9]{0,3}"(?: s="[0-9]+")?(?: t="[A-Za-z]+")? ?/?>))'
)
"""A cell beyond ZZ9999, or one written in an unusual way. Up to there a sheet stays small."""
_PREFIXED = re.compile(rb":c[\s/>]")
_USUAL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="[A-Za-z]+")? ?/?>'
)
_UTF_16 = {b"\xff\xfe", b"\xfe\xff"}
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(c|row)(?=[\s/>])([^>]*)")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")


@dataclass(slots=True)
class Workbook:
    """What the look found: the parts by their names in lower case, some of them unpacked.

    `parts` are small, at most `_KEPT` bytes together.
    """

    entries: dict[str, ZipInfo]
    is_plain: bool = False
    parts: dict[str, bytes] = field(default_factory=dict)


def glance(data: bytes) -> Workbook:
    """Look at the list of parts only. Raises UnreadableError.

    This refuses other files and what claims to be too large; it is enough where a process may
    break.
    """
    _refuse_other_files(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            is_simple = not archive.comment and b"PK\x06\x07" not in data[-42:]
    except (BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise damaged() from error
    _refuse_bombs(entries)
    is_simple = is_simple and min(entry.header_offset for entry in entries) == 0
    is_simple = is_simple and all(entry.filename == entry.orig_filename for entry in entries)
    return Workbook({entry.filename.lower(): entry for entry in entries}, is_simple)


def look(data: bytes) -> Workbook:
    """Look into a workbook. Raises UnreadableError with what is wrong and what to do."""
    workbook = glance(data)
    look_ = _Look(data, workbook)
    try:
        look_.at_all()
    except DamagedError as error:
        raise damaged() from error
    sheets = workbook.parts.get("xl/workbook.xml", b"").count(b"<sheet ")
    whole = sum(entry.file_size for entry in workbook.entries.values())
    if (
        not 0 < sheets <= _PLAIN_SHEETS
        or whole > _PLAIN_UNPACKED
        or look_.texts * look_.longest_text > _PLAIN_TEXT
    ):
        workbook.is_plain = False
    return workbook


class _Look:
    """The look at one workbook, part by part."""

    def __init__(self, data: bytes, workbook: Workbook) -> None:
        self.data = data
        self.workbook = workbook
        self.longest_text = 0
        self.texts = 0
        """Cells that name a shared text."""
        self._kept = 0

    def at_all(self) -> None:
        """Look at every part that the parser may open."""
        entries, parts = self.workbook.entries, self.workbook.parts
        for name in entries:
            if not name.startswith(_QUIET):
                self._at(name)
        links = [name for name in entries if name.endswith(".rels") and not name.startswith(_QUIET)]
        is_clear = all(name in parts for name in links)
        named = b"".join(parts[name] for name in links).lower() if is_clear else b"&"
        for name in entries:
            if name.startswith(_QUIET) and (
                b"&" in named or name.rpartition("/")[2].encode() in named
            ):
                self._at(name)

    def _at(self, name: str) -> None:
        entry = self.workbook.entries[name]
        keep = self._kept + entry.file_size <= _KEPT
        pieces: list[bytes] = []
        is_strings = name == "xl/sharedstrings.xml"
        is_odd = False
        text = 0
        rest = b""
        for piece in unpacked(entry, self.data):
            if keep:
                pieces.append(piece)
            whole, rest = _whole_tags(rest + piece)
            self.texts += whole.count(b' t="s"')
            if is_strings:
                text = self._strings(whole, text)
            is_odd = is_odd or _ODD.search(whole) is not None or _PREFIXED.search(whole) is not None
        if is_odd:
            self.workbook.is_plain = False
            self._refuse_far(entry)
        if keep:
            self._kept += entry.file_size
            self.workbook.parts[name] = pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _strings(self, piece: bytes, text: int) -> int:
        """Note the longest text; of one cut in two, `text` bytes were before; gives the same."""
        first, *others = piece.split(b"<si")
        text += len(first)
        self.longest_text = max(self.longest_text, text, *map(len, others))
        return len(others[-1]) if others else text

    def _refuse_far(self, entry: ZipInfo) -> None:
        """Refuse a sheet whose farthest cell makes it too large."""
        row = column = rows = columns = 0
        rest = b""
        for part in unpacked(entry, self.data):
            piece, rest = _whole_tags(rest + part)
            usual = _USUAL.findall(piece)
            if len(usual) == piece.count(b"<c") - piece.count(b"<co") and not _PREFIXED.search(
                piece
            ):
                rows = max(rows, *(int(digits) for _, digits in usual), 0)
                columns = max(columns, *map(_columns, {letters for letters, _ in usual}), 0)
                row = rows
                _refuse_large(rows, columns)
                continue
            for kind, attributes in _TAG.findall(piece):
                found = _REFERENCE.findall(attributes)
                if len(found) > 1:
                    raise DamagedError
                letters, digits = found[0] if found else (b"", b"")
                if len(letters) > 3 or len(digits) > 7:
                    raise _far((letters + digits).decode())
                if kind == b"row":
                    row, column = int(digits) if digits else row + 1, 0
                    continue
                row = int(digits) if digits else row
                column = _columns(letters) if letters else column + 1
                rows, columns = max(rows, row), max(columns, column)
                _refuse_large(rows, columns)


def _whole_tags(text: bytes) -> tuple[bytes, bytes]:
    """A text up to its last whole tag, and the rest. Raises DamagedError."""
    if text[:2] in _UTF_16 or b"<!DOCTYPE" in text[:_HEAD]:
        raise DamagedError
    start = text.rfind(b"<")
    if start <= text.rfind(b">"):
        return text, b""
    if len(text) - start > _LONGEST_TAG:
        raise DamagedError
    return text[:start], text[start:]


def _columns(letters: bytes) -> int:
    return column_of(letters.decode()) + 1


def _refuse_large(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise _far(reference(rows - 1, columns - 1))


def _refuse_other_files(data: bytes) -> None:
    if not data:
        raise UnreadableError(say("文件是空的", "the file is empty"))
    if len(data) > MOST_BYTES:
        raise too_large(f"{len(data) >> 20} MB", f"{len(data) >> 20} MB")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError(ENCRYPTED if encrypted else _OLD)
    if not data.startswith(b"PK\x03\x04"):
        raise UnreadableError(_NO_WORKBOOK)


def _refuse_bombs(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_PARTS:
        raise too_large(f"{len(entries)} 个部件", f"{len(entries)} parts")
    size = sum(entry.file_size for entry in entries)
    if size > MOST_UNPACKED:
        raise too_large(f"解压后 {size >> 20} MB", f"{size >> 20} MB unpacked")
    names = {entry.filename.lower() for entry in entries}
    strange = any(
        entry.flag_bits & 1 or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
        for entry in entries
    )
    if strange or len(names) < len(entries):
        raise damaged()
    if not any(name.endswith("workbook.xml") for name in names):
        raise UnreadableError(_NO_WORKBOOK)


ENCRYPTED = say(
    "工作簿设有打开密码；请取消密码后再交",
    "the workbook is protected by a password; save it without one",
)
_OLD = say(
    "这是旧版 .xls 或其他 Office 文件；请另存为 .xlsx 再交",
    "an old .xls or another Office file; save it as .xlsx",
)
_NO_WORKBOOK = say(
    "不是 .xlsx 工作簿（可能是改了后缀的其他文件）；请用 Excel 或 WPS 另存为 .xlsx，"
    "CSV 表请用 .csv 后缀",
    "not an .xlsx workbook (perhaps another file renamed); save it as .xlsx in Excel or WPS; a CSV"
    " table must be named .csv",
)


def damaged() -> UnreadableError:
    """For a workbook that cannot be parsed."""
    zh = "工作簿已损坏或被改动过；请用 Excel 或 WPS 打开，另存为 .xlsx 再交"
    return UnreadableError(
        say(
            zh, "the workbook is damaged or tampered with; open it in Excel or WPS and save it anew"
        )
    )


def too_large(zh: str, en: str) -> UnreadableError:
    """For a workbook that is too much, with its measure in words."""
    return UnreadableError(
        say(
            f"工作簿过大（{zh}）；请删去多余的工作表、图片和空白格式，大表请存为 CSV",
            f"the workbook is too large ({en}); remove sheets, pictures and empty formats that are"
            " not needed, save a large table as CSV",
        )
    )


def _far(cell: str) -> UnreadableError:
    return UnreadableError(
        say(
            f"工作表延伸到 {cell}，过大；请删去远处的多余单元格，大表请存为 CSV",
            f"a sheet reaches to {cell}, which is too large; delete the stray cells far out, save a"
            " large table as CSV",
        )
    )
