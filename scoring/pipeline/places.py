"""Where things are kept that nobody gave a place."""

from __future__ import annotations

from pathlib import Path

RUNS = Path("reports_out") / "runs"
