"""The words of reports in Chinese and English, from the files in `reports/locale`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from standards.document import Document
from standards.faults import StandardError
from standards.text import Language


class Words(Mapping[str, str]):
    """Label by key, in one language; `say` fills in its places."""

    def __init__(self, language: Language, labels: Mapping[str, str]) -> None:
        self.language = language
        self._labels = labels

    def __getitem__(self, key: str) -> str:
        return self._labels[key]

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204 - as Mapping says
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def say(self, key: str, /, **values: object) -> str:
        """A label with its places filled; values are never read as templates."""
        return self._labels[key].format(**values)
