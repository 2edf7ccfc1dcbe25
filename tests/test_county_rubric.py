"""The shipped county sheet: what it promises about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from assess_samples import fact, practice, report

from scoring.rank import score_run
from scoring.resources import measures_folder
from scoring.rubric.load import load_rubric
from scoring.rubric.rule_specs import BandsSpec, DoneSpec, LinearSpec, TargetSpec, subjects
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, Leaf, Node, Rubric
from scoring.vocabulary import Vocabulary, load_vocabulary

HEADS = (
    "政府职能依法全面履行",
    "依法行政制度体系完善",
    "重大行政决策科学民主合法",
    "行政执法严格规范公正文明",
    "行政权力制约监督科学有效",
    "社会矛盾纠纷依法有效化解",
    "重大突发事件依法预防处置",
    "政府工作人员法治思维和依法行政能力全面提高",
    "法治政府建设组织领导落实到位",
    "年度报告",
)

# Counts that only tell how much there was to do (or how often somebody was punished): scoring them by size is wrong.
WORKLOAD = re.compile(
    r"^(penalty_|light_penalty|litigation_cases|reconsideration_(received|accepted)|open_info_(published|requests)|crime_|.*_found$)"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(measures_folder())


@pytest.fixture(scope="module")
def county(vocabulary: Vocabulary) -> Rubric:
    found, diagnostics = load_rubric("county", vocabulary)
    assert diagnostics == ()
    assert found is not None
    return found


def _named(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Every (source, id) the sheet asks the vocabulary for."""
    for leaf in rubric.leaves():
        if leaf.source in (MEASURE, PRACTICE, REPORT):
            yield leaf.source, leaf.subject
        for subject in subjects(leaf.rule.spec):
            yield subject.source, subject.id
        if leaf.qualitative is not None:
            yield from ((PRACTICE, id_) for id_ in leaf.qualitative.practices)
            yield from ((MEASURE, id_) for id_ in leaf.qualitative.measures)
        if leaf.na_when is not None:
            yield MEASURE, leaf.na_when.measure


def _sum(children: tuple[Node | Leaf, ...]) -> Decimal:
    return sum((child.points for child in children), Decimal(0))


def test_the_heads_in_their_order(county: Rubric) -> None:
    assert tuple(node.name for node in county.dimensions) == HEADS


def test_points_add_up(county: Rubric) -> None:
    assert county.points == 100
    assert _sum(county.dimensions) == 100
    for node in county.dimensions:
        assert _sum(node.children) == node.points, node.id


def test_enough_criteria_that_a_report_can_show(county: Rubric) -> None:
    shown = [leaf for leaf in county.leaves() if leaf.source in (MEASURE, PRACTICE, REPORT)]
    waiting = [leaf for leaf in county.leaves() if leaf not in shown]
    assert len(shown) >= 35
    assert {leaf.source for leaf in waiting} == {"table", "judgement"}
    assert {leaf.subject for leaf in shown} >= {
        "legality_review_coverage",
        "respondent_appearance_rate",
        "mediation_success_rate",
        "fair_competition_review_count",
        "report.published_in_time",
        "report.contents_count",
    }


def test_silence_waits_for_a_reviewer(county: Rubric) -> None:
    assert {leaf.missing.name for leaf in county.leaves()} == {"pending"}


def test_the_sheet_says_what_it_is(county: Rubric) -> None:
    assert county.weights_status == "illustrative"
    assert all(leaf.basis for leaf in county.leaves())
    assert all(node.basis for node in county.dimensions)
    unchecked = county.dimensions[1:9]
    assert all("未逐字核对" in node.basis for node in unchecked)


def test_no_points_for_penalties_or_workload(county: Rubric) -> None:
    for leaf in county.leaves():
        asked = [leaf.subject, *(subject.id for subject in subjects(leaf.rule.spec))]
        if leaf.qualitative is not None:
            asked += [id_ for id_ in leaf.qualitative.measures if id_.startswith(("penalty", "light_penalty", "crime"))]
        assert not any(WORKLOAD.match(id_) for id_ in asked), leaf.id


def test_counts_earn_nothing_beyond_a_low_mark(county: Rubric, vocabulary: Vocabulary) -> None:
    """`done` and low targets only: no criterion pays for more cases."""
    for leaf in county.leaves():
        entry = vocabulary.find(leaf.subject, MEASURE)
        if entry is None or entry.is_rate:
            continue
        spec = leaf.rule.spec
        assert isinstance(spec, DoneSpec | TargetSpec), leaf.id
        if isinstance(spec, TargetSpec):
            assert spec.target <= 30
            assert spec.extra is None


def test_rates_have_fixed_goalposts(county: Rubric, vocabulary: Vocabulary) -> None:
    for leaf in county.leaves():
        entry = vocabulary.find(leaf.subject, MEASURE)
        if entry is not None and entry.is_rate:
            assert isinstance(leaf.rule.spec, LinearSpec | BandsSpec), leaf.id


def test_losing_in_court_is_scored_generously(county: Rubric) -> None:
    (leaf,) = [leaf for leaf in county.leaves() if leaf.subject == "litigation_loss_rate"]
    spec = leaf.rule.spec
    assert isinstance(spec, LinearSpec)
    best, worst = spec.nodes[0], spec.nodes[-1]
    assert best.worth.of(leaf.points) == leaf.points
    assert worst.worth.of(leaf.points) == 0
    assert (best.at, worst.at) == (Decimal("0.1"), Decimal("0.4"))


def _best(leaf: Leaf, vocabulary: Vocabulary) -> float:
    """A value that should earn full marks."""
    spec = leaf.rule.spec
    if isinstance(spec, LinearSpec):
        return float(max(spec.nodes, key=lambda node: node.worth.of(leaf.points)).at)
    if isinstance(spec, BandsSpec):
        return float(max(band.low or 0 for band in spec.bands))
    entry = vocabulary.find(leaf.subject)
    return 1.0 if entry is None or entry.unit in ("", "有无") else 50.0


def test_full_marks_can_be_reached_on_every_criterion_a_report_can_show(county: Rubric, vocabulary: Vocabulary) -> None:
    one = report()
    facts = []
    for leaf in county.leaves():
        if leaf.source == PRACTICE:
            facts.append(practice(one, leaf.subject))
        elif leaf.source in (MEASURE, REPORT):
            asked = [subject.id for subject in subjects(leaf.rule.spec)] or [leaf.subject]
            facts += [fact(one, id_, _best(leaf, vocabulary)) for id_ in asked]
    (unit,) = score_run(county, [(one, tuple(facts))], names=vocabulary.names())
    lost = [score.criterion for score in unit.leaves if score.used and score.points != score.full_marks]
    assert lost == []
    assert unit.total + unit.stake == 100
    assert unit.total == sum(leaf.points for leaf in county.leaves() if leaf.source not in ("table", "judgement"))


def test_a_silent_report_loses_nothing_for_good(county: Rubric) -> None:
    (unit,) = score_run(county, [(report(), ())])
    assert [str(figure) for figure in (unit.published, unit.stake, unit.coverage)] == ["0.00", "100", "0.0"]


def test_a_departments_sheet_keeps_its_hundred(county: Rubric) -> None:
    (unit,) = score_run(county, [(report("青禾县司法局", unit_type="department"), ())])
    assert {score.criterion for score in unit.leaves if score.excluded} == {
        "decisions.village_advisers",
        "disputes.mediation_network",
    }
    assert unit.full_marks == 100
    assert [node.full_marks for node in unit.nodes] == [node.points for node in county.dimensions]


def test_every_name_is_in_the_vocabulary(county: Rubric, vocabulary: Vocabulary) -> None:
    unknown = [(source, id_) for source, id_ in _named(county) if vocabulary.find(id_, source) is None]
    assert unknown == []


def test_every_name_is_in_the_common_list(county: Rubric, shared: Path) -> None:
    text = (shared / "design" / "measures.yaml").read_text(encoding="utf-8")
    listed = yaml.safe_load(text)
    known = {(MEASURE, id_) for id_ in listed["measures"]} | {(PRACTICE, id_) for id_ in listed["practices"]}
    assert [named for named in _named(county) if named[0] != REPORT and named not in known] == []
