"""What `standards check` finds beyond the form: sums, order, gaps, references, sources, words.

Every finding has its place; a `note` is something the reader should know and does not stop use.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from standards import parse
from standards.campaign import duty_faults
from standards.editions import replaced_edition
from standards.faults import Fault, Path, unknown
from standards.load import Loaded
from standards.lowering import setting_of
from standards.map_check import map_faults
from standards.model import Criterion, Part, Standard
from standards.numbers import plain
from standards.parse import ExpressionError
from standards.scope import Names

Found = tuple[Path, str, bool]
"""Path, sentence, whether it is a note."""

RESERVED = frozenset(
    {"value", "score", "coverage", "vetoes", "every_part", "every_criterion", "true", "false"}
)
_SEPARATED = frozenset({"applicant", "name", "district", "category", "digest"})


def lint(loaded: Loaded) -> list[Fault]:
    """Every fault and note of a standard that could be loaded, in order of place."""
    standard = loaded.standard
    used: set[str] = set()
    found: list[Found] = []
    for walker in (_ids, _sums, _parts, _references, _grades, _ties):
        found += walker(standard)
    for path, criterion in standard.walk_criteria():
        found += _criterion(standard, criterion, path, used)
    found += _conditions(standard, used)
    found += _unused(standard, used)
    found += _editions(loaded)
    return sorted({loaded.document.fault(path, said, note=note) for path, said, note in found})


def _editions(loaded: Loaded) -> Iterator[Found]:
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
    for id_ in standard.fields:
        if id_ in RESERVED or id_ in _SEPARATED:
            yield ("fields", id_), f"'{id_}' has a meaning of its own; choose another id", False
        elif not id_.isidentifier():
            yield (
                ("fields", id_),
                f"'{id_}': a field's id is a word of letters, digits and _",
                False,
            )


def _sums(standard: Standard) -> Iterator[Found]:
    total = sum((part.points for part in standard.parts), Decimal(0))
    if total != standard.points:
        said = f"the parts add up to {plain(total)}, the standard says {plain(standard.points)}"
        yield ("points",), said, False
    for path, part in standard.walk_parts():
        if part.combine != "sum":
            continue
        inside = sum((child.points for child in (part.parts or part.criteria)), Decimal(0))
        if inside != part.points:
            what = "parts" if part.parts else "criteria"
            said = f"part {part.id}: its {what} add up to {plain(inside)}, "
            said += f"its heading says {plain(part.points)}"
            yield (*path, "points"), said, False


def _parts(standard: Standard) -> Iterator[Found]:
    for path, part in standard.walk_parts():
        for index, child in enumerate(part.parts):
            here = (*path, "parts", index)
            if part.combine == "weighted" and child.weight is None:
                yield here, f"part {child.id}: a child of a weighted part bears a `weight`", False
            if part.combine != "weighted" and child.weight is not None:
                yield (
                    (*here, "weight"),
                    f"part {child.id}: `weight` has no effect below a {part.combine}",
                    False,
                )
        if part.combine == "weighted" and part.criteria:
            yield (*path, "combine"), "`weighted` combines parts; criteria bear no weights", False
        if part.combine != "sum" and _worthless(part):
            yield path, f"part {part.id}: a child without points has no share to combine", False
    for index, part in enumerate(standard.parts):
        if part.weight is not None:
            yield (
                ("parts", index, "weight"),
                "the outermost parts are added up; `weight` has no effect",
                False,
            )


def _worthless(part: Part) -> bool:
    return any(child.points == 0 for child in (part.parts or part.criteria))


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
    fitting = criterion.rule.value_types
    kind = criterion.rule.kind
    if criterion.ask and fitting is None:
        yield (*path, "ask"), f"the rule {kind} asks its own questions; leave `ask` out", False
    elif criterion.ask and fitting is not None and criterion.ask.type not in fitting:
        types = ", ".join(sorted(fitting))
        said = f"the rule {kind} needs a number ({types}); the question is a {criterion.ask.type}"
        yield (*path, "ask", "type"), said, False
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
