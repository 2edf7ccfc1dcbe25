"""What the benchmarks share: work done in turns and timed by the CPU, ratios with their spread, the machine and the versions.

A ratio is always theirs ÷ ours for times and memory and ours ÷ theirs for shares that are right: above one, ours does better. The spread is what
single rounds gave (10th to 90th percentile of theirs ÷ ours, round by round); a change inside it says nothing.
"""

from __future__ import annotations

import importlib
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DISTRIBUTIONS = [
    "scoring",
    "ahocorasick-rs",
    "numpy",
    "pandas",
    "pyarrow",
    "duckdb",
    "openpyxl",
    "xlsxwriter",
    "lxml",
    "pypdfium2",
    "distributed",
    "jieba",
    "spacy",
    "cn2an",
    "recognizers-text-number",
    "readability-lxml",
    "python-docx",
    "rapidocr",
    "onnxruntime",
]
PROGRAMS = ("rg", "tesseract")


class Row(NamedTuple):
    """One comparison. `ours` and `theirs` are medians in `unit`; `low` and `high` the spread of `ratio` over `rounds` rounds."""

    part: str
    name: str
    peer: str
    unit: str
    ours: float
    theirs: float
    ratio: float
    low: float
    high: float
    rounds: int
    note: str = ""


class NotRun(NamedTuple):
    """A comparison that was not made, and why."""

    part: str
    name: str
    reason: str


Found = Row | NotRun


def cpu() -> float:
    """CPU seconds of this process and of the children that have ended."""
    return time.process_time() + children()


def children() -> float:
    """CPU seconds of the children that have ended (and were waited for)."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def in_turns(
    work: Mapping[str, Callable[[], object]], seconds: float, least: int = 3, clock: Callable[[], float] = cpu
) -> dict[str, list[float]]:
    """Do all of `work` in turns, `least` rounds and on until `seconds` are spent in all; the seconds of each, round by round. A first round warms up and counts for nothing."""
    spent: dict[str, list[float]] = {name: [] for name in work}
    for do in work.values():
        do()
    began = clock()
    while clock() - began < seconds or len(next(iter(spent.values()))) < least:
        for name, do in work.items():
            started = clock()
            do()
            spent[name].append(clock() - started)
    return spent


def compared(
    part: str,
    name: str,
    peer: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    unit: str = "ms a report",
    per: float = 1.0,
    more: bool = False,
    note: str = "",
) -> Row:
    """The row of rounds of both sides (as many of each). `per` divides what is shown; `more`: bigger is better (else less is).
    Raises ValueError for sides of different length or nothing at all."""
    pairs = list(zip(ours, theirs, strict=True))
    if not pairs:
        raise ValueError(f"{part}: {name}: no rounds")
    ratios = sorted((one / max(other, 1e-12)) if more else (other / max(one, 1e-12)) for one, other in pairs)
    own, other = statistics.median(ours), statistics.median(theirs)
    edge = len(ratios) // 10
    ratio = own / max(other, 1e-12) if more else other / max(own, 1e-12)
    return Row(
        part, name, peer, unit, own / per, other / per, ratio, ratios[edge], ratios[-1 - edge], len(ratios), note
    )


def timed(part: str, name: str, peer: str, spent: Mapping[str, Sequence[float]], count: int, **named: Any) -> Row:
    """The row of `in_turns` whose ours is "ours" and whose theirs is `peer`, in milliseconds for each of `count`."""
    return compared(part, name, peer, spent["ours"], spent[peer], per=count / 1000, **named)


def missing(*modules: str) -> str:
    """Why one of these modules cannot be imported; "" if all can."""
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError as error:
            return f"{module}: {error}"
    return ""


def program(name: str) -> str:
    """Where a program is: beside this Python or on the PATH; "" if nowhere."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name) or ""


def machine() -> dict[str, str]:
    """What the figures were found on."""
    about = {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
    if hasattr(os, "getloadavg"):
        about["load"] = f"{os.getloadavg()[0]:.1f}"
    return about


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def versions() -> dict[str, str]:
    """The versions of everything that is measured and is here."""
    found = {}
    for name in DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    for name in PROGRAMS:
        path = program(name)
        if path:
            said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
            number = re.search(r"\d+(?:\.\d+)+", said)
            found[name] = number[0] if number else "?"
    return found


def show(rows: Iterable[Found]) -> None:
    """Print rows as a script by itself does."""
    for row in rows:
        if isinstance(row, NotRun):
            print(f"{row.name}: not run: {row.reason}")
        else:
            print(
                f"{row.name}: {row.ours:.3g} beside {row.theirs:.3g} {row.unit} of {row.peer}: ratio {row.ratio:.2f} ({row.low:.2f}–{row.high:.2f}, {row.rounds} rounds) {row.note}"
            )
