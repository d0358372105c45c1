"""The words of reports in Chinese and English, from the files in `reports/locale`."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from standards.document import Document
from standards.numbers import POINT_DECIMALS, plain, unscaled
from standards.text import Language


class Words:
    """Label by key, in one language."""

    def __init__(self, language: Language, labels: dict[str, str]) -> None:
        self.language = language
        self.labels = labels

    def __getitem__(self, key: str) -> str:
        return self.labels[key]

    def say(self, key: str, /, **values: object) -> str:
        """A label with its places filled; what is filled in is never read as a template."""
        return self.labels[key].format(**values)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """A label that speaks of a number of things; English has a form for one, `<key>_one`."""
        one = f"{key}_one"
        return self.say(one if number == 1 and one in self.labels else key, n=number, **values)

    def points(self, whole: int) -> str:
        """Ten-thousandths as exact points in words: `2 分`, `1 point`."""
        number = plain(unscaled(whole, POINT_DECIMALS))
        return self.say("point" if number == "1" else "points", n=number)

    def listed(self, items: list[str]) -> str:
        """Some things in a row: `甲、乙`, `one, two`."""
        return self["comma"].join(items)

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return self.say("quoted", text=text)

    def sentence(self, parts: list[str]) -> str:
        """Some clauses in a row: `甲;乙`, `one; two`."""
        return self["semicolon"].join(parts)


@lru_cache(maxsize=2)
def words(language: Language) -> Words:
    """All labels in a language, of every file in `reports/locale`."""
    labels: dict[str, str] = {}
    files = (resources.files("reports") / "locale").iterdir()
    for file in sorted(files, key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            document = Document(file.read_text(encoding="utf-8"), file.name)
            labels |= {key: texts[language] for key, texts in document.value.items()}
    return Words(language, labels)
