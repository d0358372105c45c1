"""The list of the bundled standards names every one, whatever its status."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dabiao.commands.standards import command
from standards.load import bundled


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_bundled_standard_is_listed(language: str) -> None:
    result = CliRunner().invoke(command, ["--lang", language], terminal_width=200)
    assert result.exception is None
    squeezed = "".join(result.output.split())
    for name in bundled():
        assert name[:12] in squeezed
