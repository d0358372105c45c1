"""What `standards check` finds beyond the form: sums, order, gaps, references, sources, words.

Every finding has its place; a `note` is something the reader should know and does not stop use.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from standards import parse
from standards.criterion import Criterion
from standards.faults import ExpressionError, Fault, Path, unknown
from standards.lint_editions import editions
from standards.lint_ranking import quotas
from standards.lint_settling import cohorts, exemptions, zeroing
from standards.lint_weights import Found, printed, sums, weights
from standards.load import Loaded
from standards.lowering import setting_of
from standards.model import Standard
from standards.rule import misfits
from standards.scope import Names

RESERVED = frozenset(
    {"value", "score", "coverage", "vetoes", "criteria_met", "every_part", "every_criterion"}
    | {"as_of", "month", "true", "false"}
    | {"base", "bonus", "penalty", "published", "scored", "covered", "coverable"}
    | {"refused", "held", "grade", "outcome"}
)
"""Words of the language, and names of results, which stand beside the answers in a table."""
_SEPARATED = frozenset({"applicant", "name", "district", "category", "digest"})


def lint(loaded: Loaded) -> list[Fault]:
    """Every fault and note of a standard that could be loaded, in order of place."""
    standard = loaded.standard
    used: set[str] = set()
    found: list[Found] = []
    walkers = (_ids, sums, printed, weights, exemptions, _references, _grades, _ties, quotas)
    for walker in walkers:
        found += walker(standard)
    for path, criterion in standard.walk_criteria():
        found += _criterion(standard, criterion, path, used)
    found += _conditions(standard, used)
    found += cohorts(standard, used)
    found += _unused(standard, used)
    found += editions(loaded)
    return sorted({loaded.document.fault(path, said, note=note) for path, said, note in found})


def _ids(standard: Standard) -> Iterator[Found]:
    for what, paths in (
        ("part", [(path, part.id) for path, part in standard.walk_parts()]),
        ("criterion", [(path, criterion.id) for path, criterion in standard.walk_criteria()]),
        ("gate", [(("gates", i), gate.id) for i, gate in enumerate(standard.gates)]),
        ("grade", [(("grades", i), grade.id) for i, grade in enumerate(standard.grades)]),
    ):
        seen: set[str] = set()
        for path, id_ in paths:
            if id_ in seen:
                yield (*path, "id"), f"the {what} '{id_}' stands twice", False
            seen.add(id_)
    for path, criterion in standard.walk_criteria():
        if criterion.id in RESERVED or criterion.id in _SEPARATED:
            said = f"'{criterion.id}' has a meaning of its own; choose another id"
            yield (*path, "id"), said, False
    for id_ in standard.fields:
        if id_ in RESERVED or id_ in _SEPARATED:
            yield ("fields", id_), f"'{id_}' has a meaning of its own; choose another id", False
        elif not id_.isidentifier():
            yield (
                ("fields", id_),
                f"'{id_}': a field's id is a word of letters, digits and _",
                False,
            )


def _references(standard: Standard) -> Iterator[Found]:
    for path, criterion in standard.walk_criteria():
        yield from _source(standard, criterion.source, (*path, "source"))
        yield from _source(
            standard, criterion.points_source or "reference", (*path, "points_source")
        )
        if criterion.department and criterion.department not in standard.departments:
            said = unknown("department", criterion.department, standard.departments)
            yield (*path, "department"), said, False
        for method in criterion.check:
            if method not in standard.all_methods:
                yield (
                    (*path, "check"),
                    unknown("way of checking", method, standard.all_methods),
                    False,
                )
        if criterion.advice is None:
            yield path, f"criterion {criterion.id}: no `advice` says what to do", True
        if not criterion.check:
            yield path, f"criterion {criterion.id}: no `check` says how it is checked", True
        if criterion.title.en is None:
            yield (*path, "title"), f"criterion {criterion.id}: no English title", True
    for index, gate in enumerate(standard.gates):
        yield from _source(standard, gate.source, ("gates", index, "source"))
    for index, exemption in enumerate(standard.exemptions):
        yield from _source(standard, exemption.source, ("exemptions", index, "source"))
    for index, stage in enumerate(standard.procedure):
        if stage.by and stage.by not in standard.departments:
            yield (
                ("procedure", index, "by"),
                unknown("department", stage.by, standard.departments),
                False,
            )


def _source(standard: Standard, source: str | None, path: Path) -> Iterator[Found]:
    if source is None:
        yield path[:-1], "no `source`: say where this comes from, or `reference`", False
        return
    key = source.split()[0] if source.split() else source
    if key != "reference" and key not in standard.sources:
        yield path, unknown("source", key, [*standard.sources, "reference"]), False


def _criterion(
    standard: Standard, criterion: Criterion, path: Path, used: set[str]
) -> Iterator[Found]:
    rule = (*path, "rule")
    try:
        setting = setting_of(standard, criterion, Names(standard, used=used))
    except ExpressionError as error:
        yield (*path, "value"), str(error), False
        return
    yield from _value(criterion, path)
    for below, said, note in zeroing(criterion, setting):
        yield (*path, *below), said, note
    try:
        criterion.rule.lower(setting)
        for fault in criterion.rule.faults(setting):
            if not (fault.note and criterion.decision):  # a stated decision answers the note
                yield (*rule, criterion.rule.kind, *fault.path), fault.message, fault.note
    except ExpressionError as error:
        yield rule, str(error), False
    for index, veto in enumerate(criterion.veto):
        here = (*path, "veto", index, "when")
        try:
            setting.condition(veto.when)
        except ExpressionError as error:
            yield here, str(error), False
    if criterion.veto and criterion.rule.kind == "threshold" and criterion.decision is None:
        yield from _silent_gap(criterion, path)
    for question in criterion.questions:
        if question.asked_if:
            try:
                parse.condition(question.asked_if, Names(standard, used=used))
            except ExpressionError as error:
                yield (*path, "ask", "asked_if"), str(error), False


def _value(criterion: Criterion, path: Path) -> Iterator[Found]:
    for fault in misfits(criterion.rule, criterion.ask):
        yield (*path, *fault.path), fault.message, False
    if criterion.empty != "zero" and not criterion.value:
        yield (*path, "empty"), "`empty` is for a `value` that divides, such as share(a, b)", False


def _silent_gap(criterion: Criterion, path: Path) -> Iterator[Found]:
    """A threshold that scores at one value and vetoes at another leaves a gap between them."""
    said = (
        f"criterion {criterion.id}: between the value that earns and the value that vetoes nothing "
        "is said; name the reading in `decision`"
    )
    yield (*path, "veto"), said, True


def _conditions(standard: Standard, used: set[str]) -> Iterator[Found]:
    places: list[tuple[Path, str, bool]] = [
        (("gates", i, "require"), gate.require, False) for i, gate in enumerate(standard.gates)
    ]
    places += [
        (("exemptions", i, "when"), exemption.when, False)
        for i, exemption in enumerate(standard.exemptions)
    ]
    places += [(("grades", i, "when"), grade.when, True) for i, grade in enumerate(standard.grades)]
    places += [
        (("checks", i, "when"), check.when, False) for i, check in enumerate(standard.checks)
    ]
    for id_, asked in standard.fields.items():
        if asked.asked_if:
            places.append((("fields", id_, "asked_if"), asked.asked_if, False))
    for path, text, results in places:
        try:
            parse.condition(text, Names(standard, results=results, used=used))
        except ExpressionError as error:
            yield path, str(error), False
    for id_, figure in standard.figures.items():
        try:
            parse.amount(figure.is_, Names(standard, used=used))
        except ExpressionError as error:
            yield ("figures", id_, "is"), str(error), False


def _unused(standard: Standard, used: set[str]) -> Iterator[Found]:
    for id_, asked in standard.fields.items():
        if id_ not in used and asked.type not in ("text", "date"):
            yield ("fields", id_), f"the field '{id_}' is asked and never used", True


def _grades(standard: Standard) -> Iterator[Found]:
    marks: list[tuple[int, str]] = []
    for index, grade in enumerate(standard.grades):
        words = grade.when.replace("(", " ").split()
        if "score" in words[:1] and len(words) > 2 and words[1] in (">=", ">"):
            marks.append((index, words[2]))
        if grade.within_days is not None and grade.outcome != "conditional":
            said = "`within_days` belongs to a conditional outcome"
            yield ("grades", index, "within_days"), said, False
    for (_, one), (index, two) in pairwise(marks):
        try:
            reached = float(two) >= float(one)
        except ValueError:
            continue
        if reached and len(standard.grades[index - 1].when.split()) <= 3:
            yield (
                ("grades", index, "when"),
                "never reached: the grade before it asks no more",
                False,
            )


def _ties(standard: Standard) -> Iterator[Found]:
    parts = {part.id for _, part in standard.walk_parts()}
    criteria = {criterion.id for criterion in standard.criteria}
    for index, tie in enumerate(standard.ranking.ties):
        kind, _, id_ = tie.partition(" ")
        known = parts if kind == "part" else criteria if kind == "criterion" else None
        if known is None:
            yield ("ranking", "ties", index), f"'{tie}': write `part 4` or `criterion 5.2`", False
        elif id_ not in known:
            yield ("ranking", "ties", index), unknown(kind, id_, known), False
