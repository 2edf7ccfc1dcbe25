"""A run that is killed, at moments of its own and at any, goes on with --resume to the same bytes."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from corpora import corpus, fixture_pairs, written

pytestmark = pytest.mark.slow
_CODE = "from scoring.cli.main import main; main()"


def command(dataset: Path, out: Path, *more: str) -> list[str]:
    words = ["corpus", "score", str(dataset), "--rubric", "report-quality", "-o", str(out), "--batch", "2"]
    return [sys.executable, "-c", _CODE, *words, "--full-workbook", "0", "--year", "2023", "--year", "2024", *more]


def digests(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture(scope="module")
def made(fixture_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], float]:
    """A data set, the results of a run that nobody killed, and how long it took."""
    folder = tmp_path_factory.mktemp("killed")
    written(corpus(fixture_pairs(fixture_reports), (2022, 2023, 2024), 4), folder / "set")
    began = time.monotonic()
    subprocess.run(command(folder / "set", folder / "whole"), check=True, capture_output=True)
    return folder / "set", digests(folder / "whole"), time.monotonic() - began


@pytest.mark.parametrize("moment", ["ranking/2023/*", "done/2023/*", "workbooks/2024/*", "any", "any again"])
def test_resumed_after_a_kill(made: tuple[Path, dict[str, str], float], moment: str, tmp_path: Path) -> None:
    dataset, whole, seconds = made
    out = tmp_path / "out"
    process = subprocess.Popen(command(dataset, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait = Random(moment).uniform(0.3, 0.9) * seconds
    end = time.monotonic() + (wait if moment.startswith("any") else 60)
    while process.poll() is None and time.monotonic() < end:
        if not moment.startswith("any") and next(out.glob(moment), None):
            break
        time.sleep(0.005)
    process.kill()
    assert process.wait() in (0, -signal.SIGKILL)
    subprocess.run(command(dataset, out, "--resume"), check=True, capture_output=True)
    assert digests(out) == whole
    assert not list(out.glob(".work*"))
