"""Whatever is written into a standard, a sentence comes back and never a traceback."""

from __future__ import annotations

from importlib import resources
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.compile import compile
from standards.faults import StandardError
from standards.lint import lint
from standards.load import loads

SOURCE = (resources.files("standards") / "library" / "green-community.yaml").read_text(
    encoding="utf-8"
)
LINES = SOURCE.splitlines()
JUNK = st.sampled_from(
    [
        "",
        "null",
        "[]",
        "{}",
        "-1",
        "1e9",
        "yes",
        "2026-13-45",
        "{a: b}",
        "[1, [2, [3]]]",
        "'='",
        "%",
        "&a [*a]",
        "!!python/object:os.system x",
        "\t",
        ">= 1",
        "${x}",
        "甲" * 50,
    ]
)


@given(line=st.integers(0, len(LINES) - 1), junk=JUNK)
def test_a_value_replaced_by_junk(line: int, junk: str) -> None:
    key, colon, _ = LINES[line].partition(":")
    _tried("\n".join([*LINES[:line], f"{key}{colon} {junk}", *LINES[line + 1 :]]))


@given(line=st.integers(0, len(LINES) - 1), other=st.integers(0, len(LINES) - 1))
def test_a_line_put_elsewhere(line: int, other: int) -> None:
    lines = [*LINES]
    lines.insert(other, lines.pop(line))
    _tried("\n".join(lines))


@given(data=st.binary(max_size=200))
def test_bytes_of_any_kind(data: bytes) -> None:
    _tried(data)


def _tried(text: str | bytes) -> None:
    found: list[Any] = []
    try:
        loaded = loads(text if isinstance(text, bytes) else text.encode(), "x.yaml")
        found = lint(loaded)
        compile(loaded)
    except StandardError as error:
        found = list(error.faults)
        assert found
    for fault in found:
        assert fault.line >= 1
        assert fault.message
