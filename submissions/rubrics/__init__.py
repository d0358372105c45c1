"""Rubrics as workbooks, both ways: one row a criterion, one sheet a kind of entry.

Sheets and columns are made from the model of the standards, so that a key added there has its
column here at once. What a cell cannot say plainly it says as YAML in braces.
"""

from submissions.rubrics.export import save, workbook_of
from submissions.rubrics.imported import Imported, read_rubric

__all__ = ["Imported", "read_rubric", "save", "workbook_of"]
