"""Reports per second on one core: the whole way of `scoring extract` beside `jieba.cut` over the same texts.

Both run in turns in this process, so that whatever slows the machine slows both. `extract` reads the files, their
metadata, structure, quantities and facts with the whole measure library loaded; jieba only cuts texts that are in
memory already. Loading the library and jieba's dictionary is not counted. Times are CPU seconds of the process.

    python benchmarks/extract_vs_jieba.py [FOLDER …] [--seconds 10]
"""

from __future__ import annotations

import argparse
import logging
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import scoring
from scoring import pipeline
from scoring.resources import fixture_reports_folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="reports to read (default: the shipped ones)")
    parser.add_argument("--seconds", type=float, default=10, help="CPU seconds to spend on each side (default: 10)")
    arguments = parser.parse_args()
    folders = arguments.folders or [fixture_reports_folder()]

    started = time.process_time()
    library = pipeline.load_measures()
    loading = time.process_time() - started
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts = [report.text for report in pipeline.read(folders).reports]
    if not texts:
        print("no reports found", file=sys.stderr)
        return 1
    facts = len(pipeline.extract(folders, library).facts)

    def ours() -> None:
        pipeline.extract(folders, library)

    def theirs() -> None:
        for text in texts:
            for _ in jieba.cut(text):
                pass

    ours_rates, theirs_rates = in_turns(ours, theirs, len(texts), arguments.seconds)
    own, other = statistics.median(ours_rates), statistics.median(theirs_rates)
    characters = sum(map(len, texts))
    print(f"scoring {scoring.__version__}, jieba {jieba.__version__}, Python {platform.python_version()}")
    print(f"{len(texts)} reports, {characters:,} characters, {facts} facts; {len(library.measures)} measures, ", end="")
    print(f"{len(library.practices)} practices; library loaded in {loading:.2f} s")
    print(f"scoring extract  {own:8.1f} reports/s  (median of {len(ours_rates)} rounds)")
    print(f"jieba.cut        {other:8.1f} reports/s  (median of {len(theirs_rates)} rounds)")
    print(f"ratio            {own / other:8.2f}")
    return 0


def in_turns(
    first: Callable[[], None], second: Callable[[], None], count: int, seconds: float
) -> tuple[list[float], list[float]]:
    """Run both in turns until the slower has used `seconds` of CPU; their rates (`count` ÷ seconds) round by round."""
    rates: tuple[list[float], list[float]] = ([], [])
    spent = [0.0, 0.0]
    while max(spent) < seconds or len(rates[0]) < 3:
        for side, work in enumerate((first, second)):
            started = time.process_time()
            work()
            used = time.process_time() - started
            spent[side] += used
            rates[side].append(count / used)
    return rates


if __name__ == "__main__":
    sys.exit(main())
