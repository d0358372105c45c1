"""Measurements: every figure is a ratio against a named rival in the same run."""
