"""Changes between editions as a page, with their effect on a run where one was given."""

from __future__ import annotations

from reports.changes import Comparison
from reports.effect.view import EffectView
from reports.embed import faces
from reports.pages import environment, template_text


def render(found: Comparison, effect: EffectView | None = None) -> str:
    """The page as HTML: one file, no network, no script."""
    template = environment().get_template("changes_page.html")
    style = f"{template_text('overview_style.css')}\n{template_text('changes_style.css')}"
    given = {"found": found, "effect": effect, "say": found.words, "style": style}
    shown = "".join(sorted(set(template.render(fonts="", **given))))
    return template.render(fonts=faces("embedded", shown), **given)
