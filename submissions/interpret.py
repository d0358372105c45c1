"""One submission as written -> typed answers, and a problem for everything that does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from engine.program import Program
from submissions.claims import claim_in, papers_in
from submissions.identity import EDGES, code_of, made_of
from submissions.problems import say, shown, written
from submissions.quantities import half_width
from submissions.raw import Problem, Raw, Said
from submissions.understood import Value
from submissions.words import Vocabulary, is_blank

_PEOPLE = ("name", "district", "category")
NO_CODE = say(
    "未写申报单位代码，暂以文件名代替", "the applicant has no code; one is made of the file's name"
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that cannot be read: its field, what was found, what is allowed."""

    field: str
    said: Said
    allowed: str
    away: bool = False


@dataclass(slots=True)
class Row:
    """One submission, typed; claims and evidence are by criterion, not yet judged."""

    file: str
    code: str
    made: bool
    people: dict[str, str]
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Said] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)
    claims: dict[str, tuple[Said, str | None]] = field(default_factory=dict)
    evidence: dict[str, list[str]] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """Every problem of this submission; claims are judged when the columns are laid out."""
        return self.told + [
            Problem(
                *(self.file, u.said.sheet, u.said.cell, "", u.field),
                *(shown(u.said.found), u.allowed, "invalid"),
            )
            for u in self.unread
        ]

    def tell(self, name: str, said: Said, allowed: str, effect: str) -> None:
        """Note a problem; the applicant is filled in when all are known."""
        found = shown(said.found)
        self.told.append(
            Problem(self.file, said.sheet, said.cell, "", name, found, allowed, effect)
        )


class Interpreter:
    """Reads submissions to one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.vocabulary = Vocabulary(program)
        self.fields = program.standard.asked
        self.criteria = program.by_criterion
        self.groups = groups_of(program)

    def interpret(self, raw: Raw) -> Row:
        """The typed row of a submission."""
        row = self._opened(raw)
        for name, said in raw.answers.items():
            self._answer(row, raw, half_width(name).strip(), said)
        for name, said in raw.claims.items():
            claimed, reason = claim_in(said.found)
            if claimed and (id_ := self._criterion(row, name, said)):
                row.claims[id_] = (said, reason)
        for name, said in raw.evidence.items():
            given, papers = papers_in(said.found)
            if given and (id_ := self._criterion(row, name, said)):
                row.evidence[id_] = papers
        return row

    def _opened(self, raw: Raw) -> Row:
        said = code_of(raw.applicant.get("code", ""))
        people = {k: v for k in _PEOPLE if (v := raw.applicant.get(k, "").strip(EDGES))}
        row = Row(raw.file, said.code or made_of(raw.file), not said.code, people)
        row.told += raw.problems
        if said.effect:
            row.tell("applicant", Said(raw.applicant["code"]), said.allowed, said.effect)
        if not said.code:
            row.tell("applicant", Said(row.code), NO_CODE, "note")
        for name, other, allowed in other_standard(self.program, raw.standard, raw.edition):
            row.tell(name, Said(other), allowed, "question")
        return row

    def _answer(self, row: Row, raw: Raw, name: str, said: Said) -> None:
        if name in self.groups:
            self._whole_group(row, raw, name, said)
            return
        if name not in self.fields:
            if not is_blank(said.found):
                row.tell(name, said, unknown_field(name, self.fields), "ignored")
            return
        understood = self.vocabulary.understand(name, said.found)
        if understood.value is not None:
            row.values[name] = understood.value
            row.places[name] = said
        elif understood.effect == "invalid":
            row.unread.append(Unread(name, said, understood.allowed, understood.away))
            return
        if understood.effect:
            row.tell(name, said, understood.allowed, understood.effect)

    def _whole_group(self, row: Row, raw: Raw, name: str, said: Said) -> None:
        """A list answered as a whole: its items stay open, each told."""
        if is_blank(said.found) or said.found in ({}, []):
            return
        items = self.groups[name]
        allowed = say(f"逐项填写：{'、'.join(items)}", f"one answer an item: {', '.join(items)}")
        for item in items:
            if item not in raw.answers:
                row.unread.append(Unread(item, said, allowed))

    def _criterion(self, row: Row, name: str, said: Said) -> str | None:
        id_ = half_width(name).strip()
        if id_ in self.criteria:
            return id_
        row.tell(name, said, unknown_field(id_, self.criteria, "指标", "criterion"), "ignored")
        return None


def interpret(program: Program, raw: Raw) -> Row:
    """The typed row of one submission; for many, keep an `Interpreter`."""
    return Interpreter(program).interpret(raw)


def groups_of(program: Program) -> dict[str, tuple[str, ...]]:
    """Criteria that ask several questions and none of their own name: id -> the fields."""
    return {
        criterion.id: fields
        for criterion in program.standard.criteria
        if (fields := tuple(asked.id for asked in criterion.questions))
        and criterion.id not in fields
    }


def unknown_field(name: str, names: Iterable[str], zh: str = "填报项", en: str = "field") -> str:
    """The sentence for a name that does not exist, with the nearest that does."""
    near = get_close_matches(name, names, n=1)
    if not near:
        return say(f"本标准没有这一{zh}", f"the standard has no such {en}")
    return say(
        f"本标准没有这一{zh}；是否为 {near[0]}？",
        f"the standard has no such {en}; did you mean {near[0]}?",
    )


def other_standard(
    program: Program, standard: str | None, edition: str | None
) -> list[tuple[str, str, str]]:
    """Where a submission says another standard or edition: field, found, allowed."""
    known = program.standard
    told: list[tuple[str, str, str]] = []
    if standard and standard != known.standard:
        asked = say(f"按 {known.standard} 评分", f"scored by {known.standard}")
        told.append(("standard", written(standard), asked))
    if edition and edition != known.edition:
        asked = say(f"按版本 {known.edition} 评分", f"scored by edition {known.edition}")
        told.append(("edition", written(edition), asked))
    return told
