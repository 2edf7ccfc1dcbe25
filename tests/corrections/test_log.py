"""The log of a review: whole lines, told damage, several programs, a full disk, a kill at any moment."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from scoring.corrections import log as log_module
from scoring.corrections.log import CHECKED, OVERRIDE, Entry, append, read_log, torn
from scoring.corrections.types import By
from scoring.errors import OutputError, ScoringError


def said(who: str = "沈岚", points: str = "3", key: str = "云岭县|2024|a", kind: str = OVERRIDE) -> Entry:
    by = By(who, "2025-03-20", "材料核对后改分", "缺一份清单", "甲.xlsx", "f" * 64, "复核台账", 7)
    return Entry(kind, key, by, {"points": points, "engine": "2.62"}, "abcd1234", "0" * 64)


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "review.jsonl"
    append(path, [said(), said("丁一", "4"), said(kind=CHECKED)])
    append(path, [said("冯二", "")])
    return path


def test_what_is_appended_is_read_again(log: Path) -> None:
    found = read_log(log)
    assert found == (said(), said("丁一", "4"), said(kind=CHECKED), said("冯二", ""))
    assert not torn(log)


def test_no_log_is_empty(tmp_path: Path) -> None:
    assert read_log(tmp_path / "review.jsonl") == ()
    append(tmp_path / "review.jsonl", [])
    assert not (tmp_path / "review.jsonl").exists()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_altered_line_is_told_at_the_line_behind_it(log: Path, number: int) -> None:
    whole = lines(log)
    whole[number - 1] = whole[number - 1].replace(b"2.62", b"9.99")
    log.write_bytes(b"".join(whole))
    with pytest.raises(ScoringError) as told:
        read_log(log)
    assert told.value.diagnostics[0].code == "log-damaged"
    assert told.value.diagnostics[0].line in (number, number + 1)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_line_that_was_cut_out_is_told(log: Path, number: int) -> None:
    whole = lines(log)
    del whole[number - 1]
    log.write_bytes(b"".join(whole))
    with pytest.raises(ScoringError) as told:
        read_log(log)
    assert told.value.diagnostics[0].line == number


def test_lines_that_changed_places_are_told(log: Path) -> None:
    whole = lines(log)
    whole[1], whole[2] = whole[2], whole[1]
    log.write_bytes(b"".join(whole))
    with pytest.raises(ScoringError):
        read_log(log)


def test_nothing_is_appended_to_an_altered_log(log: Path) -> None:
    damaged = log.read_bytes().replace(b"2.62", b"9.99", 1)
    log.write_bytes(damaged)
    with pytest.raises(ScoringError):
        append(log, [said("新人")])
    assert log.read_bytes() == damaged


def test_a_log_cut_anywhere_in_its_last_line_keeps_the_others_and_can_go_on(log: Path) -> None:
    raw = log.read_bytes()
    *before, last = lines(log)
    start = len(raw) - len(last)
    for size in (start + 1, start + len(last) // 2, len(raw) - 2, len(raw) - 1):
        log.write_bytes(raw[:size])
        kept = read_log(log)
        assert kept == (said(), said("丁一", "4"), said(kind=CHECKED))
        assert torn(log)
        append(log, [said("新人", "1")])
        assert read_log(log) == (*kept, said("新人", "1"))
        assert log.read_bytes().startswith(b"".join(before))


def test_a_full_disk_leaves_the_log_as_it_was(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.read_bytes()
    real = os.write
    calls = []

    def half(descriptor: int, data: bytes) -> int:
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return real(descriptor, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OutputError) as told:
        append(log, [said("新人")])
    assert told.value.diagnostics[0].code == "log-not-written"
    assert len(calls) == 2
    assert log.read_bytes() == before
    monkeypatch.undo()
    append(log, [said("新人")])
    assert read_log(log)[-1] == said("新人")


def test_a_flush_that_fails_leaves_the_log_as_it_was(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError):
        append(log, [said("新人")])
    assert log.read_bytes() == before


def _many(path: str, who: str) -> None:
    for number in range(15):
        append(Path(path), [said(who, str(number)), said(who, str(number), kind=CHECKED)])


def test_two_programs_at_once_do_not_mix_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_many, args=(str(path), who)) for who in ("甲", "乙")]
    for one in running:
        one.start()
    for one in running:
        one.join(60)
        assert one.exitcode == 0
    found = read_log(path)
    assert len(found) == 60
    for who in ("甲", "乙"):
        mine = [entry.value["points"] for entry in found if entry.by.who == who]
        assert mine == [str(number // 2) for number in range(30)]


def test_a_held_log_is_told_and_a_forgotten_lock_is_taken_over(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.read_bytes()
    lock = log.with_name(log.name + ".lock")
    lock.touch()
    monkeypatch.setattr(log_module, "_WAIT", 0.1)
    with pytest.raises(OutputError):
        append(log, [said("新人")])
    assert log.read_bytes() == before
    os.utime(lock, (1, 1))
    append(log, [said("新人")])
    assert read_log(log)[-1] == said("新人")
    assert not lock.exists()


def test_every_line_is_plain_json(log: Path) -> None:
    for line in lines(log):
        assert line.isascii()
        assert {"after", "kind", "key", "value", "by", "run", "rubric"} == set(json.loads(line))
