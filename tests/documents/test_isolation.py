"""A reader that crashes, hangs, eats memory or lies is one file's diagnostic; the next file is read as if nothing had been."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.documents import isolation
from scoring.documents.content import Unreadable
from scoring.documents.isolation import Isolation
from scoring.documents.limits import Limits, memory_of

_MIB = 1024 * 1024


@pytest.fixture
def isolated(monkeypatch: pytest.MonkeyPatch) -> Iterator[Isolation]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    own = Isolation(Limits(seconds=1.0, memory=400 * _MIB, files=3))
    yield own
    own.close()


def _code(own: Isolation, reader: str) -> str:
    with pytest.raises(Unreadable) as caught:
        own.parse(f"bad_readers:{reader}", b"x")
    return caught.value.code


def test_what_a_reader_gives_comes_back_whole(isolated: Isolation) -> None:
    content = isolated.parse("bad_readers:good", bytes(1_000_000))
    assert content.text.endswith("1000000")
    assert (content.encoding, content.page_starts, content.flags, content.obtained) == (
        "utf-8",
        (0, 3),
        ("flag",),
        "made",
    )


@pytest.mark.parametrize(
    ("reader", "code"),
    [
        ("refuse", "damaged-file"),
        ("fail", "damaged-file"),
        ("crash", "reader-crashed"),
        ("leave", "reader-crashed"),
        ("hang", "too-slow"),
        ("spin", "too-slow"),
    ],
)
def test_a_bad_reader_is_told_and_the_next_file_is_read(reader: str, code: str, isolated: Isolation) -> None:
    assert _code(isolated, reader) == code
    assert isolated.parse("bad_readers:good", b"ab").text.endswith("2")


def test_a_reason_goes_with_the_code(isolated: Isolation) -> None:
    with pytest.raises(Unreadable) as caught:
        isolated.parse("bad_readers:fail", b"")
    assert caught.value.fields == {"reason": "解析出错：KeyError"}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit inside the child is Linux's")
def test_memory_is_limited_inside_the_child(isolated: Isolation) -> None:
    assert _code(isolated, "eat") == "too-much-memory"
    assert isolated.parse("bad_readers:good", b"ab").text.endswith("2")


def test_memory_is_watched_from_outside(isolated: Isolation, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system sets no limit: the parent sees the child grow and ends it."""
    isolated.parse("bad_readers:good", b"")
    monkeypatch.setattr(isolation, "memory_of", lambda _pid: 401 * _MIB)
    assert _code(isolated, "hang") == "too-much-memory"


def test_memory_of_a_process_is_known_here() -> None:
    assert memory_of(os.getpid()) > 5 * _MIB
    assert memory_of(2**22 + 1) == 0


def test_what_a_library_prints_does_not_disturb(isolated: Isolation) -> None:
    assert "依法行政" in isolated.parse("bad_readers:chatter", b"").text


def test_a_child_is_kept_and_replaced_after_a_number_of_files(isolated: Isolation) -> None:
    ids = [isolated.parse("bad_readers:process", b"").text for _ in range(6)]
    assert ids[0] == ids[1] == ids[2]
    assert ids[3] == ids[4] == ids[5] != ids[0]


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory as Linux tells it")
def test_a_child_that_has_grown_is_replaced(isolated: Isolation) -> None:
    isolated.limits = Limits(seconds=5.0, memory=1024 * _MIB)
    isolated.close()
    first = isolated.parse("bad_readers:swell", b"").text
    assert isolated.parse("bad_readers:process", b"").text != first


def test_the_limits_are_generous_for_reports() -> None:
    limits = Limits()
    assert (limits.seconds, limits.memory) == (60.0, 1024 * _MIB)
