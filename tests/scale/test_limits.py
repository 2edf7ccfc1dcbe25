"""What takes too much is cut off where it is, and what comes after is left alone."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.documents.held import Source
from scoring.errors import DocumentError
from scoring.scale.limits import TOO_MUCH_MEMORY, TOO_SLOW, CutOff, armed, limited
from scoring.scale.steady import Steady
from scoring.scale.types import Limits
from scoring.scale.within import Within, digest_of

SHORT = Limits(seconds=0.2, memory=64 * 1024**2)


def endless() -> None:
    while True:
        sum(range(1000))


def greedy() -> None:
    held = []
    while True:
        held.append(bytearray(1024**2))


def backtracking() -> None:
    re.match("(a+)+$", "a" * 40 + "b")


@pytest.mark.parametrize(
    ("work", "code"),
    [(endless, TOO_SLOW), (backtracking, TOO_SLOW), (greedy, TOO_MUCH_MEMORY)],
)
def test_work_in_the_main_thread_is_cut_off(work: Callable[[], None], code: str) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(CutOff) as cut:
        limited(SHORT, work)
    assert cut.value.code == code
    assert signal.getsignal(signal.SIGINT) is before
    assert limited(SHORT, lambda: 7) == 7


def test_work_in_another_thread_is_cut_off() -> None:
    told: list[str] = []

    def thread() -> None:
        try:
            limited(SHORT, endless)
        except CutOff as cut:
            told.append(cut.code)

    one = threading.Thread(target=thread)
    one.start()
    one.join(60)
    assert told == [TOO_SLOW]


def waited() -> int:
    time.sleep(0.3)
    return 1


def test_waiting_does_not_count_and_no_signal_comes_late() -> None:
    assert limited(Limits(seconds=0.05), waited) == 1
    for _ in range(300):
        assert limited(SHORT, lambda: 2) == 2


def test_an_interrupt_is_an_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt):
        limited(SHORT, lambda: signal.raise_signal(signal.SIGINT))


def test_work_that_shares_its_handlers_has_limits_of_its_own() -> None:
    before = signal.getsignal(signal.SIGINT)
    with armed():
        handler = signal.getsignal(signal.SIGINT)
        for work, code in ((endless, TOO_SLOW), (greedy, TOO_MUCH_MEMORY), (backtracking, TOO_SLOW)):
            with pytest.raises(CutOff) as cut:
                limited(SHORT, work)
            assert cut.value.code == code
            # Between two pieces of work an interrupt is not taken for one of theirs.
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            assert limited(SHORT, lambda: 7) == 7
        assert signal.getsignal(signal.SIGINT) is handler is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_memory_error_is_a_limit() -> None:
    def work() -> None:
        raise MemoryError

    with pytest.raises(CutOff) as cut:
        limited(SHORT, work)
    assert cut.value.code == TOO_MUCH_MEMORY


def test_a_source_that_is_cut_off_is_a_diagnostic_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("正文")

    def read(source: Source, _columns: object, load: Callable[[Path, str], bytes]) -> None:
        load(source.paths[0], source.shown)
        endless()

    within = Within(read, lambda _: (), SHORT)  # type: ignore[arg-type]
    held, digest = within.read_digest(Source("县/a.txt", (path,)), {})
    assert [(one.file, one.code) for one in held.diagnostics] == [("县/a.txt", TOO_SLOW)]
    assert "0.2 秒" in held.diagnostics[0].message
    assert held.diagnostics[0].help
    assert digest == digest_of(Source("县/a.txt", (path,)))


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("前".encode())
    reads: list[bytes] = []

    def load(place: Path, _shown: str) -> bytes:
        data = place.read_bytes()
        reads.append(data)
        if len(reads) == 1:
            place.write_bytes("前后都变了".encode())
        return data

    steady = Steady(load)
    assert steady.load(path, "a.txt").decode() == "前后都变了"
    assert len(reads) == 2
    still = Steady()
    still.load(path, "a.txt")
    assert steady.digest() == still.digest()


def test_a_file_that_never_rests_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")

    def load(place: Path, _shown: str) -> bytes:
        with place.open("ab") as stream:
            stream.write(b"x")
        return b"x"

    steady = Steady(load)
    with pytest.raises(DocumentError) as raised:
        steady.load(path, "县/a.txt")
    assert [(one.code, one.file) for one in raised.value.diagnostics] == [("file-changing", "县/a.txt")]
