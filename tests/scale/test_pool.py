"""Worker processes: they are killed, they meet hostile files, their parent is gone; what is written is as if nothing had happened."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil
import pytest
from made_reports import make_reports
from scale_runs import SMALL, contents, dataset_of, done, settings, start, workers

from scoring.documents.listing import listed
from scoring.errors import ScoringError
from scoring.scale.dataset import open_dataset
from scoring.scale.pool import _Pool, run_local
from scoring.scale.progress import Progress
from scoring.scale.tasks import Sizes, tasks_of
from scoring.scale.types import Limits, Receipt, Step

pytestmark = pytest.mark.slow
HARSH = Limits(seconds=1.0, memory=200 * 1024**2)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("reports"), 120)


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    dataset_of(source, folder)
    return folder


def children() -> list[psutil.Process]:
    """The worker processes of this one."""
    found = []
    for one in psutil.Process().children():
        # One that was just killed is not there any more when it is asked.
        with contextlib.suppress(psutil.NoSuchProcess):
            if any("scoring.scale.worker" in part for part in one.cmdline()):
                found.append(one)
    return found


class Killing(Progress):
    """Kills a worker as it begins certain files, counted over the whole run."""

    def __init__(self, at: set[int]) -> None:
        super().__init__()
        self.at = at
        self.begun = 0
        self.killed = 0

    def step(self, step: Step) -> None:
        super().step(step)
        self.begun += 1
        if self.begun in self.at:
            random.Random(self.begun).choice(children()).kill()
            self.killed += 1


def test_several_workers_write_what_one_process_writes(source: Path, whole: Path, tmp_path: Path) -> None:
    dataset_of(source, tmp_path, workers(3))
    assert contents(tmp_path) == contents(whole)
    assert children() == []


def test_workers_killed_in_mid_run(source: Path, whole: Path, tmp_path: Path) -> None:
    killing = Killing({3, 40, 41, 90})
    dataset_of(source, tmp_path, workers(2), progress=killing)
    assert killing.killed == 4
    assert contents(tmp_path) == contents(whole)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Reports of which one takes so long to read that its worker is sure to be at it when it is killed."""
    place = make_reports(tmp_path / "in", 12)
    (place / "2019" / "长.txt").write_text("县政府办理案件30件，同比增长5%。\n" * 200_000, encoding="utf-8")
    return place


def test_a_file_at_which_workers_die_twice_is_passed_over(long: Path, tmp_path: Path) -> None:
    deaths = iter(range(2))

    class Deadly(Progress):
        def step(self, step: Step) -> None:
            if step.shown == "2019/长.txt" and next(deaths, None) is not None:
                (child,) = children()
                child.kill()

    dataset = dataset_of(long, tmp_path / "out", workers(1), progress=Deadly())
    assert [one.file for one in dataset.problems() if one.code == "file-crashed"] == ["2019/长.txt"]
    assert dataset.reports_count == 12


@pytest.mark.parametrize("jobs", [1, 2])
def test_hostile_files_are_cut_off_and_the_rest_goes_on(source: Path, tmp_path: Path, jobs: int) -> None:
    place = tmp_path / "in"
    shutil.copytree(source, place)
    # Slow to read: so many sentences; and 1 GB, of which not a byte is read.
    (place / "2020" / "慢.txt").write_text("县政府办理案件30件，同比增长5%。\n" * 400_000, encoding="utf-8")
    with (place / "2021" / "大.txt").open("wb") as stream:
        stream.truncate(1024**3)
    dataset = dataset_of(place, tmp_path / "out", workers(jobs), limits=HARSH)
    errors = {one.file: one.code for one in dataset.problems() if one.is_error and one.code != "empty-file"}
    assert errors.pop("2020/慢.txt") in ("file-too-slow", "file-too-much-memory")
    assert errors == {"2021/大.txt": "too-large"}
    assert dataset.reports_count == 120


def test_a_file_that_nobody_survives_ends_the_run(long: Path, tmp_path: Path) -> None:
    """Killed also when the file is only to be passed over, the worker held back so that it does not get past it."""
    (task,) = tasks_of(listed([long], []), str(tmp_path / "out"), settings(), Sizes(99, 99, 1))
    at = [file.shown for file in task.files].index("2019/长.txt")
    refused = task._replace(refused=(("2019/长.txt", "file-crashed"),))
    pool = _Pool([refused], lambda _: None, 1, "parts")
    assert pool._hand_out()
    (worker,) = pool._workers
    worker.ready, worker.file = True, at
    failure = pool._died(worker)
    assert failure is not None
    assert failure.code == "worker-killed"
    assert children() == []


def test_a_worker_that_says_nothing_is_ended(source: Path, tmp_path: Path) -> None:
    """A stopped process stands for one that hangs where nothing in it can be interrupted."""
    tasks = list(tasks_of(listed([source], []), str(tmp_path), settings(Limits(longest=3.0)), SMALL))[:3]
    stopped: list[int] = []

    def step(one: Step) -> None:
        if one.number == 1 and one.file == 1 and not stopped:
            (child,) = children()
            child.suspend()
            stopped.append(child.pid)

    receipts = [one for one in run_local(tasks, step, 1) if isinstance(one, Receipt)]
    assert sorted(one.number for one in receipts) == [0, 1, 2]
    assert not psutil.pid_exists(stopped[0])


def test_a_worker_of_another_program_is_refused(source: Path, tmp_path: Path) -> None:
    other = settings()._replace(program="another")
    (failure,) = run_local(tasks_of(listed([source], []), str(tmp_path), other), lambda _: None, 1)
    assert getattr(failure, "code", "") == "worker-other-program"


def gone(pids: list[int]) -> bool:
    """Whether all of the processes end within half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids):
            return True
        time.sleep(0.1)
    return False


def parts(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.json"))


def extract(source: Path, folder: Path, *options: str) -> list[str | Path]:
    return ["extract", source, "--dataset", folder, "--jobs", "2", *options]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("many"), 900)


@pytest.fixture(scope="module")
def serial(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serial")
    done("extract", many, "--dataset", folder, "--jobs", "1")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("seed", range(2))
def test_the_main_process_killed_and_gone_on_with(many: Path, serial: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    resume: tuple[str, ...] = ()
    for wanted in sorted(chance.sample(range(1, 7), 2)):
        process = start(*extract(many, tmp_path, *resume))
        while parts(tmp_path / ".work") < wanted and process.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        started = (
            [one.pid for one in psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []
        )
        process.kill()
        process.communicate()
        assert gone(started)
        resume = ("--resume",)
    last = done(*extract(many, tmp_path, "--resume"))
    assert last.returncode == 1, last.stderr
    assert contents(tmp_path) == contents(serial)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_says_how_to_go_on(many: Path, serial: Path, tmp_path: Path) -> None:
    process = start(*extract(many, tmp_path))
    while parts(tmp_path / ".work") < 2 and process.poll() is None:
        time.sleep(0.02)
    started = [one.pid for one in psutil.Process(process.pid).children(recursive=True)]
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in told
    assert "Traceback" not in told
    assert out == ""
    assert gone(started)
    assert not (tmp_path / "dataset.json").exists()
    again = done(*extract(many, tmp_path))
    assert again.returncode == 1
    assert "dataset-interrupted" in again.stderr
    last = done(*extract(many, tmp_path, "--resume"))
    assert "上次中断前的结果" in last.stderr
    assert contents(tmp_path) == contents(serial)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_two_runs_at_once(many: Path, serial: Path, tmp_path: Path) -> None:
    first = start(*extract(many, tmp_path))
    while parts(tmp_path / ".work") < 1 and first.poll() is None:
        time.sleep(0.02)
    # Held where it is, so that it is not done before the other one begins.
    first.send_signal(signal.SIGSTOP)
    second = done(*extract(many, tmp_path, "--resume"))
    first.send_signal(signal.SIGCONT)
    assert second.returncode == 1
    assert "dataset-busy" in second.stderr
    first.communicate(timeout=120)
    assert contents(tmp_path) == contents(serial)


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A file system of `size` at `place`; skips the test where it cannot be had."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts")
@pytest.mark.parametrize("size", ["24k", "200k", "800k"])
def test_a_disk_that_is_full_and_has_room_again(many: Path, serial: Path, tmp_path: Path, size: str) -> None:
    with small_disk(tmp_path / "disk", size) as disk:
        full = done(*extract(many, disk / "out"))
        assert full.returncode == 1
        assert "part-disk-full" in full.stderr
        assert "--resume" in full.stderr
        assert "Traceback" not in full.stderr
        assert not (disk / "out" / "dataset.json").exists()
        subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
        last = done(*extract(many, disk / "out", "--resume"))
        assert last.returncode == 1, last.stderr
        assert contents(disk / "out") == contents(serial)


def test_what_a_run_has_left_is_of_no_use_to_an_unfinished_reader(source: Path, tmp_path: Path) -> None:
    killing = Killing(set())
    killing.step = partial(_raise, KeyboardInterrupt)  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        dataset_of(source, tmp_path, workers(2), progress=killing)
    assert children() == []
    with pytest.raises(ScoringError):
        open_dataset(tmp_path)


def _raise(kind: type[BaseException], *_: object) -> None:
    raise kind
