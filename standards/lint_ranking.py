"""What `standards check` finds in a ranking's quota and relegation: what they leave unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from standards.faults import Path
from standards.model import Standard

_HERE: Path = ("ranking",)
_ROUNDED = (
    "how a share is rounded to whole places is not said; it is rounded `down` (allowed: up, down, "
    "half_up)"
)
_EDGE = (
    "who shares the last place of a quota is not said; `all` of them are within it "
    "(`ties_at_the_edge`: all, none)"
)
_NOBODY = (
    "no grade has the outcome `named`: nobody can take a place; write `of: ranked`, or change a "
    "grade"
)
_LAST = (
    "who shares a rank with somebody above the last is not said; they are `spared` "
    "(`ties_at_the_edge`: spared, counted)"
)


def quotas(standard: Standard) -> Iterator[tuple[Path, str, bool]]:
    """Path, sentence, whether it is a note; defaults that decide about titles are pointed out."""
    quota, relegation = standard.ranking.quota, standard.ranking.relegation
    if quota is not None:
        here = (*_HERE, "quota")
        if quota.share is not None and quota.round is None:
            yield here, _ROUNDED, True
        if quota.ties_at_the_edge is None:
            yield here, _EDGE, True
        if quota.share == 0 or quota.places in (0, {}):
            yield here, "nobody can be within this quota", True
        if quota.of == "passed" and all(g.outcome != "named" for g in standard.grades):
            yield here, _NOBODY, False
    if relegation is not None and relegation.ties_at_the_edge is None:
        yield (*_HERE, "relegation"), _LAST, True
