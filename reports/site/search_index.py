"""The lines of an edition as a script, for searching: a page opened from a disk fetches nothing."""

from __future__ import annotations

import json
from typing import Any

from engine.program import OUTCOMES
from reports.clean import clean, short
from reports.decision import decision
from reports.signs import OUTCOME_SIGNS
from reports.site.edition import Edition, Site
from reports.site.lines import Line, lines_of, scale_of
from reports.words import words

NAME = "dabiaoIndex"
"""The global that the script sets, and the only one."""


def script(site: Site, edition: Edition) -> str:
    """The script: applicants in the order of the ranking, those not ranked at the end.

    A row is rank, whether it is shared, rank within the district, code, name, place of the
    district (-1: none), score, where it stands on the scale (percent), place of the decision, and
    the page without ending (empty: none).
    """
    languages = site.settings.languages
    lines = lines_of(edition, languages[0])
    scale = scale_of(edition, languages[0])
    districts = {name: place for place, name in enumerate(edition.districts)}
    kinds: dict[tuple[str, str | None], int] = {}
    linked = dict(zip(site.edition.codes, site.edition.files, strict=True))

    def row(line: Line) -> list[Any]:
        kind = kinds.setdefault((line.outcome, line.grade), len(kinds))
        place = -1 if line.district is None else districts.get(line.district, -1)
        at = "" if line.compared is None or line.rank is None else scale.at(line.compared)
        page = linked.get(line.code, "")
        name = "" if line.title == line.shown_code else line.title
        numbers = (line.rank, int(line.tied), line.district_rank)
        return [*numbers, line.shown_code, name, place, line.score, at, kind, page]

    rows = [row(line) for line in (*lines.ranked, *lines.apart)]
    shown = [short(clean(name), 120) for name in edition.districts]
    grades = {grade.id: grade.name for grade in edition.program.standard.grades}
    order = sorted(kinds, key=lambda kind: _order(kind, list(grades)))
    value = {
        "districts": shown,
        "districtPages": [_folder(edition, site, name) for name in edition.districts],
        "signs": [OUTCOME_SIGNS[outcome] for outcome, _ in kinds],
        "order": [kinds[kind] for kind in order],
        "decisions": {
            language: [
                decision(outcome, grades.get(grade or ""), words(language))
                for outcome, grade in kinds
            ]
            for language in languages
        },
        "lines": scale.lines,
    }
    head = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    body = ",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in rows)
    return f"window.{NAME}={head};\n{NAME}.rows=[\n{body}\n];\n"


def _order(kind: tuple[str, str | None], grades: list[str]) -> tuple[int, int]:
    outcome, grade = kind
    return OUTCOMES.index(outcome), grades.index(grade) if grade in grades else len(grades)


def _folder(edition: Edition, site: Site, district: str) -> str:
    """Where the ranking of a district stands within a language."""
    base = "" if edition is site.edition else f"year/{edition.as_of}/"
    return f"{base}district/{edition.districts[district]}/index.html"
