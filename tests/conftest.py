"""What all tests share: no screen, and samples that are the same on every run."""

import os

from hypothesis import settings

# Before anything imports matplotlib.
os.environ["MPLBACKEND"] = "Agg"

# The first example that fails today fails tomorrow; a slow machine fails nothing.
settings.register_profile("dabiao", derandomize=True, deadline=None, database=None, max_examples=12)
settings.load_profile("dabiao")
