"""Results kept as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import on_demand

if TYPE_CHECKING:
    from scoring.store.records import fact_record
    from scoring.store.results_file import results_json, write_results_json
else:
    __getattr__ = on_demand(
        __name__,
        {
            "records": "fact_record",
            "results_file": "results_json write_results_json",
        },
    )

__all__ = ["fact_record", "results_json", "write_results_json"]
