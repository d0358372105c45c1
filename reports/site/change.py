"""What changed since the results that were published before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.site.edition import Site
from reports.site.lines import Line, lines_of
from standards.text import Language

Kind = Literal["gained", "lost", "grade", "new", "gone"]
_ORDER: tuple[Kind, ...] = ("gained", "lost", "grade", "new", "gone")


@dataclass(frozen=True, slots=True)
class Change:
    """One applicant whose decision is another; None: not among the applicants then, or now."""

    kind: Kind
    before: Line | None
    now: Line | None

    @property
    def line(self) -> Line:
        """Whoever it is, as last seen."""
        found = self.now or self.before
        assert found is not None  # noqa: S101 - one of them is there
        return found


def changes(site: Site, language: Language) -> list[Change]:
    """Titles gained, titles lost, other decisions, new and gone applicants, each by code."""
    if not site.earlier:
        return []
    before = {line.code: line for line in lines_of(site.earlier[0], language).by_place}
    now = {line.code: line for line in lines_of(site.edition, language).by_place}
    found = []
    for code in sorted(before.keys() | now.keys()):
        kind = _kind(before.get(code), now.get(code))
        if kind is not None:
            found.append(Change(kind, before.get(code), now.get(code)))
    return sorted(found, key=lambda change: _ORDER.index(change.kind))


def _kind(before: Line | None, now: Line | None) -> Kind | None:
    if before is None:
        return "new"
    if now is None:
        return "gone"
    if (before.outcome == "named") != (now.outcome == "named"):
        return "gained" if now.outcome == "named" else "lost"
    if (before.outcome, before.grade) != (now.outcome, now.grade):
        return "grade"
    return None
