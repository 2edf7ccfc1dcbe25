"""The only wiring: paths in, results out. Every step is one call of a room below; nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import on_demand

if TYPE_CHECKING:
    from scoring.pipeline.beside import read_sources, write_templates
    from scoring.pipeline.libraries import (
        check_rubric,
        load_measures,
        load_rubric,
        load_vocabulary,
        rubric_schema,
        run_examples,
    )
    from scoring.pipeline.places import RUNS
    from scoring.pipeline.reading import Extraction, Track, collect, evaluate, extract, open_cache, read, read_checked
    from scoring.pipeline.runs import (
        keep_run,
        log_run,
        open_run_folder,
        rebuild,
        run_from_folder,
        run_of_opened,
        write_outputs,
    )
    from scoring.pipeline.scored import gather, normal_command, run_of, score, with_previous
else:
    __getattr__ = on_demand(
        __name__,
        {
            "beside": "read_sources write_templates",
            "libraries": "check_rubric load_measures load_rubric load_vocabulary rubric_schema run_examples",
            "reading": "Extraction Track collect evaluate extract open_cache read read_checked",
            "places": "RUNS",
            "runs": "keep_run log_run open_run_folder rebuild run_from_folder run_of_opened write_outputs",
            "scored": "gather normal_command run_of score with_previous",
        },
    )

__all__ = [
    "RUNS",
    "Extraction",
    "Track",
    "check_rubric",
    "collect",
    "evaluate",
    "extract",
    "gather",
    "keep_run",
    "load_measures",
    "load_rubric",
    "load_vocabulary",
    "log_run",
    "normal_command",
    "open_cache",
    "open_run_folder",
    "read",
    "read_checked",
    "read_sources",
    "rebuild",
    "rubric_schema",
    "run_examples",
    "run_from_folder",
    "run_of",
    "run_of_opened",
    "score",
    "with_previous",
    "write_outputs",
    "write_templates",
]
