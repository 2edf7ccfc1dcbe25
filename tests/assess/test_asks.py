"""What a rubric asks of files: from its criteria, items, lists, formulas, pools and vetoes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scoring.assess.asks import asked_of_files
from scoring.pipeline import load_vocabulary
from scoring.rubric.load import parse_rubric
from scoring.sources.wanted import Wanted, WantedColumn, WantedCriterion

RUBRIC = """
id: sample
title: 示例
weights_status: illustrative
basis: 示例
points: 20
unit_types: [county]
tables:
  court: {name: 法院通报, office: 某某法院}
  honours: {name: 表彰名单}
  survey: {name: 问卷}
  votes: {name: 评议}
criteria:
  - id: a
    name: 外部
    points: 14
    criteria:
      - {id: a.loss, name: 败诉率（法院）, points: 4, table: court.loss_rate, rule: {linear: {zero: 40%, full: 10%}}}
      - {id: a.filings, name: 万人起诉率, points: 2, table: court.filings, rule: {linear: {zero: 150, full: 50}}}
      - {id: a.survey, name: 满意度, points: 2, table: survey.score, rule: {imported: {full: 100}}}
      - id: a.items
        name: 两项
        points: 2
        rule:
          checklist:
            - {name: 及时, table: court.timely, at_least: 1, share: 50%}
            - {name: 有会议, measure: executive_meetings_on_rule_of_law, at_least: 1, share: 50%}
      - {id: a.per_head, name: 人均, points: 2, formula: "court.cases / units.population", rule: {done: {at_least: 0.5}}}
      - {id: a.votes, name: 评议, points: 2, table: votes, rule: {levels: {好: 100%, 差: 0}}}
  - id: b
    name: 人工
    points: 6
    criteria:
      - id: b.visit
        name: 现场
        points: 2
        judgement: 看案卷
        scorer: 核查组
        rule: {judgement: {min: 0, max: 2, step: 0.5}}
      - {id: b.level, name: 等次, points: 2, judgement: true, rule: {levels: {好: 100%, 差: 0}}}
      - {id: b.measure, name: 会议, points: 2, measure: executive_meetings_on_rule_of_law, rule: done}
bonus:
  - id: extra
    name: 加分
    points: 5
    criteria:
      - {id: extra.honours, name: 表彰, points: 5, table: honours, rule: {count: {tariff: {levels: {省级: 2, 市级: 1}}}}}
veto:
  - {id: incident, name: 重大事件, when: {judgement: 查明有重大事件}, effect: zero_total}
"""


@pytest.fixture(scope="module")
def wanted() -> Wanted:
    rubric, found = parse_rubric(RUBRIC, "sample.yaml", load_vocabulary(), Path())
    assert rubric is not None, [one.message for one in found]
    return asked_of_files(rubric)


def column(wanted: Wanted, table: str, name: str) -> WantedColumn:
    """A column that is asked for."""
    return next(one for one in wanted.tables[table].columns if one.name == name)


def test_columns_of_tables(wanted: Wanted) -> None:
    named = {table: [one.name for one in asked.columns] for table, asked in wanted.tables.items()}
    assert named == {
        "court": ["cases", "filings", "loss_rate", "timely"],
        "honours": ["事项", "次数", "级别"],
        "survey": ["score"],
        "units": ["population"],
        "votes": ["好", "差"] if "好" < "差" else ["差", "好"],
    }
    assert wanted.tables["court"].title == "法院通报"
    assert [name for name, asked in wanted.tables.items() if asked.many] == ["honours"]


@pytest.mark.parametrize(
    ("table", "name", "rate"),
    [
        ("court", "loss_rate", True),
        ("court", "filings", False),
        ("court", "timely", None),
        ("court", "cases", None),
        ("survey", "score", False),
    ],
)
def test_whether_fractions_are_asked_for(wanted: Wanted, table: str, name: str, rate: bool | None) -> None:
    assert column(wanted, table, name).rate is rate


def test_titles_and_kinds_of_columns(wanted: Wanted) -> None:
    assert column(wanted, "court", "loss_rate").titles == ("败诉率（法院）",)
    level, times = column(wanted, "honours", "级别"), column(wanted, "honours", "次数")
    assert (level.numeric, level.optional, times.numeric, times.optional) == (False, False, True, True)


def test_criteria_that_people_score(wanted: Wanted) -> None:
    judged = {one.id: one for one in wanted.criteria if one.judged}
    assert judged == {
        "b.visit": WantedCriterion(
            "b.visit",
            "现场",
            Decimal(2),
            True,
            high=Decimal(2),
            step=Decimal("0.5"),
            what="看案卷",
            scorer="核查组",
        ),
        "b.level": WantedCriterion("b.level", "等次", Decimal(2), True, levels=("好", "差")),
        "incident": WantedCriterion(
            "incident", "重大事件", Decimal(1), True, step=Decimal(1), what="查明有重大事件", yes_no=True, part=True
        ),
    }


def test_units_may_score_themselves_on_every_criterion(wanted: Wanted) -> None:
    assert {one.id for one in wanted.criteria} >= {"a.loss", "b.measure", "extra.honours"}


def test_the_shipped_rubric_names_its_tables() -> None:
    from scoring.pipeline import load_rubric

    found = asked_of_files(load_rubric("county")[0])
    assert "court_bulletin" in found.tables
    assert any(one.judged for one in found.criteria)
