"""What a chart has drawn, as numbers."""

from __future__ import annotations

import numpy as np
from matplotlib.lines import Line2D


def points_of(line: Line2D) -> list[tuple[float, float]]:
    """The places of a line's dots or ends."""
    return [(float(x), float(y)) for x, y in zip(*map(np.asarray, line.get_data()), strict=True)]
