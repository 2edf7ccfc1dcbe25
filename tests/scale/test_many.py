"""A run over many files: the same data set however it is done, and what is left when it is stopped."""

from __future__ import annotations

import errno
import random
import time
from collections.abc import Callable, Generator, Iterable
from functools import partial
from pathlib import Path

import pytest
from made_reports import make_reports, text_of
from scale_runs import contents, dataset_of

from scoring.documents import read_folder
from scoring.errors import ScoringError
from scoring.scale.dataset import open_dataset
from scoring.scale.layout import LOCK, WORK
from scoring.scale.lock import locked
from scoring.scale.many import serially
from scoring.scale.place import FolderPlace
from scoring.scale.progress import Progress
from scoring.scale.types import Failure, Receipt, Task

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("reports"), 45)


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    dataset_of(source, folder)
    return folder


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(ScoringError) as raised:
        call()
    return raised.value.diagnostics[0].code


def test_it_holds_what_reading_the_folder_gives(source: Path, whole: Path) -> None:
    dataset, documents = open_dataset(whole), read_folder([source])
    found = [report for group in dataset.groups for report in dataset.reports(group.group)]
    assert sorted(found, key=lambda report: report.id) == list(documents.reports)
    assert tuple(dataset.problems()) == documents.diagnostics
    assert not (whole / WORK).exists()


def test_the_order_in_which_tasks_end_makes_no_difference(source: Path, whole: Path, tmp_path: Path) -> None:
    def anyhow(tasks: Iterable[Task], _step: object) -> Generator[Receipt | Failure]:
        shuffled = list(tasks)
        random.Random(3).shuffle(shuffled)
        assert len(shuffled) > 3
        yield from serially(shuffled, lambda _: None)

    dataset_of(source, tmp_path, anyhow)
    assert contents(tmp_path) == contents(whole)


def stopping(after: int, kind: type[BaseException]) -> object:
    """A runner that stops in the middle of the run."""

    def run(tasks: Iterable[Task], _step: object) -> Generator[Receipt | Failure]:
        for number, receipt in enumerate(serially(tasks, lambda _: None)):
            if number == after:
                raise kind
            yield receipt

    return run


@pytest.mark.parametrize("after", [0, 2, 4])
def test_going_on_after_an_interrupt(source: Path, whole: Path, tmp_path: Path, after: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        dataset_of(source, tmp_path, stopping(after, KeyboardInterrupt))  # type: ignore[arg-type]
    assert code_of(partial(open_dataset, tmp_path)) == "dataset-unfinished"
    assert code_of(partial(dataset_of, source, tmp_path)) == "dataset-interrupted"
    progress = Progress()
    dataset_of(source, tmp_path, resume=True, progress=progress)
    assert contents(tmp_path) == contents(whole)
    # The task that was done but not told of is there, too.
    assert progress.reused > 0


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    make_reports(tmp_path / "in", 45)
    with pytest.raises(KeyboardInterrupt):
        dataset_of(tmp_path / "in", tmp_path / "out", stopping(5, KeyboardInterrupt))  # type: ignore[arg-type]
    parts = sorted((tmp_path / "out" / WORK).rglob("*.parquet"))
    first = next((tmp_path / "in").rglob("*.txt"))
    changed = sorted((tmp_path / "in").rglob("*县.txt"))[0]
    changed.write_text(text_of("青柳县", 2019, 77), encoding="utf-8")
    damaged = parts[-1]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    progress = Progress()
    dataset_of(tmp_path / "in", tmp_path / "out", resume=True, progress=progress)
    dataset_of(tmp_path / "in", tmp_path / "new")
    assert contents(tmp_path / "out") == contents(tmp_path / "new")
    assert 0 < progress.reused < progress.done
    assert first.exists()


@pytest.mark.parametrize("after", [0, 5, 11])
def test_disk_full_and_room_again(
    source: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    write, count = FolderPlace.write, iter(range(1000))

    def full(place: FolderPlace, name: str, data: bytes) -> None:
        if next(count) >= after:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(place, name, data)

    with monkeypatch.context() as patched:
        patched.setattr(FolderPlace, "write", full)
        assert code_of(partial(dataset_of, source, tmp_path)) == "part-disk-full"
    assert not (tmp_path / "dataset.json").exists()
    dataset_of(source, tmp_path, resume=True)
    assert contents(tmp_path) == contents(whole)


def test_disk_full_while_parts_become_a_data_set(
    source: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scoring.scale import merge

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    dataset_of(source, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(merge._Files, "close_all", full)
        assert code_of(partial(dataset_of, source, tmp_path)) == "part-disk-full"
    # The data set that was there stands until the new one is whole.
    assert open_dataset(tmp_path).verify() == ()
    progress = Progress()
    dataset_of(source, tmp_path, resume=True, progress=progress)
    assert progress.reused == progress.done > 0
    assert contents(tmp_path) == contents(whole)


def test_two_at_once_one_is_refused(source: Path, whole: Path, tmp_path: Path) -> None:
    with locked(tmp_path / WORK / LOCK) as free:
        assert free
        assert code_of(partial(dataset_of, source, tmp_path)) == "dataset-busy"
        assert code_of(partial(dataset_of, source, tmp_path, resume=True)) == "dataset-busy"
    dataset_of(source, tmp_path)
    assert contents(tmp_path) == contents(whole)


def test_a_clock_that_jumps(source: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jumps = random.Random(1)
    monkeypatch.setattr(time, "time", lambda: jumps.uniform(-1e9, 4e9))
    monkeypatch.setattr(time, "time_ns", lambda: jumps.randrange(-(10**18), 4 * 10**18))
    dataset_of(source, tmp_path)
    assert contents(tmp_path) == contents(whole)


def test_a_report_that_changes_between_listing_and_reading_is_read_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "in"
    make_reports(place, 12)
    victim = sorted(place.rglob("*县.txt"))[-1]
    written = text_of("临江市", 2022, 99)

    def change(tasks: Iterable[Task], _step: object) -> Generator[Receipt | Failure]:
        listed_before = list(tasks)
        victim.write_text(written, encoding="utf-8")
        yield from serially(listed_before, lambda _: None)

    dataset = dataset_of(place, tmp_path / "out", change)
    shown = victim.relative_to(place).as_posix()
    (report,) = [one for group in dataset.groups for one in dataset.reports(group.group) if one.path == shown]
    assert report.text == written
    dataset_of(place, tmp_path / "again")
    assert contents(tmp_path / "out") == contents(tmp_path / "again")
