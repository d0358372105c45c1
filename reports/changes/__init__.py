"""Changes between editions in the words of one language, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.words import Words, words
from standards.changes import SECTIONS, Change
from standards.load import Loaded
from standards.text import Language, Phrase


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: of what, what kind, and what it was and is; `note` says what it means."""

    change: Change
    where: str
    kind: str
    key: str
    old: str
    new: str
    note: str


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """A section with its lines."""

    key: str
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class Comparison:
    """Two editions compared, in one language."""

    words: Words
    old: Loaded
    new: Loaded
    map: str
    sections: tuple[ChangeSection, ...]

    @property
    def language(self) -> Language:
        """The language of all its texts."""
        return self.words.language

    @property
    def count(self) -> int:
        """How many changes there are."""
        return sum(len(section.lines) for section in self.sections)

    @property
    def title(self) -> str:
        """The standard's title."""
        return self.new.standard.title.in_(self.language)

    @property
    def editions(self) -> str:
        """`2026.1 版 → 2027.1 版`."""
        old, new = self.old.standard.edition, self.new.standard.edition
        return self.words.say("changes_editions", old=old, new=new)


def comparison(
    old: Loaded, new: Loaded, found: Sequence[Change], map_: str, language: Language
) -> Comparison:
    """The changes in words; `map_` says where the id map comes from."""
    say = words(language)
    return Comparison(say, old, new, map_, tuple(_sections(found, say)))


def _sections(found: Sequence[Change], say: Words) -> Iterator[ChangeSection]:
    for key in SECTIONS:
        lines = tuple(_line(change, say) for change in found if change.section == key)
        if lines:
            yield ChangeSection(key, say[f"changes_section_{key}"], lines)


def _line(change: Change, say: Words) -> ChangeLine:
    what, language = say[f"changes_of_{change.what}"], say.language
    ids = change.id if change.what not in ("stage", "duty", "standard", "check") else ""
    if change.old_id and change.new_id and change.old_id != change.new_id:
        ids = f"{change.old_id} → {change.new_id}"
    title = change.title.in_(language)
    old, new = _pair(change.old, change.new, language)
    return ChangeLine(
        change=change,
        where=" ".join(part for part in (what, ids, title) if part),
        kind=say[f"changes_kind_{change.kind}"],
        key=say[f"changes_key_{change.key}"] if change.key else "",
        old=old,
        new=new,
        note=_note(change, say),
    )


def _pair(old: Phrase | None, new: Phrase | None, language: Language) -> tuple[str, str]:
    """What it was and is; in the other language where only that differs."""
    other: Language = "en" if language == "zh" else "zh"
    texts = _in(old, language), _in(new, language)
    further = _in(old, other), _in(new, other)
    return further if texts[0] == texts[1] and further[0] != further[1] else texts


def _in(text: Phrase | None, language: Language) -> str:
    return text.in_(language) if text else ""


def _note(change: Change, say: Words) -> str:
    if change.section != "wording":
        return ""
    if change.key == "rule":
        rewritten = change.kind == "rewritten"
        return say["changes_equal" if rewritten else "changes_reworded_rule"]
    return say["changes_same_condition"] if change.kind == "rewritten" else ""
