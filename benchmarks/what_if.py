"""What-if on 3,000 units: re-scoring what a change of the rubric touches, beside scoring everything again, in one run.

Units are made from the facts of the fixture reports: copies under invented names whose stated rates are moved a little, so that totals
differ. Prints, for each change, the CPU seconds of both ways (best of three for what-if, from the text of the settings to what moved), whether
their results are equal, and how many units moved.

    python benchmarks/what_if.py [units]
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from pathlib import Path

from scoring import pipeline
from scoring.errors import render
from scoring.measures import Fact
from scoring.resources import fixture_reports_folder
from scoring.rubric.types import Rubric
from scoring.text.report import MetadataValue, Report
from scoring.vocabulary import Vocabulary
from scoring.workbench.bench import Scored, rescore, score
from scoring.workbench.files import RubricFile, open_rubric
from scoring.workbench.material import READ, Material, from_reports
from scoring.workbench.moves import moves
from scoring.workbench.settings import edited

UNITS = 3_000
ROUNDS = 3
CHANGES = (
    ("disputes.appearance.points=5", "disputes.mediation.points=2"),
    ("disputes.mediation.rule.linear.full=95%",),
    ("institutions.filing.rule.bands.2.share=70%", "decisions.legality_review.missing=zero"),
    ("grades.合格.from=50%",),
    ("ties=dense",),
)


def many(material: Material, count: int) -> Material:
    """`count` units made from the reports of one year."""
    known = [pair for pair in material.now if pair[0].year == 2024]
    return replace(material, now=tuple(_copy(known[number % len(known)], number) for number in range(count)))


def _copy(pair: READ, number: int) -> READ:
    report, facts = pair
    unit = MetadataValue(f"虚构县{number:04d}", "title")
    path = f"{number:04d}/{report.path}"
    copied: Report = replace(
        report, id=f"{path}#{report.sha256[:12]}", path=path, metadata=replace(report.metadata, unit=unit)
    )
    return copied, tuple(_moved(fact, number) for fact in facts)


def _moved(fact: Fact, number: int) -> Fact:
    if fact.value_unit != "ratio" or fact.approx != "exact" or fact.derived is not None:
        return fact
    step = ((number * 37 + len(fact.measure) * 11) % 100) / 1000
    return replace(fact, value=max(0.0, round(fact.value - step, 4)))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    vocabulary = pipeline.load_vocabulary()
    file = open_rubric("county", vocabulary)
    rubric, _ = file.read(vocabulary)
    assert rubric is not None
    material = many(from_reports([Path(fixture_reports_folder())]), count)
    facts = sum(len(facts) for _, facts in material.now)
    began = time.process_time()
    base = score(material, rubric)
    # What stays for good need not be looked at by the collector again; the command does the same.
    gc.freeze()
    print(f"{len(base.units)} units, {facts} facts, {sum(1 for _ in rubric.leaves())} criteria")
    print(f"base: {time.process_time() - began:.2f} s")
    print(f"{'change':75} {'what-if':>8} {'full':>8} {'ratio':>6}  equal  moved")
    for change in CHANGES:
        _compare(base, file, vocabulary, change)


def _compare(base: Scored, file: RubricFile, vocabulary: Vocabulary, change: tuple[str, ...]) -> None:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        other = _changed(file, vocabulary, change)
        again = rescore(base, other)
        moved = moves(base, again)
        best = min(best, time.process_time() - began)
    began = time.process_time()
    whole = score(base.material, other)
    full = time.process_time() - began
    equal = whole.ranked == again.ranked
    print(f"{' '.join(change):75} {best:8.2f} {full:8.2f} {full / best:6.1f}  {equal!s:5}  {len(moved.units)}")


def _changed(file: RubricFile, vocabulary: Vocabulary, change: tuple[str, ...]) -> Rubric:
    rubric, problems = edited(file, change)[0].read(vocabulary)
    if rubric is None:
        raise SystemExit("\n".join(map(render, problems)))
    return rubric


if __name__ == "__main__":
    main()
