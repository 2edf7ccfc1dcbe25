"""The overview, read back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from page_reader import Element, read_page
from page_runs import with_pools_and_vetoes
from sample_run import make_run

from scoring.pages import overview_page
from scoring.tables.links import page_name


def overview(public: bool = False) -> Element:
    return read_page(overview_page(make_run(), public=public))


def rows(page: Element) -> dict[str, Element]:
    """The rows of the rankings by unit."""
    return {
        row.attributes["data-name"]: row
        for table in page.all("table", "ranking")
        for row in table.all("tr")
        if "data-name" in row.attributes
    }


def test_a_ranking_per_group_in_order() -> None:
    page = overview()
    groups = [section.all("h3")[0].text for section in page.all("section", "group")]
    assert groups == ["县（市、区）（4个）", "乡镇（街道）（1个）", "部门（1个）"]
    assert list(rows(page)) == ["青岚县", "白渡区", "云砚县", "南屏县", "石湾镇", "青岚县司法局"]


def test_beside_every_rank_stand_coverage_and_points_at_stake() -> None:
    page = overview()
    for table in page.all("table", "ranking"):
        heads = [head.text for head in table.all("thead")[0].all("th")]
        assert heads[:6] == ["名次", "单位", "总分", "等次", "覆盖率", "待定分值"]
    cells = rows(page)["青岚县"].children
    assert [cell.text for cell in cells if isinstance(cell, Element)][3:6] == ["合格", "80.00%", "5.00"]


def test_last_year_and_the_change() -> None:
    found = rows(overview())
    assert "11.50分，第3名" in found["青岚县"].text
    assert "↑2" in found["青岚县"].text
    assert "↓1" in found["白渡区"].text
    assert "无上年" in found["云砚县"].text
    # a group in which nobody was scored last year has no such columns
    assert "无上年" not in found["石湾镇"].text


def test_units_lead_to_their_pages() -> None:
    run = make_run()
    found = rows(overview())
    for unit in run.units:
        links = found[unit.unit].all("a")
        if unit.reports:
            assert [unquote(link.attributes["href"]) for link in links] == [page_name(unit.reports[0])]
        else:
            assert links == []


def test_a_unit_without_report_has_words_in_place_of_a_total() -> None:
    row = rows(overview())["南屏县"]
    assert "未排名" in row.text
    assert "无报告" in row.text
    assert "0.00 /" not in row.text


def test_bars_say_their_figures_in_words() -> None:
    page = overview()
    for drawing in page.all("svg", "bar"):
        assert drawing.attributes["role"] == "img"
        assert drawing.attributes["aria-label"]
    first = rows(page)["青岚县"].all("svg", "bar")[0]
    assert first.attributes["aria-label"] == "总分：得12.54分，待定5.00分，满分25分"
    assert [part.attributes.get("width") for part in first.all("rect")] == ["50.16%", "20%"]


def test_dimension_rates_and_their_mean() -> None:
    table = overview().all("table", "rates")[0]
    body = {row.attributes["data-name"]: row for row in table.all("tbody")[0].all("tr")}
    assert "51.56%" in body["青岚县"].text
    # units without points do not enter the mean
    mean = table.all("tfoot")[0].text
    assert mean.startswith("组平均")
    assert "0.00%" not in mean
    assert "无报告" in body["南屏县"].text


def test_what_missing_means_is_said() -> None:
    text = overview().text
    assert "未载明不等于未做" in text
    assert "暂按0分计入总分" in text


def test_internal_and_public() -> None:
    page, public = overview(), overview(public=True)
    assert "不是文本文件" in page.text
    assert "不是文本文件" not in public.text
    assert "扫描件.bin" in page.text
    assert "/data/in" not in page.text
    assert "weights_status" not in public.text
    assert "示例性质" in public.text
    assert [part.attributes.get("content") for part in page.all("meta")].count("noindex") == 1
    assert "noindex" not in [part.attributes.get("content") for part in public.all("meta")]
    flagged = rows(page)["南屏县"].all("small")
    assert flagged
    assert not rows(public)["南屏县"].all("small")


def test_without_a_script_every_unit_is_there_and_no_dead_filter() -> None:
    page = overview()
    assert "hidden" in page.by_id("_filter").attributes
    assert not [row for row in rows(page).values() if "hidden" in row.attributes]


def test_pools_and_vetoes_stand_with_the_total() -> None:
    run, unit = with_pools_and_vetoes()
    row = rows(read_page(overview_page(run)))[unit.unit]
    for words in ("加分项 +1.00", "扣分项 −0.50", "一票否决和门槛 重大事故"):
        assert words in row.text
    stopped = replace(run, units=(replace(unit, ranked=False),))
    row = rows(read_page(overview_page(stopped)))[unit.unit]
    assert "未排名" in row.text
    assert "↑" not in row.text


def test_nobody_scored() -> None:
    run = make_run()
    page = read_page(overview_page(replace(run, units=run.units[3:4])))
    assert "未排名" in page.text
    assert page.all("tfoot")[0].text == "组平均"
