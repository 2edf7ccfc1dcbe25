"""Where everything of a data set lies.

dataset.json                                      what it is made of, with the digest and rows of every file; written last
reports/year=2024/unit_type=county/part-….parquet
facts/year=2024/unit_type=county/part-….parquet   the facts of the reports of the part of the same name
problems/part-….parquet
index.parquet                                     every report in one line, by id
.work/                                            parts and the lock of a run that is under way; gone when it is done
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from scoring.scale.types import Group

MANIFEST, INDEX, WORK = "dataset.json", "index.parquet", ".work"
FORMAT = 1
PARTS, NEW, OLD, LOCK = "parts", "new", "old", "lock"
# What hive-style programs call a missing value.
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"


def group_folder(table: str, group: Group) -> str:
    """Where the files of a group lie, below the data set's folder."""
    year = NO_YEAR if group.year is None else str(group.year)
    return f"{table}/year={year}/unit_type={quote(group.unit_type, safe='')}"


def part_name(number: int) -> str:
    """The name of a file in its folder."""
    return f"part-{number:05}.parquet"


def parts_folder(dataset: Path) -> Path:
    """Where the parts of a run that is under way lie."""
    return dataset / WORK / PARTS
