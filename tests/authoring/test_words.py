"""Every key has its words, and every sentence that can be told has its Chinese and an advice."""

from __future__ import annotations

import re

import pytest

from standards.document import Document
from standards.keys import values_of, words_of
from standards.rules import kinds
from standards.schema_words import models
from standards.sentences import understood
from standards.shape import slots
from tests.authoring.said import HOLE, sentences

KEYS = [(model, key) for model in models() for key in slots(model)]


def test_every_key_of_the_model_has_words_in_both_languages() -> None:
    missing = [f"{m.__name__}.{key}" for m, key in KEYS if words_of(m, key) is None]
    assert not missing, f"write them into standards/keys.yaml: {missing}"
    for model, key in KEYS:
        words = words_of(model, key)
        assert words is not None
        texts = (words.name.zh, words.name.en, words.about.zh, words.about.en)
        assert all(isinstance(text, str) and text.strip() for text in texts), (model, key)


def test_every_word_allowed_at_a_key_has_a_name() -> None:
    missing = {
        f"{key}: {word}"
        for model, key in KEYS
        for word in slots(model)[key].words
        if word not in values_of(key)
    }
    assert not missing, f"write them into `values` of standards/keys.yaml: {missing}"
    for _, key in KEYS:
        names = values_of(key).values()
        assert all(re.search("[一-鿿]", name.zh) and name.en for name in names), key


@pytest.mark.parametrize("kind", kinds())
def test_every_rule_kind_has_a_name_and_no_two_share_one(kind: str) -> None:
    names = values_of("rule")
    assert kind in names
    assert len({name.zh for name in names.values()}) == len(names)


# Sentences put together from others: the code has only their frame.
COMPOSED = {
    f"no {HOLE} '{HOLE}'; {HOLE}there are: {HOLE}": "no part 'a'; did you mean 'b'? there are: b, c",
    f"{HOLE}; or name a YAML file": "no standard 'a'; there are: b; or name a YAML file",
    f"{HOLE}; a sheet of your own has a name that begins with #": (
        "no sheet 'a'; there are: b; a sheet of your own has a name that begins with #"
    ),
    f"no column '{HOLE}'; {HOLE}a column of your own has a head that begins with #; the sheet "
    "说明 (Guide) lists the columns": (
        "no column 'a'; did you mean 'b'? a column of your own has a head that begins with #; the "
        "sheet 说明 (Guide) lists the columns"
    ),
    f"found '{HOLE}'; {HOLE}": (
        "found 'a'; after the text stand points, a share, or one of: points, share"
    ),
    f"found {HOLE}; {HOLE}": "found list; a campaign is a mapping that begins with `campaign: name`",
}
# Told to programmers, or of what is no part of a standard.
ELSEWHERE = ("standards/scaffold.py", "standards/write.py")
TOLD = {
    COMPOSED.get(text, text): place
    for text, place in sentences("standards", "engine/builder.py", "submissions/rubrics").items()
    if not place.startswith(ELSEWHERE)
}


def test_the_sentences_are_found_in_the_code() -> None:
    assert len(TOLD) > 100
    assert f"the {HOLE} '{HOLE}' stands twice" in TOLD


@pytest.mark.parametrize("text", TOLD, ids=lambda text: TOLD[text])
def test_every_sentence_that_can_be_told_is_known(text: str) -> None:
    told = understood(text.replace(HOLE, "x"))
    assert told is not None, f"write it into standards/sentences.yaml: {text} ({TOLD[text]})"
    assert re.search("[一-鿿]", told.said.zh)
    assert told.do is not None
    assert told.do.zh
    assert told.do.en
    for advice in (told.do.zh, told.do.en):
        assert advice.count("{") == advice.count("}"), "cut short"
        assert not advice.startswith('"')
    assert "{" not in re.sub(r"\{\w+: |\{ \[|\{、", "", told.said.zh)


UNDERSTOOD = {
    "what varies is kept": (
        "part 2: its criteria add up to 58, its heading says 60",
        "part-sum",
        "第 2 部分：指标合计 58 分，标题写的是 60 分",
    ),
    "a sentence in a sentence": (
        "'points': found 'ten'; a number is needed here",
        "no-number",
        "“points”：写的是 'ten'；这里应为数字",
    ),
    "a name that looks like a hole": (
        "no field '{names}'; there are: a",
        "unknown-name",
        "没有填报项“{names}”；可用的有：a",
    ),
    "the nearest name": (
        "no source 'plam'; did you mean 'plan'? there are: nm, plan",
        "unknown-name",
        "没有来源“plam”，是否想写“plan”？可用的有：nm, plan",
    ),
    "a text of several lines": (
        "'a\nb' is not an amount",
        "no-amount",
        "“a\nb”不是数值",
    ),
}


@pytest.mark.parametrize(("said", "code", "zh"), UNDERSTOOD.values(), ids=UNDERSTOOD.keys())
def test_a_sentence_is_understood(said: str, code: str, zh: str) -> None:
    told = understood(said)
    assert told is not None
    assert (told.code, told.said.zh, told.said.en) == (code, zh, said)


def test_a_sentence_nobody_knows_is_left_alone() -> None:
    assert understood("the moon is made of cheese") is None


def test_the_list_of_sentences_says_each_once() -> None:
    from importlib import resources

    text = (resources.files("standards") / "sentences.yaml").read_text(encoding="utf-8")
    entries = Document(text, "sentences.yaml").value["sentences"]
    said = [entry["en"] for entry in entries]
    assert len(said) == len(set(said))
    for entry in entries:
        holes = set(re.findall(r"\{(\w+)\}", entry["en"]))
        assert set(re.findall(r"\{(\w+)\}", entry["zh"])) <= holes, entry["en"]
