"""The page of an applicant: the decision, the score, why, every criterion, and what proves it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from reports.clean import clean, short
from reports.figures import Mark, bar, scale, share_of
from reports.findings.lines import CriterionLine
from reports.findings.measures import measure_of
from reports.findings.wording import wording_of
from reports.points import in_table, percent
from reports.signs import SIGNS
from reports.site.charts import scores_of
from reports.site.edition import Edition
from reports.site.frame import Frame
from reports.site.leaves import leaf_path
from reports.site.lines import Line, lines_of
from reports.site.sections import Section, sections
from standards.numbers import points_text


def path_of(file: str) -> str:
    """Where the page stands within a language."""
    return f"applicant/{file}.html"


class ApplicantPages:
    """The pages of the newest edition in one language; what they share is worked out once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.edition: Edition = frame.site.edition
        self.words = frame.words
        self.wording = wording_of(self.edition.program, frame.language)
        self.lines = lines_of(self.edition, frame.language)
        self.columns = {
            series.name: series.to_list() for series in scores_of(self.edition).frame.iter_columns()
        }
        self.states = _blocks(self.edition, "state")
        self.sections = list(sections(self.wording)) if self.states else []
        self._cells: dict[tuple[str, int, str, bool], str] = {}
        self._bars: dict[tuple[str, int | None], str] = {}

    @cached_property
    def _results(self) -> dict[str, list[Any]]:
        names = [n for n in ("category", "coverage", "submission") if self.edition.has(n)]
        return {name: self.edition.results[name].to_list() for name in names}

    def page(self, place: int) -> tuple[str, str]:
        """Path and page of an applicant."""
        line = self.lines.by_place[place]
        path = path_of(line.file)
        return path, self.frame.render(
            "applicant.html",
            path,
            line.title,
            line=line,
            category=short(clean(self._value("category", place) or ""), 120),
            of=points_text(self.wording.of),
            standard=self.wording,
            scale=self._scale(line),
            ranks=self._ranks(line),
            coverage=self._coverage(place),
            district_path=self._district(line),
            parts=Markup("\n".join(self._parts(place))),  # noqa: S704 - escaped piece by piece
            sections=[self._section(section, place) for section in self.sections],
            answers=self._answers.get(line.code, ()),
            evidence=self._evidence.get(line.code, ()),
            history=self._history.get(line.code, ()),
            badge=f"badges/{self.frame.language}/{line.file}.svg",
            submission=self._value("submission", place) or "",
            standard_digest=self.edition.program.digest,
        )

    def _value(self, name: str, place: int) -> Any:  # noqa: ANN401 - a cell
        column = self._results.get(name)
        return None if column is None else column[place]

    def _scale(self, line: Line) -> Markup:
        marks = tuple(
            Mark(share_of(grade.score, self.wording.of), grade.title)
            for grade in self.wording.grades
        )
        return scale(share_of(line.compared or 0, self.wording.of), marks)

    def _ranks(self, line: Line) -> list[str]:
        """The rank among all, and within the district."""
        if line.rank is None:
            return [self.words["site_apart_title"]]
        say = self.words
        told = say.say("site_rank_of", rank=line.rank, n=len(self.lines.ranked))
        found = [told + (say["site_tied"] if line.tied else "")]
        if line.district is not None and line.district_rank is not None:
            found.append(
                say.say(
                    "site_rank_district",
                    district=line.shown_district,
                    rank=line.district_rank,
                    n=self._district_sizes[line.district],
                )
            )
        return found

    @cached_property
    def _district_sizes(self) -> dict[str | None, int]:
        sizes: dict[str | None, int] = {}
        for line in self.lines.ranked:
            sizes[line.district] = sizes.get(line.district, 0) + 1
        return sizes

    def _district(self, line: Line) -> str | None:
        if line.district is None:
            return None
        return leaf_path(f"district/{self.edition.districts[line.district]}", 1)

    def _coverage(self, place: int) -> str:
        if "coverage" not in self._results:
            return ""
        return percent(self.columns["coverage"][place])

    def _parts(self, place: int) -> Iterator[str]:
        """The bars of the parts, where their points are published."""
        for part in self.wording.parts:
            column = self.columns.get(f"part:{part.id}")
            if column is None:
                continue
            scored = self.columns[f"scored:{part.id}"][place]
            key = (part.id, column[place] if scored else None)
            if key not in self._bars:
                _make_room(self._bars)
                self._bars[key] = self._part(part.title, part.of, part.needed, part.depth, key)
            yield self._bars[key]

    def _part(
        self, title: str, of: int, needed: int | None, depth: int, key: tuple[str, int | None]
    ) -> str:
        id_, exact = key
        tick = None if needed is None else share_of(needed, of)
        drawn = bar(share_of(exact or 0, of), tick)
        decimals = self.wording.decimals
        points = self.words["unknown"] if exact is None else in_table(exact, decimals)
        return (
            f'<tr class="depth{min(depth, 3)}"><th scope="row">{escape(id_)} {escape(title)}</th>'
            f'<td class="wide">{drawn}</td>'
            f'<td class="number">{points} / {in_table(of, decimals)}</td></tr>'
        )

    def _section(self, section: Section, place: int) -> dict[str, Any]:
        rows = [self._criterion(line, place) for line in section.criteria]
        return {"title": section.title, "rows": Markup("\n".join(rows))}  # noqa: S704 - escaped

    def _criterion(self, line: CriterionLine, place: int) -> str:
        points = self.columns[f"points:{line.id}"][place]
        counts = bool(self.columns[f"applies:{line.id}"][place])
        key = (line.id, points, self.states[line.id][place], counts)
        if key not in self._cells:
            _make_room(self._cells)
            self._cells[key] = self._cell(line, *key[1:])
        return self._cells[key]

    def _cell(self, line: CriterionLine, points: int, state: str, counts: bool) -> str:  # noqa: FBT001 - a cell of the table
        say, decimals = self.words, self.wording.decimals
        told = say[state]
        if not counts:
            shown = say["site_not_in_base"]
        else:
            sign = "−" if line.block == "penalty" and points else ""
            shown = f"{sign}{in_table(points, decimals)} / {in_table(line.of, decimals)}"
        drawn = _little(share_of(points, line.of)) if counts else ""
        return (
            f'<tr><th scope="row"><span class="code">{escape(line.id)}</span> {escape(line.title)}'
            f'</th><td class="number">{escape(shown)}{drawn}</td>'
            f'<td class="state"><span aria-hidden="true">{SIGNS[state]}</span> {escape(told)}</td>'
            "</tr>"
        )

    @cached_property
    def _answers(self) -> dict[str, list[tuple[str, str]]]:
        """Code -> question and answer in words, of the fields that are published."""
        asked = self.edition.program.standard.asked
        order = {id_: place for place, id_ in enumerate(asked)}
        found: dict[str, list[tuple[str, str]]] = {}
        lines = sorted(self.edition.answers.iter_rows(), key=lambda row: order.get(row[1], 0))
        for code, id_, exact, value in lines:
            field = asked[id_]
            shown = value or ""
            if exact is not None:
                shown = measure_of(field, self.frame.language).text(exact)
            question = field.ask.in_(self.frame.language)
            found.setdefault(code, []).append((question, short(clean(shown))))
        return found

    @cached_property
    def _evidence(self) -> dict[str, list[tuple[str, str]]]:
        titles = {line.id: line.title for line in self.wording.criteria}
        found: dict[str, list[tuple[str, str]]] = {}
        for code, id_, paper in self.edition.evidence.iter_rows():
            found.setdefault(code, []).append((f"{id_} {titles[id_]}", short(clean(paper))))
        return found

    @cached_property
    def _history(self) -> dict[str, list[tuple[str, str, Line]]]:
        """Code -> day, edition and line of the judgements before, the newest first."""
        found: dict[str, list[tuple[str, str, Line]]] = {}
        for edition in self.frame.site.earlier:
            day, name = edition.as_of.isoformat(), edition.program.standard.edition
            for line in lines_of(edition, self.frame.language).by_place:
                found.setdefault(line.code, []).append((day, name, line))
        return found


def _little(share: int) -> str:
    """The small bar below a number; its size and ground are in the style."""
    return f'<svg class="little" aria-hidden="true"><rect width="{share / 100:g}%"/></svg>'


def _blocks(edition: Edition, column: str) -> dict[str, list[Any]]:
    """Criterion -> a column of its block in the table of criteria."""
    count = max(edition.results.height, 1)
    blocks = (
        edition.criteria.slice(start, count) for start in range(0, edition.criteria.height, count)
    )
    return {block["criterion"][0]: block[column].to_list() for block in blocks}


def _make_room(kept: dict[Any, str]) -> None:
    if len(kept) > 50_000:
        kept.clear()
