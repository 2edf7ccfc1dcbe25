"""Results kept as files."""

from __future__ import annotations

from scoring.store.records import fact_record
from scoring.store.results_file import results_json, write_results_json

__all__ = ["fact_record", "results_json", "write_results_json"]
