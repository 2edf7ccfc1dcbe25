"""What stands above the groups: the overview workbook and the tables of all groups and criteria."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.corpus.columns import CRITERIA, GROUPS
from scoring.corpus.receipts import Receipt, by_year_and_group
from scoring.corpus.roll import Roll
from scoring.corpus.runs import notes_of
from scoring.corpus.sheets import MOST_ROWS, criteria_sheet, groups_sheet, notes_sheet
from scoring.errors import Diagnostic
from scoring.exports.parquet import write_parquet
from scoring.messages.corpus import ITEMS, TITLES

OVERVIEW, GROUP_TABLE, CRITERIA_TABLE = "overview.xlsx", "groups.parquet", "criteria.parquet"


def write_overview(
    folder: Path, roll: Roll, receipts: Sequence[Receipt], problems: Sequence[Diagnostic]
) -> tuple[Path, ...]:
    """Write the overview of all groups that are done. What was written. Raises OutputError."""
    from scoring.workbook.tables_book import write_tables

    ordered = by_year_and_group(receipts)
    groups = [one.row for one in ordered]
    criteria = [row for one in ordered for row in one.criteria]
    items = notes_of(roll, sorted({one.year for one in ordered}))
    for title, rows, file in ((TITLES["groups"], groups, GROUP_TABLE), (TITLES["criteria"], criteria, CRITERIA_TABLE)):
        if len(rows) > MOST_ROWS:
            cut = ITEMS["cut_criteria"].format(title=title, shown=MOST_ROWS, count=len(rows), file=file)
            items.append((ITEMS["file"], cut))
    places = roll.rubric.places
    tables = (groups_sheet(groups, places), criteria_sheet(criteria, places), notes_sheet(items, problems))
    write_tables(TITLES["overview"], tables, folder / OVERVIEW)
    write_parquet(GROUPS, groups, folder / GROUP_TABLE)
    write_parquet(CRITERIA, criteria, folder / CRITERIA_TABLE)
    return tuple(folder / name for name in (OVERVIEW, GROUP_TABLE, CRITERIA_TABLE))
