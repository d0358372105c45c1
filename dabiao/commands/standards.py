"""standards: the bundled standards, and how to check, show and test one."""

from __future__ import annotations
