"""Milliseconds for an evidence page: a report of 30,000 characters with 81 marks, beside `html.escape` of the same text.

Both run in turns in this process. `source_text` is the marked text alone, `evidence_page` the whole page with its criteria
(81 of them). Escaping the bare text is the least that any page costs. Times are CPU seconds of the process, the median of the
rounds.

    python benchmarks/pages.py [--characters 30000] [--marks 81] [--seconds 5]
"""

from __future__ import annotations

import argparse
import html
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from frame import Found, compared, in_turns, show

import scoring
from scoring.measures.facts import Fact
from scoring.pages import evidence_page
from scoring.pages.criteria import all_criteria, sections_of
from scoring.pages.marks import marks_of
from scoring.pages.source_text import source_text
from scoring.results import LeafScore, NodeScore, Outcome, Run, UnitScore
from scoring.rubric.rule_specs import DoneSpec
from scoring.rubric.types import Leaf, Node, Policy, Position, Rubric, Rule
from scoring.text.report import Metadata, MetadataValue, Report, Span, cite

SENTENCE = "全县各单位对照清单逐项办理“事项”<7>类，共办结甲乙丙丁案件1234件，办结率98.7%；其余按期推进。"
QUOTE = "办结率98.7%"
POSITION = Position("benchmark.yaml", 1, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=30_000)
    parser.add_argument("--marks", type=int, default=81)
    parser.add_argument("--seconds", type=float, default=5.0)
    arguments = parser.parse_args()
    show(measured(arguments.characters, arguments.marks, arguments.seconds))
    return 0


def rows(quick: bool) -> Iterable[Found]:
    """Part of `make bench`."""
    return measured(30_000, 81, 1.0 if quick else 5.0)


def measured(characters: int, marks: int, seconds: float) -> Iterable[Found]:
    """The page and the marked text beside html.escape."""
    run, unit = made_up(characters, marks)
    report = unit.reports[0]
    drawn = marks_of(report, all_criteria(sections_of(run, unit)), {}, 2).marks
    work: dict[str, Callable[[], object]] = {
        "html.escape": lambda: html.escape(report.text),
        "marked text": lambda: source_text(report.text, drawn),
        "whole page": lambda: evidence_page(run, unit, report),
    }
    spent = in_turns(work, seconds)
    size = len(evidence_page(run, unit, report).encode())
    note = f"{len(report.text):,} characters, {len(drawn)} marks, {len(unit.leaves)} criteria; page of {size:,} bytes"
    for name in ("marked text", "whole page"):
        theirs = spent["html.escape"]
        yield compared("pages", name, "html.escape", spent[name], theirs, unit="ms", per=0.001, note=note)


def made_up(characters: int, marks: int) -> tuple[Run, UnitScore]:
    """A unit whose report has about `characters` characters and whose criteria rest on one mark each."""
    sentences = characters // len(SENTENCE) + 1
    text = "\n".join(SENTENCE * 4 for _ in range(sentences // 4 + 1))[:characters]
    metadata = Metadata(unit=MetadataValue("青岚县", "title"), report_year=MetadataValue("2024", "title"))
    report = Report("a.txt#0", "a.txt", text, "0" * 64, "utf-8", metadata)
    places = [place for place in range(len(text)) if text.startswith(QUOTE, place)]
    chosen = [places[number * len(places) // marks] for number in range(marks)]
    leaves = tuple(_leaf(number) for number in range(marks))
    scores = tuple(_score(leaf, report, place) for leaf, place in zip(leaves, chosen, strict=True))
    width = -(-marks // 9)
    nodes = tuple(
        Node(f"part{part}", f"维度{part + 1}", Decimal(width), leaves[part * width : (part + 1) * width], POSITION)
        for part in range(9)
    )
    rubric = Rubric("bench", "示例标准", None, "local", "", Decimal(marks), nodes, (), "benchmark.yaml", "0" * 64)
    totals = tuple(NodeScore(node.id, node.name, node.points, node.points, Decimal(0)) for node in nodes)
    unit = UnitScore(
        unit="青岚县",
        unit_type="county",
        group="county",
        year=2024,
        reports=(report,),
        leaves=scores,
        nodes=totals,
        total=Decimal(marks),
        published=Decimal(marks),
        full_marks=Decimal(marks),
        coverage=1.0,
        grade="",
        rank=Decimal(1),
        facts=tuple(fact for score in scores for fact in score.used),
    )
    return Run(rubric, (unit,), (), (), "0" * 64, scoring.__version__, "scoring score", 2024), unit


def _leaf(number: int) -> Leaf:
    pending = Policy("pending")
    rule = Rule("done", DoneSpec(), POSITION)
    return Leaf(f"part.c{number}", f"评分项{number}", Decimal(1), "measure", "rate", rule, pending, pending, POSITION)


def _score(leaf: Leaf, report: Report, place: int) -> LeafScore:
    evidence = cite(report, Span(place, place + len(QUOTE)), section="主要工作 / 案件办理")
    fact = Fact(
        report_id=report.id,
        unit=report.unit,
        year=2024,
        measure="rate",
        kind="measure",
        value=0.987,
        value_unit="ratio",
        low=0.987,
        high=0.987,
        approx="exact",
        period="2024",
        scope="whole",
        status="done",
        evidence=evidence,
    )
    return LeafScore(
        criterion=leaf.id,
        name=leaf.name,
        dimension="",
        full_marks=leaf.points,
        points=Decimal(1),
        outcome=Outcome.SCORED,
        stake=Decimal(0),
        value=0.987,
        value_text="98.7%",
        way="stated",
        words="报告写明：98.7%，不低于90%，得1/1",
        used=(replace(fact, chosen=True),),
    )


if __name__ == "__main__":
    raise SystemExit(main())
