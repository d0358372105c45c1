"""What is written reads back to the same, digests and all, in every format."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import Answers
from engine.compile import compile_named
from standards.load import bundled
from submissions.gather import gather
from submissions.interpret import Interpreter
from submissions.raw import Raw, Said
from submissions.read import read
from submissions.readers import json_, parquet
from submissions.simulate import simulate
from submissions.write import documents, write
from tests.submissions.demo import field, program, same

FORMATS = ["x.csv", "x.parquet", "x.json", "folder"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
CODE = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,11}", fullmatch=True)


def found_in(name: str) -> st.SearchStrategy[object]:
    """What may be written into a field, readable or not."""
    asked = field(name)
    wrong = st.sampled_from(["?", "约80", "不适用", True, [1], {"a": 1}, 10**9, "0.95", " "])
    match asked.type:
        case "yes_no":
            return st.booleans() | wrong
        case "choice":
            return st.sampled_from(sorted(asked.choices or {})) | wrong
        case "date":
            return st.dates().map(str) | wrong
        case "text":
            return TEXT | wrong
        case _:
            low, high = int(asked.least), int(asked.greatest)
            return st.decimals(low, high, places=asked.places) | wrong


@st.composite
def raws(draw: st.DrawFn) -> list[Raw]:
    codes = draw(st.lists(CODE, min_size=1, max_size=4, unique=True))
    made: list[Raw] = []
    for code in codes:
        raw = Raw("a.json", applicant={"code": code})
        people = draw(st.dictionaries(st.sampled_from(["name", "district", "category"]), TEXT))
        raw.applicant.update(people)
        for name in draw(st.sets(st.sampled_from(sorted(program().standard.asked)))):
            raw.answers[name] = Said(draw(found_in(name)))
        for id_ in draw(st.sets(st.sampled_from(["1.1", "1.4", "1.5", "1.7"]))):
            raw.claims[id_] = Said(draw(TEXT | st.just("无食堂")))
        for id_ in draw(st.sets(st.sampled_from(["1.1", "1.5", "1.6"]))):
            raw.evidence[id_] = Said(draw(st.booleans() | TEXT | st.lists(TEXT, max_size=3)))
        made.append(raw)
    return made


def gathered(made: list[Raw]) -> Answers:
    interpreter = Interpreter(program())
    return gather(program(), [interpreter.interpret(raw) for raw in made])


def reread(answers: Answers, path: Path) -> Answers:
    write(answers, program(), path)
    if path.suffix == ".parquet":
        return parquet.read_table(path, program())
    codes = answers.applicants["applicant"]
    paths = [path] if path.suffix else [path / f"{code}.json" for code in codes]
    return read(paths, program())


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=50)
@given(made=raws())
def test_whatever_was_read_reads_back_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, name: str, made: list[Raw]
) -> None:
    answers = gathered(made)
    again = reread(answers, tmp_path_factory.mktemp("trip") / name)
    plain = answers.applicants.drop("digest").equals(again.applicants.drop("digest"))
    assert plain
    assert answers.values.equals(again.values)
    assert answers.invalid.sort("row", "field").equals(again.invalid.sort("row", "field"))
    for kind in ("claims", "evidence"):
        one, other = getattr(answers, kind), getattr(again, kind)
        assert one.sort(one.columns).equals(other.sort(other.columns))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("standard", bundled())
def test_generated_applicants_read_back_to_the_same_with_their_digests(
    tmp_path: Path, name: str, standard: str
) -> None:
    made = compile_named(standard)
    answers = simulate(made, 25, 5)
    write(answers, made, tmp_path / name)
    again = read([tmp_path / name], made)
    same(answers, again)
    assert set(again.problems["effect"]) <= {"invalid"}


def test_parquet_columns_keep_their_types(tmp_path: Path) -> None:
    answers = gathered(
        [Raw("a", applicant={"code": "a"}, answers={"area": Said("60.25"), "kind": Said("urban")})]
    )
    write(answers, program(), tmp_path / "x.parquet")
    schema = pl.read_parquet_schema(tmp_path / "x.parquet")
    assert schema["1.1"] == pl.Boolean
    assert schema["households"] == pl.Int64
    assert schema["area"] == pl.Decimal(18, 2)
    assert schema["opened"] == pl.Date
    assert schema["remark"] == pl.String


@pytest.mark.parametrize("name", FORMATS)
def test_a_rate_below_one_percent_keeps_its_sign(tmp_path: Path, name: str) -> None:
    made = [
        Raw("a", applicant={"code": code}, answers={"1.4": Said(text)})
        for code, text in {"a": "0.95%", "b": "1%", "c": 0, "d": "92.6"}.items()
    ]
    answers = gathered(made)
    assert answers.values["1.4"].to_list() == [9500, 10000, 0, 926000]
    same(answers, reread(answers, tmp_path / name))


def test_a_list_of_another_shape_is_written_so_that_it_is_not_read_either(tmp_path: Path) -> None:
    answers = gathered([Raw("a", applicant={"code": "a"}, answers={"1.2": Said(True)})])
    again = reread(answers, tmp_path / "x.csv")
    assert again.invalid.equals(answers.invalid)
    assert again.values.equals(answers.values)


def test_a_written_submission_is_in_the_form_of_the_documents() -> None:
    raw = json_.raw_of(
        {
            "applicant": {"code": "a", "name": "河东"},
            "answers": {"1.2": {"bags": True}, "1.3": {"answer": "partly", "award": 2.5}},
            "not_applicable": {"1.4": "未调查"},
            "evidence": {"1.1": ["a.pdf", "b.pdf"], "1.6": True},
        },
        "a.json",
    )
    (document,) = documents(gathered([raw]), program())
    assert document == {
        "standard": "demo",
        "edition": "2026.1",
        "applicant": {"code": "a", "name": "河东"},
        "answers": {"1.2": {"bags": True}, "1.3": {"answer": "partly", "award": 2.5}},
        "not_applicable": {"1.4": "未调查"},
        "evidence": {"1.1": ["a.pdf", "b.pdf"], "1.6": True},
    }


def test_anyone_can_work_out_a_digest() -> None:
    answers = gathered(
        [
            Raw(
                "a",
                applicant={"code": "a", "name": '河"\x07东'},
                answers={"1.4": Said("92.6"), "1.1": Said("是"), "visits": Said("约80")},
                claims={"1.5": Said("无食堂")},
                evidence={"1.1": Said(["a.pdf"]), "1.6": Said(True)},
            )
        ]
    )
    content = {
        "answers": {**dict.fromkeys(program().standard.asked), "1.1": True, "1.4": 926000},
        "applicant": {"code": "a", "name": '河"\x07东', "district": None, "category": None},
        "evidence": ["1.1=a.pdf", "1.6"],
        "invalid": ["visits=约80"],
        "not_applicable": ["1.5=无食堂"],
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = f"sha256:{sha256(text.encode()).hexdigest()}"
    assert answers.applicants["digest"].to_list() == [digest]


def test_a_digest_hangs_on_the_submission_alone() -> None:
    one = Raw("a.json", applicant={"code": "a"}, answers={"visits": Said(5)})
    other = Raw("b.json", applicant={"code": "b"}, answers={"visits": Said("?")})
    alone = gathered([one]).applicants["digest"][0]
    assert gathered([other, one]).applicants["digest"][1] == alone
    changed = Raw("a.json", applicant={"code": "a"}, answers={"visits": Said(6)})
    assert gathered([changed]).applicants["digest"][0] != alone
