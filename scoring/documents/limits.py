"""How much a parser may take: seconds and memory, set inside the child where the system can and watched from outside everywhere."""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from functools import cache, lru_cache
from typing import NamedTuple, TextIO

_MIB = 1024 * 1024
# The parent ends a slow child itself; where it is gone, the child waits so much longer.
_GRACE = 60.0


class Limits(NamedTuple):
    """`seconds` for one file by the clock, `memory` in bytes of the child; a child is replaced by a new one after `files`, or when it
    still holds `grown` bytes after a file. `threads` of a parser may work at once, each for all of the seconds."""

    seconds: float = 60.0
    memory: int = 1024 * _MIB
    files: int = 200
    grown: int = 300 * _MIB
    threads: int = 1


def limit_memory(memory: int) -> None:
    """Let this process map at most `memory` bytes, where the system enforces it (Linux); elsewhere the parent watches."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_lower(memory, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_seconds(seconds: float) -> None:
    """Let this process use `seconds` more of CPU time (on Windows: work on one file for a minute longer): the end of a child whose parent is
    gone. `rest` ends the count."""
    if sys.platform == "win32":
        end_after(seconds + _GRACE)
    else:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_lower(int(used.ru_utime + used.ru_stime + seconds) + 2, hard), hard))


def rest() -> None:
    """The file is done: until the next one nothing is counted that counts by the clock."""
    faulthandler.cancel_dump_traceback_later()


def end_after(seconds: float) -> None:
    """End this process after `seconds` by the clock, whatever it does then: the timer needs no lock that a parser may hold."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())


@cache
def _nowhere() -> TextIO:
    """Where the timer may write; kept open as long as it may run."""
    return open(os.devnull, "w", encoding="ascii")


def memory_of(pid: int) -> int:
    """The memory that process `pid` holds, in bytes; 0 where it has ended or the system does not tell."""
    if sys.platform == "linux":
        try:
            with open(f"/proc/{pid}/statm", "rb", buffering=0) as stream:
                return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            return 0
    if sys.platform == "win32":
        return _windows_memory(pid)
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return int(shown) * 1024 if shown.strip().isdigit() else 0


def memory_held() -> int:
    """The memory that this process holds, in bytes; 0 where the system does not tell."""
    if sys.platform != "linux":
        return memory_of(os.getpid())
    # Asked twice for each file: with the file kept open it takes a tenth of the time.
    try:
        return int(os.pread(_own_memory(os.getpid()), 64, 0).split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        _own_memory.cache_clear()
        return memory_of(os.getpid())


@lru_cache(maxsize=1)
def _own_memory(pid: int) -> int:
    """The open file in which the system tells what this process holds; a process forked from it opens its own."""
    return os.open(f"/proc/{pid}/statm", os.O_RDONLY)


def _lower(wanted: int, hard: int) -> int:
    return wanted if hard < 0 else min(wanted, hard)


def _windows_memory(pid: int) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in _COUNTERS),
        ]

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    handle = kernel.OpenProcess(_ACCESS, False, pid)
    if not handle:
        return 0
    try:
        counters = Counters(cb=ctypes.sizeof(Counters))
        told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        return int(counters.PagefileUsage) if told else 0
    finally:
        kernel.CloseHandle(handle)


# PROCESS_QUERY_LIMITED_INFORMATION and PROCESS_VM_READ: what GetProcessMemoryInfo asks for.
_ACCESS = 0x1000 | 0x0010
_COUNTERS = (
    "PeakWorkingSetSize",
    "WorkingSetSize",
    "QuotaPeakPagedPoolUsage",
    "QuotaPagedPoolUsage",
    "QuotaPeakNonPagedPoolUsage",
    "QuotaNonPagedPoolUsage",
    "PagefileUsage",
    "PeakPagefileUsage",
)
