"""The rubric as one HTML file with its font: no scripts, nothing fetched, A4 landscape in print."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from reports.embed import faces
from reports.pages import environment, template_text
from reports.rubric.view import View


def render(view: View) -> bytes:
    """The page; equal rubrics give equal bytes."""
    shown = "".join(sorted(set(_page(view, ""))))
    return _page(view, faces("embedded", shown)).encode()


def _page(view: View, face: str) -> str:
    widths = sorted({width for section in view.sections for width in section.widths})
    columns = "".join(f".w{width}{{width:{width}%}}" for width in widths)
    style = "\n".join(part for part in (face, template_text("rubric.css") + columns) if part)
    heads = [head for n, head in enumerate(view.heads) if n != 6 or view.has_evidence]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template("rubric.html")
        .render(
            view=view,
            heads=heads,
            lang="zh-CN" if view.language == "zh" else "en",
            style=style,
            hashes=f"'sha256-{digest}'",
        )
    )
