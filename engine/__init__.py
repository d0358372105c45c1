"""Runs a standard: compile, score, decide, rank.

This room knows nothing of files, forms or pages.
"""
