"""Calendars of a procedure: days, words and deadlines as RFC 5545 wants them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from reports.calendar import calendar, entries
from standards.load import load
from submissions.campaigns import read_campaign
from tests.calling import Call
from tests.editions.conftest import CAMPAIGN
from tests.editions.dated import campaign, standard


def parsed(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_calendar_is_read_back_to_the_same_days_and_words() -> None:
    known = load("green-community").standard
    read = read_campaign(CAMPAIGN, known)
    data = calendar(known, read, "zh", 7)
    events = parsed(data)
    wanted = entries(known, read, "zh")
    assert len(events) == len(wanted) == 16
    for event, entry in zip(events, wanted, strict=True):
        assert str(event["summary"]) == entry.title
        assert event["dtstart"].dt == entry.first
        assert event["dtend"].dt == entry.last + timedelta(days=1)
        assert str(event.get("description", "")) == entry.text
        assert event["dtstart"].params["VALUE"] == "DATE"
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(days=-8, hours=9)
    application = next(event for event in events if event["summary"] == "申报")
    assert (application["dtstart"].dt, application["dtend"].dt) == (
        date(2026, 10, 8),
        date(2026, 11, 1),
    )
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_lines_are_folded_at_75_octets_without_breaking_a_character() -> None:
    known = load("green-community").standard
    data = calendar(known, read_campaign(CAMPAIGN, known), "zh")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two


def test_the_same_data_give_the_same_bytes_and_no_clock_is_asked() -> None:
    known = load("green-community").standard
    read = read_campaign(CAMPAIGN, known)
    first, second = calendar(known, read, "zh"), calendar(known, read, "zh")
    assert first == second
    stamps = {str(event["dtstamp"].dt) for event in parsed(first)}
    assert stamps == {"2026-03-01 00:00:00+00:00"}


def test_hostile_words_stay_one_text(tmp_path: Path) -> None:
    nasty = "END:VEVENT\\n甲,乙;丙\\\\"
    known = standard()
    read = campaign(
        tmp_path, f'responsibilities: [{{for: 4.1, person: "{nasty}", deadline: 5}}]\n', known
    )
    events = parsed(calendar(known, read, "en"))
    due = [event for event in events if str(event["summary"]).startswith("Due")]
    assert len(due) == 1
    assert "END:VEVENT" in str(due[0]["description"])
    assert "甲,乙;丙\\" in str(due[0]["description"])


def test_the_command_writes_a_calendar_or_says_why_not(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "p.ics"
    words = ("standards", "calendar", "green-community", "-o", file, "--lang", "en")
    bare = call(*words)
    assert bare.code == 2
    assert "no stage and no responsibility has a day" in bare.err
    assert not file.exists()
    done = call(*words, "--campaign", CAMPAIGN)
    assert done.code == 0
    assert "16 events" in done.err
    assert next(str(e["summary"]) for e in parsed(file.read_bytes())) == "Bodies set up"
