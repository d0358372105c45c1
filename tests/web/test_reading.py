"""What is typed and loaded is read in the page as the readers read it; what is saved reads back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.answers import Answers, completed
from engine.compile import compile_named
from engine.program import Program
from standards.field import NUMBERS, Field
from standards.load import bundled
from submissions.claims import claim_in, papers_in
from submissions.identity import code_of
from submissions.problems import SEPARATOR
from submissions.quantities import quantity
from submissions.read import read
from submissions.schema import schema
from submissions.simulate import simulate
from submissions.words import understand
from submissions.write import documents
from tests.submissions import demo
from tests.web.harness import NODE, in_node

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")
every_standard = pytest.mark.parametrize("name", bundled())

WORDS: list[Any] = [
    *("", "  ", "\u3000", "\u200b", "是", " 否 ", "Ｙ", "YES", "无", "没有", "√", "×", "ｔｒｕｅ", "1", "0", "1.0", "2"),
    *("不适用", "n/a", "Ｎ／Ａ", "-", "——", "/", "暂无", "maybe", "=1+1", "+5", "-5", "－５", "−5", "@a", "'5"),
    *("12", "1,300", "１，３００", "1,30", "12.", ".5", "0.5", "0.9", "1", "1%", "0.9%", "０．９％", "100", "100.0001"),
    *("92.5", "92.50000", "92.123456789", "92.12345", "92.12355", "-0.00005", "1e3", "1E-3", "5e999", "1e-999", "9" * 30),
    *("3.5万", "３．５ 万元", "2亿", "12万户", "5户", "5 人", "5平方米", "5m2", "5 ㎡", "5 ounce", "￥300", "¥ 3,000.50元", "300块"),
    *("95％", "95 %", "95percent", "95‰", "12天", "3个", "3個", "1_000", "٣", "二十", "NaN", "inf", "0x10", "1 2", "12;13"),
    *("2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "2026 年 3 月 1 号", "20260301", "2026-02-30", "2024-02-29"),
    *("2026-3", "0026-03-01", "1899-12-31", "1900-01-01", "2169-12-31", "2170-01-01", "2026-03-01 12:30", "2026-03/01"),
    *("<b>x</b>", "a\u202eb", "x" * 10_000, "\x00", "50\n", "\u00a050", "50\x85", "ß", "İ"),
    *(True, False, 0, 1, 2, 12, 12.5, 0.5, -3, 1e21, 20260301, [], ["a"], {}, {"a": 1}, None),
]  # fmt: skip


def typed(program: Program) -> list[tuple[Field, list[Any]]]:
    """Every field with all words, its limits one unit either way, its own words and unit."""
    found = []
    for asked in program.standard.asked.values():
        own: list[Any] = list(WORDS)
        for key, label in (asked.choices or {}).items():
            own += [
                key,
                label.zh,
                label.in_("en"),
                f" {label.zh}　",
                label.in_("en").upper(),
                f"{key}x",
            ]
        if asked.type in NUMBERS:
            unit = quantity(asked)
            for limit in (asked.least, asked.greatest):
                own += [
                    str(limit),
                    str(limit + 1),
                    str(limit - 1),
                    f"{limit}.00000004",
                    f"{limit + 1}e-1",
                ]
            own += [f"7{unit_}" for unit_ in sorted(unit.units)[:6]]
            if asked.step is not None:
                steps = [asked.least + n * asked.step / 4 for n in range(9)]
                own += [str(step) for step in steps] + [f"{steps[4]}0000001"]
            own += ["7.5", "7.49999999", "7.5e0", "1234.5678915"]
        found.append((asked, own))
    return found


def test_every_word_is_understood_alike() -> None:
    program = demo.program()
    cases = [(asked, found) for asked, own in typed(program) for found in own]
    told = in_node(
        program,
        "return input.given.map(([id, found]) => understand(id, found));",
        [[asked.id, found] for asked, found in cases],
    )
    assert len(told) > 2_000
    for (asked, found), heard in zip(cases, told, strict=True):
        expected = understand(asked, found)
        where = f"{asked.id} ({asked.type}): {found!r:.60}"
        assert heard["value"] == expected.value, where
        assert type(heard["value"]) is type(expected.value), where
        assert (heard["effect"], heard["away"]) == (expected.effect, expected.away), where
        assert sentence(heard["allowed"]) == expected.allowed, where


def sentence(said: list[str] | str | None) -> str:
    return SEPARATOR.join(said) if isinstance(said, list) else said or ""


CLAIMS = [
    "",
    " ",
    "无食堂",
    "不适用",
    "是",
    "否",
    "无",
    "-",
    "123",
    "no canteen",
    True,
    False,
    None,
    "n/a",
    [],
    ["a"],
    {},
    {"a": 1},
]
PAPERS = [
    "",
    "a.pdf",
    "a.pdf; b.pdf",
    "a；b\nc",
    "无",
    "是",
    "是;a.pdf",
    "0",
    True,
    False,
    None,
    [],
    ["a", "无"],
    [["x;y"]],
    "不是",
]
CODES = ["", " 441900-0001 ", "４４１９００", "441900000001", "44190000001", "4.419E+11", "441900000001.0", "@1", "a" * 41, "'12", "社区_1", "-1"]  # fmt: skip


def test_claims_papers_and_codes_are_understood_alike() -> None:
    program = compile_named("green-community")
    told = in_node(
        program,
        "const [claims, papers, codes] = input.given;"
        "return [claims.map(claimIn), papers.map(papersIn), codes.map((code) => codeFault(code) !== null)];",
        [CLAIMS, PAPERS, CODES],
    )
    assert told[0] == [list(claim_in(found)) for found in CLAIMS]
    assert told[1] == [[given, names] for given, names in map(papers_in, PAPERS)]
    plain = [code.lstrip("'") for code in CODES]
    assert told[2] == [bool(code_of(code).effect) for code in plain[:-3]] + [True, False, True]


BODY = """
return input.given.map((text) => {
  const { submission, ignored } = submissionOf(parsedDocument(text));
  const judge = new Judge(submission, 20000);
  const saved = documentOf(submission);
  return { answers: judge.answers().found, ignored, saved, table: tableOf(submission) };
});
"""


@every_standard
def test_generated_submissions_are_read_saved_and_exported_alike(name: str, tmp_path: Path) -> None:
    program = compile_named(name)
    made = list(documents(simulate(program, 40, 11), program))
    texts = [json.dumps(document, ensure_ascii=False) for document in made]
    told = in_node(program, BODY, texts)
    expected = judged(program, texts, tmp_path / "given")
    found = [one["answers"] for one in told]
    for place, row in enumerate(expected):
        assert {key: found[place][key] for key in row} == row
    assert [one["ignored"] for one in told] == [[]] * len(texts)
    saved = [json.dumps(one["saved"], ensure_ascii=False) for one in told]
    assert judged(program, saved, tmp_path / "saved") == expected
    rows = "".join(one["table"].partition("\r\n")[2] for one in told)
    heads = {one["table"].partition("\r\n")[0] for one in told}
    assert len(heads) == 1
    (tmp_path / "table.csv").write_text(f"{heads.pop()}\r\n{rows}", encoding="utf-8", newline="")
    assert rows_of(program, read([tmp_path / "table.csv"], program)) == expected
    validator = Draft202012Validator(schema(program))
    for place, one in enumerate(told):
        if validator.is_valid(made[place]):
            validator.validate(one["saved"])


def judged(program: Program, texts: list[str], folder: Path) -> list[dict[str, Any]]:
    """What the readers hand to the engine, in order."""
    folder.mkdir()
    for place, text in enumerate(texts):
        (folder / f"{place:03}.json").write_text(text, encoding="utf-8")
    return rows_of(program, read([folder], program))


def rows_of(program: Program, answers: Answers) -> list[dict[str, Any]]:
    rows = completed(program, answers.values).to_dicts()
    texts = {f.id for f in program.standard.asked.values() if f.type == "text"}
    bad = set(answers.invalid.select("row", "field").iter_rows())
    return [
        {key: value is not None if key in texts and value else value for key, value in row.items()}
        | {f"invalid:{f}": (place, f) in bad for f in program.standard.asked}
        for place, row in enumerate(rows)
    ]


HOSTILE: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "JSON"),
    "a number": ("12", "不是一份填报"),
    "null": ("null", "不是一份填报"),
    "another thing": ('{"a": 1}', "不是一份填报"),
    "several": ('[{"answers": {}}, {"answers": {}}]', "2 份填报"),
    "none": ("[]", "0 份填报"),
    "another standard": ('{"standard": "<img src=x>", "answers": {}}', "<img src=x>"),
    "a standard of another type": ('{"standard": {"a": 1}, "answers": {}}', "应为文本"),
    "answers as a list": ('{"answers": [1, 2]}', "answers"),
    "nested deeply": ('{"answers":' * 50_000, "JSON"),
}
REFUSED = """
return input.given.map((text) => {
  try { submissionOf(parsedDocument(text)); return null; }
  catch (error) { return error instanceof Refusal ? error.message : `not told: ${error}`; }
});
"""


def test_what_is_no_submission_is_refused_with_a_sentence() -> None:
    told = in_node(
        compile_named("green-community"), REFUSED, [text for text, _ in HOSTILE.values()]
    )
    for (name, (_, part)), said in zip(HOSTILE.items(), told, strict=True):
        assert said is not None, name
        assert part in said, name


def test_keys_that_do_not_belong_are_left_out_and_told() -> None:
    text = (
        '{"standard": "green-community", "__proto__": {"x": 1}, "applicant": {"code": "a", "__proto__": "b", "age": 3},'
        '"answers": {"__proto__": {"polluted": true}, "constructor": 1, "9.9": true, "1.1": "是", "households": null},'
        '"not_applicable": {"1.1": "no", "toString": "x", "4.6": "由市政管网直供"}, "evidence": {"x": ["a"], "1.1": ["a.pdf"]}}'
    )
    told = in_node(
        compile_named("green-community"),
        "const { submission, ignored } = submissionOf(parsedDocument(input.given));"
        "return { ignored, polluted: ({}).polluted ?? null, saved: documentOf(submission) };",
        text,
    )
    assert told["polluted"] is None
    assert sorted(told["ignored"]) == sorted(
        ["__proto__", "applicant.__proto__", "applicant.age", "answers.__proto__.polluted", "answers.constructor",
         "answers.9.9", "not_applicable.1.1", "not_applicable.toString", "evidence.x"]
    )  # fmt: skip
    assert told["saved"] == {
        "standard": "green-community",
        "edition": "2026.1",
        "applicant": {"code": "a"},
        "answers": {"1.1": True},
        "not_applicable": {"4.6": "由市政管网直供"},
        "evidence": {"1.1": ["a.pdf"]},
    }


CELLS = {"=1+1": "'=1+1", "+a": "'+a", "@x": "'@x", "'=x": "''=x", "＝x": "'＝x", "-": "-", "a,b": '"a,b"', 'a"b': '"a""b"', "a\nb": "a b"}  # fmt: skip


@pytest.mark.parametrize(("name", "cell"), CELLS.items(), ids=[repr(text) for text in CELLS])
def test_no_cell_of_the_table_is_run_by_a_spreadsheet(name: str, cell: str) -> None:
    body = "const one = emptySubmission(); one.applicant.set('name', input.given); return tableOf(one);"
    table = in_node(compile_named("green-community"), body, name)
    assert table.split("\r\n")[1].startswith(f"green-community,2026.1,,{cell},")
