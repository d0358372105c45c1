"""The files of a run bear names that hang on no folder, and keep their separators."""

from __future__ import annotations

import polars as pl
import pytest

from engine.answers import APPLICANT, ORIGIN, PROBLEM, Answers
from reports.run.inputs import Inputs


def told(file: str, allowed: str) -> Answers:
    line = dict.fromkeys(PROBLEM, "") | {"file": file, "allowed": allowed}
    place = dict.fromkeys(ORIGIN, "") | {"file": file, "row": 0}
    return Answers(
        applicants=pl.DataFrame(schema={**APPLICANT, "digest": pl.String}),
        values=pl.DataFrame(),
        origin=pl.DataFrame([place], schema=ORIGIN),
        problems=pl.DataFrame([line], schema=PROBLEM),
    )


@pytest.mark.parametrize(
    ("folder", "name", "said"),
    [
        ("/data/forms/", "east/a.csv", "the first counts: east/a.csv!row 4, 1/2"),
        ("/", "data/forms/east/a.csv", "the first counts: /data/forms/east/a.csv!row 4, 1/2"),
    ],
)
def test_names_are_cut_at_the_common_folder_and_nowhere_else(
    folder: str, name: str, said: str
) -> None:
    path = "/data/forms/east/a.csv"
    named = Inputs((), (), folder).named(told(path, f"the first counts: {path}!row 4, 1/2"))
    assert named.problems.select("file", "allowed").row(0) == (name, said)
    assert named.origin["file"].to_list() == [name]
