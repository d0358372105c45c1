"""Verifying a site: files against their list, pages against data, data against submissions.

Every page is made again from the data of the site, so a page that was changed is found even where
the list of digests was changed with it; and with the submissions the data themselves are made
again, so that nothing of the site is taken on trust but the settings: what was to be published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from reports.judging import Inputs, again, rewrite
from reports.run import RunError
from reports.run import read as run_read
from reports.site import DATA, EARLIER, RECORD, SETTINGS, STANDARD, SiteError, data, settings
from reports.site.edition import Edition, Site
from reports.site.publication import edition_of, public_record, publication, run_digest
from reports.site.publish import build
from reports.verify import Difference, Verdict
from reports.verify.folders import files_below, unlike_files, unlisted
from reports.verify.from_published import inconsistencies
from reports.verify.known import NOTHING, Known
from reports.verify.tables import differences
from reports.verify.values import KEYS, record_differences, unlike_values

Progress = Callable[[int, int], None]


def verify_site(
    folder: Path,
    inputs: Inputs | None,
    known: Known = NOTHING,
    progress: Progress | None = None,
) -> Verdict:
    """What differs between a site and the same site made again.

    Raises SiteError or RunError where the inputs, or what is known, cannot be used at all.
    """
    verdict = Verdict("site", str(folder))
    found, listed = unlisted(folder)
    verdict.add("digests", found, listed)
    published = _published(folder, verdict)
    if published is not None:
        verdict.add("standard", _standard(published), len(published.editions))
        known.check_standard(verdict, STANDARD, published.edition.program.digest)
        known.check_settings(verdict, SETTINGS, published.settings)
        verdict.add("sums", inconsistencies(published.edition), published.edition.results.height)
        _pages(folder, published, verdict, "pages", progress)
    if inputs is None:
        verdict.skip("inputs", "no inputs given")
    else:
        _from_inputs(folder, published, verdict, inputs, progress)
    if published is not None:
        for edition in published.earlier:
            _earlier(edition, published, verdict, known.earlier)
    return verdict


def _published(folder: Path, verdict: Verdict) -> Site | None:
    """What the site was made from, by its own data; None where that cannot be read."""
    try:
        return data.read(folder)
    except SiteError as error:
        verdict.add("data", [_damaged(folder, error)], 1)
        verdict.skip("pages", "the data cannot be read")
        return None


def _damaged(folder: Path, error: SiteError) -> Difference:
    """The file of which an error speaks."""
    file = next((name for name in _data_files(folder) if name in str(error)), RECORD)
    return Difference(file, "damaged", item=str(error).replace(f"{folder}/", ""))


def _data_files(folder: Path) -> list[str]:
    """The files of data, the longest names first."""
    kept = {path for path in files_below(folder) if path.startswith(f"{DATA}/")}
    return sorted(kept | {SETTINGS, STANDARD, RECORD}, key=lambda path: (-len(path), path))


def _standard(site: Site) -> list[Difference]:
    """Whether the standards are those by which the records say that was judged."""
    found = []
    for edition in site.editions:
        stated, now = edition.record["standard"]["digest"], edition.program.digest
        if stated != now:
            where = DATA if edition is site.edition else f"{EARLIER}/{edition.as_of}"
            found.append(Difference(f"{where}/standard.yaml", "changed", "", "digest", now, stated))
    return found


def _pages(
    folder: Path, site: Site, verdict: Verdict, name: str, progress: Progress | None
) -> None:
    """Make the whole site again, and compare every file."""
    with TemporaryDirectory() as place:
        new = Path(place) / "site"
        new.mkdir()
        count = build(new, site, progress)
        told = unlike_files(folder, new, but=set())
        values = [
            value
            for one in told
            if one.kind == "changed" and one.file.startswith(f"{DATA}/")
            for value in unlike_values(one.file, folder / one.file, new / one.file)
        ]
        verdict.add(name, [*told, *values], count)


def _from_inputs(
    folder: Path,
    published: Site | None,
    verdict: Verdict,
    inputs: Inputs,
    progress: Progress | None,
) -> None:
    """Judge the submissions again by the standard of the site, and make the site from that."""
    try:
        record = data.read_record(folder / RECORD)
        program = data.read_program(folder / STANDARD)
        chosen = settings.load(folder / SETTINGS)
    except SiteError as error:
        verdict.add("inputs", [_damaged(folder, error)], len(inputs.paths))
        return
    as_of = data.day_of(folder / RECORD, record)
    scores, files = again(program, inputs, as_of, progress)
    with TemporaryDirectory() as place:
        run = Path(place) / "run"
        now = public_record(rewrite(run, scores, files), run_digest(run))
    edition = publication(scores, now, chosen)
    told = record_differences(RECORD, record, now)
    for name in data.tables(chosen):
        told += _table(folder, name, edition)
    verdict.add("inputs", told, len(files.inputs))
    if published is not None and not told and _is_same(published.edition, edition):
        verdict.again("site", "pages")  # the pages of the same data are the same
        return
    earlier = published.earlier if published is not None else ()
    _pages(folder, Site(chosen, edition, earlier), verdict, "site", progress)


def _is_same(one: Edition, other: Edition) -> bool:
    """Whether two editions are the same to the last bit of every table."""
    tables = ((getattr(one, name), getattr(other, name)) for name in KEYS if hasattr(one, name))
    return (
        one.record == other.record
        and one.program.digest == other.program.digest
        and all(a.schema == b.schema and a.equals(b) for a, b in tables)
    )


def _table(folder: Path, name: str, edition: Edition) -> list[Difference]:
    """The cells of a published table that are not what comes out of the submissions."""
    file = f"{DATA}/{name}.parquet"
    try:
        table = pl.read_parquet(BytesIO((folder / file).read_bytes()))
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return [Difference(file, "damaged")]
    return differences(file, table, getattr(edition, name), KEYS[name])


def _earlier(edition: Edition, published: Site, verdict: Verdict, runs: Sequence[Path]) -> None:
    """Compare an earlier edition with the run of that day, where one is given."""
    name = f"earlier {edition.as_of}"
    for folder in runs:
        run = run_read.read(folder)
        if run.scores.as_of != edition.as_of:
            continue
        unlike = run_read.differences(run)
        if unlike.height:
            raise RunError(f"{folder}: {unlike.height} stored results are not what comes out now")
        now = edition_of(run, published.settings)
        file = f"{EARLIER}/{edition.as_of}/results.parquet"
        found = differences(file, edition.results, now.results, KEYS["results"])
        found += record_differences(
            f"{EARLIER}/{edition.as_of}/run.json", edition.record, now.record
        )
        verdict.add(name, found, edition.results.height)
        return
    verdict.skip(name, "name its run with --earlier")
