"""Practices: where words state one and where they do not."""

from __future__ import annotations

from measure_samples import extractor, report


def test_a_path_of_links_in_one_line_with_the_report_states_nothing() -> None:
    head = "当前位置：首页 > 政务公开 > 法治建设 > 云川县2024年法治政府建设年度报告 2024年，云川县稳步推进法治建设。"
    silent = extractor().facts(report(head))
    assert [fact for fact in silent if fact.measure == "open_government"] == []
    text = head + "坚持主动公开，政府网站发布信息及时。"
    (stated,) = [fact for fact in extractor().facts(report(text)) if fact.measure == "open_government"]
    assert stated.evidence.start >= len(head)
