"""How much a parser may take: seconds and memory, set inside the child where the system can and watched from outside everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NamedTuple

_MIB = 1024 * 1024


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
    """Let this process use `seconds` more of CPU time: the end of a child whose parent is gone."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_lower(int(used.ru_utime + used.ru_stime + seconds) + 2, hard), hard))


def memory_of(pid: int) -> int:
    """The memory that process `pid` holds, in bytes; 0 where it has ended or the system does not tell."""
    if sys.platform == "linux":
        try:
            with open(f"/proc/{pid}/statm", encoding="ascii") as stream:
                return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            return 0
    if sys.platform == "win32":
        return _windows_memory(pid)
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return int(shown) * 1024 if shown.strip().isdigit() else 0


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
    handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
    if not handle:
        return 0
    try:
        counters = Counters(cb=ctypes.sizeof(Counters))
        told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        return int(counters.PagefileUsage) if told else 0
    finally:
        kernel.CloseHandle(handle)


_QUERY_LIMITED = 0x1000
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
