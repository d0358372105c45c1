"""The same findings in every format: their figures are read back from HTML, PDF, Word and Excel."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import lxml.html
import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.findings.certainty import pieces
from reports.findings.compared import compared
from reports.findings.finding import CriterionFinding, Finding
from reports.findings.heading import Heading
from reports.findings.stepwise import signed, stepwise
from reports.formats import docx, html, json_, pdf, xlsx
from reports.points import in_table, of_criterion
from reports.signs import SIGNS
from standards.numbers import points_text
from standards.text import Language
from tests.reports import samples

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass
class Figures:
    """What a report says, as it is read; points as printed.

    `criteria`: id, points, full points and state, gaps first, in the order in which they stand.
    """

    decision: str = ""
    score: str = ""
    parts: list[tuple[str, str, str]] = field(default_factory=list)
    criteria: list[tuple[str, str, str, str]] = field(default_factory=list)
    gains: list[str] = field(default_factory=list)
    lifts: list[str] = field(default_factory=list)
    certain: list[str] = field(default_factory=list)
    compared: list[tuple[str, ...]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


def ordered(finding: Finding) -> list[CriterionFinding]:
    """The criteria as reports list them."""
    return [*finding.gaps, *finding.unproven, *finding.settled]


def expected(finding: Finding) -> Figures:
    """The figures of the model."""
    words, decimals = finding.wording.words, finding.wording.decimals
    dash = words["unknown"]

    def shown(points: int | None) -> str:
        return dash if points is None else in_table(points, decimals)

    told = compared(finding)
    assert told is not None
    return Figures(
        decision=finding.decision,
        score=Heading(finding).score,
        parts=[(p.line.title, shown(p.exact), shown(p.line.of)) for p in finding.parts],
        criteria=[
            (c.line.id, of_criterion(c, decimals), shown(c.line.of), words[c.state])
            for c in ordered(finding)
        ],
        gains=[points_text(c.gain) for c in finding.gaps],
        lifts=[c.lifts for c in finding.lifting],
        certain=[piece.text for piece in pieces(finding)],
        compared=[
            (
                line.title,
                f"{shown(line.now)} / {shown(line.of)}" if line.now is not None else dash,
                shown(line.median),
                dash if line.against is None else signed(line.against),
                dash
                if line.earlier is None
                else f"{shown(line.earlier)} / {shown(line.earlier_of)}",
                dash if line.change is None else signed(line.change),
            )
            for line in told.lines
        ],
        steps=[text for c in ordered(finding) for text in stepwise(c, words)],
    )


def css(element: Any, *classes: str) -> list[Any]:
    """Elements inside one, by class after class, or by tag where there is no dot."""
    found = [element]
    for name in classes:
        inner = (
            f'.//*[contains(concat(" ", @class, " "), " {name[1:]} ")]'
            if name.startswith(".")
            else f".//{name}"
        )
        found = [one for outer in found for one in outer.xpath(inner)]
    return found


def text_of(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def from_html(finding: Finding) -> Figures:
    page = lxml.html.fromstring(html.render(finding, font="system").encode())
    words = finding.wording.words
    found = Figures(
        decision=text_of(css(page, ".decision")[0]).partition(" ")[2],
        score=text_of(css(page, ".score", "b")[0]),
    )
    for row in css(page, ".bars")[0].xpath("./div")[1:]:  # the first is the total
        cells = [text_of(css(row, name)[0]) for name in (".name", ".number", ".of")]
        found.parts.append((cells[0], cells[1], cells[2].removeprefix("/ ")))
    for row in [*css(page, ".gaps", "tbody", "tr"), *css(page, ".settled", "tbody", "tr")]:
        points, of = text_of(css(row, ".points", ".number")[0]).split(" / ")
        state = text_of(css(row, ".points", ".state")[0])
        found.criteria.append((text_of(css(row, ".id")[0]), points, of, state))
        found.steps += [text_of(item) for item in css(row, ".steps", "li")]
        for gain in css(row, ".gain"):
            if "lifts" in gain.get("class"):
                found.lifts.append(between(text_of(gain), words["lifts"]))
            else:
                found.gains.append(number_in(text_of(gain)))
    found.certain = [text_of(item).removeprefix("■") for item in css(page, ".pieces", "li")]
    for row in css(css(page, ".compared")[0], "tbody", "tr"):
        found.compared.append(tuple(text_of(cell) for cell in row))
    return found


def number_in(text: str) -> str:
    match = re.search(r"[\d.]+", text)
    assert match, text
    return match[0]


def between(text: str, template: str) -> str:
    """What stands in the only place of a template."""
    before, after = re.split(r"\{\w+\}", template)
    return text.removeprefix(before).removesuffix(after)


def from_docx(finding: Finding) -> Figures:
    document = Document(BytesIO(docx.render(finding)))
    words = finding.wording.words
    texts = [paragraph.text for paragraph in document.paragraphs]
    found = Figures()
    answer = next(text for text in texts if finding.decision in text and " / " in text)
    sign_and_decision, _, score = answer.partition("    ")
    found.decision, found.score = sign_and_decision[2:], score.split(" / ")[0]
    legend = next(text for text in texts if text.startswith("■"))
    found.certain = [text.strip() for text in legend.split("■ ")[1:]]
    heads = {words["criterion"]: "criteria", words["part"]: "compared"}
    for table in document.tables:
        first = table.rows[0].cells
        kind = heads.get(first[0].text, "parts" if len(first) == 4 else "")
        for row in table.rows[1:]:
            cells = [[p.text for p in cell.paragraphs] for cell in row.cells]
            if kind == "parts":
                number, of = cells[2][0], cells[3][0].strip().removeprefix("/ ")
                found.parts.append((cells[0][0].strip("\u3000"), number, of))
            elif kind == "compared":
                found.compared.append(tuple(cell[0] for cell in cells))
            elif kind == "criteria" and words["compared_now"] not in [c.text for c in first]:
                read_row(found, finding, cells)
    return found


def read_row(found: Figures, finding: Finding, cells: list[list[str]]) -> None:
    """A row of gaps, or of criteria without loss: lines of text by column."""
    words = finding.wording.words
    lines = [line for line in cells[2] if line.strip("█")]
    points, of = lines[0].split(" / ")
    found.criteria.append((cells[0][0].split(" ")[0], points, of, lines[1][2:]))
    gain = words["gain"].split("{")[0]
    lift = words["lifts"].split("{")[0]
    found.gains += [number_in(line) for line in lines[2:] if line.startswith(gain)]
    found.lifts += [between(line, words["lifts"]) for line in lines[2:] if line.startswith(lift)]
    is_gap = len(cells) == 5
    found.steps += cells[3][1:-1] if is_gap else [text for text in cells[3] if text]


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """The values of a sheet."""
    return list(sheet.iter_rows(values_only=True))


def from_xlsx(finding: Finding) -> Figures:
    book = load_workbook(BytesIO(xlsx.render(finding)))
    words, decimals = finding.wording.words, finding.wording.decimals
    dash = words["unknown"]

    def shown(value: float | None) -> str:
        return dash if value is None else in_table(round(value * 10_000), decimals)

    found = Figures()
    section = ""
    titles = {p.line.title for p in finding.parts}
    for name, points, of, text in rows_of(book[words["sheet_answer"]]):
        if name and points is None and of is None and text is None:
            section = name
        if name == words["decision_head"]:
            found.decision = text[2:]
        if name == words["score"]:
            found.score = (
                words["no_score"] if points is None else in_table(round(points * 10_000), decimals)
            )
        if section == words["parts_head"] and name and name.strip() in titles and of is not None:
            found.parts.append((name.strip(), shown(points), shown(of)))
        for kind in ("certain", "judged", "unproven", "lost"):
            if section == words["certain_head"] and name == words[f"{kind}_name"]:
                amount = words.points(round(points * 10_000))
                found.certain.append(words.say(f"{kind}_piece", points=amount))
    gaps = rows_of(book[words["sheet_gaps"]])
    every = {row[0]: row for row in rows_of(book[words["sheet_every"]])}
    start = next(i for i, row in enumerate(gaps) if row[0] == words["number_head"]) + 1
    listed = [row[0] for row in gaps[start:]]
    lost = {c.line.id for c in finding.gaps}
    for id_, _, points, of, gain, lift, state, *_ in gaps[start:]:
        found.criteria.append((id_, minus(shown(points)), shown(of), state[2:]))
        found.gains += [points_text(round(gain * 10_000))] if id_ in lost else []
        found.lifts += [lift] if lift else []
    for c in finding.settled:
        assert c.line.id not in listed
        _, _, points, of, state, *_ = every[c.line.id]
        found.criteria.append((c.line.id, minus(shown(points)), shown(of), state[2:]))
    rows = rows_of(book[words["compared_head"]])
    start = next(i for i, row in enumerate(rows) if row[0] == words["part"]) + 1
    beside = compared(finding)
    assert beside is not None
    for (name, now, of, median, against, earlier, change), line in zip(
        rows[start:], beside.lines, strict=True
    ):
        before_of = dash if line.earlier_of is None else shown(line.earlier_of / 10_000)
        found.compared.append(
            (
                name.strip(),
                dash if now is None else f"{shown(now)} / {shown(of)}",
                shown(median),
                dash if against is None else signed(round(against * 10_000)),
                dash if earlier is None else f"{shown(earlier)} / {before_of}",
                dash if change is None else signed(round(change * 10_000)),
            )
        )
    found.steps = expected(finding).steps  # their figures have a test of their own
    return found


def minus(text: str) -> str:
    return text.replace("-", "−")


def from_json(finding: Finding) -> Figures:
    said = json.loads(json_.render(finding))
    words, decimals = finding.wording.words, finding.wording.decimals

    def shown(text: str | None) -> str:
        return words["unknown"] if text is None else in_table(round(float(text) * 10_000), decimals)

    by_id = {c["id"]: c for c in said["criteria"]}
    listed = [(by_id[c.line.id], c) for c in ordered(finding)]
    held = said["certainty"]
    certain = []
    if held:
        split = {k: held[k]["exact"] for k in ("certain", "judged", "unproven")}
        split["lost"] = max(finding.wording.of - sum(split.values()), 0)
        certain = [
            words.say(f"{k}_piece", points=words.points(v))
            for k, v in split.items()
            if v or k == "certain"
        ]
    beside = said["comparison"]
    titles = [words["total"], *(p.line.title for p in finding.parts)]
    return Figures(
        decision=finding.decision if said["outcome"] == finding.outcome else "",
        score=words["no_score"] if said["score"] is None else shown(said["score"]),
        parts=[(p["title"], shown(p["score"]), shown(p["of"])) for p in said["parts"]],
        criteria=[
            (
                c["id"],
                of_criterion(model, decimals) if c["exact"] == model.points else "",
                shown(c["of"]),
                words[c["state"]],
            )
            for c, model in listed
        ],
        gains=[c["gain"] for c, model in listed if model.lost],
        lifts=[c["lifts"] for c, _ in listed if c["lifts"]],
        certain=certain,
        compared=[
            (
                title,
                "–" if line["points"] is None else f"{shown(line['points'])} / {shown(line['of'])}",
                shown(line["median"]),
                "–"
                if line["median"] is None or line["points"] is None
                else signed(round((float(line["points"]) - float(line["median"])) * 10_000)),
                "–"
                if line["earlier"] is None
                else f"{shown(line['earlier'])} / {shown(line['earlier_of'])}",
                "–" if line["change"] is None else signed(round(float(line["change"]) * 10_000)),
            )
            for title, line in zip(titles, [beside["total"], *beside["parts"]], strict=True)
        ],
        steps=expected(finding).steps,
    )


READ = {"html": from_html, "docx": from_docx, "xlsx": from_xlsx, "json": from_json}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", samples.CASES)
@pytest.mark.parametrize("format", READ)
def test_every_format_says_what_the_model_says(format: str, case: str, language: Language) -> None:
    finding = samples.finding(case, language)
    found, wanted = READ[format](finding), expected(finding)
    for name in Figures.__dataclass_fields__:
        assert getattr(found, name) == getattr(wanted, name), name


def squeezed(text: str) -> str:
    """Without blanks and places to break: lines end where the columns of a page do."""
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", samples.CASES)
def test_the_text_of_the_pdf_says_what_the_model_says(case: str, language: Language) -> None:
    finding = samples.finding(case, language)
    wanted, words = expected(finding), finding.wording.words
    reader = PdfReader(BytesIO(pdf.render(finding)))
    lines = "\n".join(page.extract_text() for page in reader.pages)
    text = squeezed(lines)
    sign = Heading(finding).sign
    out_of = Heading(finding).out_of
    assert squeezed(f"{sign} {wanted.decision} {wanted.score} {out_of}") in text
    for part in wanted.parts:
        assert squeezed(f"{part[0]}{part[1]}/{part[2]}") in text
    signs = "".join(re.escape(one) for one in SIGNS.values())
    shown = re.findall(
        rf"(−?[\d.]+) / ([\d.]+)\n[{signs}] ({'|'.join(words[s] for s in SIGNS)})", lines
    )
    assert shown == [(points, of, state) for _, points, of, state in wanted.criteria]
    for c in ordered(finding):
        block = words[c.line.block] if c.line.block else ""
        if case != "hostile":  # an answer of hundreds of characters is cut
            assert squeezed(f"{c.line.id} {c.line.title}{block}{c.found}") in text
    for piece in wanted.certain:
        assert squeezed(piece) in text
    for cells in wanted.compared:
        assert squeezed("".join(cells)) in text
    for step in wanted.steps:
        assert squeezed(step) in text
    gains = [squeezed(words.say("gain", points=words.points(c.gain))) for c in finding.gaps]
    assert all(gain in text for gain in gains)
    for grade in wanted.lifts:
        assert squeezed(words.say("lifts", grade=grade)) in text


@pytest.mark.parametrize("case", samples.CASES)
def test_the_steps_of_the_workbook_add_up(case: str) -> None:
    finding = samples.finding(case)
    words = finding.wording.words
    sheet = load_workbook(BytesIO(xlsx.render(finding)))[words["sheet_steps"]]
    amounts: dict[str, list[float]] = {}
    for id_, _, _, _, _, amount, _ in rows_of(sheet)[2:]:
        amounts.setdefault(id_, []).append(amount)
    for c in finding.criteria:
        *steps, counted = amounts[c.line.id]
        assert round(abs(counted) * 10_000) == c.points
        start = [c.line.start] if c.line.start else []
        assert [round(a * 10_000) for a in steps] == [*start, *(s.amount for s in c.steps)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ["named", "failed", "vetoed"])
def test_reasons_advice_and_record_stand_in_every_format(case: str, language: Language) -> None:
    finding = samples.finding(case, language)
    texts = {
        "html": squeezed(
            lxml.html.fromstring(html.render(finding, font="system").encode()).text_content()
        ),
        "pdf": squeezed(
            "".join(p.extract_text() for p in PdfReader(BytesIO(pdf.render(finding))).pages)
        ),
        "docx": squeezed(docx_text(docx.render(finding))),
        "xlsx": squeezed(xlsx_text(xlsx.render(finding))),
    }
    told = [reason.text for reason in finding.reasons]
    told += [text for c in finding.gaps for text in (c.why, c.advice, c.line.department)]
    told += [finding.wording.digest, finding.as_of.isoformat(), finding.wording.edition]
    for format, text in texts.items():
        for one in told:
            assert squeezed(one) in text, (format, one)


def docx_text(data: bytes) -> str:
    body = Document(BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter("{*}t"))


def xlsx_text(data: bytes) -> str:
    book = load_workbook(BytesIO(data))
    return "\n".join(
        str(v) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row if v
    )
