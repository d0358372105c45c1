"""The commands that help to write a standard: `standards new`, `export` and `import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabiao.console import DONE, FAILED, UNMET, fail, language_option

if TYPE_CHECKING:
    from standards.model import Standard
    from standards.text import Language

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("id")
@click.option("-o", "--output", type=_FILE, help="The file to write (default: ID.yaml).")
@click.option("--like", help="A bundled standard to begin with.")
@language_option
def new(id: str, output: Path | None, like: str | None, language: Language) -> int:
    """Begin a standard: a file with comments, its worked cases, and the schema for editors.

    The file passes `check` and `test` as it is; change it line by line. With `-o FILE.xlsx` a
    workbook to write it in instead.

    \b
    Example:
        dabiao standards new my-town
        dabiao standards new my-town --like green-community
        dabiao standards new my-town -o my-town.xlsx
    """
    from standards.scaffold import ScaffoldError, scaffold
    from submissions.rubrics import save
    from submissions.rubrics.grid import SUFFIXES

    path = output or Path(f"{id}.yaml")
    try:
        made = scaffold(id, path, language, like=like)
        if path.suffix.lower() in SUFFIXES:
            from standards.document import Document

            if path.exists():
                fail(f"{path}: there is a file already; choose another name with -o")
            save(Document(made.files[path], path.name).value, path, language)
            written = [path]
        else:
            written = made.write()
    except ScaffoldError as error:
        fail(str(error))
    for file in written:
        click.echo(file)
    return DONE


@click.command()
@click.argument("standard")
@click.option("-o", "--output", type=_FILE, required=True, help="A .xlsx or .yaml file to write.")
@language_option
def export(standard: str, output: Path, language: Language) -> int:
    """Write STANDARD as a workbook to edit, or in the normal form of YAML.

    The workbook holds everything but comments: `import` gives the same standard back.

    \b
    Example:
        dabiao standards export green-community -o rubric.xlsx
        dabiao standards export green-community -o normal-form.yaml
    """
    from dabiao.console import loaded_of
    from standards.canonical import canonical
    from submissions.rubrics import save

    tree = loaded_of(standard).document.value
    match output.suffix.lower():
        case ".xlsx":
            try:
                save(tree, output, language)
            except ValueError as error:
                fail(f"{standard}: {error}")
        case ".yaml" | ".yml":
            output.write_text(canonical(tree), encoding="utf-8")
        case suffix:
            fail(f"{output}: found '{suffix}'; a standard is exported as .xlsx or .yaml")
    click.echo(output)
    return DONE


@click.command("import")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=_FILE, help="The file to write (default: its name, .yaml).")
@language_option
def import_(workbook: Path, output: Path | None, language: Language) -> int:
    """Make a standard of WORKBOOK (see `export`), or tell every fault with its sheet and cell.

    With a fault nothing is written and the exit code is 1; a file that cannot be read makes it 2.

    \b
    Example:
        dabiao standards import rubric.xlsx -o my-town.yaml
    """
    from dabiao.telling import tell
    from standards.scaffold import SCHEMA_FILE, SCHEMA_LINE, schema_text
    from submissions.problems import UnreadableError, in_language
    from submissions.rubrics import read_rubric

    if not workbook.is_file():
        fail(f"{workbook}: no such file")
    path = output or workbook.with_suffix(".yaml")
    if output is None and path.exists():
        fail(f"{path}: there is a file already; name it with -o to write over it")
    try:
        found = read_rubric(workbook)
    except UnreadableError as error:
        fail(f"{workbook}: {in_language(str(error), language)}", FAILED)
    tell(found.faults, language)
    if found.text is None:
        return UNMET
    path.write_text(SCHEMA_LINE + found.text, encoding="utf-8")
    click.echo(path)
    schema = path.parent / SCHEMA_FILE
    if not schema.exists():
        schema.write_text(schema_text(), encoding="utf-8")
        click.echo(schema)
    return DONE


def show_rubric(
    standard: Standard,
    language: Language,
    format_: str | None,
    output: Path | None,
    *,
    both: bool = False,
) -> int:
    """Print the rubric, or write it into a file; the format is that of the file's ending."""
    from reports.rubric import FORMATS, document, terminal

    name = format_ or (output.suffix.lower().removeprefix(".") if output else "terminal")
    if name == "terminal" and output is None:
        terminal(standard, language, both=both)
        return DONE
    if name not in FORMATS:
        fail(f"{output}: found '.{name}'; a rubric is written as {', '.join(FORMATS)}")
    if output is None and name != "html":
        fail(f"a rubric as {name} goes into a file: -o rubric.{name}")
    data = document(standard, name, language, both=both)
    if output is None:
        click.echo(data, nl=False)
    else:
        output.write_bytes(data)
        click.echo(output)
    return DONE
