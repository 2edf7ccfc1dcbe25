"""The same phenomena as in the hard cases, in our own words: string → statements, one row each (`reading_rows_*.py`)."""

from __future__ import annotations

import pytest
from measure_samples import extractor, measured, report
from reading_row import Row, Said
from reading_rows_families import ROWS as FAMILY_ROWS
from reading_rows_status import ROWS as STATUS_ROWS
from reading_rows_values import ROWS as VALUE_ROWS

from scoring.measures.facts import WHOLE, Fact

ROWS = (*VALUE_ROWS, *STATUS_ROWS, *FAMILY_ROWS)


def _said(fact: Fact, wanted: tuple[Said, ...]) -> Said:
    """The fact as a row would write it: a part whose words the row leaves open is just "part"."""
    open_parts = {one.measure for one in wanted if one.scope == "part"}
    scope = "part" if fact.scope != WHOLE and fact.measure in open_parts else fact.scope
    return Said(fact.measure, round(fact.value, 6), fact.status, fact.period, scope)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name, marks=[pytest.mark.xfail(strict=True, reason=row.gap)] if row.gap else [])
        for row in ROWS
    ],
)
def test_reading(row: Row) -> None:
    facts = measured(extractor().facts(report(row.text, unit_type=row.unit_type)))
    named = {one.measure for one in row.said}
    found = [_said(fact, row.said) for fact in facts if fact.measure in named]
    assert sorted(found, key=repr) == sorted(row.said, key=repr)
    assert [(fact.measure, fact.value) for fact in facts if fact.measure in row.never] == []


def test_rows_have_names_of_their_own() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert all(row.said or row.never for row in ROWS)
