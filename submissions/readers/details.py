"""What a sheet's own XML says of single cells, where the parser keeps it to itself.

Whether a number is shown as a percentage, what error an empty-looking cell holds, whether a formula
was ever calculated, all digits of a long number, which cells are merged. Asked for few cells only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from submissions.readers.guard import Workbook
from submissions.readers.unpack import unpacked

_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"<c ([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_FORMULA = re.compile(rb"<f[^>]*>([^<]*)</f>|<f[ />]")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_FORMATS = re.compile(r"<cellXfs.*?</cellXfs>", re.DOTALL)
_ERROR = re.compile(rb't="e"')
_FORMULA_TAG = re.compile(rb"<f[ >/]")
_USUAL_ERROR = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="[0-9]+")? t="e"')
_USUAL_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="[0-9]+")?(?: t="[A-Za-z]+")?>\s*<f[ >/]'
)
_ANY = ""
_SMALL = 2**20
"""Bytes up to which a part is kept once it was unpacked."""
_FEW = 200
"""Cells of one sheet that are looked for one by one; for more, all are listed once."""
_LONG = 10
"""Characters of a number that the parser may have cut."""


@dataclass(frozen=True, slots=True)
class CellDetail:
    """A cell as written: its style's number, its type, its value and its formula as text."""

    style: int
    kind: str
    value: str
    formula: str | None


class Details:
    """The details of one workbook."""

    def __init__(self, data: bytes, workbook: Workbook) -> None:
        self._data = data
        self._workbook = workbook
        self._unshown: dict[str, frozenset[str]] = {}
        self._asked: dict[str, int] = {}
        self._listed: dict[str, dict[str, CellDetail]] = {}

    def cell(self, sheet: str, reference: str) -> CellDetail | None:
        """A cell such as `C7`; None where there is nothing to say of it.

        Of many cells, and of large sheets, only those are known that hold an error, a formula, a
        long number or a percentage.
        """
        listed = self._listed.get(sheet)
        if listed is not None:
            return listed.get(reference)
        self._asked[sheet] = self._asked.get(sheet, 0) + 1
        entry = self._workbook.entries.get(self._paths.get(sheet, ""))
        if entry is None:
            return None
        if entry.file_size > _SMALL or self._asked[sheet] > _FEW:
            listed = self._listed[sheet] = self._list(sheet)
            return listed.get(reference)
        text = self._part(self._paths[sheet])
        start = text.find(f'<c r="{reference}"'.encode())
        match = _CELL.match(text, start) if start >= 0 else None
        return _detail(match)[1] if match else None

    def shows_all(self, sheet: str, column: str) -> bool:
        """Whether the parser shows what every cell of a column holds: no error, no formula."""
        known = self._unshown.get(sheet)
        if known is None:
            known = self._unshown[sheet] = self._odd_columns(sheet)
        return column not in known and _ANY not in known

    def _odd_columns(self, sheet: str) -> frozenset[str]:
        """The columns with errors and formulas; `_ANY` where cells are written unusually."""
        found: set[str] = set()
        for piece in self._pieces(self._paths.get(sheet, "")):
            for tag, usual in ((_ERROR, _USUAL_ERROR), (_FORMULA_TAG, _USUAL_FORMULA)):
                if tag.search(piece) is None:
                    continue
                columns = usual.findall(piece)
                if len(columns) != len(tag.findall(piece)):
                    return frozenset({_ANY})
                found |= {letters.decode() for letters in columns}
        return frozenset(found)

    def is_percent(self, sheet: str, reference: str) -> bool:
        """Whether the cell's number is shown as a percentage."""
        if not self._percent_styles:
            return False
        cell = self.cell(sheet, reference)
        return cell is not None and cell.kind in {"", "n"} and cell.style in self._percent_styles

    def merged(self, sheet: str) -> Iterator[tuple[str, int, str, int]]:
        """The merged ranges: first column and row, last column and row, as written."""
        for piece in self._pieces(self._paths.get(sheet, "")):
            for first, top, last, bottom in _MERGED.findall(piece):
                yield first.decode(), int(top), last.decode(), int(bottom)

    def _list(self, sheet: str) -> dict[str, CellDetail]:
        listed: dict[str, CellDetail] = {}
        for piece in self._pieces(self._paths.get(sheet, "")):
            for match in _CELL.finditer(piece):
                reference, cell = _detail(match)
                is_number = cell.kind in {"", "n"}
                if (
                    cell.kind == "e"
                    or cell.formula is not None
                    or (
                        is_number
                        and (len(cell.value) > _LONG or cell.style in self._percent_styles)
                    )
                ):
                    listed[reference] = cell
        return listed

    @cached_property
    def _percent_styles(self) -> frozenset[int]:
        """The numbers of the styles that show percentages."""
        part = self._part("xl/styles.xml")
        if not any(sign in part for sign in (b'numFmtId="9"', b'numFmtId="10"', b"%")):
            return frozenset()
        text = part.decode("utf-8", "replace")
        percent = {"9", "10"}
        for tag in re.findall(r"<numFmt\s([^>]*)>", text):
            found = _attributes(tag)
            code = re.sub(r'"[^"]*"|\\.', "", unescape(found.get("formatCode", "")))
            if "%" in code:
                percent.add(found.get("numFmtId", ""))
        section = _FORMATS.search(text)
        styles = re.findall(r"<xf\s([^>]*)>", section[0]) if section else []
        return frozenset(
            number
            for number, style in enumerate(styles)
            if _attributes(style).get("numFmtId") in percent
        )

    @cached_property
    def _paths(self) -> dict[str, str]:
        """Sheet -> the name of its part, in lower case."""
        book = self._part("xl/workbook.xml").decode("utf-8", "replace")
        links = self._part("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {a.get("Id", ""): a.get("Target", "") for a in _all(_RELATION, links)}
        paths = {}
        for found in _all(_SHEET, book):
            link = next((value for key, value in found.items() if key.endswith(":id")), "")
            target = targets.get(link, "").lower()
            path = target[1:] if target.startswith("/") else f"xl/{target}"
            paths[found.get("name", "")] = path
        return paths

    def _part(self, name: str) -> bytes:
        """A part by its name in lower case; empty where there is none."""
        return b"".join(self._pieces(name))

    def _pieces(self, name: str) -> Iterator[bytes]:
        """A part in pieces that cut no cell; the name is in lower case."""
        parts, entry = self._workbook.parts, self._workbook.entries.get(name)
        if entry is None:
            return
        if name not in parts and entry.file_size <= _SMALL:
            parts[name] = b"".join(unpacked(entry, self._data))
        if name in parts:
            yield parts[name]
            return
        rest = b""
        for piece in unpacked(entry, self._data):
            whole = rest + piece
            end = max(whole.rfind(b"<c "), whole.rfind(b"<mergeCell "), 0)
            yield whole[:end]
            rest = whole[end:]
        yield rest


def _detail(match: re.Match[bytes]) -> tuple[str, CellDetail]:
    """A cell's reference and what it holds."""
    found = _attributes(match[1].decode("utf-8", "replace"))
    inner = match[2] or b""
    value, formula = _VALUE.search(inner), _FORMULA.search(inner)
    style = found.get("s", "0")
    return found.get("r", ""), CellDetail(
        int(style) if style.isdigit() else 0,
        found.get("t", ""),
        unescape(value[1].decode("utf-8", "replace")) if value else "",
        unescape((formula[1] or b"").decode("utf-8", "replace")) if formula else None,
    )


def _all(tag: re.Pattern[str], text: str) -> list[dict[str, str]]:
    return [_attributes(attributes) for attributes in tag.findall(text)]


def _attributes(text: str) -> dict[str, str]:
    return {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(text)}
