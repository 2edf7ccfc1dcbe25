"""Files named, cut into tasks and counted."""

from __future__ import annotations

import json
from pathlib import Path

from made_reports import make_reports
from scale_runs import settings

from scoring.documents.listing import listed, listed_in
from scoring.errors import Diagnostic
from scoring.pipeline.many import extract_dataset, jobs_for
from scoring.scale.lock import locked
from scoring.scale.many import serially
from scoring.scale.progress import Progress
from scoring.scale.tasks import tasks_of
from scoring.scale.types import (
    Group,
    PartFile,
    Receipt,
    Step,
    Stretch,
    receipt_of,
    receipt_record,
    task_of,
    task_record,
)


def test_one_file_more_changes_few_tasks(tmp_path: Path) -> None:
    def cut(folder: Path) -> set[tuple[str, ...]]:
        tasks = tasks_of(listed([folder], []), "", settings())
        return {tuple(file.shown for file in task.files) for task in tasks}

    make_reports(tmp_path, 1200)
    before = cut(tmp_path)
    (tmp_path / "2019" / "000" / "000000-又.txt").write_text("又一份")
    assert len(before) > 5
    assert len(cut(tmp_path) - before) <= 2


def test_a_list_of_files(tmp_path: Path) -> None:
    make_reports(tmp_path / "in", 6)
    files = sorted(path for path in (tmp_path / "in").rglob("*.txt"))
    names = tmp_path / "清单.txt"
    lines = [path.relative_to(tmp_path).as_posix() for path in reversed(files)]
    names.write_text("# 六份\n" + "\n".join([*lines, lines[0], "", "in/没有.txt"]) + "\n", encoding="utf-8-sig")
    problems: list[Diagnostic] = []
    assert [one.shown for one in listed_in(names, problems)] == sorted([*lines, "in/没有.txt"])
    assert problems == []
    dataset = extract_dataset([], tmp_path / "out", Progress(), list_file=names, run=serially)
    assert dataset.reports_count == 6
    assert [one.code for one in dataset.problems() if one.is_error] == ["path-missing"]
    names.write_bytes(b"\xff\xff")
    assert list(listed_in(names, problems)) == []
    assert [one.code for one in problems] == ["unreadable"]


def test_progress_tells_rate_and_time_left() -> None:
    now = iter(range(100))
    progress = Progress(10, clock=lambda: float(next(now)))
    assert progress.left() is None
    for file in range(4):
        progress.step(Step(0, file))
    assert (progress.done, progress.rate(), progress.left()) == (3, 1.0, 7.0)
    progress.receipt(Receipt(0, "", "", (), 3, 0, 0, 1), 4)
    assert (progress.done, progress.reports, progress.errors, progress.left()) == (4, 3, 1, 6.0)


def test_how_many_processes() -> None:
    assert jobs_for(10) == 1
    assert 1 <= jobs_for(10**6) <= 8


def test_tasks_and_receipts_come_back_from_json(tmp_path: Path) -> None:
    make_reports(tmp_path, 3)
    (task,) = tasks_of(listed([tmp_path], []), "out", settings()._replace(columns=(("text", "正文"),)))
    task = task._replace(refused=((task.files[0].shown, "file-too-slow"),))
    assert task_of(json.loads(json.dumps(task_record(task)))) == task
    receipt = Receipt(3, "k", "c", (PartFile("p", "facts", 2, "s", (Stretch(Group(None, "county"), 2),)),), 1, 2, 0, 0)
    assert receipt_of(json.loads(json.dumps(receipt_record(receipt)))) == receipt


def test_the_lock_is_of_one_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path / "a" / "lock") as first:
        assert first
        with locked(tmp_path / "a" / "lock") as second:
            assert not second
        (tmp_path / "a" / "lock").unlink()
    with locked(tmp_path / "a" / "lock") as third:
        assert third


def test_no_clock_that_can_be_set_is_asked(root: Path) -> None:
    for path in (root / "scoring" / "scale").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "time.time" not in source, path.name
        assert "datetime" not in source, path.name
