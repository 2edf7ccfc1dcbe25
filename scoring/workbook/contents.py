"""What the workbook of a run holds: its tables in their order, tied together by formulas where they may be."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.messages.workbook import GUIDE
from scoring.rank import FORBID
from scoring.results import Run
from scoring.tables import (
    Table,
    adjustments_table,
    doubts_table,
    evidence_table,
    has_adjustments,
    ledger_table,
    ranking_table,
    rubric_table,
    run_table,
)
from scoring.tables.deductions import deductions_table
from scoring.tables.guide import Guide, guide
from scoring.tables.matrix import matrix_table
from scoring.tables.reports import added_table, reports_table
from scoring.tables.robustness import robustness_table
from scoring.workbook.live.calculation import Calculation, calculation
from scoring.workbook.live.plan import Plan, plan_of, why_values
from scoring.workbook.live.tables import (
    changes_table,
    checks_table,
    live_ledger,
    live_matrix,
    live_ranking,
    live_rubric,
    without_stale,
)
from scoring.workbook.live.validation import changed_lines


@dataclass(frozen=True, slots=True)
class Contents:
    """The first sheet, the tables (the last is 运行信息), and, where there are formulas, where they stand and their way to the totals."""

    guide: Guide
    tables: tuple[Table, ...]
    reports: Table
    plan: Plan | None = None
    calculation: Calculation | None = None


def contents(run: Run, run_id: str = "", pages: str | None = None) -> Contents:
    """Everything in the workbook of `run`."""
    reason = why_values(run)
    ledger, rubric, reports = ledger_table(run, pages), rubric_table(run), reports_table(run)
    ranking, matrix = ranking_table(run), matrix_table(run)
    beside = (evidence_table(run), added_table(run), reports)
    adjustments = (adjustments_table(run),) if has_adjustments(run.rubric) else ()
    places = run.rubric.places
    changed = changed_lines(ledger)
    further = (deductions_table(run), *adjustments, doubts_table(run))
    further_notes = (GUIDE["added"], GUIDE["robustness"])
    end = (robustness_table(run), run_table(run, run_id))
    if reason:
        notes = (GUIDE["values"].format(reason=reason), *further_notes)
        first = guide(run, notes, frozenset(("charts", "checks", "calculation")))
        changes = changes_table(None, ledger, changed, places)
        return Contents(first, (ranking, matrix, ledger, rubric, *beside, changes, *further, *end), reports)
    plan = plan_of(run, without_stale(ledger), rubric)
    calc = calculation(plan, ranking)
    changes = changes_table(plan, plan.ledger, changed, places)
    tables = (
        live_ranking(ranking, calc),
        live_matrix(plan, matrix, calc),
        live_ledger(plan),
        live_rubric(plan),
        *beside,
        changes,
        *further,
        checks_table(plan, calc),
        *end,
    )
    return Contents(guide(run, (GUIDE["live"], *_fixed(run), *further_notes)), tables, reports, plan, calc)


def _fixed(run: Run) -> tuple[str, ...]:
    """What formulas of old programs cannot say, and therefore stays as the engine has it."""
    told = []
    if any(unit.weights or any(node.weights for node in unit.nodes) for unit in run.units):
        told.append(GUIDE["fixed_weights"])
    if run.rubric.ties == FORBID:
        told.append(GUIDE["fixed_forbid"])
    if any(leaf.peers is not None for unit in run.units for leaf in unit.leaves):
        told.append(GUIDE["fixed_peers"])
    return tuple(told)
