"""What is counted of a report as a whole: problems of its own, last year's figures, numerators with their denominators."""

from __future__ import annotations

import pytest

from scoring import pipeline
from scoring.measures.extract import Extractor
from scoring.measures.facts import Fact
from scoring.text.report import Metadata, MetadataValue, Report

TITLE = "澄溪县人民政府2024年法治政府建设情况报告"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(pipeline.load_measures())


def about(extractor: Extractor, text: str, measure: str) -> Fact:
    value = MetadataValue("2024", "title")
    report = Report("r", "r.txt", f"{TITLE}\n\n{text}\n", "0" * 64, "utf-8", Metadata(report_year=value))
    return next(fact for fact in extractor.facts(report) if fact.measure == measure)


@pytest.mark.parametrize(
    ("problems", "count"),
    [
        ("个别单位认识还不到位；执法力量不足。", 0),
        ("部分乡镇、各街道和有关部门进展不平衡，城镇和农村差距较大。", 0),
        ("本乡镇工作格局尚未形成，有的局办配合不够。", 0),
        ("村民委员会和居民委员会依法办事的习惯还要培养。", 0),
        ("柳桥镇、河湾街道全年没有开展案卷评查。", 1),
        ("一是县住建局合同送审不及时；二是有4件败诉都是程序问题；三是普法形式单一。", 2),
        ("执法人员少。主要原因是编制只有12名。", 0),
        ("由于水管站划归乡镇管理，信息传递不及时。", 0),
        ("宣传不够。\n（联系单位：澄溪县司法局）", 0),
    ],
)
def test_problems_of_its_own(extractor: Extractor, problems: str, count: int) -> None:
    found = about(extractor, f"一、主要工作\n会前学法4次。\n\n二、存在的不足\n{problems}", "report.problems_specific")
    assert found.value == count
    assert found.value_unit == "处"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一、主要工作\n县长切实履行第一责任人职责。", 1),
        ("一、主要工作\n将履行第一责任人职责情况列入述职内容。", 1),
        ("一、主要工作\n下一步将压实党政主要负责人第一责任人职责。", 0),
        ("一、主要工作\n会前学法4次。\n\n二、下一步打算\n压实第一责任人职责。", 0),
    ],
)
def test_a_plan_is_no_first_responsible(extractor: Extractor, text: str, value: float) -> None:
    assert about(extractor, text, "report.first_responsible").value == value


def test_without_problems_there_are_none_of_its_own(extractor: Extractor) -> None:
    text = "一、主要工作\n柳桥镇办理案件12件。\n\n二、下一步打算\n柳桥镇新增执法人员3名。"
    assert about(extractor, text, "report.problems_specific").value == 0


def test_the_first_is_quoted(extractor: Extractor) -> None:
    text = "二、存在的不足\n一是普法形式单一；二是柳桥镇有3件案件超期。"
    assert about(extractor, text, "report.problems_specific").evidence.quote == "二是柳桥镇有3件案件超期。"


def test_fractions_and_last_year_quote_what_they_count(extractor: Extractor) -> None:
    text = "一、主要工作\n受理矛盾纠纷200件，调解成功190件，2023年受理矛盾纠纷180件。"
    fractions = about(extractor, text, "report.fractions_given")
    assert (fractions.value, fractions.evidence.quote) == (1, "调解成功190件")
    before = about(extractor, text, "report.year_on_year_given")
    assert (before.value, before.evidence.quote) == (1, "受理矛盾纠纷180件")
    assert about(extractor, "一、主要工作\n调解成功率95%。", "report.fractions_given").evidence.quote.startswith(
        "澄溪县"
    )
