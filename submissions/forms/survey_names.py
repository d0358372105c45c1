"""The names of the questions in an XLSForm, and the heads of a table they stand for.

Names in an XLSForm are words of letters, digits and `_`; ids of fields are not. Every question
therefore has a name made of its id, and the head under which `submissions.heads` knows it:
`f_1_1` is `1.1`, `na_6_2` is `na:6.2`, `ev_1_1` is `ev:1.1`, `loc_1_1` a place seen there, and
`as_1_1` says how a rate up to 1 is meant.
"""

from __future__ import annotations

import re

from engine.program import Program
from standards.text import phrase
from submissions.heads import PEOPLE

_OTHER = re.compile(r"[^A-Za-z0-9]")
PLACE = "loc"
"""Before the id of a criterion: where the photograph was taken."""
MEANT = "as"
"""Before the id of a rate: whether a number up to 1 is a percentage or a share of 1."""
PERCENT, SHARE = (
    ("percent", phrase("百分数（0.8 表示 0.8%）", "a percentage (0.8 means 0.8 %)")),
    ("share", phrase("比例（0.8 表示 80%）", "a share (0.8 means 80 %)")),
)
"""How it may be meant: what is stored, and its label, which some servers send instead."""


def survey_names(program: Program) -> dict[str, str]:
    """Head of a table -> name in the XLSForm; `loc:<criterion>` for places, `as:<rate>`."""
    heads = [*PEOPLE, *program.standard.asked]
    heads += [f"{MEANT}:{id_}" for id_, f in program.standard.asked.items() if f.may_be_share]
    heads += [f"na:{id_}" for id_ in program.claims]
    photographed = [criterion.id for criterion in program.standard.criteria]
    heads += [f"{kind}:{id_}" for kind in ("ev", PLACE) for id_ in photographed]
    taken: set[str] = set()
    found: dict[str, str] = {}
    for head in heads:
        kind, _, id_ = head.rpartition(":")
        start = "who" if head in PEOPLE else kind or "f"
        name = plain = f"{start}_{_OTHER.sub('_', id_)}"
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.lower())
        found[head] = name
    return found
