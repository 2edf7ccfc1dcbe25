"""One unit in one year: all its criteria and its totals. Place and grade come later, from `scoring.rank`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.assess.leaves import score_leaves
from scoring.assess.pick import text_order
from scoring.assess.totals import total_up
from scoring.assess.units import Entry
from scoring.results import UnitScore
from scoring.rubric.types import Rubric


def score_entry(rubric: Rubric, entry: Entry, names: Mapping[str, str]) -> UnitScore:
    """The unit's score, without rank and grade (0 and ""); `published` equals the unrounded total until it is ranked."""
    totals = total_up(rubric, score_leaves(rubric, entry, names))
    facts = (*sorted(entry.facts, key=text_order), *sorted(entry.others, key=text_order))
    return UnitScore(
        unit=entry.unit,
        unit_type=entry.unit_type,
        group=entry.group,
        year=entry.year,
        reports=entry.reports,
        leaves=totals.leaves,
        nodes=totals.nodes,
        total=totals.total,
        published=totals.total,
        full_marks=totals.full_marks,
        coverage=totals.coverage,
        grade="",
        rank=Decimal(0),
        facts=facts,
        flags=entry.flags,
        stake=totals.stake,
    )
