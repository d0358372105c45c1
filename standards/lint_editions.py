"""What `standards check` finds of an edition: its term, its id map, who answers for what."""

from __future__ import annotations

from collections.abc import Iterator

from standards.duties import duty_faults
from standards.editions import replaced_edition
from standards.lint_weights import Found
from standards.load import Loaded
from standards.map_check import map_faults


def editions(loaded: Loaded) -> Iterator[Found]:
    """The term of the edition, its id map, and its table of responsibilities."""
    standard = loaded.standard
    if standard.valid_from and standard.valid_to and standard.valid_to < standard.valid_from:
        said = f"ends ({standard.valid_to}) before it begins ({standard.valid_from})"
        yield ("valid_to",), said, False
    if standard.replaces is not None:
        old = replaced_edition(loaded)
        known = old.standard if old else None
        for path, said, note in map_faults(standard.replaces, standard, known):
            yield ("replaces", *path), said, note
    for path, said in duty_faults(standard, standard.responsibilities, {*standard.departments}):
        yield path, said, False
