"""publish: the public site of a run: static files that anybody can recompute."""

from __future__ import annotations

from pathlib import Path

import click

from dabiao.console import DONE, fail, language_option
from dabiao.progress import progress
from reports.run import RunError
from reports.run import read as run_read
from reports.site import SiteError
from reports.site import settings as site_settings
from reports.site.publish import check, publish, site_of
from reports.words import words
from standards.text import Language


@click.command()
@click.argument(
    "run", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The site: a new or empty folder, or an old site that is replaced.",
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What is published, by whom, the notice period, the languages (YAML).",
)
@click.option(
    "--earlier",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="An earlier run whose results are published beside; as often as wanted.",
)
@click.option("--settings-template", is_flag=True, help="Print a settings file with every key.")
@language_option
def command(
    run: Path | None,
    folder: Path | None,
    settings_file: Path | None,
    earlier: tuple[Path, ...],
    settings_template: bool,
    language: Language,
) -> int:
    """Write the public site of RUN: rankings, a page per applicant, charts, data, digests.

    Static files that need no network and no JavaScript for reading. Answers, contacts and evidence
    are published only where the settings list them. The site is written to a temporary name and
    takes its place when it is whole; the same run and settings give the same bytes.

    \b
    Example:
        dabiao publish --settings-template > site.yaml
        dabiao publish run-2026 -o site --settings site.yaml
        dabiao publish run-2026 -o site --earlier run-2025
    """
    if settings_template:
        click.echo(site_settings.TEMPLATE, nl=False)
        return DONE
    if run is None or folder is None:
        fail("dabiao publish RUN -o SITE: name a run, and the folder of the site")
    say = words(language)
    try:
        check(folder)
        chosen = site_settings.load(settings_file) if settings_file else site_settings.Settings()
        found = run_read.read(run)
        where = str(settings_file) if settings_file else "settings"
        site_settings.check(chosen, found.scores.program.standard, where)
        runs = [found, *map(run_read.read, earlier)]
        for one in runs:
            unlike = run_read.differences(one).height
            if unlike:
                fail(say.count("publish_differs", unlike, run=one.folder))
        site = site_of(found, runs[1:], chosen)
        with progress(say["publish_writing"]) as advance:
            files = publish(folder, site, advance)
    except (RunError, SiteError) as error:
        fail(str(error))
    click.echo(say.say("publish_done", folder=folder, n=len(site.edition.codes), files=files))
    return DONE
