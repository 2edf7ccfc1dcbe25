"""Where the time of `scoring extract` goes: CPU milliseconds a report for each step, beside `jieba.cut` in the same run.

Each step is timed without the steps that it calls. The clock itself is read some thirty times a report, so the sum is a little more than
`extract_vs_jieba.py` finds. `SCORING_KERNEL=python` leaves the compiled kernels aside.

    python benchmarks/profile_extract.py [FOLDER …] [--seconds 10]
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jieba

from scoring.documents import read as documents
from scoring.documents import read_folder
from scoring.measures import extract, kernel, load_library
from scoring.measures.honours import HonourReader
from scoring.resources import fixture_reports_folder, measures_folder
from scoring.text import kernel as text_kernel
from scoring.text import quantities
from scoring.text.report import Report


def read_files(folders: Sequence[Path]) -> tuple[Report, ...]:
    """The reports in files and folders."""
    return read_folder(folders).reports


# A step: what is shown, where its function is found, and the function's name there.
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("find and read files, decode", sys.modules[__name__], "read_files"),
    ("metadata", documents, "read_metadata"),
    ("structure", extract, "build_view"),
    ("quantities", quantities, "read_values"),
    ("scan: literals, clauses, values", extract, "scan_report"),
    ("frame", extract, "frame_of"),
    ("matching, statements", extract, "resolve"),
    ("status, period, scope, facts", extract.Extractor, "_stated"),
    ("honours", HonourReader, "read"),
    ("derived rates", extract, "derive"),
    ("checks", extract, "check"),
    ("practices", extract, "read_practices"),
    ("report measures", extract, "read_report_measures"),
    ("choice", extract, "choose"),
    ("the rest", extract.Extractor, "facts"),
)


class Clock:
    """Times functions that call each other; each second counts for the innermost of them."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def watch(self, step: str, place: Any, name: str) -> None:
        """Put a timed function in the place of the function `name` of a module or class."""
        function = getattr(place, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            started = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                used = time.process_time() - started
                self.spent[step] += used - self._inner.pop()
                self._inner[-1] += used

        setattr(place, name, timed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="reports to read (default: the shipped ones)")
    parser.add_argument("--seconds", type=float, default=10, help="CPU seconds to spend (default: 10)")
    arguments = parser.parse_args()
    folders = arguments.folders or [fixture_reports_folder()]

    library = load_library(measures_folder())
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts = [report.text for report in read_files(folders)]
    if not texts:
        print("no reports found", file=sys.stderr)
        return 1
    clock = Clock()
    for step, place, name in STEPS:
        clock.watch(step, place, name)
    extractor = extract.Extractor(library)

    def whole() -> None:
        for report in sys.modules[__name__].read_files(folders):
            extractor.facts(report)

    def cut() -> None:
        for text in texts:
            for _ in jieba.cut(text):
                pass

    rounds, peer = measure(clock, whole, cut, arguments.seconds)
    show(rounds, peer, len(texts), sum(map(len, texts)))
    return 0


def measure(
    clock: Clock, ours: Callable[[], object], theirs: Callable[[], object], seconds: float
) -> tuple[list[dict[str, float]], list[float]]:
    """Run both in turns for `seconds` of CPU (three rounds at least): seconds by step, and the peer's, round by round."""
    rounds: list[dict[str, float]] = []
    peer: list[float] = []
    begun = time.process_time()
    ours()
    while time.process_time() - begun < seconds or len(rounds) < 3:
        clock.spent.clear()
        ours()
        rounds.append(dict(clock.spent))
        started = time.process_time()
        theirs()
        peer.append(time.process_time() - started)
    return rounds, peer


def show(rounds: list[dict[str, float]], peer: list[float], reports: int, characters: int) -> None:
    """Print the median of each step in milliseconds a report, and the ratio."""
    print(f"{reports} reports, {characters / reports:,.0f} characters each; median of {len(rounds)} rounds")
    print(f"kernels: text {text_kernel.state}, facts {kernel.state()}")
    each = {step: statistics.median(spent.get(step, 0.0) for spent in rounds) / reports * 1000 for step, _, _ in STEPS}
    total = sum(each.values())
    for step, used in each.items():
        print(f"{step:<34}{used:8.3f} ms {used / total:6.1%}")
    other = statistics.median(peer) / reports * 1000
    print(f"{'together':<34}{total:8.3f} ms")
    print(f"{'jieba.cut':<34}{other:8.3f} ms")
    print(f"{'ratio':<34}{other / total:8.2f}")


if __name__ == "__main__":
    sys.exit(main())
