"""Facts to criterion scores, criterion scores to dimensions and totals; who is compared with whom."""

from scoring.assess.leaves import check_available, score_leaf, score_leaves
from scoring.assess.pick import pick
from scoring.assess.score import score_entry
from scoring.assess.totals import total_up
from scoring.assess.units import Entry, Listed, contest, entries, unit_key

__all__ = [
    "Entry",
    "Listed",
    "check_available",
    "contest",
    "entries",
    "pick",
    "score_entry",
    "score_leaf",
    "score_leaves",
    "total_up",
    "unit_key",
]
