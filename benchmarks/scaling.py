"""How the time of reading facts grows: with the library, with the reports, and beside `rg` that only counts the library's literals.

Everything runs in turns in this process (ripgrep as a child of it), in CPU seconds, median of the rounds:

- *library*: the measure library beside one of twice its size. The other half has the same shape: every id is renamed, every literal and topic word
  is written backwards, so that it is as long and its characters are as common.
- *reports*: the same reports once, twice and four times; milliseconds a report.
- *ripgrep*: `rg --count-matches -F -f LITERALS` on one thread over the same texts as files, beside reading them and all their facts.

    python benchmarks/scaling.py [FOLDER …] [--rounds 7] [--python]
"""

from __future__ import annotations

import argparse
import logging
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scoring.documents import read_folder
from scoring.measures import Library, kernel, load_library
from scoring.measures.extract import Extractor
from scoring.measures.grammar import Gap, Literal, Pattern
from scoring.measures.library import Template, Topic
from scoring.resources import fixture_reports_folder, measures_folder
from scoring.text.report import Report

# What is said of each of these is renamed: `a_rate` becomes `a_rate_2`.
_OTHER = "_2"
# Copies of the reports for ripgrep, so that its start does not count much.
COPIES = 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="reports to read (default: the shipped ones)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each (default: 7)")
    parser.add_argument("--python", action="store_true", help="without the compiled kernel")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    folders = arguments.folders or [fixture_reports_folder()]
    reports = read_folder(folders).reports
    if not reports:
        print("no reports found", file=sys.stderr)
        return 1
    library = load_library(measures_folder())
    compiled = not arguments.python and kernel.built()
    characters = sum(len(report.text) for report in reports)
    print(f"{len(reports)} reports, {characters:,} characters; facts {'compiled' if compiled else 'in Python'}")
    by_library(library, reports, compiled, arguments.rounds)
    by_reports(library, reports, compiled, arguments.rounds)
    beside_ripgrep(library, folders, reports, compiled, arguments.rounds)
    return 0


def by_library(library: Library, reports: Sequence[Report], compiled: bool, rounds: int) -> None:
    """Print the time with a library of twice the size as a multiple of the time with the library."""
    twice = doubled(library)
    one, two = Extractor(library, compiled), Extractor(twice, compiled)
    spent = in_turns([lambda: read_all(one, reports), lambda: read_all(two, reports)], rounds)
    literals = len(literals_of(library)), len(literals_of(twice))
    print(
        f"library ×2 ({len(library.measures)} → {len(twice.measures)} measures, {literals[0]} → {literals[1]} literals):",
        end=" ",
    )
    print(
        f"{per_report(spent[0], reports):.2f} → {per_report(spent[1], reports):.2f} ms a report, × {ratio(spent[1], spent[0]):.2f}"
    )


def by_reports(library: Library, reports: Sequence[Report], compiled: bool, rounds: int) -> None:
    """Print the time a report for once, twice and four times the reports."""
    extractor = Extractor(library, compiled)
    many = [list(reports) * times for times in (1, 2, 4)]
    spent = in_turns([lambda each=each: read_all(extractor, each) for each in many], rounds)  # type: ignore[misc]
    shown = ", ".join(f"{len(each)}: {per_report(used, each):.2f} ms" for each, used in zip(many, spent, strict=True))
    print(f"reports ×1, ×2, ×4: {shown} a report; × {ratio(spent[2], spent[0]):.2f} for four times as many")


def beside_ripgrep(
    library: Library, folders: Sequence[Path], reports: Sequence[Report], compiled: bool, rounds: int
) -> None:
    """Print the time of reading files and facts as a multiple of ripgrep's over the same texts."""
    program = shutil.which("rg") or shutil.which("rg", path=str(Path(sys.executable).parent))
    if program is None:
        print("ripgrep: not installed (rg), skipped")
        return
    extractor = Extractor(library, compiled)
    with tempfile.TemporaryDirectory() as folder:
        literals = Path(folder, "literals")
        literals.write_text("\n".join(literals_of(library)) + "\n", encoding="utf-8")
        texts = Path(folder, "texts")
        texts.mkdir()
        for copy in range(COPIES):
            for number, report in enumerate(reports):
                Path(texts, f"{copy}-{number}.txt").write_text(report.text, encoding="utf-8")
        command = [program, "--count-matches", "--no-filename", "-j1", "-F", "-f", str(literals), str(texts)]
        counted = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

        def search() -> None:
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

        spent = in_turns(
            [lambda: read_all(extractor, reports), lambda: read_all(extractor, read_folder(folders).reports), search],
            rounds,
        )
    theirs = statistics.median(spent[2]) / COPIES / len(reports) * 1000
    print(
        f"ripgrep -F, {len(literals_of(library))} literals, {sum(map(int, counted)) // COPIES // len(reports)} matches a report: {theirs:.3f} ms"
    )
    for name, used in (("facts of texts in memory", spent[0]), ("files read, facts", spent[1])):
        ours = per_report(used, reports)
        print(f"  {name}: {ours:.2f} ms, {ours / theirs:.1f} × ripgrep")


def read_all(extractor: Extractor, reports: Sequence[Report]) -> None:
    for report in reports:
        extractor.facts(report)


def in_turns(works: Sequence[Callable[[], None]], rounds: int) -> list[list[float]]:
    """CPU seconds of each, with its children, round by round after one that is not counted."""
    spent: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for work, used in zip(works, spent, strict=True):
            before = cpu()
            work()
            if turn:
                used.append(cpu() - before)
    return spent


def cpu() -> float:
    """CPU seconds of this process and its children so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def per_report(spent: Sequence[float], reports: Sequence[Report]) -> float:
    return statistics.median(spent) / len(reports) * 1000


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Round by round, so that what slows the machine slows both."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def literals_of(library: Library) -> list[str]:
    """Every word that the library looks for beside values, as a topic, or at the beginning of a practice."""
    index = library.index
    beside = [word for shelf in (index.by_left, index.by_right) for words in shelf.values() for word in words]
    return sorted({*beside, *library.landmarks.words})


def doubled(library: Library) -> Library:
    """The library and as much again."""
    topics = dict(library.topics)
    topics |= {id_ + _OTHER: _other_topic(topic) for id_, topic in library.topics.items()}
    measures = dict(library.measures)
    for id_, measure in library.measures.items():
        measures[id_ + _OTHER] = replace(
            measure,
            id=id_ + _OTHER,
            templates=tuple(map(_other_template, measure.templates)),
            formulas=tuple((of + _OTHER, by + _OTHER, part) for of, by, part in measure.formulas),
        )
    practices = dict(library.practices)
    for id_, practice in library.practices.items():
        shown_by = tuple(each + _OTHER for each in practice.shown_by)
        practices[id_ + _OTHER] = replace(
            practice, id=id_ + _OTHER, templates=tuple(map(_other_template, practice.templates)), shown_by=shown_by
        )
    return Library(measures, practices, topics, library.lexicon, library.sha256 + _OTHER)


def _other_topic(topic: Topic) -> Topic:
    terms, weak = (tuple(word[::-1] for word in words) for words in (topic.terms, topic.weak))
    return replace(topic, id=topic.id + _OTHER, group=topic.group + _OTHER, terms=terms, weak=weak)


def _other_template(template: Template) -> Template:
    pattern = template.pattern
    left, right = (tuple(map(_backwards, side)) for side in (pattern.left, pattern.right))
    topics, also, not_topics = (
        tuple(id_ + _OTHER for id_ in ids) for ids in (template.topics, template.also, template.not_topics)
    )
    return replace(
        template,
        subject=template.subject + _OTHER,
        pattern=Pattern(pattern.source, left, pattern.slot, right),
        topics=topics,
        also=also,
        not_topics=not_topics,
    )


def _backwards(element: Literal | Gap) -> Literal | Gap:
    return Literal(tuple(word[::-1] for word in element.alternatives)) if isinstance(element, Literal) else element


if __name__ == "__main__":
    sys.exit(main())
