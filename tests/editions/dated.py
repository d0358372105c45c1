"""A small standard with departments and a procedure, and campaigns for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from standards.load import loads
from standards.model import Standard
from submissions.campaigns import read_campaign
from tests.editions.pairs import GRADES, HEAD

BODY = """
parts:
- id: "4"
  title: {zh: 第四部分}
  points: 6
  criteria:
  - {id: "4.1", title: {zh: 甲}, points: 3, rule: yes_no, department: office}
  - {id: "4.2", title: {zh: 乙}, points: 3, rule: yes_no, department: office}
- id: "5"
  title: {zh: 第五部分}
  points: 4
  criteria:
  - {id: "5.1", title: {zh: 丙}, points: 4, rule: yes_no}
procedure:
- {stage: {zh: 自查, en: Self-check}, from: 0, to: 30, by: office}
- {stage: {zh: 申报, en: Application}, from: 2026-06-01, to: 2026-06-30}
- {stage: {zh: 复查, en: Re-check}}
"""


def standard(more: str = "") -> Standard:
    text = HEAD.format(edition="1") + more + BODY + GRADES
    return loads(text.encode(), "small.yaml").standard


HEAD_OF_CAMPAIGN = "campaign: 2026年\nstandard: small\nbegins: 2026-03-01\n"


def campaign(tmp_path: Path, body: str, known: Standard) -> Any:
    file = tmp_path / "campaign.yaml"
    file.write_text(HEAD_OF_CAMPAIGN + body, encoding="utf-8")
    return read_campaign(file, known)
