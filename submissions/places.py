"""Where each answer stands in a submission as JSON."""

from __future__ import annotations

from engine.program import Program


def places_of(program: Program) -> dict[str, tuple[str, str]]:
    """Where each field stands in an object: the criterion's key, and the key below it."""
    found = {id_: (id_, "") for id_ in program.standard.asked}
    for criterion in program.standard.criteria:
        several = len(criterion.questions) > 1
        for asked in criterion.questions:
            item = asked.id.removeprefix(f"{criterion.id}.")
            if item == asked.id and several:
                found[asked.id] = criterion.id, "answer"
            elif item not in {asked.id, "answer"}:
                found[asked.id] = criterion.id, item
    return found
