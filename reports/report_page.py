"""What the HTML reports of one standard share, escaped once, and the rows of its criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from reports.figures import bar, little, share_of
from reports.findings.finding import CriterionFinding, PartFinding
from reports.findings.lines import CriterionLine, PartLine, SourceLine
from reports.findings.stepwise import stepwise
from reports.findings.wording import Wording
from reports.left import left
from reports.pages import macro, template_text
from reports.points import in_table, of_criterion
from reports.signs import SIGNS
from standards.numbers import points_text

_FILE = "criteria.html"
_REMEMBERED = 20_000
"""Rows that are kept: applicants who answered a criterion alike share them."""
_MOST_LOST = 8
"""Criteria in the chart of lost points; the table below it has all."""
_Key = TypeVar("_Key")
_Made = TypeVar("_Made")
_Row = tuple[CriterionFinding, str]


class ReportPage:
    """The unchanging side of a standard's reports in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.words = words = wording.words
        self.title = wording.title
        self.of = points_text(wording.of)
        self.parts_note = self._parts_note()
        self.sources = macro(_FILE, "sources", words, [self._source(s) for s in wording.sources])
        self.signs = macro(_FILE, "signs", words, SIGNS)
        self.labels = self._labels()
        self.style = f"{self.labels}\n{template_text('report.css')}"
        self._titles = {line.id: self._title(line) for line in wording.criteria}
        self._short_titles = {
            line.id: macro(_FILE, "title", line, (), words) for line in wording.criteria
        }
        keys = {"penalty": "rule_penalty"}
        self._rules = {
            line.id: words.say(keys.get(line.block, "rule"), rule=line.rule)
            for line in wording.criteria
        }
        self._papers = {
            line.id: words.say("evidence", papers=line.evidence) if line.evidence else ""
            for line in wording.criteria
        }
        self._as_of = date.min
        self._gap_rows: dict[int, _Row] = {}
        self._settled_rows: dict[int, _Row] = {}
        self._part_rows: dict[tuple[str, int | None], str] = {}
        self._lost_rows: dict[tuple[str, int, int], str] = {}

    def points(self, whole: int) -> str:
        """Points as tables print them."""
        return in_table(whole, self.wording.decimals)

    def gap_rows(self, gaps: Iterable[CriterionFinding], as_of: date) -> str:
        """The rows of criteria that lose points or want evidence, with the days left on a day."""
        if as_of != self._as_of:
            self._gap_rows.clear()
            self._as_of = as_of
        return "\n".join([self._kept(self._gap_rows, c, "gap") for c in gaps])

    def settled_rows(self, settled: Iterable[CriterionFinding]) -> str:
        """The rows of criteria with nothing left to do."""
        return "\n".join([self._kept(self._settled_rows, c, "settled") for c in settled])

    def _kept(self, kept: dict[int, _Row], criterion: CriterionFinding, kind: str) -> str:
        # The finding is kept with its row, so that its identity is not used again.
        found = kept.get(id(criterion))
        if found is not None:
            return found[1]
        _make_room(kept)
        made = str(self._row(criterion, kind))
        kept[id(criterion)] = (criterion, made)
        return made

    def part_rows(self, parts: Iterable[PartFinding]) -> str:
        """The bars of the parts, with tick and points."""
        kept, rows = self._part_rows, []
        for part in parts:
            key = (part.line.id, part.exact)
            if key not in kept:
                _make_room(kept)
                kept[key] = self._part(part.line, part.exact)
            rows.append(kept[key])
        return "\n".join(rows)

    def _part(self, line: PartLine, exact: int | None) -> str:
        needed = None if line.needed is None else share_of(line.needed, line.of)
        drawn = bar(share_of(exact or 0, line.of), needed)
        points = self.words["unknown"] if exact is None else self.points(exact)
        short = exact is not None and exact < (line.minimum or 0)
        below = self.words["below"] if short else ""
        return str(macro(_FILE, "part", line, drawn, points, self.points(line.of), below))

    def lost_rows(self, gaps: Iterable[CriterionFinding]) -> str:
        """The criteria with most to gain, each with its bar on one scale."""
        first = [c for c in gaps if c.gain][:_MOST_LOST]
        most = first[0].gain if first else 0
        kept, rows = self._lost_rows, []
        for c in first:
            key = (c.line.id, c.gain, share_of(c.gain, most))
            if key not in kept:
                _make_room(kept)
                kept[key] = self._lost(c.line, c.gain, key[2])
            rows.append(kept[key])
        return "\n".join(rows)

    def _lost(self, line: CriterionLine, gain: int, share: int) -> str:
        return str(macro(_FILE, "lost", line, bar(share), self.points(gain)))

    @staticmethod
    def aligned(number: str) -> Markup:
        """A number whose point stands under those of others."""
        return macro(_FILE, "aligned", number)

    def _row(self, c: CriterionFinding, kind: str) -> Markup:
        words, line = self.words, c.line
        points, of = of_criterion(c, self.wording.decimals), self.points(line.of)
        sign, state = SIGNS[c.state], words[c.state]
        if kind == "settled":
            title = self._short_titles[line.id]
            steps = stepwise(c, words)
            return macro(_FILE, "settled", c, title, state, sign, points, of, steps, words)
        gain = words.say("gain", points=words.points(c.gain)) if c.lost else ""
        drawn = little(share_of(c.points, line.of))
        # Papers that the advice asks for need not be named again.
        papers = "" if c.state == "unproven" else self._papers[line.id]
        fixed = (self._titles[line.id], self._rules[line.id], papers)
        due = left((line.deadline - self._as_of).days, words) if line.deadline else ""
        told = (gain, due, stepwise(c, words), words)
        return macro(_FILE, "gap", c, *fixed, state, sign, points, of, drawn, *told)

    def _title(self, line: CriterionLine) -> Markup:
        return macro(_FILE, "title", line, list(self._small(line)), self.words)

    def _small(self, line: CriterionLine) -> Iterator[str]:
        """What is printed small below a title: checking, source, reading, note."""
        words = self.words
        if line.methods:
            yield words.say("checked_by", list=words.listed(list(line.methods)))
        marks = words[f"mark_{line.demand_mark}"]
        if line.demand_mark != line.points_mark:
            points = words[f"mark_{line.points_mark}"]
            marks = words.say("marks_both", demand=marks, points=points)
        told = words.say("aside", what=line.source, aside=marks) if line.source else marks
        yield words.say("source", source=told)
        if line.decision:
            yield words.say("decision_note", text=line.decision)
        if line.note:
            yield words.say("note", text=line.note)

    def _parts_note(self) -> str:
        if any(part.minimum is not None for part in self.wording.parts):
            return self.words["parts_note_own"]
        if self.wording.floor_grade:
            return self.words.say("parts_note", grade=self.wording.floor_grade)
        return ""

    def _source(self, source: SourceLine) -> dict[str, str]:
        safe = source.url if urlsplit(source.url).scheme in ("http", "https") else ""
        mark = self.words[f"mark_{source.mark}"]
        return {"title": source.title, "mark": mark, "note": source.note, "url": safe}

    def _labels(self) -> str:
        """The labels of the cards on a phone, as custom properties of their language."""
        heads = {
            "found": "found_head",
            "points": "points_head",
            "why": "why_lost",
            "do": "to_do",
            "who": "responsible",
            "steps": "steps_head",
        }
        rules = ";".join(f"--{key}:{css_string(self.words[head])}" for key, head in heads.items())
        return f":lang({self.words.language}){{{rules}}}"


def _make_room(kept: dict[_Key, _Made]) -> None:
    if len(kept) > _REMEMBERED:
        kept.clear()


@lru_cache(maxsize=8)
def page_of(wording: Wording) -> ReportPage:
    """The page of a wording, made once."""
    return ReportPage(wording)


def css_string(text: str) -> str:
    """A text as a string of CSS, in which nothing can end the string or the style."""
    kept = (c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(kept)}"'
