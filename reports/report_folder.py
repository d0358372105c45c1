"""A folder of gap reports: a file an applicant, the overview, and the font they share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex

from engine.score import Scores
from reports import documents, overview
from reports.fonts import FOLDER as FONTS
from reports.fonts import WOFF2
from reports.mass import PAGE, Order, write_reports
from reports.run import RunError
from reports.safe_names import safe_names
from reports.whole_folder import BusyError, contents, resumed
from reports.yardsticks import Comparer
from standards.campaign import Campaign
from standards.text import Language

LISTING = "reports.json"
"""Which file is whose; it shows that a folder was made here and may be made anew."""
_OWN = frozenset({LISTING, "index.html", "charts", "fonts", *documents.NAMES})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: reports with an ending, in one language or in several.

    `record` is a digest of all that they are made from; with it, writing that was interrupted is
    taken up again. `earlier` are the scores of an earlier run to compare with. `documents` says
    whether the documents about the whole run are written beside the reports. `campaign` says who
    answers for what.
    """

    suffix: str
    languages: tuple[Language, ...]
    record: str = ""
    earlier: Scores | None = None
    documents: bool = True
    campaign: Campaign | None = None

    @property
    def key(self) -> str:
        """What makes two reports the same; a new one each time where nothing is known."""
        made = [self.record or token_hex(16), self.suffix, *self.languages, version("dabiao")]
        if self.campaign is not None:
            made.append(self.campaign.model_dump_json())
        return "\n".join(made)


def write_all(
    folder: Path,
    scores: Scores,
    wanted: Wanted,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write the reports of all applicants into a new folder that takes the old one's place.

    Returns how many were written; those that an interrupted call had finished are not. Raises
    RunError where the folder holds something that is not of here, or is being written.
    """
    check(folder)
    codes = [code or "" for code in scores.answers.applicants["applicant"]]
    names, suffix = safe_names(codes), wanted.suffix
    files = [f"{name}{suffix}" for name in names]
    count = len(codes) * (1 + len(wanted.languages) * wanted.documents)

    def advance(done: int, _: int) -> None:
        if progress:
            progress(done, count)

    try:
        with resumed(folder, wanted.key) as new:
            order = Order(new, suffix, wanted.languages, wanted.campaign)
            comparer = Comparer(scores, wanted.earlier)
            named = dict(enumerate(names))
            written = write_reports(scores, named, order, comparer=comparer, progress=advance)
            if suffix == PAGE:
                beside = documents.NAMES if wanted.documents else ()
                links = dict(enumerate(files))
                overview.write(new, scores, links, wanted.languages[0], beside)
                _fonts(new)
            if wanted.documents:
                documents.write(
                    new,
                    scores,
                    wanted.languages,
                    wanted.record,
                    campaign=wanted.campaign,
                    progress=lambda done, _: advance(len(codes) + done, count),
                )
            _listing(new, scores, dict(zip(codes, files, strict=True)))
    except BusyError as error:
        raise RunError(str(error)) from error
    return written


def write_one(folder: Path, scores: Scores, row: int, wanted: Wanted) -> Path:
    """Write the report of one applicant beside whatever the folder holds; returns its file."""
    codes = [code or "" for code in scores.answers.applicants["applicant"]]
    name = safe_names(codes)[row]
    file = folder / f"{name}{wanted.suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # else it would be taken for one that is finished
    order = Order(folder, wanted.suffix, wanted.languages, wanted.campaign)
    write_reports(scores, {row: name}, order, comparer=Comparer(scores, wanted.earlier))
    if wanted.suffix == PAGE:
        _fonts(folder)
    return file


def _fonts(folder: Path) -> None:
    target = folder / "fonts"
    target.mkdir(exist_ok=True)
    for path in (*WOFF2.values(), FONTS / "OFL.txt"):
        shutil.copyfile(path, target / path.name)


def _listing(folder: Path, scores: Scores, files: dict[str, str]) -> None:
    standard = scores.program.standard
    value = {
        "reports": 1,
        "standard": standard.standard,
        "edition": standard.edition,
        "standard_digest": scores.program.digest,
        "as_of": scores.as_of.isoformat(),
        "files": dict(sorted(files.items())),
    }
    text = json.dumps(value, ensure_ascii=False, indent=1)
    (folder / LISTING).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def check(folder: Path) -> None:
    """Raise RunError unless the folder is new, empty, or an old one of reports and nothing else."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise RunError(f"{folder}: this is a file; reports are written to a new folder")
    foreign = sorted(contents(folder) - _OWN - _listed(folder))
    if foreign:
        raise RunError(
            f"{folder}: holds {foreign[0]!r}, which is no report of an earlier call; "
            "name a new or empty folder, or one of reports to be replaced"
        )


def _listed(folder: Path) -> set[str]:
    """The files that the listing of an earlier call names."""
    try:
        found = json.loads((folder / LISTING).read_text(encoding="utf-8"))
        return {str(name) for name in found["files"].values()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
