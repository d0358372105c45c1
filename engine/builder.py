"""The program while it is being built: definitions in order, their ranges, the faults met."""

from __future__ import annotations

from engine.program import Definition, claim_of, evidence_of
from standards.bounds import EXACT, NegativeDivisionError, Range, TooLargeError, bounds
from standards.expression import Expr, Parameter, walk
from standards.faults import Fault, Path
from standards.field import FIRST_DAY, LAST_DAY
from standards.load import Loaded
from standards.lowering import Lowered
from standards.model import Standard
from standards.scope import MONTH

_DAYS: Range = (FIRST_DAY - 200_000, LAST_DAY)
_MONTHS: Range = (1, 12)


class Builder:
    """Gathers definitions; checks every one against the bound of exact arithmetic."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.lowered: list[Lowered] = []
        self.definitions: dict[str, Definition] = {}
        self.figure_decimals: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._ranges: dict[str, Range] = {f.id: f.range for f in self.standard.asked.values()}
        for criterion in self.standard.criteria:
            self._ranges[claim_of(criterion)] = (0, 1)
            self._ranges[evidence_of(criterion)] = (0, 1)

    @property
    def standard(self) -> Standard:
        """The document being compiled."""
        return self.loaded.standard

    def define(self, name: str, expr: Expr, path: Path, most: int | None = None) -> None:
        """Add a definition; a range beyond 2^53 is a fault at the path.

        `most` is a bound known from what the definition means (a part never exceeds its points).
        """
        if name in self.standard.asked:
            self.fault(path, f"'{name}' is the name of a result; choose another id for the field")
        self._ranges |= {
            n.id: _MONTHS if n.id == MONTH else _DAYS
            for n in walk(expr)
            if isinstance(n, Parameter)
        }
        try:
            range_ = bounds(expr, self._ranges)
        except TooLargeError as error:
            said = (
                f"a step of this could reach {error}; numbers stay exact up to {EXACT}. "
                "Give its fields a smaller `max`"
            )
            self.fault(path, said)
            range_ = (0, 0)
        except NegativeDivisionError:
            said = (
                "an amount that may be negative is divided or rounded; write max(..., 0) around it"
            )
            self.fault(path, said)
            range_ = (0, 0)
        if most is not None:
            range_ = (range_[0], min(range_[1], most))
        self._ranges[name] = range_
        self.definitions[name] = Definition(name, expr, range_, path)

    def fault(self, path: Path, message: str) -> None:
        """Note a fault at a place of the document."""
        self.faults.append(self.loaded.document.fault(path, message))
