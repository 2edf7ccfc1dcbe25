"""Which unit's report for which year is in which file: a checklist for the office, and its answer."""

from __future__ import annotations

from scoring.collect.answers import Answers, apply_answers, read_answers
from scoring.collect.checklist import write_checklist
from scoring.collect.sort import Collected, sort_files
from scoring.collect.summary import summary_lines

__all__ = ["Answers", "Collected", "apply_answers", "read_answers", "sort_files", "summary_lines", "write_checklist"]
