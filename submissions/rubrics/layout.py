"""The sheets and columns of a rubric as a workbook, made from the model of the standards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel

from standards.canonical import Tree
from standards.criterion import Criterion
from standards.keys import name_of, words_of
from standards.model import METHODS, Part, Standard
from standards.shape import Slot, slots
from standards.text import Language, Phrase, phrase
from submissions.quantities import word_key

What = Literal["value", "zh", "en", "kind", "body", "key", "inside"]
"""What of a slot a column holds: all of it, one language of a text, a rule's kind or its body; or
the key of an entry, or the part that it stands in."""

HEAD = "standard"
TEXT = "text"
"""The column of an entry that is nothing but a text."""
CRITERIA = "criteria"
PARTS = "parts"
INSIDE: dict[str, Phrase] = {
    "bonus": phrase("加分项", "(bonus)"),
    "penalty": phrase("减分项", "(penalty)"),
}
"""What stands in the column of the part for criteria outside the base; no part can be called so."""

_IN_CHINESE = " (Chinese)"
_HEADS: dict[str, tuple[Phrase, Phrase]] = {
    "rule.body": (
        phrase("评分细则", "Rule body"),
        phrase(
            "评分细则，每行一条；见“说明”", "What the rule says, a line an entry; see the guide"
        ),
    ),
    "part": (
        phrase("所属部分", "Part"),
        phrase(
            "所属部分的编号；空白同上一行；加分、减分写 加分项、减分项",
            "Id of its part; blank: as above; (bonus) or (penalty) outside the base",
        ),
    ),
    "inside": (
        phrase("上级部分", "Inside"),
        phrase("上级部分的编号；最外层留空", "Id of the part around it; blank for the outermost"),
    ),
    "key": (
        phrase("代号", "Key"),
        phrase("代号，别处用它引用", "The key by which other places name it"),
    ),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name (`title`, `title.en`, `ask.type`, `rule.body`) and what it holds.

    `path` are the keys below the entry; `model` is the class that has the last of them.
    """

    name: str
    what: What
    path: tuple[str, ...]
    slot: Slot | None
    model: type[BaseModel] | None
    head: Phrase
    about: Phrase

    @property
    def keys(self) -> frozenset[str]:
        """Everything by which the column is recognised."""
        en = self.head.in_("en")
        names = (self.name, self.head.zh, en, en.removesuffix(_IN_CHINESE))
        return frozenset(map(word_key, names))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the key of the standard that its rows stand at, and its columns."""

    key: str
    title: Phrase
    columns: tuple[Column, ...]
    keyed: bool

    @property
    def keys(self) -> frozenset[str]:
        """Every name by which the sheet is recognised."""
        return frozenset(map(word_key, (self.key, self.title.zh, self.title.in_("en"))))

    @property
    def is_texts(self) -> bool:
        """Whether an entry is nothing but a text."""
        return any(column.path == (TEXT,) for column in self.columns)


@cache
def sheets() -> tuple[Sheet, ...]:
    """The sheets in the order of a workbook: the head, the criteria, then everything else."""
    known = slots(Standard)
    heading = [slot for slot in known.values() if not _has_sheet(slot)]
    head = Sheet(
        HEAD,
        phrase("标准", "Standard"),
        tuple(column for slot in heading for column in _of_slot(Standard, slot, ())),
        keyed=False,
    )
    inside = _column("part", "inside", ())
    own = [c for s in slots(Criterion).values() for c in _of_slot(Criterion, s, ())]
    title = name_of(Part, "criteria")
    criteria = Sheet(CRITERIA, title, (own[0], inside, *own[1:]), keyed=False)
    others = [_sheet(slot) for slot in known.values() if _has_sheet(slot)]
    first = [sheet for sheet in others if sheet.key == PARTS]
    return (head, *first, criteria, *(sheet for sheet in others if sheet.key != PARTS))


def blocks() -> tuple[str, ...]:
    """The keys of the standard that hold criteria outside the base."""
    return tuple(key for key, slot in slots(Standard).items() if _is_block(slot))


def terms_of(tree: Tree) -> tuple[dict[str, Phrase], dict[str, Phrase]]:
    """The names of departments and of ways of checking, built-in and its own, in a tree."""
    made = []
    for key, given in (("departments", {}), ("methods", METHODS)):
        texts = tree.get(key)
        found: dict[str, Phrase] = dict(given)
        for name, text in texts.items() if isinstance(texts, dict) else ():
            if isinstance(text, str):
                found[name] = Phrase(zh=text)
            elif isinstance(text, dict) and isinstance(text.get("zh"), str):
                en = text.get("en")
                found[name] = Phrase(zh=text["zh"], en=en if isinstance(en, str) else None)
        made.append(found)
    return made[0], made[1]


def name_in(language: Language, sheet: Sheet) -> str:
    """The name of a sheet, as it stands at its foot."""
    return sheet.title.in_(language)


def _has_sheet(slot: Slot) -> bool:
    """Whether a key of the standard has a sheet of its own: a list or mapping of entries."""
    return slot.form in {"list", "map"} and slot.model is not None


def _is_block(slot: Slot) -> bool:
    if slot.form != "entry" or slot.model is None:
        return False
    inner = slots(slot.model).get(CRITERIA)
    return inner is not None and inner.model is Criterion


def _sheet(slot: Slot) -> Sheet:
    assert slot.model is not None  # noqa: S101 - `_has_sheet` has looked
    title = name_of(Standard, slot.key)
    if slot.model is Phrase:
        columns = (_column("key", "key", ()), *_texts(slot, Standard, (TEXT,), TEXT))
        return Sheet(slot.key, title, columns, keyed=True)
    inner = [
        s for s in slots(slot.model).values() if slot.key != PARTS or s.key not in {PARTS, CRITERIA}
    ]
    made = [c for s in inner for c in _of_slot(slot.model, s, ())]
    if slot.form == "list":
        if slot.key == PARTS:
            made.insert(1, _column("inside", "inside", ()))
        return Sheet(slot.key, title, tuple(made), keyed=False)
    own = [column for column in made if column.name != "id"]
    return Sheet(slot.key, title, (_column("key", "key", ()), *own), keyed=True)


def _of_slot(model: type[BaseModel], slot: Slot, above: tuple[str, ...]) -> Iterator[Column]:
    """The columns of one key; keys below a key of its own have columns one level deep."""
    path = (*above, slot.key)
    name = ".".join(path)
    head, about = _words(model, slot.key)
    if slot.form == "text":
        yield from _texts(slot, model, path, name)
    elif slot.form == "rule":
        yield Column(name, "kind", path, slot, model, head, about)
        yield Column(f"{name}.body", "body", path, slot, model, *_HEADS["rule.body"])
    elif slot.model is not None and not above and (slot.form == "entry" or slot.one_or_more):
        inner = [
            column
            for below in slots(slot.model).values()
            if not (_is_block(slot) and below.key == CRITERIA)
            for column in _of_slot(slot.model, below, path)
        ]
        if not _is_block(slot):
            yield Column(name, "value", path, slot, model, head, about)
        for column in inner:
            yield Column(
                column.name,
                column.what,
                column.path,
                column.slot,
                column.model,
                phrase(f"{head.zh}·{column.head.zh}", f"{head.in_('en')}: {column.head.in_('en')}"),
                column.about,
            )
    else:
        yield Column(name, "value", path, slot, model, head, about)


def _texts(
    slot: Slot, model: type[BaseModel], path: tuple[str, ...], name: str
) -> Iterator[Column]:
    head, about = _words(model, slot.key)
    if path == (TEXT,):
        head = phrase("名称", "Name")
    en = phrase(f"{head.zh}（英文）", f"{head.in_('en')} (English)")
    zh = phrase(head.zh, f"{head.in_('en')}{_IN_CHINESE}")
    yield Column(name, "zh", path, slot, model, zh, about)
    yield Column(f"{name}.en", "en", path, slot, model, en, about)


def _column(name: str, what: What, path: tuple[str, ...]) -> Column:
    return Column(name, what, path, None, None, *_HEADS[name])


def _words(model: type[BaseModel], key: str) -> tuple[Phrase, Phrase]:
    found = words_of(model, key)
    return (found.name, found.about) if found else (phrase(key, key), phrase("", ""))
