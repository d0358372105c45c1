"""What all pages of a site share: where they stand, the head, the navigation, the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from reports.clean import clean
from reports.pages import environment
from reports.site.edition import Site
from reports.words import Words, words
from standards.text import Language
from submissions.forms import forms

HOME = "index.html"
FORM = "form.html"
_SUFFIX = ".html"


def file_of(site: Site, language: Language, path: str) -> str:
    """Where a page stands in the site; the home page of the first language at its root."""
    if path == HOME and language == site.settings.languages[0]:
        return HOME
    return f"{language}/{path}"


@dataclass(frozen=True)
class Frame:
    """The pages of one language of a site."""

    site: Site
    language: Language

    @property
    def words(self) -> Words:
        """The labels."""
        return words(self.language)

    @property
    def title(self) -> str:
        """The name of the site."""
        if self.site.settings.title is not None:
            return clean(self.site.settings.title.in_(self.language))
        return self.words.say("site_title", title=self.standard_title)

    @property
    def standard_title(self) -> str:
        """The title of the standard."""
        return self.site.edition.program.standard.title.in_(self.language)

    def has_form(self) -> bool:
        """Whether a form for the browser can be made."""
        return _SUFFIX in forms()

    def nav(self) -> Iterator[tuple[str, str]]:
        """Path and label of the pages that every page leads to."""
        say = self.words
        yield HOME, say["site_home"]
        yield "ranking/index.html", say["site_ranking"]
        if self.site.edition.districts:
            yield "district/index.html", say["site_districts"]
        if self.site.earlier:
            yield "year/index.html", say["site_years"]
        yield "changes/index.html", say["site_changes"]
        yield "standard.html", say["site_standard"]
        if self.has_form():
            yield FORM, say["site_form"]
        yield "notice.html", say["site_notice"]
        yield "data.html", say["site_data"]

    def render(self, template: str, path: str, title: str, **values: Any) -> str:  # noqa: ANN401 - what a template is given
        """The page at a path; `values` are for its template."""
        own = file_of(self.site, self.language, path)
        root = "../" * own.count("/")

        def to(target: str) -> str:
            return root + _address(file_of(self.site, self.language, target))

        settings = self.site.settings
        return (
            environment()
            .get_template(f"site/{template}")
            .render(
                frame=self,
                say=self.words,
                lang="zh-CN" if self.language == "zh" else "en",
                path=path,
                root=root,
                to=to,
                title=title,
                nav=[(to(target), label, target == path) for target, label in self.nav()],
                others=[
                    (
                        _LANGUAGES[other],
                        _TAGS[other],
                        root + _address(file_of(self.site, other, path)),
                    )
                    for other in settings.languages
                    if other != self.language
                ],
                office=self._text("office"),
                contact=self._text("contact"),
                notice=settings.notice,
                day=self.site.edition.as_of.isoformat(),
                version=self.site.edition.record["program"]["version"],
                **values,
            )
        )

    def _text(self, key: str) -> str:
        text = getattr(self.site.settings, key)
        return clean(text.in_(self.language)) if text is not None else ""


_LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


@lru_cache(maxsize=65_536)
def _address(path: str) -> str:
    """A path as it stands in a link."""
    return quote(path)


def link(path: str) -> Markup:
    """A path below the site as it stands in a link; quoted, so it holds no markup."""
    return Markup(_address(path))  # noqa: S704 - percent-encoded
