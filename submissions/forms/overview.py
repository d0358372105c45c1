"""The overview sheet: the decision, the score and what is missing first, then parts, gaps, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.live import live
from standards import parse
from standards.model import Block, Part, Standard
from standards.numbers import POINT_DECIMALS, plain, scaled
from standards.phrasing import in_words
from standards.text import Phrase, phrase
from submissions.forms import live_words as say
from submissions.forms import words
from submissions.forms.calculation import ADVICE, GAIN, NUMBER, POINTS, TITLE, address
from submissions.forms.heights import height
from submissions.forms.layout import ANSWER
from submissions.forms.looks import ACCENT, OVERVIEW_WIDTHS
from submissions.forms.results import Results
from submissions.forms.shown import (
    Shown,
    first,
    in_points,
    is_above,
    joined,
    number,
    pick,
    same,
)
from submissions.forms.shown import (
    scaled as divided,
)
from submissions.forms.shown import words as said_so

MOST_GAPS = 10
_NUMBER, _TITLE, _SCORE, _OF, _WIDE = range(5)
_ADVICE_LINES = "字" * 60
"""As long as most advice is: a row cannot grow with what a formula gives."""


def write_overview(made: Worksheet, looks: Mapping[str, Format], results: Results) -> None:
    """The whole sheet."""
    page = _Page(made, looks, results)
    page.frame()
    page.head()
    page.parts()
    page.gaps()
    page.conditions()
    page.figures()
    page.checks()
    page.end()


@dataclass
class _Page:
    made: Worksheet
    looks: Mapping[str, Format]
    results: Results
    row: int = 0
    signs: list[int] = field(default_factory=list)

    @property
    def standard(self) -> Standard:
        return self.results.worked.plan.program.standard

    def said(self, text: Phrase | None) -> str:
        return text.in_(self.results.language) if text else ""

    def frame(self) -> None:
        """Protection, print and widths."""
        made = self.made
        made.hide_gridlines(2)
        made.protect("", {"format_columns": True, "format_rows": True})
        made.set_paper(9)
        made.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.7)
        made.fit_to_pages(1, 0)
        made.set_tab_color(ACCENT)
        title = self.said(self.standard.title)[:200].replace("&", "&&")
        edition = f"{self.standard.standard} {self.standard.edition}".replace("&", "&&")
        made.set_header(f"&L&9{title}&R&9 {edition}"[:255])
        made.set_footer(f"&C&9{self.said(words.PAGE)}")
        for place, width in enumerate(OVERVIEW_WIDTHS.values()):
            made.set_column(place, place, width)

    def head(self) -> None:
        """Who, the decision, the score, and the facts beside them."""
        results, worked = self.results, self.results.worked
        title = f"{self.said(self.standard.title)} · {self.said(words.OVERVIEW)}"
        self.text(_NUMBER, title, "title")
        self.down(30)
        self.live(_NUMBER, self._applicant(), "subtitle")
        self.down(18)
        self.text(_NUMBER, self.said(say.AUTOMATIC), "subtitle")
        self.down(18)
        self.down(8)
        self.live_over(_NUMBER, _TITLE, results.decision(), "decision")
        full = f" / {plain(self.standard.points)}"
        score = joined(results.total(), said_so(full))
        self.live_over(_SCORE, _WIDE, score, "total")
        outcome = self.made_of("outcome")
        for code, look in ((0, "good"), (1, "bad"), (2, "bad"), (3, "bad"), (4, "bad")):
            rule = {"type": "formula", "criteria": f"={outcome}={code}", "format": self.looks[look]}
            self.made.conditional_format(self.row, 0, self.row, _WIDE, rule)
        self.down(34)
        self.down(6)
        self._fact(say.NEXT, self._next(), "fact")
        self._fact(say.COVERAGE, divided(worked.of("coverage"), 10_000), "share_fact")
        wrong = joined(said_so("✕ "), worked.faults, said_so(self.said(say.SEE_SHEETS)))
        fine = said_so(self.said(say.NO_FAULT))
        self._fact(say.FILLING, pick(is_above(worked.faults, 0), wrong, fine), "fact")
        self._fact(say.DAY, said_so(worked.plan.as_of.isoformat()), "fact")

    def made_of(self, name: str) -> str:
        """The address of a definition."""
        return self.results.worked.plan.outside(name)

    def _applicant(self) -> Shown:
        cover = self.results.worked.plan.layout.sheets[0]
        row = next(line.row for line in cover.lines if line.person == "name")
        where = address(cover, row, cover.column(ANSWER))
        name = self.results.worked.name
        text = f'IF(ISBLANK({where}),"{self.said(say.APPLICANT)}",{where}&"")'
        return Shown(text, name or self.said(say.APPLICANT))

    def _fact(self, label: Phrase, shown: Shown, look: str) -> None:
        self.text(_NUMBER, self.said(label), "label")
        self.live_over(_TITLE, _WIDE, shown, look)
        self.down(18)

    def _next(self) -> Shown:
        """What is missing to the grade above the present one."""
        grade = self.results.of("grade")
        cases = []
        for place, one in enumerate(self.standard.grades):
            missing, others = (
                self.results.of(f"{kind}:{one.id}") for kind in ("missing", "others")
            )
            name = self.said(one.name)[:60]
            more = joined(*self._filled(say.OTHERS, others, name))
            text = joined(
                *self._filled(say.SHORT, in_points(missing), name),
                pick(is_above(others, 0), more, said_so("")),
            )
            only = joined(*self._filled(say.ONLY_OTHERS, others, name))
            cases.append((same(grade, number(place + 1)), pick(is_above(missing, 0), text, only)))
        return first(*cases, otherwise=said_so(self.said(say.BEST)))

    def _filled(self, text: Phrase, shown: Shown, name: str) -> Iterator[Shown]:
        """A text with a formula and a name in the places of its braces."""
        pattern = self.said(text).replace("{0}", "\0").replace("{1}", name)
        pattern = pattern.replace("{}", "\0", 1).replace("{}", name)
        before, _, after = pattern.partition("\0")
        yield from (said_so(before), shown, said_so(after))

    # The sections.

    def parts(self) -> None:
        """A row for every part, with a bar of its share."""
        self.heading(say.PARTS, say.PART_HEADS)
        top = self.row
        for _, part in self.standard.walk_parts():
            self._part(part)
        for title, block, name in (
            (words.BONUS, self.standard.bonus, "bonus"),
            (words.PENALTY, self.standard.penalty, "penalty"),
        ):
            if block:
                self._block(title, block, name)
        self.text(_NUMBER, "", "row")
        self.text(_TITLE, self.said(say.SUM), "row_strong")
        self.live(_SCORE, self.results.total(), "row_gain")
        self.text(_OF, plain(self.standard.points), "row_right")
        full = scaled(self.standard.points, POINT_DECIMALS)
        self.live(_WIDE, self.results.total_share(full), "row_share")
        self.bar(top, self.row)
        self.down(20)

    def _part(self, part: Part) -> None:
        inner = part not in self.standard.parts
        self.text(_NUMBER, part.id, "row")
        self.text(_TITLE, ("　" if inner else "") + self.said(part.title), "row")
        self.live(_SCORE, self.results.part(part.id), "row_score")
        self.text(_OF, plain(part.points), "row_right")
        full = scaled(part.points, POINT_DECIMALS)
        self.live(_WIDE, self.results.part_share(part.id, full), "row_share")
        self.grow([(self.said(part.title), _TITLE)], 20)

    def _block(self, title: Phrase, block: Block, name: str) -> None:
        self.text(_NUMBER, "", "row")
        self.text(_TITLE, self.said(title), "row")
        sign = -1 if name == "penalty" else 1
        shown = in_points(self.results.of(name))
        value = sign * float(shown.value)
        self.live(_SCORE, Shown(f"{sign}*{shown.text}", value), "row_score")
        self.text(_OF, f"{'−' if sign < 0 else '+'}{plain(block.cap)}", "row_right")
        self.text(_WIDE, "", "row")
        self.down(20)

    def bar(self, top: int, last: int) -> None:
        """Shares as bars on one scale."""
        rule = {
            "type": "data_bar",
            "bar_color": "#8FBBD6",
            "bar_solid": True,
            "data_bar_2010": True,
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 1,
        }
        self.made.conditional_format(top, _WIDE, last, _WIDE, rule)

    def gaps(self) -> None:
        """The criteria by which the score would rise most, with what to do."""
        self.heading(say.GAPS, say.GAP_HEADS)
        worked = self.results.worked
        count = min(MOST_GAPS, len(worked.plan.criteria))
        looks = {
            _NUMBER: "row",
            _TITLE: "row",
            _SCORE: "row_gain",
            _OF: "row_right",
            _WIDE: "row_faint",
        }
        columns = (NUMBER, TITLE, GAIN, POINTS, ADVICE)
        for place in range(1, count + 1):
            for column, source in enumerate(columns):
                shown = worked.gap(place, source)
                if place == 1 and source == TITLE:
                    none = self.said(say.NO_GAP)
                    text = f'IF({worked.gap(1, NUMBER).text}="","{none}",{shown.text})'
                    shown = Shown(text, shown.value or none)
                self.live(column, shown, looks[column])
            self.grow([(_ADVICE_LINES, _WIDE)], 20)

    def conditions(self) -> None:
        """Gates, vetoes, coverage, minima and the conditions of every grade, each with its state."""
        self.heading(say.CONDITIONS, ())
        standard, results = self.standard, self.results
        for gate in standard.gates:
            state = first(
                (same(results.of(f"gate:{gate.id}"), number(1)), said_so(self.said(say.HOLDS))),
                (same(results.of(f"gate_open:{gate.id}"), number(1)), said_so(self.said(say.OPEN))),
                otherwise=said_so(self.said(say.FAILS)),
            )
            self._condition(say.GATE, gate.title, state)
        for criterion in standard.criteria:
            for place, veto in enumerate(criterion.veto):
                name = f"{criterion.id}:{place}"
                fired, open_ = results.of(f"veto:{name}"), results.of(f"veto_open:{name}")
                state = first(
                    (same(fired, number(1)), said_so(self.said(say.FIRED))),
                    (same(open_, number(1)), said_so(self.said(say.OPEN))),
                    otherwise=said_so(self.said(say.QUIET)),
                )
                told = self.said(veto.say) or self.said(criterion.title)
                effect = self.said(say.EFFECTS[veto.effect])
                text = told if effect in told else f"{told}（{effect}）"
                self._condition(
                    say.VETO, phrase(f"{criterion.id} {text}", f"{criterion.id} {text}"), state
                )
        needed = plain(standard.coverage_needed)
        enough = Phrase(zh=say.ENOUGH.zh.format(needed), en=say.ENOUGH.in_("en").format(needed))
        self._condition(say.COVERAGE, enough, self._holds("enough"))
        for _, part in standard.walk_parts():
            if part.minimum is not None:
                text = self.said(say.AT_LEAST).format(self.said(part.title), plain(part.minimum))
                self._condition(say.MINIMUM, phrase(text, text), self._holds(f"minimum:{part.id}"))
        self._grades()

    def _grades(self) -> None:
        short = {
            f"grade:{self.standard.grades[n.grade].id}:{n.condition}": n.short
            for n in live(self.results.worked.plan.program).needs
            if n.of in ("score", "published")
        }
        for grade in self.standard.grades:
            for place, text in enumerate(parse.conjuncts(grade.when)):
                name = f"grade:{grade.id}:{place}"
                state = self._holds(name)
                if name in short:
                    missing = in_points(self.results.of(short[name]))
                    told = joined(
                        said_so(self.said(say.SHORT_BY)), missing, said_so(self.said(say.POINTS))
                    )
                    holds = same(self.results.of(name), number(1))
                    state = pick(holds, said_so(self.said(say.HOLDS)), told)
                self._condition(grade.name, in_words(text, self.standard), state)

    def _holds(self, name: str) -> Shown:
        holds = same(self.results.of(name), number(1))
        return pick(holds, said_so(self.said(say.HOLDS)), said_so(self.said(say.FAILS)))

    def _condition(self, kind: Phrase, text: Phrase, state: Shown) -> None:
        self.text(_NUMBER, self.said(kind), "row_faint")
        self.text_over(_TITLE, _SCORE, self.said(text), "row")
        self.live_over(_OF, _WIDE, state, "row")
        self.signs.append(self.row)
        wide = OVERVIEW_WIDTHS["title"] + OVERVIEW_WIDTHS["score"]
        lines = [(self.said(text), wide), (self.said(kind), OVERVIEW_WIDTHS["number"])]
        self.made.set_row(self.row, max(height(lines), 18))
        self.row += 1

    def figures(self) -> None:
        """The figures that are worked out and not scored."""
        standard, results = self.standard, self.results
        if not standard.figures:
            return
        self.heading(say.FIGURES, ())
        decimals = results.worked.plan.program.figure_decimals
        for id_, figure in standard.figures.items():
            known = same(results.of(f"figure_known:{id_}"), number(1))
            value = divided(results.of(f"figure:{id_}"), 10 ** decimals[id_])
            unit = said_so(" " + self.said(figure.unit)[:60] if figure.unit else "")
            self.text(_NUMBER, "", "row")
            self.text_over(_TITLE, _SCORE, self.said(figure.title), "row")
            self.live_over(_OF, _WIDE, pick(known, joined(value, unit), said_so("–")), "row")
            self.grow([(self.said(figure.title), _TITLE)], 18)

    def checks(self) -> None:
        """What must not contradict itself; reported, never repaired."""
        if not self.standard.checks:
            return
        self.heading(say.CHECKS, ())
        for place, check in enumerate(self.standard.checks):
            odd = same(self.results.of(f"check:{place}"), number(1))
            state = pick(odd, said_so(self.said(say.CHECK_IT)), said_so(self.said(say.CONSISTENT)))
            self._condition(phrase("", ""), check.say, state)

    def end(self) -> None:
        """Colour behind the signs of conditions."""
        for row in self.signs:
            for sign, look in (("○", "bad"), ("✕", "bad"), ("–", "open")):
                rule = {
                    "type": "text",
                    "criteria": "begins with",
                    "value": sign,
                    "format": self.looks[look],
                }
                self.made.conditional_format(row, _OF, row, _WIDE, rule)

    # Writing.

    def heading(self, text: Phrase, heads: Sequence[Phrase]) -> None:
        """A heading over the width of the page, and the heads of the columns."""
        self.down(10)
        for column in range(_WIDE + 1):
            self.text(column, "", "heading")
        self.text(_NUMBER, self.said(text), "heading")
        self.down(24)
        for column, head in enumerate(heads):
            right = column in (_SCORE, _OF)
            self.text(column, self.said(head), "head_right" if right else "head")
        if heads:
            self.down(20)

    def text(self, column: int, text: str, look: str) -> None:
        """A text, or an empty cell with its look."""
        if text:
            self.made.write_string(self.row, column, text, self.looks[look])
        else:
            self.made.write_blank(self.row, column, None, self.looks[look])

    def live(self, column: int, shown: Shown, look: str) -> None:
        """A formula with its value."""
        self.made.write_formula(self.row, column, f"={shown.text}", self.looks[look], shown.value)

    def text_over(self, one: int, last: int, text: str, look: str) -> None:
        """A text over several columns."""
        self.made.merge_range(self.row, one, self.row, last, text, self.looks[look])

    def live_over(self, one: int, last: int, shown: Shown, look: str) -> None:
        """A formula over several columns."""
        self.made.merge_range(self.row, one, self.row, last, "", self.looks[look])
        self.live(one, shown, look)

    def grow(self, texts: Sequence[tuple[str, int]], least: float) -> None:
        """End the row, as high as its texts need."""
        widths = list(OVERVIEW_WIDTHS.values())
        self.down(max(height([(text, widths[column]) for text, column in texts]), least))

    def down(self, high: float) -> None:
        """End the row."""
        self.made.set_row(self.row, high)
        self.row += 1
