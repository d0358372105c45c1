"""Documents about a whole run: overview workbook, list of decisions, tasks of departments.

They lie beside the reports: `overview.xlsx`, `decisions.docx`, `decisions.pdf`, and in the folder
`tasks` a workbook for each responsible department.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from engine.score import Scores
from reports.documents import decisions, overview_book
from reports.documents.gathered import Gathered, gather
from reports.papers.docx import docx
from reports.papers.pdf import pdf
from reports.sheets import workbook
from reports.task_lists.book import write_books
from reports.words import words
from standards.campaign import Campaign
from standards.text import Language

OVERVIEW, DECISIONS_DOCX, DECISIONS_PDF, TASKS = (
    "overview.xlsx",
    "decisions.docx",
    "decisions.pdf",
    "tasks",
)
NAMES = (OVERVIEW, DECISIONS_DOCX, DECISIONS_PDF, TASKS)
"""What is written beside the reports; no report bears one of these names."""


def write(  # noqa: PLR0913 - what is written, of what, and how far it is
    folder: Path,
    scores: Scores,
    languages: Sequence[Language],
    record: str = "",
    *,
    campaign: Campaign | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write all documents into a folder, in one language or in several one after the other.

    `record` is the digest of the run that they were made from, empty where there is none.
    `campaign` says who answers for what, by when.
    `progress` is told how many applicants are done, counted once for each language.
    """
    found: dict[Language, Gathered] = {}
    for language in languages:
        before = len(found) * scores.frame.height
        found[language] = gather(scores, language, campaign, partial(_told, progress, before))
    sheets = [
        sheet
        for language, one in found.items()
        for sheet in overview_book.sheets(scores, one, language)
    ]
    book = workbook(sheets, words(languages[0])["overview_book"])
    (folder / OVERVIEW).write_bytes(book)
    papers = [decisions.paper(scores, one, la, record) for la, one in found.items()]
    (folder / DECISIONS_DOCX).write_bytes(docx(papers))
    (folder / DECISIONS_PDF).write_bytes(pdf(papers))
    write_books(folder / TASKS, [one.tasks.lists() for one in found.values()])


def _told(progress: Callable[[int, int], None] | None, before: int, done: int, total: int) -> None:
    """Progress within a language, counted from those before it."""
    if progress:
        progress(before + done, total)
