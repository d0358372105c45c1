"""What all tests share: no screen, and samples that are the same on every run."""

import os

from hypothesis import settings

# Before anything imports matplotlib.
os.environ["MPLBACKEND"] = "Agg"

# The first example that fails today fails tomorrow; a slow machine fails nothing.
common = {"derandomize": True, "deadline": None, "database": None}
settings.register_profile("dabiao", max_examples=20, **common)
settings.register_profile("agree", max_examples=1000, **common)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dabiao"))
