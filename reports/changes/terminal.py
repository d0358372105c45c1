"""Changes between editions in a window."""

from __future__ import annotations

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from reports.changes import ChangeLine, Comparison
from reports.flowing import Flow


def show(found: Comparison, console: Console) -> None:
    """Print the changes, section by section."""
    say, standard = found.words, found.new.standard
    console.print(Flow(f"{say['changes']} · {found.title}", "bold"))
    console.print(Flow(f"{standard.standard}  {found.editions}"))
    console.print(Flow(say.say("changes_map", map=found.map), "dim"))
    if not found.count:
        console.print(Text(say["changes_none"]))
    for section in found.sections:
        head = say.say("changes_count", section=section.title, n=len(section.lines))
        console.print(Padding(Text(head, style="bold"), (1, 0, 0, 0)))
        for line in section.lines:
            console.print(_line(found, line))


def _line(found: Comparison, line: ChangeLine) -> Group:
    say = found.words
    key = f" · {line.key}" if line.key else ""
    told = [Flow(f"{line.where}{say['colon']}{line.kind}{key}")]
    if line.note:
        told.append(Flow(f"  {line.note}", "dim"))
    if line.old or line.new:
        old, new = line.old or say["changes_nothing"], line.new or say["changes_nothing"]
        if old != new:
            told.append(Flow(f"  − {old}"))
            told.append(Flow(f"  + {new}"))
    return Group(*told)
