"""Scoring a data set in several processes gives the bytes of one, whatever happens to them."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import psutil
import pytest
from assess_samples import leaf, linear, node, rate, report, rubric
from corpora import corpus, fixture_pairs, written

from scoring.corpus import Settings, score_dataset
from scoring.rubric.rule_specs import PerStep, RankSpec, RelativeSpec, YearOnYearSpec
from scoring.rubric.types import Policy, Weighting
from scoring.scale.finish import write_dataset

pytestmark = pytest.mark.slow
_CODE = "from scoring.cli.main import main; main()"
D = Decimal
# Everything that looks at the whole group or at last year: places, means, weights from data.
SHEET = rubric(
    node(
        "a",
        leaf("m", "5", RankSpec(False, step=D(1), unit="ratio"), missing=Policy("group_mean")),
        leaf("n", "5", RelativeSpec("last_mean", False, short=PerStep(D("0.1"), D("0.5")), unit="ratio")),
        leaf("o", "5", YearOnYearSpec("rank", False, fall=PerStep(D(1)), unit="ratio"), missing=Policy("group_mean")),
        weighting=Weighting("entropy"),
    ),
    node("b", leaf("p", "5", linear("0", "1"))),
)


def digests(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def made(folder: Path) -> Path:
    """Seven counties and three townships of two years, with gaps."""
    found = []
    for number in range(10):
        name, kind = f"第{number}县人民政府", "county" if number < 7 else "township"
        for year in (2023, 2024):
            one = report(name, year, f"{year}/{number}.txt", unit_type=kind)
            facts = [
                rate(one, measure, (number * 3 + at * 5 + year) % 11 / 11, at=2 * at)
                for at, measure in enumerate("mnopq")
                if (number + at) % 4
            ]
            found.append((one, tuple(facts)))
    write_dataset(folder, found)
    return folder


@pytest.mark.parametrize("full_workbook", [0, 5, 300])
def test_several_processes_give_the_bytes_of_one(full_workbook: int, tmp_path: Path) -> None:
    dataset = made(tmp_path / "set")
    settings = Settings(batch=2, full_workbook=full_workbook)
    for jobs in (1, 2):
        score_dataset(dataset, SHEET, tmp_path / str(jobs), (2023, 2024), settings=replace(settings, jobs=jobs))
    found = digests(tmp_path / "1")
    assert len(found) == 3 + 4 * 4
    assert digests(tmp_path / "2") == found
    assert not list((tmp_path / "2").glob(".work*"))


@pytest.fixture(scope="module")
def large(fixture_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A data set of fixtures, and the results of a run in one process."""
    folder = tmp_path_factory.mktemp("jobs")
    written(corpus(fixture_pairs(fixture_reports), (2022, 2023, 2024), 12), folder / "set")
    subprocess.run(command(folder / "set", folder / "whole"), check=True, capture_output=True)
    return folder / "set", digests(folder / "whole")


def command(dataset: Path, out: Path, *more: str) -> list[str]:
    words = ["corpus", "score", str(dataset), "--rubric", "report-quality", "-o", str(out), "--batch", "2"]
    return [sys.executable, "-c", _CODE, *words, "--full-workbook", "0", "--year", "2023", "--year", "2024", *more]


def with_workers(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The worker processes, once there are two."""
    parent = psutil.Process(process.pid)
    end = time.monotonic() + 60
    while len(found := parent.children()) < 2:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.005)
    return found


def test_a_killed_worker_costs_nothing(large: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    dataset, whole = large
    process = subprocess.Popen(command(dataset, tmp_path, "--jobs", "2"), stdout=subprocess.DEVNULL)
    workers = with_workers(process)
    while not list(tmp_path.glob(".work*/rows*/*")):
        time.sleep(0.005)
    workers[0].kill()
    assert process.wait() == 0
    assert digests(tmp_path) == whole


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_ended_run_leaves_no_worker_and_goes_on(
    sign: signal.Signals, large: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    dataset, whole = large
    process = subprocess.Popen(
        command(dataset, tmp_path, "--jobs", "2"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    workers = with_workers(process)
    while not list(tmp_path.glob("done/2023/*")):
        time.sleep(0.005)
    process.send_signal(sign)
    assert process.wait(30) != 0
    gone, left = psutil.wait_procs(workers, timeout=30)
    assert not left, gone
    subprocess.run(command(dataset, tmp_path, "--jobs", "2", "--resume"), check=True, capture_output=True)
    assert digests(tmp_path) == whole
    assert not list(tmp_path.glob(".work*"))
