"""What is written for Windows after its documentation, played here with stand-ins: memory of a process, the interpreter, the timer."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from ctypes import wintypes
from types import SimpleNamespace
from typing import Any

import pytest

from scoring.documents import isolation, limits

_MIB = 1024 * 1024


class Kernel:
    """Stands for kernel32: what is asked of it, and what it tells."""

    def __init__(self, handle: int | None = 77, usage: int = 300 * _MIB, told: int = 1) -> None:
        self.usage, self.told = usage, told
        self.asked: list[tuple[Any, ...]] = []
        self.closed: list[int] = []

        def open_process(*arguments: Any) -> int | None:
            self.asked.append(arguments)
            return handle

        # Functions take attributes, as those of a library do.
        self.OpenProcess = open_process
        self.K32GetProcessMemoryInfo = lambda *arguments: self._tell(*arguments)
        self.CloseHandle = lambda handle: self.closed.append(handle)

    def _tell(self, handle: int, counters: Any, size: int) -> int:
        # PROCESS_MEMORY_COUNTERS: two DWORD (longer here than there) and eight SIZE_T.
        sizes = 2 * ctypes.sizeof(wintypes.DWORD) + 8 * ctypes.sizeof(ctypes.c_size_t)
        assert (handle, size) == (77, sizes)
        held = counters._obj
        assert held.cb == size
        held.PagefileUsage = self.usage
        held.PeakPagefileUsage = 9 * self.usage
        return self.told


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The system calls itself Windows; `kernel` is its library."""
    place = SimpleNamespace(kernel=Kernel())
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: place.kernel, raising=False)
    return place


def test_the_memory_of_a_process_is_what_it_has_committed(windows: SimpleNamespace) -> None:
    assert limits.memory_of(4242) == 300 * _MIB
    # Query (limited) and read: the rights that the documentation asks for.
    assert windows.kernel.asked == [(0x1010, False, 4242)]
    assert windows.kernel.closed == [77]


def test_of_a_process_that_is_gone_nothing_is_known(windows: SimpleNamespace) -> None:
    windows.kernel = Kernel(handle=None)
    assert limits.memory_of(4242) == 0
    assert windows.kernel.closed == []


def test_a_refused_answer_is_none(windows: SimpleNamespace) -> None:
    windows.kernel = Kernel(told=0)
    assert limits.memory_of(4242) == 0
    assert windows.kernel.closed == [77]


def test_in_a_virtual_environment_the_interpreter_itself_is_started(
    windows: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    del windows
    monkeypatch.setattr(sys, "executable", "C:/venv/Scripts/python.exe")
    monkeypatch.setattr(sys, "_base_executable", "C:/Python311/python.exe", raising=False)
    program, environment = isolation.interpreter()
    assert program == "C:/Python311/python.exe"
    assert environment is not None
    assert environment["__PYVENV_LAUNCHER__"] == "C:/venv/Scripts/python.exe"
    monkeypatch.setattr(sys, "_base_executable", sys.executable)
    assert isolation.interpreter() == (sys.executable, None)


def test_elsewhere_the_program_is_our_own() -> None:
    assert isolation.interpreter() == (sys.executable, None)


_BUSY = "from scoring.documents import limits; limits.end_after({seconds}); {then}"


def test_a_child_that_is_never_asked_again_ends_by_itself() -> None:
    busy = _BUSY.format(seconds=0.3, then="while True: pass").replace("; while", "\nwhile")
    ended = subprocess.run([sys.executable, "-c", busy], capture_output=True, timeout=30, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")


def test_a_file_that_is_done_ends_the_count() -> None:
    done = _BUSY.format(seconds=0.2, then="limits.rest(); import time; time.sleep(0.5)")
    assert subprocess.run([sys.executable, "-c", done], timeout=30, check=False).returncode == 0
