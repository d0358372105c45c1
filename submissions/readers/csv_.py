"""CSV: a table with a row an applicant; UTF-8, UTF-16 or GB18030; comma, semicolon or tab.

Rows are counted as a spreadsheet counts them: the heads are row 1.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from engine.program import Program
from submissions.batch import TOLD, Batch, frame_of
from submissions.encodings import text_of
from submissions.heads import head_of
from submissions.problems import UnreadableError, say, shown
from submissions.tables import batch_of_table

SUFFIXES = (".csv", ".tsv")

_EMPTY = say("首行为列名、每行一个申报单位的表", "a table: heads in its first row, then a row an applicant")
