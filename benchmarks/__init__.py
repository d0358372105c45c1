"""Measurements: every figure stands beside a named rival that was measured in the same run."""
