"""Several lines in one cell <-> a mapping of the standard's tree, such as the body of a rule.

    complete: 齐全 | complete | 4           {complete: {label: {zh: 齐全, en: complete}, points: 4}}
    partly: 不齐全 | incomplete | 1~3/0.5   ... points: {from: 1, to: 3, step: 0.5}
    corner: 卫生死角 | 每处 | 1 | 最多扣 4  {corner: {each: 卫生死角, points: 1, up_to: 4}}
    每项得分: 2                             {each: 2}
    等级合格数: A=5, B=4                    {letters: {A: 5, B: 4}}

A line is a key, a colon and cells parted by `|`: the Chinese, the English, a bare number for the
points, a bare percentage for the share, and any other key with its value. Keys of the model may be
written by their Chinese and English names. Whatever cannot be said so is written as YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from standards.canonical import number
from standards.document import resolved
from standards.keys import name_of
from standards.shape import Slot, slots
from standards.text import Language, Phrase
from standards.write import flow
from submissions.quantities import half_width, word_key
from submissions.rubrics.cells import CellError, Terms, read, same, write, yaml

_LINE = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|[^:：|]+?)\s*[:：]\s*(.*?)\s*", re.DOTALL)
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[~～至]\s*(\d+(?:\.\d+)?)(?:\s*/\s*(\d+(?:\.\d+)?))?")
_PAIRS = re.compile(r"\s*[,，;；]\s*")
_SHARE = re.compile(r"\d+(?:\.\d+)?\s*%")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def read_lines(slot: Slot, text: str, terms: Terms) -> Any:  # noqa: ANN401 - a plain tree
    """What a cell says at a slot that holds a mapping. Raises CellError."""
    text = text.strip()
    if text.startswith("{"):
        return yaml(text)
    found: dict[str, Any] = {}
    for line in text.split("\n"):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            message = f"found '{line.strip()}'; a line is a key, a colon and a value"
            raise CellError(message)
        _add(found, slot, match, terms)
    return found


def write_lines(slot: Slot, value: Any, terms: Terms, language: Language) -> str | None:  # noqa: ANN401 - a plain tree
    """The lines that read back as the mapping; None where there are none."""
    if not isinstance(value, dict) or not value:
        return None
    try:
        text = "\n".join(_lines(slot, value, terms, language))
        is_right = same(read_lines(slot, text, terms), value)
    except CellError:
        return None
    return text if is_right and all(c == "\n" or c.isprintable() for c in text) else None


# -- reading


def _add(found: dict[str, Any], slot: Slot, match: re.Match[str], terms: Terms) -> None:
    key, said = str(match[1]).strip('"'), match[2]
    target, inner = found, _inside(slot)
    if slot.form == "entry":
        model = _model(slot)
        named = _named(model, key)
        if named is not None:
            inner, key = named, named.key
        else:
            rest = _rest(model)
            if rest is None:
                allowed = ", ".join(slots(model))
                message = f"unknown key '{key}'; there are: {allowed}"
                raise CellError(message)
            target, inner = found.setdefault(rest.key, {}), _inside(rest)
    else:
        key = half_width(key)
    if key in target:
        message = f"'{key}' is written twice here; each key may stand once"
        raise CellError(message)
    target[key] = _value(inner, said, terms)


def _value(slot: Slot, said: str, terms: Terms) -> Any:  # noqa: ANN401 - a plain tree
    if said.startswith("{"):
        return yaml(said)
    cells = [cell.strip() for cell in said.split("|")]
    if slot.form == "text":
        return _text(cells)
    if slot.form == "map" and slot.model is None:
        return dict(_pair(pair) for pair in _PAIRS.split(said) if pair)
    if slot.form == "entry":
        return _item(_model(slot), cells, terms)
    return read(slot, said, terms) if said else None


def _pair(pair: str) -> tuple[str, Any]:
    key, sign, value = half_width(pair).rpartition("=")
    if not sign:
        message = f"found '{pair}'; pairs are written A=5, B=4"
        raise CellError(message)
    return key.strip(), number(resolved(value.strip()))


def _text(cells: list[str]) -> Any:  # noqa: ANN401 - a plain tree
    if len(cells) > 2:
        message = f"found '{' | '.join(cells)}'; a text is Chinese, or Chinese | English"
        raise CellError(message)
    return {"zh": cells[0], "en": cells[1]} if len(cells) == 2 else cells[0]


def _item(model: type[BaseModel], cells: list[str], terms: Terms) -> Any:  # noqa: ANN401 - a plain tree
    """One entry on a line: texts first, then what is told apart by its looks or its name."""
    texts: list[str] = []
    found: dict[str, Any] = {}
    place = _text_key(model)
    for index, cell in enumerate(cells):
        is_text = index == 0 and place is not None
        marked = None if is_text else _marked(model, cell, terms)
        if marked is None:
            if len(texts) == 2 or (found and texts):
                message = f"found '{cell}'; {_allowed(model)}"
                raise CellError(message)
            texts.append(cell)
        elif marked[1] is None:
            place = marked[0]
        elif marked[0] in found:
            message = f"'{marked[0]}' is written twice here; each key may stand once"
            raise CellError(message)
        else:
            found[marked[0]] = marked[1]
    if not texts or place is None:
        return found
    if issubclass(model, Phrase):
        said = {"zh": texts[0], **({"en": texts[1]} if len(texts) == 2 else {})}
        return {**said, **found} if len(said) + len(found) > 1 else texts[0]
    ordered = {place: _text(texts), **found}
    return {key: ordered[key] for key in slots(model) if key in ordered}


def _marked(model: type[BaseModel], cell: str, terms: Terms) -> tuple[str, Any] | None:
    """A key and its value where a cell is one: `4`, `70%`, `1~3/0.5`, `最多扣 4`, `每处`."""
    plain = half_width(cell)
    known = slots(model)
    if "points" in known and _NUMBER.fullmatch(plain):
        return "points", number(resolved(plain))
    if "share" in known and _SHARE.fullmatch(plain):
        return "share", plain.replace(" ", "")
    match = _RANGE.fullmatch(plain)
    if match and "points" in known and known["points"].form == "entry":
        ends = zip(("from", "to", "step"), match.groups(), strict=True)
        return "points", {key: number(resolved(end)) for key, end in ends if end}
    whole = _named(model, cell)
    if whole is not None and not issubclass(model, Phrase):
        if whole.form == "text":
            return whole.key, None
        if whole.types == {bool}:
            return whole.key, True
    words = cell.split(" ")
    for place in range(1, len(words)):
        named = _named(model, " ".join(words[:place]))
        if named is not None and named.form == "plain":
            return named.key, read(named, " ".join(words[place:]), terms)
    return None


def _allowed(model: type[BaseModel]) -> str:
    return f"after the text stand points, a share, or one of: {', '.join(slots(model))}"


# -- writing


def _lines(slot: Slot, value: dict[str, Any], terms: Terms, language: Language) -> Iterator[str]:
    if slot.form != "entry":
        for key, inner in value.items():
            yield f"{_key(key)}: {_written(_inside(slot), inner, terms, language)}"
        return
    model = _model(slot)
    known, rest = slots(model), _rest(model)
    for key, inner in value.items():
        if rest is not None and key == rest.key and isinstance(inner, dict):
            for inner_key, item in inner.items():
                yield f"{_key(inner_key)}: {_written(_inside(rest), item, terms, language)}"
        elif key in known:
            name = name_of(model, key).in_(language)
            yield f"{name}: {_written(known[key], inner, terms, language)}"
        else:
            raise CellError(key)


def _key(key: str) -> str:
    return f'"{key}"' if ":" in key or "：" in key else key


def _written(slot: Slot, value: Any, terms: Terms, language: Language) -> str:  # noqa: ANN401 - a plain tree
    match value:
        case {"zh": str(zh), "en": str(en)} if slot.form == "text" and len(value) == 2:
            return f"{zh} | {en}"
        case dict() if slot.form == "map" and slot.model is None:
            return ", ".join(f"{key}={flow(inner)}" for key, inner in value.items())
        case dict() if slot.form == "entry":
            return " | ".join(_cells(_model(slot), value, terms, language))
        case str() if slot.form in {"text", "entry"}:
            return value
        case dict() | list():
            return flow(value)
        case _:
            return write(slot, value, terms, language)


def _cells(
    model: type[BaseModel], value: dict[str, Any], terms: Terms, language: Language
) -> Iterator[str]:
    known = slots(model)
    if issubclass(model, Phrase):
        yield from (value[key] for key in ("zh", "en") if key in value)
    for key, inner in value.items():
        if issubclass(model, Phrase) and key in {"zh", "en"}:
            continue
        name = name_of(model, key).in_(language)
        match inner:
            case {"zh": str(zh), "en": str(en)}:
                yield from (zh, en)
            case str() if known[key].form == "text":
                yield inner
            case True:
                yield name
            case {"from": low, "to": high, **step}:
                end = f"/{flow(step['step'])}" if "step" in step else ""
                yield f"{flow(low)}~{flow(high)}{end}"
            case dict() | list():
                raise CellError(key)
            case _ if key in {"points", "share"}:
                yield flow(inner)
            case _:
                yield f"{name} {write(known[key], inner, terms, language)}"
        if known[key].form == "text" and key != _text_key(model):
            yield name


# -- what stands where


def _inside(slot: Slot) -> Slot:
    """The slot of one entry of a mapping."""
    form = "text" if slot.model is Phrase else "entry" if slot.model else "plain"
    return Slot(slot.key, True, form, slot.model, slot.words, slot.types)  # type: ignore[arg-type] # a conditional of words


def _model(slot: Slot) -> type[BaseModel]:
    assert slot.model is not None  # noqa: S101 - entries have a model
    return slot.model


def _rest(model: type[BaseModel]) -> Slot | None:
    """The one mapping of entries that lines without a known key belong to."""
    maps = [slot for slot in slots(model).values() if slot.form == "map" and slot.model]
    return maps[0] if len(maps) == 1 else None


def _text_key(model: type[BaseModel]) -> str | None:
    """The key that the text of an entry stands at, unless another is named."""
    if issubclass(model, Phrase):
        return "zh"
    return next((slot.key for slot in slots(model).values() if slot.form == "text"), None)


def _named(model: type[BaseModel], word: str) -> Slot | None:
    """The slot that a word names: its key, or its Chinese or English name."""
    sought = word_key(word)
    for slot in slots(model).values():
        name = name_of(model, slot.key)
        if sought in {word_key(slot.key), word_key(name.zh), word_key(name.in_("en"))}:
            return slot
    return None
