"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and annotated reports beside the project; tests that need it are skipped where it is not."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the annotated reports (../shared) are not here")
    return folder


@pytest.fixture(scope="session")
def fixture_reports() -> Path:
    """The folder of reports written for this project."""
    return ROOT / "fixtures" / "reports"
