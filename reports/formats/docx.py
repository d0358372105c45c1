"""The gap report as a Word document: real tables, charts as pictures; equal bytes."""

from __future__ import annotations

from reports.findings.finding import Finding
from reports.papers.docx import docx
from reports.papers.report import report_paper


def render(*findings: Finding) -> bytes:
    """The report of one applicant; with several findings one after the other, by language."""
    return docx([report_paper(finding) for finding in findings])
