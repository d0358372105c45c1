"""Writes the tables of docs/authoring.md between its marks, from the model: `make docs`."""

from __future__ import annotations

import re
from pathlib import Path

from submissions.rubrics.guide import rules_of
from submissions.rubrics.layout import CRITERIA, sheets

TARGET = Path(__file__).parent.parent / "docs" / "authoring.md"
_TABLE = re.compile(r"(<!-- (\w+): made by `make docs` -->\n).*?(<!-- end -->\n)", re.DOTALL)


def page(text: str) -> str:
    """The page with its tables made anew."""
    return _TABLE.sub(lambda m: f"{m[1]}{_TABLES[m[2]]()}{m[3]}", text)


def _columns() -> str:
    lines = ["| column | head | holds |", "|---|---|---|"]
    for column in next(sheet for sheet in sheets() if sheet.key == CRITERIA).columns:
        head = f"{column.head.zh} / {column.head.in_('en')}"
        about = column.about.in_("en").replace("|", "\\|")
        lines.append(f"| `{column.name}` | {head} | {about} |")
    return "\n".join(lines) + "\n"


def _rules() -> str:
    lines = ["| kind | body | |", "|---|---|---|"]
    for rule in rules_of():
        name = f"{rule['name']['zh']} / {rule['name']['en']} (`{rule['kind']}`)"
        body = "<br>".join(rule["body"]["zh"].replace("|", "\\|").splitlines())
        lines.append(f"| {name} | {body} | {rule['about']['en'].replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


_TABLES = {"columns": _columns, "rules": _rules}


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
    print(TARGET.name)
