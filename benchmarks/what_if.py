"""What-if on 3,000 units: re-scoring what a change of the rubric touches, beside scoring everything again, in one run.

Units are made from the facts of the fixture reports: copies under invented names whose stated rates are moved a little, so that totals
differ. Gives, for each change, the CPU seconds of both ways (three rounds of what-if, from the text of the settings to what moved), and how many units
moved; the results must be equal.

    python benchmarks/what_if.py [units]
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from frame import Found, compared, show

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
    show(measured(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS, CHANGES))


def rows(quick: bool) -> Iterable[Found]:
    """Part of `make bench`."""
    return measured(300, CHANGES[:2]) if quick else measured(UNITS, CHANGES[:2])


def measured(count: int, changes: tuple[tuple[str, ...], ...]) -> Iterable[Found]:
    """Every change beside scoring everything again. Raises SystemExit where the results of both ways differ."""
    vocabulary = pipeline.load_vocabulary()
    file = open_rubric("county", vocabulary)
    rubric, _ = file.read(vocabulary)
    assert rubric is not None
    material = many(from_reports([Path(fixture_reports_folder())]), count)
    facts = sum(len(facts) for _, facts in material.now)
    base = score(material, rubric)
    # What stays for good need not be looked at by the collector again; the command does the same.
    gc.freeze()
    note = f"{len(base.units):,} units, {facts:,} facts, {sum(1 for _ in rubric.leaves())} criteria"
    for change in changes:
        yield _compare(base, file, vocabulary, change, note)


def _compare(base: Scored, file: RubricFile, vocabulary: Vocabulary, change: tuple[str, ...], note: str) -> Found:
    spent, moved_units = list[float](), 0
    for _ in range(ROUNDS):
        began = time.process_time()
        other = _changed(file, vocabulary, change)
        again = rescore(base, other)
        moved_units = len(moves(base, again).units)
        spent.append(time.process_time() - began)
    began = time.process_time()
    whole = score(base.material, other)
    full = time.process_time() - began
    if whole.ranked != again.ranked:
        raise SystemExit(f"{' '.join(change)}: the results of what-if and of scoring everything differ")
    told = f"{note}; {moved_units:,} units moved"
    return compared("what-if", " ".join(change), "everything again", spent, [full] * ROUNDS, unit="s", note=told)


def _changed(file: RubricFile, vocabulary: Vocabulary, change: tuple[str, ...]) -> Rubric:
    rubric, problems = edited(file, change)[0].read(vocabulary)
    if rubric is None:
        raise SystemExit("\n".join(map(render, problems)))
    return rubric


if __name__ == "__main__":
    main()
