"""The commands, one a file; `command` in each is what `dabiao NAME` runs."""
