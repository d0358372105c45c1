"""Pages about many applicants: what they have in common."""

from __future__ import annotations

from base64 import b64encode

from reports.embed import Font, faces
from reports.pages import environment, template_text
from reports.words import Words

_SOURCES = {"embedded": "data:", "beside": "'self' file:", "system": "'none'"}


def embedded(svg: bytes) -> str:
    """A chart as an address that holds it."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode('ascii')}"


def page(template: str, say: Words, font: Font, **values: object) -> str:
    """The page that a template makes; an embedded font holds the characters that it shows."""
    made = environment().get_template(template)
    style = template_text("overview_style.css")
    given = {**values, "say": say, "style": style, "font_sources": _SOURCES[font]}
    shown = "".join(sorted(set(made.render(fonts="", **given)))) if font == "embedded" else ""
    return made.render(fonts=faces(font, shown), **given)
