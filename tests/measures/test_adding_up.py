"""Parts against totals: what adds up, what does not, and what a stated rate is made of."""

from __future__ import annotations

import pytest
from measure_samples import extractor, report

from scoring.measures.facts import Fact


def read(text: str) -> tuple[Fact, ...]:
    return extractor().facts(report(text))


def added(text: str, measure: str) -> list[tuple[float, list[float], tuple[str, ...]]]:
    return [
        (fact.value, [operand.value for operand in fact.derived.operands], fact.flags)
        for fact in facts_of(text, measure)
        if fact.derived is not None
    ]


def facts_of(text: str, measure: str) -> list[Fact]:
    return [fact for fact in read(text) if fact.measure == measure]


def test_parts_that_make_the_total() -> None:
    text = "全县现有人民调解委员会210个，其中乡镇（街道）调委会12个、村（社区）调委会191个、行业性专业性调委会7个。"
    assert added(text, "mediation_committees") == [(210, [12, 191, 7], ("sum_of_parts",))]
    (chosen,) = [fact for fact in facts_of(text, "mediation_committees") if fact.chosen]
    assert (chosen.value, chosen.derived, chosen.flags) == (210, None, ())


def test_outcomes_that_make_what_was_concluded() -> None:
    text = "全年受理行政复议案件52件，审结48件，其中维持29件、驳回7件、纠错3件、调解和解9件。"
    assert added(text, "reconsideration_concluded") == [(48, [29, 7, 3, 9], ("sum_of_parts",))]


def test_outcomes_that_do_not_add_up_say_nothing() -> None:
    text = "全年受理行政复议案件52件，审结48件，其中维持29件、驳回7件。"
    assert added(text, "reconsideration_concluded") == []


def test_parts_that_nearly_make_the_total_are_a_doubt() -> None:
    text = "全县现有人民调解委员会210个，其中乡镇（街道）调委会12个、村（社区）调委会190个、行业性专业性调委会7个。"
    (whole,) = [fact for fact in facts_of(text, "mediation_committees") if fact.scope == "whole"]
    assert (whole.value, whole.flags) == (210, ("parts_differ",))


def test_levels_lie_within_each_other() -> None:
    text = "建成民主法治示范村，省级4个、市级19个、县级160个。"
    assert [fact.value for fact in read(text) if fact.derived is not None] == []


@pytest.mark.parametrize("rate", ["40%", "40.0%"])
def test_a_stated_rate_that_two_counts_make(rate: str) -> None:
    text = f"全年行政诉讼案件25件，行政机关负责人出庭应诉10件，负责人出庭应诉率{rate}。"
    assert added(text, "respondent_appearance_rate") == [(0.4, [10, 25], ("recomputed",))]
    (chosen,) = [fact for fact in facts_of(text, "respondent_appearance_rate") if fact.chosen]
    assert chosen.derived is None


def test_no_rate_is_made_of_counts_that_only_confirm() -> None:
    text = "全年行政诉讼案件25件，行政机关负责人出庭应诉10件。"
    assert facts_of(text, "respondent_appearance_rate") == []


def test_a_numerator_in_parts() -> None:
    text = "全年审结行政复议案件40件，其中撤销3件、确认违法2件。"
    (rate,) = facts_of(text, "reconsideration_correction_rate")
    assert (rate.value, rate.flags, rate.chosen) == (0.125, ("derived", "parts_added"), True)


def test_a_stated_rate_says_that_there_are_more_parts() -> None:
    text = "全年审结行政复议案件40件，其中撤销3件、确认违法2件，综合纠错率17.5%。"
    (rate,) = facts_of(text, "reconsideration_correction_rate")
    assert (rate.value, rate.derived, rate.flags) == (0.175, None, ())
