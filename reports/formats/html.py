"""The gap report as one HTML file: no scripts, nothing fetched; equal findings give equal bytes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from jinja2 import Template
from markupsafe import Markup

from reports.clean import short
from reports.comparison_table import comparison_table
from reports.embed import Font, faces
from reports.figures import Axis, Mark, radar, scale, share_of, split
from reports.findings.certainty import certainty_in_words, pieces
from reports.findings.compared import compared
from reports.findings.finding import Finding, ProblemLine
from reports.findings.heading import Heading
from reports.findings.problem_words import problem_in_words
from reports.pages import environment
from reports.report_page import ReportPage, css_string, page_of
from reports.signs import reason_sign

_HEAD = 'font:9pt "Noto Sans SC",sans-serif;color:#595959'
_FONT_SOURCES = {"embedded": "data:", "beside": "'self' file:", "system": "'none'"}


def render(*findings: Finding, font: Font = "embedded") -> str:
    """The report of an applicant; with several findings in each language, one below the other.

    `font`: `embedded`, in the file itself, with just the characters it shows; `beside`, read from
    a folder `fonts` beside the file (for many reports); `system`, whatever the reader has.
    """
    views = [View(finding, page_of(finding.wording)) for finding in findings]
    if font != "embedded":
        return _page(views, font, faces(font))
    shown = "".join(sorted(set(_page(views, font, ""))))
    return _page(views, font, faces(font, shown))


def _page(views: Sequence[View], font: Font, face: str) -> str:
    """The page, with the font faces given."""
    first, *others = views
    style = "\n".join(
        [*([face] if face else []), *(v.page.labels for v in others), first.page.style]
    )
    own = first.running_head()
    return _template().render(
        views=views,
        style=style,
        own_style=own,
        hashes=f"{_hash(style)} {_hash(own)}",
        fonts=_FONT_SOURCES[font],
    )


class View:
    """A finding as the template reads it."""

    def __init__(self, finding: Finding, page: ReportPage) -> None:
        self.finding = finding
        self.head = Heading(finding)
        self.page = page
        self.words = page.words
        self.lang = "zh-CN" if self.words.language == "zh" else "en"
        self.gaps = finding.gaps
        self.unproven = finding.unproven
        self.settled = finding.settled
        self.split = pieces(finding)
        self.certainty = certainty_in_words(finding)
        self.compared = compared(finding)

    def running_head(self) -> str:
        """Title and applicant on every printed page, and its number."""
        left = css_string(short(self.page.title, 60))
        right = css_string(short(self.finding.applicant.title, 40))
        return f"@page{{@top-left{{content:{left};{_HEAD}}}@top-right{{content:{right};{_HEAD}}}}}"

    @property
    def split_bar(self) -> Markup:
        """What is certain, judged, unproven and not earned, as one bar."""
        return split(tuple((piece.kind, piece.share) for piece in self.split))

    @property
    def compared_parts(self) -> Markup:
        """The total and the parts beside the median and the earlier run."""
        told = self.compared
        if told is None or not (told.has_median or told.has_earlier):
            return Markup("")
        return comparison_table(self.page, told, told.lines)

    @property
    def compared_criteria(self) -> Markup:
        """The criteria that differ from the earlier run."""
        told = self.compared
        return comparison_table(self.page, told, told.criteria) if told else Markup("")

    @property
    def scale(self) -> Markup:
        """The whole score beside the scores at which grades begin."""
        f, wording = self.finding, self.page.wording
        marks = tuple(
            Mark(share_of(grade.score, wording.of), grade.title) for grade in wording.grades
        )
        return scale(share_of(f.exact or 0, wording.of), marks)

    @property
    def total(self) -> Markup:
        """The published score, its point under the points of the parts."""
        return self.page.aligned(self.head.score)

    @property
    def places(self) -> int:
        """The most decimals among the scores of parts: their points stand in a column."""
        shown = (self.page.points(part.exact or 0) for part in self.finding.parts)
        return max(len(text.partition(".")[2]) for text in shown)

    @property
    def radar(self) -> Markup:
        """The shares of the outermost parts; empty where there are too few or too many."""
        axes = tuple(
            Axis(
                part.line.title,
                share_of(part.exact or 0, part.line.of),
                None if part.line.needed is None else share_of(part.line.needed, part.line.of),
            )
            for part in self.finding.parts
            if part.line.depth == 0 and part.exact is not None
        )
        return radar(axes, self.words["radar_title"])

    def problem(self, problem: ProblemLine) -> str:
        """Where, what was found, what is allowed."""
        return problem_in_words(problem, self.words)

    def reason_sign(self, kind: str) -> str:
        """The sign of a reason."""
        return reason_sign(kind)


@lru_cache(maxsize=1)
def _template() -> Template:
    return environment().get_template("report.html")


@lru_cache(maxsize=64)
def _hash(style: str) -> str:
    """The source expression of Content-Security-Policy that allows just this style."""
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
