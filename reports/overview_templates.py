"""Pages about many applicants: their templates, and the font that travels inside them."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.fonts import FAMILY, TTF, WOFF2
from reports.words import Words

_WEIGHTS = {"regular": 400, "bold": 700}


def page(template: str, say: Words, **values: object) -> str:
    """A page that holds the characters of its font that it uses."""
    bare = _environment().get_template(template).render(say=say, fonts="", **values)
    fonts = embedded(frozenset(bare))
    return _environment().get_template(template).render(say=say, fonts=fonts, **values)


def page_beside(template: str, say: Words, **values: object) -> str:
    """A page that finds its fonts in `fonts/` beside it."""
    return _environment().get_template(template).render(say=say, fonts=_beside(), **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _face(weight: str, source: str) -> str:
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {_WEIGHTS[weight]}; '
        f"font-display: swap; src: {source}; }}"
    )


def _beside() -> str:
    faces = (_face(key, f'url("fonts/{path.name}") format("woff2")') for key, path in WOFF2.items())
    return "\n".join(faces)


def embedded(characters: frozenset[str]) -> str:
    """Both weights, cut to some characters, as CSS; the same characters give the same bytes."""
    return "\n".join(
        _face(weight, f'url("data:font/woff;base64,{_cut(path, characters)}") format("woff")')
        for weight, path in TTF.items()
    )


def _cut(path: Path, characters: frozenset[str]) -> str:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff", notdef_outline=True, recalc_timestamp=False)
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(character) for character in characters])
        cutter.subset(font)
        buffer = BytesIO()
        font.flavor = "woff"
        font.save(buffer)
    return b64encode(buffer.getvalue()).decode()
