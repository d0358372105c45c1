"""Draws: how far weights and judgements move in each draw of a simulation.

Every number is a function of the seed, the number of the draw, what moves, and the applicant's
code (SplitMix64 over BLAKE2 keys). So it hangs neither on the order in which things are drawn, nor
on who else is in the run, nor on the version of a library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FACTOR = 1_000
"""What a weight that stays as it is is multiplied with: factors are whole thousandths."""

Judgement = Literal["range", "step", "none"]
JUDGEMENTS: tuple[Judgement, ...] = ("range", "step", "none")
"""How far what an assessor awarded moves: anywhere within the range that the standard leaves him;
by one step of the range at most; not at all."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Moves:
    """What moves: `spread` is the most that a weight goes up or down, in thousandths of itself."""

    seed: int = 1
    draws: int = 1_000
    spread: int = 200
    judgement: Judgement = "range"


def factors(moves: Moves, name: str, first: int, count: int) -> NDArray[np.int64]:
    """The factors of a weight in some draws, in thousandths, each as likely as any other."""
    keys = _of_draws(moves, name, first, count)
    return FACTOR - moves.spread + _below(keys, 2 * moves.spread + 1)


def chosen(
    moves: Moves, name: str, draws: tuple[int, int], people: _Keys, most: int
) -> NDArray[np.int64]:
    """A row a draw, a column an applicant: whole numbers from 0 to below `most`, evenly.

    `draws` are the first and how many; `people` come from `keys_of`.
    """
    keys = _of_draws(moves, name, *draws)
    return _below(_mixed(keys[:, None] + people[None, :]), most)


def keys_of(codes: Sequence[str | None]) -> _Keys:
    """A key for every applicant."""
    return np.array([_key(code or "") for code in codes], dtype=np.uint64)


def _of_draws(moves: Moves, name: str, first: int, count: int) -> _Keys:
    start = np.full(count, _key(f"{moves.seed}:{name}"), dtype=np.uint64)
    return _mixed(start + np.arange(first + 1, first + count + 1, dtype=np.uint64) * _GOLDEN)


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _mixed(keys: _Keys) -> _Keys:
    """The last step of SplitMix64 (Steele, Lea and Flood 2014)."""
    keys = (keys ^ (keys >> np.uint64(30))) * _FIRST
    keys = (keys ^ (keys >> np.uint64(27))) * _SECOND
    return keys ^ (keys >> np.uint64(31))


def _below(keys: _Keys, most: int) -> NDArray[np.int64]:
    """Whole numbers from 0 to below `most`, by the upper half of the keys."""
    upper = (keys >> np.uint64(32)) * np.uint64(most)
    return (upper >> np.uint64(32)).astype(np.int64)
