"""Files that are no workbook, or one made to do harm: a sentence, and nothing else happens."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from submissions.problems import UnreadableError
from submissions.readers.guard import look
from submissions.readers.xlsx import is_safe, read
from tests.excel.bombs import BOMBS, HEAD, SHEET, TAIL, packed, raw_zip, with_part
from tests.excel.made import book, drawn, form, package, program

ROOT = Path(__file__).parent.parent.parent
GIGABYTE = 2**20
"""In the unit of `ru_maxrss`, a kilobyte."""


def protected(data: bytes) -> bytes:
    """The workbook with a password."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("secret", out)
    return out.getvalue()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("filled") / "f.xlsx"
    form().save(path, drawn(program()))
    return path.read_bytes()


def old_office(_: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def another_zip(_: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


BAD: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("an empty file", lambda _: b"", "empty"),
    ("half a workbook", lambda data: data[: len(data) // 2], "damaged"),
    ("a workbook with a hole in it", lambda d: d[:3000] + bytes(3000) + d[6000:], "damaged"),
    ("rubbish", lambda _: bytes(range(256)) * 9, "not an .xlsx"),
    ("a CSV renamed", lambda _: "代码,户数\n1,2\n".encode(), "must be named .csv"),
    ("a workbook with a password", protected, "password"),
    ("an old .xls renamed", old_office, "save it as .xlsx"),
    ("a Word document renamed", another_zip, "not an .xlsx"),
]


@pytest.mark.parametrize(("sentence", "make", "said"), BAD, ids=[row[0] for row in BAD])
def test_a_file_that_is_no_workbook_is_said_to_be_none(
    sentence: str, make: Callable[[bytes], bytes], said: str, filled: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(make(filled))
    with pytest.raises(UnreadableError, match=said) as caught:
        read(path, program())
    assert " | " in str(caught.value), sentence
    assert is_safe(path)


FOREIGN = [
    ("another table", book('<row r="1"><c r="A1" t="str"><v>姓名</v></c></row>'), "neither a form"),
    ("an empty sheet", book(""), "empty"),
]


@pytest.mark.parametrize(("sentence", "parts", "said"), FOREIGN, ids=[row[0] for row in FOREIGN])
def test_a_workbook_of_something_else_is_told_what_to_do(
    sentence: str, parts: dict[str, str | bytes], said: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(package(tmp_path / "f.xlsx", parts), program())
    assert sentence


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + HEAD + TAIL
    parts = book("") | {SHEET: bomb}
    with pytest.raises(UnreadableError, match="damaged"):
        look(package(tmp_path / "f.xlsx", parts).read_bytes())


NOT_REFUSED = {"a text of 1 MB in 200,000 cells"}
"""What only a worker's limit of memory stops: a table may be like this, though smaller."""


@pytest.mark.parametrize(("sentence", "make"), BOMBS, ids=[row[0] for row in BOMBS])
def test_a_bomb_is_refused_or_left_to_a_worker(
    sentence: str, make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path / "f.xlsx")
    assert path.stat().st_size < 3_000_000
    if sentence in NOT_REFUSED:
        assert not is_safe(path)
        return
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableError):
        look(path.read_bytes())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GIGABYTE // 20


MEASURED = """
import json, multiprocessing.forkserver, resource, sys
from engine.compile import compile_named
from submissions.read import read

if __name__ == "__main__":
    answers = read(sys.argv[1:], compile_named("green-community"))
    multiprocessing.forkserver._forkserver._stop()
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = answers.problems.select("file", "effect", "allowed").rows()
    print(json.dumps({"peaks": peaks, "told": told, "codes": answers.applicants["applicant"].to_list()}))
"""


def test_among_bombs_the_good_forms_are_read_in_less_than_a_gigabyte(
    filled: bytes, tmp_path: Path
) -> None:
    files = []
    for number, (_, make) in enumerate(BOMBS):
        files.append(make(tmp_path / f"{number:02} bomb.xlsx"))
    for number in range(3):
        path = tmp_path / f"{number:02} good.xlsx"
        form().save(path, drawn(program(), seed=number + 1))
        files.append(path)
    script = tmp_path / "measured.py"
    script.write_text(MEASURED, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, script, *sorted(files)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["codes"] == ["441900-0001", "441900-0002", "441900-0003"]
    assert sorted(file for file, effect, _ in found["told"] if effect == "not_read") == [
        file.as_posix() for file in sorted(files) if "bomb" in file.name
    ]
    assert all(" | " in allowed for _, _, allowed in found["told"])
    assert max(found["peaks"]) < GIGABYTE


ODD = [
    ("an archive comment", lambda data: data[:-2] + b"\x02\x00ab"),
    ("something before the archive", lambda data: b"PK\x03\x04" + data),
]


@pytest.mark.parametrize(("sentence", "change"), ODD, ids=[row[0] for row in ODD])
def test_an_unusual_archive_is_not_taken_for_a_plain_one(
    sentence: str, change: Callable[[bytes], bytes], filled: bytes
) -> None:
    try:
        assert not look(change(filled)).is_plain, sentence
    except UnreadableError:
        assert sentence.startswith("something")


def test_a_sheet_of_wide_and_long_data_is_not_plain_but_read(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 12_000))
    workbook = look(package(tmp_path / "f.xlsx", book(rows)).read_bytes())
    assert not workbook.is_plain


def test_a_tag_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = with_part(tmp_path / "f.xlsx", SHEET, (HEAD + "<c ", 1), ("x" * 100_000, 1))
    with pytest.raises(UnreadableError, match="damaged"):
        look(path.read_bytes())


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_bytes_changed_at_random_is_read_or_refused(
    seed: int, filled: bytes, tmp_path: Path
) -> None:
    random = Random(seed)
    with ZipFile(io.BytesIO(filled)) as archive:
        parts = {entry.filename: bytearray(archive.read(entry)) for entry in archive.infolist()}
    for _ in range(3):
        part = parts[random.choice([name for name in parts if name.startswith("xl/")])]
        start = random.randrange(len(part))
        part[start : start + random.randrange(4)] = random.choice(
            [b"", b'"', b"<", b">", b"&", b"<c ", b"9", b"\x00", b"</row>", part[:200]]
        )
    small = {name: packed(iter([(bytes(part), 1)])) for name, part in parts.items()}
    path = raw_zip(tmp_path / "f.xlsx", small)
    if not is_safe(path):
        return
    with suppress(UnreadableError):
        [raw] = read(path, program())
        assert raw.standard is not None
