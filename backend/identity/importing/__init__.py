"""Importing people and sites from CSV files: bad rows are refused one by one, the others are kept.

Start with `people` and `sites`. `sheet` reads a file and `lines` checks a row, both without the database;
rows wait in the tables of `staging`, are told whom they are about by `matching`, and written by `writing`.
"""

from backend.identity.importing.people import import_people
from backend.identity.importing.report import BadCell, ImportReport, Progress
from backend.identity.importing.sheet import (
    Record,
    UnreadableSheet,
    any_records,
    columns_of,
    open_sheet,
    records,
)
from backend.identity.importing.sites import import_sites

__all__ = [
    "BadCell",
    "ImportReport",
    "Progress",
    "Record",
    "UnreadableSheet",
    "any_records",
    "columns_of",
    "import_people",
    "import_sites",
    "open_sheet",
    "records",
]
