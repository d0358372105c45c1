"""Executors: each renders the expressions of a program for one target, one target a file."""
