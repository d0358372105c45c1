"""Rankings: of all applicants, of every district, of every year; and who is not ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from reports.signs import OUTCOME_SIGNS
from reports.site.edition import Edition
from reports.site.frame import Frame
from reports.site.leaves import leaf_path, leaves
from reports.site.lines import Line, Scale, lines_of, scale_of
from reports.standing import JUDGED

Page = tuple[str, str]


@dataclass(frozen=True)
class _Board:
    """The rankings of an edition; `base` is the folder in which they stand."""

    frame: Frame
    edition: Edition
    base: str
    index: str

    def pages(self) -> Iterator[Page]:
        lines = lines_of(self.edition, self.frame.language)
        say, title = self.frame.words, self.title()
        yield from self._ranked(f"{self.base}ranking", title, lines.ranked, len(lines.apart))
        yield from self._apart(f"{self.base}apart", say["site_apart_title"], lines.apart, "ranking")
        if not self.edition.districts:
            return
        rows = []
        for place, (district, folder) in enumerate(self.edition.districts.items()):
            ranked, apart = lines.of_district(district)
            where = f"{self.base}district/{folder}"
            shown = (ranked or apart)[0].shown_district or say["site_not_given"]
            name = say.say("site_district_title", district=shown)
            yield from self._ranked(where, name, ranked, len(apart), place)
            if apart:
                yield from self._apart(f"{where}/apart", shown, apart, f"district/{folder}")
            rows.append(self._district(shown, where, ranked, apart))
        path = f"{self.base}district/index.html"
        title = say["site_districts"] if not self.base else f"{say['site_districts']} · {title}"
        yield path, self.frame.render("districts.html", path, title, rows=rows)

    def title(self) -> str:
        """`排名`; of an earlier edition with its day."""
        say = self.frame.words
        if not self.base:
            return say["site_ranking"]
        return say.say("site_year_ranking", day=self.edition.as_of)

    def _ranked(
        self,
        folder: str,
        title: str,
        ranked: tuple[Line, ...],
        apart: int,
        district: int | None = None,
    ) -> Iterator[Page]:
        scale, say = scale_of(self.edition, self.frame.language), self.frame.words
        outcomes = [name for name in JUDGED if any(line.outcome == name for line in ranked)]
        legend = [f"{OUTCOME_SIGNS[name]} {say[f'outcome_{name}']}" for name in outcomes]
        if scale.titles:
            legend.append(say.say("ranking_lines", lines=say.listed(list(scale.titles))))
        apart_folder = f"{self.base}apart" if district is None else f"{folder}/apart"
        for leaf in leaves(folder, ranked):
            yield (
                leaf.path,
                self.frame.render(
                    "ranking.html",
                    leaf.path,
                    title,
                    leaf=leaf,
                    edition=self.edition,
                    index=self.index,
                    district=district,
                    ends=scale.ends,
                    has_districts=district is None and bool(self.edition.districts),
                    districts=self._district_links(),
                    dots=partial(dots, scale),
                    legend=say["semicolon"].join(legend),
                    tied=any(line.tied for line in leaf.rows) and district is None,
                    apart=apart,
                    apart_path=leaf_path(apart_folder, 1),
                    linked=self._linked(),
                ),
            )

    def _apart(self, folder: str, title: str, apart: tuple[Line, ...], back: str) -> Iterator[Page]:
        for leaf in leaves(folder, apart):
            yield (
                leaf.path,
                self.frame.render(
                    "apart.html",
                    leaf.path,
                    title,
                    leaf=leaf,
                    has_districts=bool(self.edition.districts),
                    districts=self._district_links(),
                    back=leaf_path(f"{self.base}{back}", 1),
                    linked=self._linked(),
                ),
            )

    def _linked(self) -> dict[str, str] | None:
        """Code -> page of those who have one; None where all have their own."""
        if self.edition is self.frame.site.edition:
            return None
        newest = self.frame.site.edition
        return dict(zip(newest.codes, newest.files, strict=True))

    def _district_links(self) -> dict[str, str]:
        return {
            name: leaf_path(f"{self.base}district/{folder}", 1)
            for name, folder in self.edition.districts.items()
        }

    def _district(
        self, shown: str, where: str, ranked: tuple[Line, ...], apart: tuple[Line, ...]
    ) -> dict[str, Any]:
        return {
            "name": shown,
            "path": leaf_path(where, 1),
            "count": len(ranked) + len(apart),
            "named": sum(line.outcome == "named" for line in ranked),
            "apart": len(apart),
            "median": median(ranked),
        }


def median(ranked: tuple[Line, ...]) -> str:
    """The published score in the middle, of two the lower; – where nobody is ranked."""
    scored = sorted((line for line in ranked if line.compared is not None), key=_compared)
    return scored[(len(scored) - 1) // 2].score if scored else "–"


def _compared(line: Line) -> int:
    return line.compared or 0


def dots(scale: Scale, line: Line) -> Markup:
    """The score of a line on the common scale, with the lines of the grades."""
    marks = "".join(f'<line x1="{x}%" x2="{x}%" y1="0" y2="20"/>' for x in scale.lines)
    at = scale.at(line.compared)
    drawn = f'<text x="{at}%" y="15" text-anchor="middle">{line.sign}</text>'
    return Markup(  # noqa: S704 - numbers and signs of our own
        f'<svg class="dots" width="100%" height="20" aria-hidden="true">{marks}{drawn}</svg>'
    )


def pages(frame: Frame) -> Iterator[Page]:
    """The rankings of every edition."""
    for edition in frame.site.editions:
        newest = edition is frame.site.edition
        base = "" if newest else f"year/{edition.as_of}/"
        yield from _Board(frame, edition, base, index_file(frame, edition)).pages()


def index_file(frame: Frame, edition: Edition) -> str:
    """The script with the lines of an edition, for searching."""
    newest = edition is frame.site.edition
    return "assets/index.js" if newest else f"assets/index-{edition.as_of}.js"
