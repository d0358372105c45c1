"""Gap reports as PDF, Word and Excel: how many a second on one core, and what charts cost."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import process_time

from benchmarks import data
from benchmarks.measure import Row, Scale, in_child
from engine.score import score
from reports.findings import findings
from reports.findings.finding import Finding
from reports.formats import docx, pdf, xlsx
from reports.papers import Bars, Paper, Radar, Split
from reports.papers.pdf import pdf as pdf_of
from reports.papers.report import report_paper
from reports.yardsticks import Comparer
from standards.text import Language
from submissions.simulate import simulate

TITLE = "Documents"
ABOUT = (
    "Gap reports of plausible applicants to `green-community` (`dabiao simulate`), compared with "
    "the median of their district: findings and files, by processor seconds of the whole process, "
    "all its threads. A PDF has six to seven pages; its vector charts are a bar for every part, "
    "the split of the score and the radar. Without them, the same pages. `on all cores` is wall "
    "time of `write_reports`, with the largest resident size of any process."
)
_PDFS, _OTHERS = 1_000, 200
_GOAL = 15


def run(scale: Scale) -> Iterator[Row]:
    """PDF in both languages, what its charts cost, Word, Excel, and a folder on all cores."""
    chinese = list(_findings(scale.count(_PDFS), "zh"))
    few = chinese[: scale.count(_OTHERS)]
    yield _rate("PDF, Chinese", pdf.render, chinese, _GOAL)
    yield _rate("PDF, English", pdf.render, list(_findings(scale.count(_OTHERS), "en")), _GOAL)
    yield _charts([report_paper(finding) for finding in few])
    yield _rate("Word, Chinese", docx.render, few)
    yield _rate("Excel, Chinese", xlsx.render, few)
    yield from _folder(scale)


def _findings(count: int, language: Language) -> Iterator[Finding]:
    program = data.program()
    scores = score(program, simulate(program, count, 1), data.DAY)
    beside = Comparer(scores).of(range(count))
    return findings(scores, None, language, comparisons=beside)


def _rate(
    what: str, render: Callable[[Finding], bytes], found: Sequence[Finding], goal: int | None = None
) -> Row:
    render(found[0])
    rate = len(found) / _seconds(lambda: [render(finding) for finding in found])
    size = statistics.median(len(render(finding)) for finding in found[:20])
    said = f"{rate:,.1f} a second and core, {size / 1000:,.0f} kB each"
    if goal is None:
        return Row(what, said)
    return Row(what, said, goal=f"at least {goal} a second and core", is_reached=rate >= goal)


def _charts(papers: Sequence[Paper]) -> Row:
    """The share of the time that vanishes with the charts; measured in turn."""
    bare = [
        replace(
            paper,
            blocks=tuple(b for b in paper.blocks if not isinstance(b, Bars | Radar | Split)),
        )
        for paper in papers
    ]
    pdf_of([papers[0]])
    pdf_of([bare[0]])
    whole, without = [], []
    for full, plain in zip(papers, bare, strict=True):
        whole.append(_seconds(lambda paper=full: pdf_of([paper])))  # type: ignore[misc]  # bound here
        without.append(_seconds(lambda paper=plain: pdf_of([paper])))  # type: ignore[misc]  # the same
    share = 1 - statistics.median(without) / statistics.median(whole)
    return Row("PDF, share of the time spent in charts", f"{share:.0%}")


def _folder(scale: Scale) -> Iterator[Row]:
    """Whole folders, each written by a process of its own that spreads over the cores."""
    for suffix, count in ((".html", 10_000), (".pdf", 1_000)):
        found = in_child("benchmarks.folder_case", str(scale.count(count)), suffix)
        rate = f"{found['rate']:,.0f} a second, {found['megabytes']:,.0f} MB in one process"
        yield Row(f"{scale.count(count):,} {suffix} files on all cores", rate)


def _seconds(run: Callable[[], object]) -> float:
    """Processor seconds of all threads."""
    start = process_time()
    run()
    return process_time() - start
