"""What the server of the workers imports before it is asked for any."""

from __future__ import annotations

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")
"""Every core has a worker already; set before polars is imported."""

import submissions.form_files  # noqa: E402 - after the setting above
import submissions.readers.xlsx  # noqa: E402, F401 - the same; imported, not used
from standards.rules import kinds  # noqa: E402 - the same

kinds()
