"""What a reader hands on: the words of one submission, uninterpreted, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """Something written: as found (text, number, truth value, date, list), and where.

    `sheet` and `cell` are empty in files that have none; a CSV's cell is `row 5, column 2.3`.
    """

    found: object
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a submission; one line of `problems.csv`.

    `effect` says what it does: `not_read` (the file), `invalid` (the answer counts as invalid),
    `ignored` (the entry is not used), `question` (used, but please check), `note`.
    """

    file: str
    sheet: str
    cell: str
    applicant: str
    field: str
    found: str
    allowed: str
    effect: str

    @property
    def where(self) -> str:
        """`file.xlsx!Sheet!C7`."""
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(slots=True)
class Raw:
    """One submission as written.

    `applicant` holds code, name, district, category (those given); `answers` are by field id (a
    checklist's items flattened to `4.2.bags`), `claims` and `evidence` by criterion id.
    """

    file: str
    digest: str = ""
    standard: str | None = None
    edition: str | None = None
    applicant: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Said] = field(default_factory=dict)
    claims: dict[str, Said] = field(default_factory=dict)
    evidence: dict[str, Said] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
