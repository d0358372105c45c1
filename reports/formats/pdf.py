"""The gap report as PDF on A4: vector charts, real text, the font inside; equal bytes."""

from __future__ import annotations

from reports.findings.finding import Finding
from reports.papers.pdf import pdf
from reports.papers.report import report_paper


def render(*findings: Finding) -> bytes:
    """The report of one applicant; with several findings one after the other, by language."""
    return pdf([report_paper(finding) for finding in findings])
