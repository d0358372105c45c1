"""Two small editions, written line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.answers import Answers
from engine.compile import compile
from engine.program import Program
from standards.changes import Change, changes
from standards.id_map import IdMap, id_map
from standards.load import loads
from submissions.carry import carried
from submissions.gather import gather
from submissions.interpret import interpret
from submissions.readers.json_ import raw_of

HEAD = """standard: small
edition: "{edition}"
title: {{zh: 试验标准, en: A small standard}}
assessed: {{zh: 社区, en: community}}
status: reference
points: 10
departments: {{office: {{zh: 办公室, en: Office}}, parks: {{zh: 园林局, en: Parks bureau}}}}
"""
GRADES = """grades:
- {id: passed, name: {zh: 达标, en: Passed}, when: score >= 6}
"""


def text_of(edition: str, body: str, grades: str = GRADES) -> str:
    """A standard; `body` holds everything between the head and the grades."""
    return HEAD.format(edition=edition) + body + grades


def one_part(criteria: str, more: str = "") -> str:
    """One part with some criteria, a YAML list item each."""
    lines = "\n".join(f"  {line}" for line in criteria.strip("\n").splitlines())
    return f'{more}parts:\n- id: "1"\n  title: {{zh: 第一部分, en: Part one}}\n  points: 10\n  criteria:\n{lines}\n'


def criterion(id: str, rest: str, points: object = 10, title: str = "指标") -> str:
    """A criterion in one line."""
    return f'- {{id: "{id}", title: {{zh: {title}, en: Criterion}}, points: {points}, {rest}}}\n'


@dataclass(frozen=True)
class Pair:
    """An old and a new edition with the id map between them."""

    old: Program
    new: Program
    ids: IdMap

    @property
    def changes(self) -> tuple[Change, ...]:
        return changes(self.old.loaded, self.new.loaded, self.ids)

    def told(self, *sections: str) -> list[tuple[str, str, str, str]]:
        """Section, kind, id and key of every change, or of those in some sections."""
        return [
            (c.section, c.kind, c.id, c.key)
            for c in self.changes
            if not sections or c.section in sections
        ]

    def carry(self, answers: dict[str, Any], **more: Any) -> Answers:
        """One submission to the old edition, carried."""
        document = {"applicant": {"code": "441900-0001"}, "answers": answers, **more}
        raw = raw_of(document, "old.json")
        return carried(gather(self.old, [interpret(self.old, raw)]), self.old, self.new, self.ids)


def pair(old: str, new: str, replaces: str = "") -> Pair:
    """Two bodies as editions 1 and 2; `replaces` is the map below its edition."""
    before = compile(loads(text_of("1", old).encode(), "old.yaml"))
    head = f'replaces:\n  edition: "1"\n{replaces}' if replaces else ""
    after = compile(loads(text_of("2", head + new).encode(), "new.yaml"))
    ids = id_map(before.standard, after.standard, after.standard.replaces)
    return Pair(before, after, ids)
