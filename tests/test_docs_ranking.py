"""The page of rankings names every key, option and status that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dabiao.commands.compare import command as compare
from dabiao.commands.rank import command as rank
from engine.draws import JUDGEMENTS
from engine.quota import STATUSES
from reports.overview import chart_names
from standards.ranking import Quota, Ranking, Relegation

DOCS = Path(__file__).parent.parent / "docs"
RANKING = (DOCS / "ranking.md").read_text(encoding="utf-8")
COMPARE = (DOCS / "compare.md").read_text(encoding="utf-8")
EVERYWHERE = {"--lang", "--json", "-o"}


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_a_quota_is_explained(status: str) -> None:
    assert f"| `{status}` |" in RANKING


@pytest.mark.parametrize("model", [Ranking, Quota, Relegation])
def test_every_key_of_a_ranking_occurs(model: type[Quota]) -> None:
    for key in model.model_fields:
        assert f"`{key}`" in RANKING or f"{key}:" in RANKING, key


def test_every_option_of_the_commands_occurs() -> None:
    for command, page in ((rank, RANKING), (compare, COMPARE)):
        for option in command.params:
            for name in option.opts:
                if name.startswith("-") and name not in EVERYWHERE | {"--output"}:
                    assert name in page, name


@pytest.mark.parametrize("way", JUDGEMENTS)
def test_every_way_of_moving_judgements_is_explained(way: str) -> None:
    assert f"| `--judgement {way}` |" in RANKING


def test_every_chart_of_an_overview_is_explained() -> None:
    titles = {"rank_dots": "ranking"}
    for name in chart_names():
        assert f"| {titles.get(name, name).replace('_', ' ')} |" in COMPARE
