"""What all tests share."""

from __future__ import annotations

import uuid
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


@pytest.fixture(autouse=True)
def _cold_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test begins with an empty cache of its own, which is made only if the test uses one."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{uuid.uuid4().hex}"
    monkeypatch.setattr("scoring.store.cache.FOLDER", folder)


# Whole-way and hostile-input tests: each file takes seconds. `make test` runs them; `-m "not slow"` leaves them out.
SLOW = frozenset(
    [
        "cli/test_cli_sources.py",
        "documents/test_hostile_files.py",
        "documents/test_isolation.py",
        "documents/test_same_facts.py",
        "pages/test_pages_command.py",
        "text/test_quantities_properties.py",
        "text/test_structure_properties.py",
        "workbench/test_bench.py",
        "workbench/test_material.py",
        "workbench/test_rescale.py",
        "workbench/test_workbench_cli.py",
    ]
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of the slow files."""
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix() in SLOW:
            item.add_marker(pytest.mark.slow)
