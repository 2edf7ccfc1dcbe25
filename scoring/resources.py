"""Where the shipped rubrics, measures and fixture reports lie: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def rubrics_folder() -> Path:
    """The folder of shipped rubrics (`county.yaml` …)."""
    return _shipped("rubrics")


def measures_folder() -> Path:
    """The folder of the measure library's YAML files."""
    return rubrics_folder() / "measures"


def fixture_reports_folder() -> Path:
    """The folder of reports written for this project, used by `scoring demo`."""
    return _shipped("fixtures/reports")
