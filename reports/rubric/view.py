"""What a printed rubric shows, in order: head, table of criteria, tables of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reports.clean import clean
from reports.rubric.sections import Section, sections
from reports.rubric.telling import Telling
from standards.criterion import Criterion
from standards.lowering import setting_of
from standards.model import Block, Part, Standard
from standards.numbers import plain
from standards.rules.checklist import Checklist
from standards.text import Language, joined, phrase

Kind = Literal["part", "criterion", "block", "total"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. Texts are lines, the second in the other language where both are shown.

    `depth` is 0 for the outermost parts; `small` is what stands below the title in small print.
    """

    kind: Kind
    id: str
    title: tuple[str, ...]
    points: str
    depth: int = 0
    rule: tuple[str, ...] = ()
    check: str = ""
    department: str = ""
    evidence: tuple[str, ...] = ()
    source: str = ""
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A rubric in words. `heads` are those of the table, `points_places` its decimals."""

    telling: Telling
    title: tuple[str, ...]
    subtitle: str
    note: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]

    @property
    def language(self) -> Language:
        """The language of its labels."""
        return self.telling.language

    @property
    def has_evidence(self) -> bool:
        """Whether any criterion asks for papers."""
        return any(row.evidence for row in self.rows)


def view_of(standard: Standard, language: Language, *, both: bool = False) -> View:
    """The rubric of a standard; `both`: texts and rules in both languages."""
    telling = Telling(standard, language, both=both)
    words = telling.words
    heads = ("id", "criterion", "points", "rule", "check", "department", "evidence", "source")
    return View(
        telling=telling,
        title=telling.lines(standard.title),
        subtitle=_subtitle(standard, telling),
        note=telling.lines(standard.note),
        heads=tuple(words[f"rubric_{head}"] for head in heads),
        rows=tuple(_rows(standard, telling)),
        sections=tuple(sections(standard, telling)),
    )


def _subtitle(standard: Standard, telling: Telling) -> str:
    words = telling.words
    said = words.say(
        "rubric_subtitle",
        id=standard.standard,
        edition=standard.edition,
        status=words[f"rubric_status_{standard.status}"],
        points=plain(standard.points),
        assessed=standard.assessed.in_(telling.language),
    )
    for day, key in ((standard.valid_from, "rubric_valid"), (standard.valid_to, "rubric_valid_to")):
        if day is not None:
            end = words.say(key, **{"from": day, "to": day})
            said += f" · {end}"
    return said


def _rows(standard: Standard, telling: Telling) -> Iterator[Row]:
    for part in standard.parts:
        yield from _part(standard, telling, part, 0)
    total = telling.words["rubric_total"]
    yield Row("total", "", (total,), plain(standard.points))
    for name, block in (("bonus", standard.bonus), ("penalty", standard.penalty)):
        if block is not None:
            yield from _block(standard, telling, name, block)


def _block(standard: Standard, telling: Telling, name: str, block: Block) -> Iterator[Row]:
    title = telling.words.say(f"rubric_{name}", points=plain(block.cap))
    yield Row("block", "", (title,), "")
    for criterion in block.criteria:
        yield _criterion(standard, telling, criterion, 0)


def _part(standard: Standard, telling: Telling, part: Part, depth: int) -> Iterator[Row]:
    small = tuple(_part_small(telling, part))
    points = plain(part.points)
    yield Row("part", part.id, telling.lines(part.title), points, depth, small=small)
    for inner in part.parts:
        yield from _part(standard, telling, inner, depth + 1)
    for criterion in part.criteria:
        yield _criterion(standard, telling, criterion, depth)


def _part_small(telling: Telling, part: Part) -> Iterator[str]:
    words = telling.words
    if part.combine != "sum":
        way = telling.word("combine", part.combine)
        yield words.say("rubric_part_combine", way=way)
    if part.weight is not None:
        yield words.say("rubric_part_weight", weight=plain(part.weight))
    if part.minimum is not None:
        yield words.say("rubric_part_minimum", share=plain(part.minimum))
    if part.cap is not None:
        yield words.say("rubric_part_cap", points=plain(part.cap))
    for text in telling.lines(part.note):
        yield words.say("rubric_note", text=text)


def _criterion(standard: Standard, telling: Telling, criterion: Criterion, depth: int) -> Row:
    department = standard.department_of(criterion)
    methods = [m.in_(telling.language) for m in standard.method_names(criterion)]
    evidence = criterion.evidence
    return Row(
        "criterion",
        criterion.id,
        telling.lines(criterion.title),
        plain(criterion.points),
        depth,
        _rule(standard, telling, criterion),
        telling.words.listed(methods),
        department.in_(telling.language) if department else "",
        (telling.words["rubric_required"],) if evidence == "required" else telling.lines(evidence),
        _source(standard, telling, criterion),
        tuple(clean(text) for text in telling.small(criterion)),
    )


def _rule(standard: Standard, telling: Telling, criterion: Criterion) -> tuple[str, ...]:
    """The rule in words; of a checklist, whose words are of its points alone, the things too."""
    said = criterion.rule.words(setting_of(standard, criterion))
    if isinstance(criterion.rule, Checklist):
        things = joined(list(criterion.rule.items.values()))
        if not _has(said.zh, things.zh):
            said = phrase(f"{said.zh}：{things.zh}", f"{said.in_('en')}: {things.in_('en')}")
    return telling.lines(said)


def _has(line: str, items: str) -> bool:
    """Whether the rule names its things already, each with its points."""
    return items.partition("；")[0] in line


def _source(standard: Standard, telling: Telling, criterion: Criterion) -> str:
    """The clause, and what demand and points count as, where the two differ."""
    marks = dict.fromkeys(standard.marks_of(criterion))
    said = " / ".join(telling.words[f"rubric_mark_{mark}"] for mark in marks)
    clause = criterion.source or ""
    if clause in {"", "reference"}:
        return said
    return telling.words.say("aside", what=clause, aside=said)
