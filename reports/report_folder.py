"""A folder of gap reports: a file an applicant, the overview, and the font they share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from engine.score import Scores
from reports import overview
from reports.fonts import FOLDER as FONTS
from reports.fonts import WOFF2
from reports.mass import PAGE, Order, write_reports
from reports.run import RunError
from reports.safe_names import safe_names
from reports.whole_folder import contents, whole
from standards.campaign import Campaign
from standards.text import Language

LISTING = "reports.json"
"""Which file is whose; it shows that a folder was made here and may be made anew."""
_OWN = frozenset({LISTING, "index.html", "charts", "fonts"})


def write_all(  # noqa: PLR0913 - the last two are given by name
    folder: Path,
    scores: Scores,
    suffix: str,
    language: Language,
    campaign: Campaign | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the reports of all applicants into a new folder that takes the old one's place.

    Raises RunError where the folder holds something that is not of here.
    """
    check(folder)
    codes = [code or "" for code in scores.answers.applicants["applicant"]]
    names = safe_names(codes)
    with whole(folder) as new:
        order = Order(new, suffix, language, campaign)
        files = [f"{name}{suffix}" for name in names]
        write_reports(scores, range(len(names)), names, order, progress)
        if suffix == PAGE:
            overview.write(new, scores, dict(enumerate(files)), language)
            _fonts(new)
        _listing(new, scores, dict(zip(codes, files, strict=True)))


def write_one(  # noqa: PLR0913, PLR0917 - what to write, where, and how
    folder: Path,
    scores: Scores,
    row: int,
    suffix: str,
    language: Language,
    campaign: Campaign | None = None,
) -> Path:
    """Write the report of one applicant beside whatever the folder holds; returns its file."""
    codes = [code or "" for code in scores.answers.applicants["applicant"]]
    name = safe_names(codes)[row]
    folder.mkdir(parents=True, exist_ok=True)
    order = Order(folder, suffix, language, campaign)
    write_reports(scores, [row], [name], order)
    if suffix == PAGE:
        _fonts(folder)
    return folder / f"{name}{suffix}"


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
