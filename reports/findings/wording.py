"""A standard in the words of one language, worked out once for all its applicants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.program import Program
from reports.clean import clean
from reports.findings.conditions import Reader
from reports.findings.lines import CriterionLine, PartLine, SourceLine, StepLine
from reports.grade_lines import GradeLine, grade_lines
from reports.words import Words, words
from standards.assigned import Assigned, assigned, dated_stages
from standards.campaign import Campaign
from standards.criterion import Criterion
from standards.lowering import Lowered, setting_of
from standards.model import Part, Source, Standard
from standards.numbers import POINT_DECIMALS, scaled
from standards.parse import conjuncts
from standards.steps import is_condition
from standards.text import Language, Text


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A standard in words; points in ten-thousandths. Compared by identity.

    `grades` are the scores at which grades begin, `floor_grade` names the lowest grade that asks
    something of every part; empty where none does. `stages` of the procedure end on known days.
    `campaign` is the name of the campaign, empty where none was given.
    """

    program: Program
    words: Words
    standard: str
    edition: str
    digest: str
    title: str
    assessed: str
    status: str
    note: str
    of: int
    decimals: int
    grades: tuple[GradeLine, ...]
    floor_grade: str
    parts: tuple[PartLine, ...]
    criteria: tuple[CriterionLine, ...]
    sources: tuple[SourceLine, ...]
    stages: tuple[tuple[str, date], ...]
    campaign: str = ""

    @property
    def language(self) -> Language:
        """The language of all its texts."""
        return self.words.language


def wording_of(program: Program, language: Language, campaign: Campaign | None = None) -> Wording:
    """The standard of a program in the words of a language, with who answers for what."""
    standard, said = program.standard, words(language)
    who = assigned(standard, campaign)
    where = _places(standard)
    floor_grade, floors = _floors(program, language)
    return Wording(
        program=program,
        words=said,
        standard=standard.standard,
        edition=standard.edition,
        digest=program.digest,
        title=standard.title.in_(language),
        assessed=standard.assessed.in_(language),
        status=standard.status,
        note=_text(standard.note, language),
        of=scaled(standard.points, POINT_DECIMALS),
        decimals=standard.decimals,
        grades=grade_lines(program, language),
        floor_grade=floor_grade,
        parts=tuple(_parts(standard.parts, floors, language)),
        criteria=tuple(
            _criterion(standard, lowered, said, where[lowered.criterion.id], who)
            for lowered in program.lowered
        ),
        sources=tuple(_source(key, s, language) for key, s in standard.sources.items()),
        stages=tuple(
            (s.title.in_(language), s.ends) for s in dated_stages(standard, campaign) if s.ends
        ),
        campaign=_text(campaign.campaign if campaign else None, language),
    )


def _text(text: Text | None, language: Language) -> str:
    return text.in_(language) if text is not None else ""


def _places(standard: Standard) -> dict[str, tuple[str, str]]:
    """Criterion -> block (empty in the base) and the part it stands in."""
    found = {c.id: ("", part.id) for _, part in standard.walk_parts() for c in part.criteria}
    for name, block in (("bonus", standard.bonus), ("penalty", standard.penalty)):
        found |= {c.id: (name, "") for c in (block.criteria if block else ())}
    return found


def _floors(program: Program, language: Language) -> tuple[str, dict[str, int]]:
    """The lowest grade that asks something of every part, and what, in ten-thousandths."""
    reader = Reader(program, language)
    for grade in reversed(program.standard.grades):
        for text in conjuncts(grade.when):
            found = {
                term.measure.column.removeprefix("part:"): scaled(term.needed, POINT_DECIMALS)
                for term in reader.read(text).terms
                if term.measure and term.needed is not None and term.relation in (">=", ">")
                if term.measure.column.startswith("part:")
            }
            if found:
                return grade.name.in_(language), found
    return "", {}


def _parts(
    parts: tuple[Part, ...], floors: dict[str, int], language: Language, depth: int = 0
) -> Iterator[PartLine]:
    for part in parts:
        least = part.minimum_points
        yield PartLine(
            part.id,
            part.title.in_(language),
            scaled(part.points, POINT_DECIMALS),
            None if least is None else scaled(least, POINT_DECIMALS),
            floors.get(part.id),
            depth,
        )
        yield from _parts(part.parts, floors, language, depth + 1)


def _source(key: str, source: Source, language: Language) -> SourceLine:
    title, note = source.title.in_(language), _text(source.note, language)
    return SourceLine(key, title, source.mark, note, source.url or "")


def _criterion(
    standard: Standard,
    lowered: Lowered,
    said: Words,
    where: tuple[str, str],
    who: dict[str, Assigned],
) -> CriterionLine:
    criterion, language = lowered.criterion, said.language
    (block, part), duty = where, who[criterion.id]
    demand, points = standard.marks_of(criterion)
    return CriterionLine(
        id=criterion.id,
        title=criterion.title.in_(language),
        of=lowered.points,
        block=block,
        part=part,
        kind=criterion.rule.kind,
        start=lowered.steps.start,
        rule=criterion.rule.words(setting_of(standard, criterion)).in_(language),
        advice=_text(criterion.advice, language),
        department=clean(_text(duty.name, language)),
        methods=tuple(method.in_(language) for method in standard.method_names(criterion)),
        evidence=_evidence(criterion, said),
        source=_clause(standard, criterion, language),
        demand_mark=demand,
        points_mark=points,
        decision=_text(criterion.decision, language),
        note=_text(criterion.note, language),
        steps=tuple(
            StepLine(
                step.id,
                step.label.in_(language),
                step.points,
                step.best,
                not is_condition(step.times) and abs(step.points) == 1,
                step.asks,
                outside=step.target != "criterion",
            )
            for step in lowered.steps.steps
        ),
        person=clean(duty.person),
        contact=clean(duty.contact),
        deadline=duty.deadline,
    )


def _evidence(criterion: Criterion, said: Words) -> str:
    """The papers required, in words; empty where none are."""
    if criterion.evidence is None:
        return ""
    if isinstance(criterion.evidence, str):
        return said["papers"]
    return criterion.evidence.in_(said.language)


def _clause(standard: Standard, criterion: Criterion, language: Language) -> str:
    """`内蒙古评分标准 2.1`: the title of the source, and the clause."""
    if not criterion.source:
        return ""
    key, _, clause = criterion.source.partition(" ")
    source = standard.sources.get(key)
    title = source.title.in_(language) if source else key
    return f"{title} {clause}".strip()
