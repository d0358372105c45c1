"""Papers: what is printed, told once as headings, tables and charts, for PDF and Word alike.

Knows neither typst nor Word; `reports.papers.pdf` and `reports.papers.docx` draw it.
"""

from __future__ import annotations

from dataclasses import dataclass

from standards.text import Language

PLAIN, SMALL, STRONG, LEAD, TITLE, WARN, GOOD, SIGN = (
    "",
    "small",
    "strong",
    "lead",
    "title",
    "warn",
    "good",
    "sign",
)
"""Looks of a line: as it is, small and grey, bold, large and bold, the title, a colour and bold,
and a sign before a text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one look; the text is plain text, whatever it holds."""

    text: str
    look: str = PLAIN


@dataclass(frozen=True, slots=True)
class Small:
    """The small bar under a number in a table: a share in ten-thousandths."""

    share: int


Cell = str | Line | tuple[Line | Small, ...]
"""What stands in a field of a table."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 opens a section, 2 stands within one."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Items:
    """Lines with a sign in front of each."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values in a row."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width as a share of the page, and whether it holds numbers."""

    head: str
    width: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page, and whose rows are not split."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar filled to a share, with a tick where one is needed; shares in ten-thousandths.

    `low` says that it ends below what is needed. `depth` 0 is the outermost part.
    """

    name: str
    share: int
    number: str
    of: str
    needed: int | None = None
    low: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """The whole score, with a line for every grade, and below it a bar for each part."""

    total: Bar
    marks: tuple[tuple[int, str], ...]
    parts: tuple[Bar, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a radar: a name on short lines, the share reached, the share needed."""

    lines: tuple[str, ...]
    share: int
    needed: int


@dataclass(frozen=True, slots=True)
class Radar:
    """The shares of the parts around a centre."""

    title: str
    axes: tuple[Axis, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Split:
    """One bar in pieces: each with its share in ten-thousandths, its colour (0 to 3), its words."""

    pieces: tuple[tuple[int, int, str], ...]
    alt: str


Block = Line | Heading | Items | Facts | Table | Bars | Radar | Split


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in one language; `left` and `right` stand at the head of every page.

    `page` is the text of the foot, with `{n}` and `{of}` for the numbers.
    """

    language: Language
    title: str
    left: str
    right: str
    page: str
    blocks: tuple[Block, ...]
