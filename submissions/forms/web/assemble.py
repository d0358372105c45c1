"""Joining the page: template, style, the generated function, the scripts and their data."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from engine.executors.javascript import javascript
from engine.live import live
from engine.program import Program
from standards.text import Language
from submissions.forms.web.contents import contents
from submissions.forms.web.reading import Data


def assemble(program: Program, language: Language, faces: Callable[[str], str] | None) -> str:
    """The page, with the font faces for the characters that it shows."""
    whole = live(program)
    data = contents(whole, language)
    held = _held(data)
    generated, scripts = javascript(whole.program), page_scripts()
    style = _file("style.css")
    if faces:
        style = f"{faces(''.join(sorted(set(held + scripts))))}\n{style}"
    return _template().render(
        lang="zh-CN" if language == "zh" else "en",
        title=data["title"] if isinstance(data["title"], str) else data["title"][language == "en"],
        no_script=[data["words"]["no_script"][0], data["words"]["no_script"][1]],
        style=style,
        generated=generated,
        scripts=scripts,
        data=held,
        script_hashes=f"{_hash(generated)} {_hash(scripts)}",
        style_hash=_hash(style),
    )


def page_scripts() -> str:
    """The scripts of the page in one function of the data `FORM`; `start` is called last."""
    held = 'JSON.parse(document.getElementById("form").textContent)'
    return f'"use strict";\n((FORM) => {{\n{scripts()}\nstart();\n}})({held});\n'


def scripts(*names: str) -> str:
    """Some scripts, or all in order of their names, as one text; they share their scope."""
    folder = resources.files(__package__) / "scripts"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".js"))
    picked = [name for name in files if not names or name.removesuffix(".js") in names]
    return "\n".join(_file(f"scripts/{name}") for name in picked)


def _held(data: Data) -> str:
    """Data inside a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression of Content-Security-Policy that allows just this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _template() -> Template:
    made = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return made.from_string(_file("page.html"))
