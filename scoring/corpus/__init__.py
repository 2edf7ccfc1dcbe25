"""Scoring and comparing data sets that do not fit into memory, one year and group at a time."""

from __future__ import annotations

from scoring.corpus.score import Scored, Settings, score_dataset
from scoring.corpus.years import compare_dataset

__all__ = ["Scored", "Settings", "compare_dataset", "score_dataset"]
