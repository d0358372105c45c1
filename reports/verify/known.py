"""What whoever verifies knows beforehand: the folder cannot vouch for it itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reports.site.settings import Settings, dump
from reports.verify import Difference, Verdict


@dataclass(frozen=True)
class Known:
    """The digest of the standard, the settings of the site, the runs of earlier editions."""

    standard: str | None = None
    settings: Settings | None = None
    earlier: tuple[Path, ...] = ()

    def check_standard(self, verdict: Verdict, file: str, found: str) -> None:
        """Compare the digest of the standard in the folder."""
        if self.standard is None:
            verdict.skip("known_standard", "name it with --standard")
        else:
            told = [Difference(file, "changed", "", "digest", found, self.standard)]
            verdict.add("known_standard", [] if found == self.standard else told, 1)

    def check_settings(self, verdict: Verdict, file: str, found: Settings) -> None:
        """Compare the settings in the folder, key by key."""
        if self.settings is None:
            verdict.skip("known_settings", "name them with --settings")
            return
        old, new = (one.model_dump(mode="json", by_alias=True) for one in (found, self.settings))
        told = [
            Difference(file, "value", "", key, str(old[key]), str(new[key]))
            for key in new
            if old[key] != new[key]
        ]
        if not told and dump(found) != dump(self.settings):
            told = [Difference(file, "changed")]
        verdict.add("known_settings", told, len(new))


NOTHING = Known()
