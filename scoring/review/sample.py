"""The rows that two people score independently: drawn by a seed, spread over units and criteria."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from scoring.results import Run
from scoring.tables.ledger import ledger_table
from scoring.tables.review_columns import CRITERION_ID, KEY, UNIT
from scoring.tables.types import Input, Row, Table


def sample_table(run: Run, share: float, seed: int) -> Table:
    """The ledger cut down to `share` of its rows (at least one), with every column, so that it can be filled in and imported.

    Rows are taken one by one: of those whose unit and criterion have been taken least so far the one with the smallest digest of seed and key.
    Neither the order of rows nor the machine matters. Raises ValueError for a share outside 0 to 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"share {share} is not between 0 and 1")
    table = ledger_table(run)
    at = {column.title: number for number, column in enumerate(table.columns)}
    rows = {str(row.cells[at[KEY]]): row for row in table.rows}
    units = {key: str(row.cells[at[UNIT]]) for key, row in rows.items()}
    criteria = {key: str(row.cells[at[CRITERION_ID]]) for key, row in rows.items()}
    chosen = draw(units, criteria, ceil(share * len(rows)), seed)
    return replace(table, rows=tuple(_blank(row) for key, row in rows.items() if key in chosen))


def _blank(row: Row) -> Row:
    """The row without what is filled in already: the two must not see each other's points."""
    return replace(row, cells=tuple(Input() if isinstance(cell, Input) else cell for cell in row.cells))


def draw(units: Mapping[str, str], criteria: Mapping[str, str], count: int, seed: int) -> frozenset[str]:
    """`count` keys, spread evenly over units and criteria."""
    waiting = sorted(units, key=lambda key: hashlib.sha256(f"{seed}|{key}".encode("utf-8", "surrogatepass")).digest())
    taken: list[str] = []
    by_unit: Counter[str] = Counter()
    by_criterion: Counter[str] = Counter()
    while waiting and len(taken) < count:
        best = min(
            range(len(waiting)), key=lambda at: (by_criterion[criteria[waiting[at]]], by_unit[units[waiting[at]]], at)
        )
        key = waiting.pop(best)
        taken.append(key)
        by_unit[units[key]] += 1
        by_criterion[criteria[key]] += 1
    return frozenset(taken)
