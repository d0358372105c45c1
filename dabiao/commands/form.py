"""form: blank forms that applicants fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dabiao.console import DONE, as_of_option, fail, language_option, program_of
from standards.text import Language


@click.command()
@click.argument("standard")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; its suffix says which form.",
)
@click.option(
    "--xlsform",
    is_flag=True,
    help="An XLSForm for ODK and KoboToolbox on phones, instead of a workbook to fill in.",
)
@as_of_option
@language_option
def command(standard: str, output: Path, xlsform: bool, as_of: date, language: Language) -> int:
    """Write the blank form of STANDARD (a bundled id or a file).

    An .xlsx workbook, or an .html page that scores itself in a browser, without a network.

    It scores itself while it is filled in, as on the day of judgement.

    \b
    Example:
        dabiao form green-community -o form.xlsx
        dabiao form green-community -o form.html
        dabiao form green-community --xlsform -o survey.xlsx
    """
    from submissions.forms import Dated, Page, forms

    form = forms().get(output.suffix.lower())
    if form is None:
        fail(f"{output}: no form ends in '{output.suffix}'; allowed: {', '.join(forms())}")
    if output.is_dir():
        fail(f"{output}: this is a folder; name a file, such as form.xlsx")
    if not output.parent.is_dir():
        fail(f"{output}: there is no folder {output.parent}; make it first")
    program = program_of(standard)
    if xlsform:
        from submissions.forms import xlsform as survey

        if output.suffix.lower() != ".xlsx":
            fail(f"{output}: an XLSForm is a workbook; let its name end in .xlsx")
        survey.write(program, output, language, as_of)
    elif isinstance(form, Page):
        from reports.embed import faces
        from submissions.forms.whole_file import write_whole

        page = form.page(program, language, lambda shown: faces("embedded", shown))
        write_whole(output, page)
    elif isinstance(form, Dated):
        form.write_on(program, output, language, as_of)
    else:
        form.write(program, output, language)
    click.echo(str(output))
    return DONE
