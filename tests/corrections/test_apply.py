"""Corrected facts and report data: what follows from them, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.corrections.apply import corrected_facts, corrected_reports
from scoring.corrections.types import By, Corrections, FactCorrection, ReportCorrection
from scoring.documents import read_folder
from scoring.measures import read_facts
from scoring.measures.facts import Fact
from scoring.text.report import Report

BY = By("沈岚", "2025-03-20", "另有材料")
TEXT = """甲县人民政府2024年法治政府建设年度报告

一、主要工作

行政应诉案件开庭审理40件，行政机关负责人出庭应诉30件。调解纠纷500件，调解成功480件。
"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    (tmp_path / "甲县.txt").write_text(TEXT, encoding="utf-8")
    (found,) = read_folder([tmp_path]).reports
    return found


def _derived(facts: tuple[Fact, ...]) -> list[Fact]:
    return [fact for fact in facts if fact.derived is not None]


def _first_operand(facts: tuple[Fact, ...]) -> tuple[Fact, Fact]:
    """A derived fact and the stated fact that is one of its operands."""
    for fact in _derived(facts):
        assert fact.derived is not None
        for operand in fact.derived.operands:
            for stated in facts:
                if stated.measure == operand.measure and stated.derived is None and stated.value == operand.value:
                    return fact, stated
    raise AssertionError("the report derives nothing")


def _of(fact: Fact, action: str, **further: object) -> FactCorrection:
    evidence = fact.evidence
    made = FactCorrection(fact.report_id, fact.measure, action, BY, evidence.start, evidence.end, fact.value)
    return replace(made, **further)  # type: ignore[arg-type]


def test_nothing_to_correct_changes_nothing(report: Report) -> None:
    facts = read_facts(report, pipeline.load_measures())
    other = ReportCorrection("别的", "year", "", "2023", BY)
    assert corrected_facts(report, facts, Corrections(reports=(other,)), pipeline.load_measures()) == (facts, ())


def test_a_replaced_operand_gives_another_derived_rate(report: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(report, library)
    rate, operand = _first_operand(facts)
    changed = _of(operand, "replace", value=operand.value - 4)
    after, problems = corrected_facts(report, facts, Corrections(facts=(changed,)), library)
    assert problems == ()
    (again,) = [fact for fact in _derived(after) if fact.measure == rate.measure]
    assert again.derived is not None
    first, second = (one.value for one in again.derived.operands)
    assert again.value == first / second
    assert again.value != rate.value
    assert {"corrected", "derived"} <= set(again.flags)
    untouched = [fact for fact in _derived(facts) if fact.measure != rate.measure]
    assert [fact for fact in _derived(after) if fact.measure != rate.measure] == untouched


def test_a_dropped_operand_takes_the_derived_rate_with_it(report: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(report, library)
    rate, operand = _first_operand(facts)
    after, problems = corrected_facts(report, facts, Corrections(facts=(_of(operand, "drop"),)), library)
    assert problems == ()
    assert rate.measure not in [fact.measure for fact in after]
    assert operand.measure not in [fact.measure for fact in after if fact.derived is None]


def test_the_same_value_again_leaves_the_derived_rate_as_it_was(report: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(report, library)
    rate, operand = _first_operand(facts)
    after, _ = corrected_facts(report, facts, Corrections(facts=(_of(operand, "replace"),)), library)
    assert rate in after


def test_two_facts_at_one_place_are_both_kept(report: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(report, library)
    _, operand = _first_operand(facts)
    twin = replace(operand, period="2023", chosen=False)
    other = next(fact for fact in facts if fact.kind == "measure" and fact.measure != operand.measure)
    after, _ = corrected_facts(report, (*facts, twin), Corrections(facts=(_of(other, "drop"),)), library)
    assert {"2023", operand.period} <= {fact.period for fact in after if fact.measure == operand.measure}


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (FactCorrection("", "disputes_mediated", "drop", BY, 0, 1, 3.0), "fact-not-here"),
        (FactCorrection("", "no_such_measure", "add", BY, value=1.0, quote="开庭审理"), "measure-unknown"),
        (FactCorrection("", "mediation_success_rate", "add", BY, quote="开庭审理"), "fact-without-value"),
        (FactCorrection("", "mediation_success_rate", "add", BY, value=1.0), "fact-without-quote"),
        (FactCorrection("", "mediation_success_rate", "add", BY, value=1.0, quote="没有这句"), "quote-not-here"),
        (FactCorrection("", "mediation_success_rate", "add", BY, value=1.0, quote="调解"), "quote-several"),
    ],
)
def test_what_cannot_be_put_in_is_told_and_the_rest_goes_on(
    correction: FactCorrection, code: str, report: Report
) -> None:
    library = pipeline.load_measures()
    facts = read_facts(report, library)
    good = FactCorrection(report.id, "mediation_success_rate", "add", BY, value=0.96, quote="调解成功480件")
    wrong = replace(correction, report=report.id)
    after, problems = corrected_facts(report, facts, Corrections(facts=(wrong, good)), library)
    assert [one.code for one in problems] == [code]
    assert [fact.value for fact in after if "corrected" in fact.flags and fact.derived is None] == [0.96]
    added = next(fact for fact in after if "corrected" in fact.flags and fact.derived is None)
    assert report.text[added.evidence.start : added.evidence.end] == added.evidence.quote == "调解成功480件"


@pytest.mark.parametrize(("field", "value"), [("year", "去年"), ("unit_type", "村"), ("unit", " "), ("group", "")])
def test_a_value_that_no_report_can_have_is_told(field: str, value: str, report: Report) -> None:
    wrong = ReportCorrection(report.id, field, "", value, BY)
    found, problems = corrected_reports([report], Corrections(reports=(wrong,)))
    assert found == (report,)
    assert [one.code for one in problems] == ["report-value"]


def test_what_was_read_is_kept_beside_what_the_reviewer_says(report: Report) -> None:
    (found,), problems = corrected_reports(
        [report], Corrections(reports=(ReportCorrection(report.id, "year", "2024", "2023", BY),))
    )
    assert problems == ()
    assert found.year == 2023
    assert found.metadata.report_year is not None
    assert found.metadata.report_year.source == "review"
    assert found.metadata.conflicts[-1].other.value == "2024"


YEARS = """甲县人民政府2024年法治政府建设年度报告

一、主要工作

2024年行政应诉案件开庭审理40件，行政机关负责人出庭应诉30件，行政机关负责人出庭应诉率75%。2024年办理行政复议案件60件，2023年办理行政复议案件50件。
"""


@pytest.fixture
def years(tmp_path: Path) -> Report:
    (tmp_path / "甲县.txt").write_text(YEARS, encoding="utf-8")
    (found,) = read_folder([tmp_path]).reports
    return found


def _value(facts: tuple[Fact, ...], measure: str) -> float:
    (found,) = [fact for fact in facts if fact.measure == measure]
    return found.value


def test_what_counts_facts_of_the_report_is_counted_anew(years: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(years, library)
    assert (_value(facts, "report.year_on_year_given"), _value(facts, "report.fractions_given")) == (1, 1)
    last_year = next(fact for fact in facts if fact.period == "2023")
    _, operand = _first_operand(facts)
    gone = Corrections(facts=(_of(last_year, "drop"), _of(operand, "drop")))
    after, problems = corrected_facts(years, facts, gone, library)
    assert problems == ()
    counted = [fact for fact in after if fact.measure in ("report.year_on_year_given", "report.fractions_given")]
    assert [(fact.value, fact.low, fact.high, "corrected" in fact.flags) for fact in counted] == [(0, 0, 0, True)] * 2
    assert all(years.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote for fact in counted)
    again = _of(counted[0], "replace", value=5.0)
    after, problems = corrected_facts(years, facts, Corrections(facts=(*gone.facts, again)), library)
    assert problems == ()
    assert _value(after, counted[0].measure) == 5


def test_contents_are_counted_anew(years: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(years, library)
    section = next(fact for fact in facts if fact.measure == "report.plan_section")
    before = _value(facts, "report.contents_count")
    there = _of(section, "replace", value=1 - section.value, quote="主要工作")
    after, problems = corrected_facts(years, facts, Corrections(facts=(there,)), library)
    assert problems == ()
    assert _value(after, "report.contents_count") == before + 1 - 2 * section.value


def test_contradictions_are_looked_for_anew(years: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(years, library)
    rate, operand = _first_operand(facts)

    def stated(found: tuple[Fact, ...]) -> Fact:
        (one,) = [fact for fact in found if fact.measure == rate.measure and fact.derived is None]
        return one

    assert "mismatch" not in stated(facts).flags
    wrong = _of(operand, "replace", value=operand.value + 5)
    after, _ = corrected_facts(years, facts, Corrections(facts=(wrong,)), library)
    assert "mismatch" in stated(after).flags
    # The other way round: a figure that contradicts is put right.
    back, _ = corrected_facts(
        years, after, Corrections(facts=(replace(wrong, old_value=operand.value + 5, value=operand.value),)), library
    )
    assert "mismatch" not in stated(back).flags


def test_a_correction_that_changes_nothing_leaves_all_other_facts(years: Report) -> None:
    library = pipeline.load_measures()
    facts = read_facts(years, library)
    _, operand = _first_operand(facts)
    after, _ = corrected_facts(years, facts, Corrections(facts=(_of(operand, "replace"),)), library)
    assert [fact for fact in after if fact.measure != operand.measure] == [
        fact for fact in facts if fact.measure != operand.measure
    ]


def test_parts_are_added_up_anew(tmp_path: Path) -> None:
    text = TEXT + "\n全县有人民调解委员会60个，其中镇级调委会8个、村级调委会50个、行业性专业性调委会2个。\n"
    (tmp_path / "乙县.txt").write_text(text, encoding="utf-8")
    (report,) = read_folder([tmp_path]).reports
    library = pipeline.load_measures()
    facts = read_facts(report, library)
    (total,) = [fact for fact in _derived(facts) if fact.measure == "mediation_committees"]
    assert (total.value, total.flags) == (60, ("sum_of_parts",))
    (part,) = [fact for fact in facts if fact.measure == "mediation_committees" and fact.value == 50]
    fewer, _ = corrected_facts(report, facts, Corrections(facts=(_of(part, "replace", value=49.0),)), library)
    assert [fact for fact in _derived(fewer) if fact.measure == "mediation_committees"] == []
    (whole,) = [fact for fact in fewer if fact.measure == "mediation_committees" and fact.chosen]
    assert (whole.value, whole.flags) == (60, ("parts_differ",))
    same, _ = corrected_facts(report, facts, Corrections(facts=(_of(part, "replace", value=50.0),)), library)
    assert [fact for fact in _derived(same) if fact.measure == "mediation_committees"] == [total]
