"""What `standards check` finds in exemptions, zeroing, samples and cohort figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from standards import parse
from standards.criterion import Criterion
from standards.faults import ExpressionError, unknown
from standards.lint_weights import Found
from standards.model import Standard
from standards.rule import Setting
from standards.scope import Names


def exemptions(standard: Standard) -> Iterator[Found]:
    """Exemptions that name nothing, or nothing that exists."""
    criteria = {criterion.id for criterion in standard.criteria}
    parts = {part.id for _, part in standard.walk_parts()}
    for index, exemption in enumerate(standard.exemptions):
        here = ("exemptions", index)
        if not exemption.criteria and not exemption.parts:
            said = "an exemption names the `criteria` or the `parts` that it settles"
            yield here, said, False
        for key, named, known in (
            ("criteria", exemption.criteria, criteria),
            ("parts", exemption.parts, parts),
        ):
            what = "criterion" if key == "criteria" else "part"
            for place, id_ in enumerate(named):
                if id_ not in known:
                    yield (*here, key, place), unknown(what, id_, known), False


def zeroing(criterion: Criterion, setting: Setting) -> Iterator[Found]:
    """Zeroing conditions and least samples that cannot be read; paths below the criterion."""
    for index, one in enumerate(criterion.zeroed):
        if one.when is not None:
            try:
                setting.condition(one.when)
            except ExpressionError as error:
                yield ("zeroed", index, "when"), str(error), False
    least = criterion.ask.sample_at_least if criterion.ask else None
    if isinstance(least, Decimal) and least < 1:
        yield ("ask", "sample_at_least"), f"{least} is no sample; it is 1 or more", False


def cohorts(standard: Standard, used: set[str]) -> Iterator[Found]:
    """Cohort figures whose amount cannot be read, or hangs on another cohort figure."""
    for id_, asked in standard.fields.items():
        if asked.cohort is None:
            continue
        path = ("fields", id_, "cohort", "of")
        inner: set[str] = set()
        try:
            parse.amount(asked.cohort.of, Names(standard, used=inner))
        except ExpressionError as error:
            yield path, str(error), False
        used |= inner
        for other in sorted(inner):
            if other in standard.fields and standard.fields[other].cohort is not None:
                said = f"'{other}' is a cohort figure itself; name what applicants answer"
                yield path, said, False
