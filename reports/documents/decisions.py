"""The list of decisions for the file: everybody, grouped by outcome and grade, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from engine.program import OUTCOMES
from engine.score import Scores
from reports.clean import clean, short
from reports.documents.gathered import Gathered
from reports.papers import SMALL, TITLE, Block, Cell, Column, Heading, Line, Paper, Table
from reports.points import in_table, percent
from reports.standing import standing
from reports.words import Words, words
from standards.numbers import plain
from standards.text import Language

_NAME, _REASON = 80, 400


def paper(scores: Scores, found: Gathered, language: Language, record: str) -> Paper:
    """The list as a paper; `record` is the digest of the run, empty where there is none."""
    say, standard = words(language), scores.program.standard
    title = standard.title.in_(language)
    return Paper(
        language=language,
        title=f"{say['decisions_title']} · {title}",
        left=short(title, 60),
        right=say["decisions_title"],
        page=say["page_of"],
        blocks=tuple(_blocks(scores, found, say, record)),
    )


def _blocks(scores: Scores, found: Gathered, say: Words, record: str) -> Iterator[Block]:
    standard = scores.program.standard
    edition = say.say("edition", edition=standard.edition)
    status = say[f"status_{standard.status}"]
    about = [standard.title.in_(say.language), edition, status]
    yield Line(" · ".join(about), SMALL)
    yield Line(say["decisions_title"], TITLE)
    count = say.count("decisions_count", scores.frame.height)
    day = say.say("ranking_day", day=scores.as_of.isoformat())
    of = say.say("ranking_of", of=plain(standard.points))
    yield Line("    ".join([day, count, of, say["decisions_order"]]), SMALL)
    groups = _groups(scores, found)
    if not groups:
        yield Line(say["decisions_nobody"])
    for decision, places in groups.items():
        yield Heading(say.say("decisions_group", decision=decision, n=len(places)))
        yield _table(scores, found, places, say)
    yield Line("")
    yield Line(say["decisions_sign"])
    yield Heading(say["record_head"])
    told = say.say("record_standard", standard=standard.standard, edition=standard.edition)
    yield Line(f"{told} {scores.program.digest}", SMALL)
    if record:
        yield Line(say.say("decisions_run", digest=record), SMALL)
    yield Line(say.say("record_made", version=version("dabiao")), SMALL)


_Place = dict[str, object]


def _groups(scores: Scores, found: Gathered) -> dict[str, list[_Place]]:
    """The applicants by their decision: grades from the best, then those without one."""
    table = standing(scores)
    places = list(table.iter_rows(named=True))
    places.sort(key=lambda place: (place["grade"], OUTCOMES.index(place["outcome"])))
    groups: dict[str, list[_Place]] = {}
    for place in places:
        groups.setdefault(found.decided[place["row"]].decision, []).append(place)
    return groups


def _table(scores: Scores, found: Gathered, places: list[_Place], say: Words) -> Table:
    columns = (
        Column(say["rank_head"], 9, right=True),
        Column(say["applicant_head"], 44),
        Column(say["district"], 22),
        Column(say["score"], 15, right=True),
        Column(say["coverage"], 16, right=True),
        Column(say["reasons_head"], 61),
    )
    return Table(columns, tuple(_row(scores, found, place, say) for place in places))


def _row(scores: Scores, found: Gathered, place: _Place, say: Words) -> tuple[Cell, ...]:
    told = found.decided[int(str(place["row"]))]
    code, name = (clean(str(place[key] or "")) for key in ("applicant", "name"))
    score = place["score"]
    rank = "–" if place["rank"] is None else f"{place['rank']}{'=' if place['tied'] else ''}"
    return (
        rank,
        (Line(short(name or code, _NAME)), *([Line(short(code, _NAME), SMALL)] if name else [])),
        short(clean(str(place["district"] or "")), _NAME),
        say["unknown"]
        if score is None
        else in_table(int(str(score)), scores.program.standard.decimals),
        percent(int(str(place["coverage"]))),
        Line(short(say.sentence(list(told.reasons)), _REASON), SMALL),
    )
