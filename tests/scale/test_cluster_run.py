"""What is done about answers of a cluster, told by a client that is made up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from machines import FAST
from made_reports import make_reports

from scoring.documents.listing import listed
from scoring.errors import ScoringError
from scoring.pipeline.libraries import load_measures
from scoring.scale.cluster import Cluster, connected
from scoring.scale.cluster_check import Tls, client_of
from scoring.scale.types import File, Receipt, Settings, Task, receipt_record, task_of
from scoring.scale.work import program, work

pytest.importorskip("distributed")


class _Future:
    def __init__(self, key: str, status: str, answer: Any) -> None:
        self.key, self.status, self.answer = key, status, answer

    def add_done_callback(self, told: Callable[[Any], None]) -> None:
        told(self)

    def result(self, timeout: float) -> Any:  # noqa: ARG002
        return self.answer

    def exception(self, timeout: float) -> Any:  # noqa: ARG002
        return self.answer

    def release(self) -> None:
        self.status = "released"


class _Client:
    """Answers with what `answer` makes of each task."""

    def __init__(self, answer: Callable[[Task], tuple[str, Any]], threads: int = 1) -> None:
        self.answer, self.threads, self.tasks = answer, threads, 0
        self.status = "running"
        self.scheduler = self

    def ncores(self) -> dict[str, int]:
        return {"tcp://there:1": self.threads}

    def sync(self, function: Callable[..., Any], callback_timeout: float) -> Any:  # noqa: ARG002
        return function()

    def subscribe_topic(self, topic: str, told: Any) -> None: ...

    def unsubscribe_topic(self, topic: str) -> None: ...

    def submit(self, _function: Any, record: Any, *_arguments: Any, key: str, pure: bool) -> _Future:  # noqa: ARG002
        self.tasks += 1
        return _Future(key, *self.answer(task_of(record)))


def _tasks(folder: Path) -> list[Task]:
    make_reports(folder / "in", 5)
    files = tuple(File(one.shown, tuple(map(str, one.paths))) for one in listed([folder / "in"], []))
    settings = Settings(load_measures().sha256, program())
    return [Task(number, (file,), str(folder / "parts"), settings) for number, file in enumerate(files)]


def _told(receipt: Receipt) -> dict[str, Any]:
    return {"worker": "tcp://there:1", "receipt": receipt_record(receipt), "seconds": 0.0, "reused": False}


def _run(client: _Client, tasks: list[Task]) -> list[Any]:
    return list(Cluster(client, "tcp://there:2", FAST).run(tasks, lambda _: None))


def _code(error: pytest.ExceptionInfo[ScoringError]) -> str:
    return error.value.diagnostics[0].code


def test_a_part_that_is_damaged_on_its_way_is_asked_for_again(tmp_path: Path) -> None:
    tasks = _tasks(tmp_path)
    damaged: list[str] = []

    def answer(task: Task) -> tuple[str, Any]:
        receipt = work(task)
        if not damaged:
            damaged.append(receipt.parts[0].path)
            (tmp_path / "parts" / damaged[0]).write_bytes(b"half")
        return "finished", _told(receipt)

    client = _Client(answer)
    found = _run(client, tasks)
    assert sorted(receipt.number for receipt in found) == [0, 1, 2, 3, 4]
    assert client.tasks == 6


def test_parts_that_never_arrive_end_the_run_with_the_worker_named(tmp_path: Path) -> None:
    tasks = _tasks(tmp_path)[:1]

    def answer(task: Task) -> tuple[str, Any]:
        return "finished", _told(work(task._replace(out=str(tmp_path / "elsewhere"))))

    with pytest.raises(ScoringError) as caught:
        _run(_Client(answer), tasks)
    assert _code(caught) == "cluster-part-apart"
    assert "tcp://there:1" in str(caught.value)


def test_tasks_are_taken_only_as_workers_are_free(tmp_path: Path) -> None:
    tasks = _tasks(tmp_path)
    taken: list[int] = []

    def lazily() -> Any:
        for task in tasks:
            taken.append(task.number)
            yield task

    client = _Client(lambda task: ("finished", _told(work(task))))
    running = Cluster(client, "tcp://there:2", FAST).run(lazily(), lambda _: None)
    next(running)
    assert len(taken) == 2
    running.close()


@pytest.mark.parametrize(
    ("status", "answer", "code"),
    [
        ("cancelled", None, "cluster-scheduler-lost"),
        ("lost", None, "cluster-scheduler-lost"),
        ("error", ModuleNotFoundError("No module named 'scoring'"), "cluster-without-program"),
        ("finished", {"worker": "tcp://there:1", "failure": [0, "part-disk-full", []]}, "cluster-worker-failed"),
    ],
)
def test_what_ends_a_run_is_told(tmp_path: Path, status: str, answer: Any, code: str) -> None:
    with pytest.raises(ScoringError) as caught:
        _run(_Client(lambda _: (status, answer)), _tasks(tmp_path)[:1])
    assert _code(caught) == code


def test_without_the_libraries_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr("scoring.scale.optional.find_spec", lambda name: None if name == "distributed" else object())
    with pytest.raises(ScoringError) as caught, connected("tcp://127.0.0.1:9", waits=FAST):
        pass
    assert _code(caught) == "cluster-not-installed"
    assert "pip install" in (caught.value.diagnostics[0].help or "")


def test_certificates_that_are_none_are_told(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("no certificate")
    with pytest.raises(ScoringError) as caught:
        client_of("tls://127.0.0.1:9", Tls(str(file), str(file), str(file)), FAST)
    assert _code(caught) == "cluster-tls-unusable"
