"""The stages of a procedure and the deadlines of a campaign as a calendar (RFC 5545).

The same standard and campaign give the same bytes: nothing hangs on the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from importlib.metadata import version

from icalendar import Alarm, Calendar, Event

from reports.words import Words, words
from standards.assigned import assigned, dated_stages
from standards.campaign import Campaign
from standards.model import Standard
from standards.text import Language


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of whole days, the last one included; `key` is the same in every edition of it."""

    key: str
    title: str
    first: date
    last: date
    text: str


def entries(standard: Standard, campaign: Campaign | None, language: Language) -> list[Entry]:
    """The dated stages, then a deadline for every department and day; by day."""
    say = words(language)
    found = [*_stages(standard, campaign, say), *_deadlines(standard, campaign, say)]
    return sorted(found, key=lambda entry: (entry.first, entry.last, entry.key))


def _stages(standard: Standard, campaign: Campaign | None, say: Words) -> Iterator[Entry]:
    language = say.language
    for place, stage in enumerate(dated_stages(standard, campaign)):
        first, last = stage.begins or stage.ends, stage.ends or stage.begins
        if first is None or last is None:
            continue
        told = []
        if stage.by:
            told.append(f"{say['responsible']}{say['colon']}{stage.by.in_(language)}")
        if stage.note:
            told.append(stage.note.in_(language))
        yield Entry(f"stage {place + 1}", stage.title.in_(language), first, last, "\n".join(told))


def _deadlines(standard: Standard, campaign: Campaign | None, say: Words) -> Iterator[Entry]:
    """One event a department and day, naming its criteria."""
    titles = {criterion.id: criterion.title.in_(say.language) for criterion in standard.criteria}
    due: dict[tuple[date, str, str], list[str]] = {}
    for id_, duty in assigned(standard, campaign).items():
        if duty.deadline is not None:
            name = duty.name.in_(say.language) if duty.name else say["calendar_nobody"]
            person = f"{say['comma']}{duty.person}" if duty.person else ""
            line = f"{id_} {titles[id_]}{person}"
            due.setdefault((duty.deadline, duty.department, name), []).append(line)
    for (day, key, name), lines in due.items():
        title = say.count("calendar_due", len(lines), department=name)
        yield Entry(f"due {key} {day.isoformat()}", title, day, day, "\n".join(lines))


def calendar(
    standard: Standard,
    campaign: Campaign | None,
    language: Language,
    alarm_days: int | None = None,
) -> bytes:
    """The calendar; `alarm_days`: remind so many days before an event ends."""
    say = words(language)
    made = Calendar()
    made.add("prodid", f"-//dabiao//{version('dabiao')}//{language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    name = campaign.campaign if campaign else standard.title
    made.add("x-wr-calname", name.in_(language))
    whole = entries(standard, campaign, language)
    stamp = datetime.combine(
        min((entry.first for entry in whole), default=date(1970, 1, 1)), time(), UTC
    )
    named = f"{standard.standard} {standard.edition} {campaign.campaign.zh if campaign else ''}"
    for entry in whole:
        made.add_component(_event(entry, named, stamp, _alarm(entry, alarm_days, say)))
    data: bytes = made.to_ical()
    return data


def _event(entry: Entry, named: str, stamp: datetime, alarm: Alarm | None) -> Event:
    event = Event()
    digest = sha256(f"{named}\n{entry.key}".encode()).hexdigest()[:32]
    event.add("uid", f"{digest}@dabiao")
    event.add("dtstamp", stamp)
    event.add("summary", entry.title)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))  # the day after the last one
    event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    if alarm is not None:
        event.add_component(alarm)
    return event


def _alarm(entry: Entry, days: int | None, say: Words) -> Alarm | None:
    if days is None:
        return None
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say.count("calendar_alarm", days, title=entry.title))
    # From the end, which is midnight after the last day: so many days before that day, at 9.
    alarm.add("trigger", timedelta(days=-days - 1, hours=9), parameters={"RELATED": "END"})
    return alarm
