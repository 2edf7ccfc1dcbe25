"""Facts and tables to criterion scores, criterion scores to dimensions and totals; who is compared with whom."""

from scoring.assess.case import Asking, Case, Group, case_of
from scoring.assess.leaves import score_leaf, score_leaves
from scoring.assess.pick import pick
from scoring.assess.score import score_entries, score_entry
from scoring.assess.totals import total_up
from scoring.assess.units import Entry, contest, entries
from scoring.sources.types import Listed, unit_key

__all__ = [
    "Asking",
    "Case",
    "Entry",
    "Group",
    "Listed",
    "case_of",
    "contest",
    "entries",
    "pick",
    "score_entries",
    "score_entry",
    "score_leaf",
    "score_leaves",
    "total_up",
    "unit_key",
]
