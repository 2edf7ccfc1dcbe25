"""The evidence page of a report, read back: marks, cards, links, what the public edition leaves out."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from page_reader import Element, marked, read_page
from page_runs import (
    HOSTILE,
    hostile_run,
    sharing_leaves,
    with_pools_and_vetoes,
    with_report,
    with_second_report,
)
from sample_run import make_run, shuffled

from scoring.pages import evidence_page, overview_page
from scoring.results import Outcome, Run, UnitScore
from scoring.tables.links import OVERVIEW, anchor, page_name


def page_of(run: Run, unit: UnitScore, public: bool = False) -> Element:
    return read_page(evidence_page(run, unit, unit.reports[0], public=public))


def first_page(public: bool = False) -> tuple[Element, UnitScore]:
    run = make_run()
    return page_of(run, run.units[0], public), run.units[0]


def all_pages() -> dict[str, Element]:
    """Every kind of page, in both editions."""
    pages = {}
    for name, (run, unit) in {
        "sample": (make_run(), make_run().units[0]),
        "shared": sharing_leaves(),
        "second": with_second_report(),
        "pools": with_pools_and_vetoes(),
        "hostile": hostile_run()[:2],
    }.items():
        for public in (False, True):
            for number, report in enumerate(unit.reports):
                page = evidence_page(run, unit, report, public=public)
                pages[f"{name}-{number}-{public}"] = read_page(page)
            pages[f"{name}-overview-{public}"] = read_page(overview_page(run, public=public))
    return pages


PAGES = all_pages()


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_links_lead_somewhere(name: str) -> None:
    page = PAGES[name]
    ids = [part.attributes["id"] for part in page.walk() if "id" in part.attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        target = link.attributes["href"]
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert target == OVERVIEW or target.endswith(".html")
            assert "/" not in unquote(target)
    for part in page.walk():
        for key in ("aria-labelledby", "for"):
            assert part.attributes.get(key, ids[0]) in ids


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched_and_only_our_script_runs(name: str) -> None:
    page = PAGES[name]
    for part in page.walk():
        assert part.tag not in {"link", "base", "img", "iframe", "object", "embed", "image", "use", "audio", "video"}
        assert not {"src", "srcset", "style", "action", "formaction", "background"} & set(part.attributes)
        assert not [key for key in part.attributes if key.startswith("on")]
    (style,) = page.all("style")
    (script,) = page.all("script")
    assert "url(" not in style.text
    assert "@import" not in style.text
    policy = next(part.attributes["content"] for part in page.all("meta") if "http-equiv" in part.attributes)
    for content in (style.text, script.text):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_text_is_the_source() -> None:
    page, unit = first_page()
    assert page.by_id("_text").text == unit.reports[0].text


def test_one_mark_for_each_place_of_a_used_fact() -> None:
    page, _ = first_page()
    # the derived coverage rests on two places; the practice that was not used has none
    assert sorted(marked(page.by_id("_text")).values()) == sorted(
        ["71件文件", "63件经过合法性审查", "出庭应诉率98%以上", "成功率99.5%"]
    )
    titles = [stretch.attributes["title"] for stretch in page.all("mark")]
    assert titles[0] == "1　合法性审查覆盖：submitted_count = 71（4.13 / 6）"
    assert any("负责人出庭应诉率 98.00%（3.92 / 4）" in title for title in titles)


def test_a_criterion_leads_to_its_first_mark_or_to_its_card() -> None:
    page, unit = first_page()
    for leaf in unit.leaves:
        found = page.by_id(anchor(leaf.criterion))
        if leaf.used:
            assert leaf.used[0].evidence.quote == found.text
            (link,) = found.all("a")
            card = page.by_id(link.attributes["href"][1:])
        else:
            card = found
        assert card.tag == "article"
        assert leaf.name in card.text


def test_cards_say_how_the_points_came_about() -> None:
    page, _ = first_page()
    card = page.by_id("_card.review").text
    for words in (
        "合法性审查覆盖",
        "63÷71=88.73%，区间80%–100%按比例",
        "由两个数推算",
        "覆盖率没有达到100%",
        "合法性审查件数 = 63",
        "63件经过合法性审查",
        "主要工作",
    ):
        assert words in card
    assert "待外部数据" in page.by_id("satisfied").text
    assert "待定 3.00 分" in page.by_id("satisfied").text
    assert "未载明" in page.by_id("catalogue").text
    assert "得0分" in page.by_id("_card.solved").text


def test_numbers_follow_the_rubric() -> None:
    page, _ = first_page()
    cards = page.all("article")
    assert [card.all("span", "n")[0].text for card in cards] == ["1", "2", "3", "4", "5", "6"]
    names = [card.attributes["data-c"] for card in cards]
    assert names == ["review", "catalogue", "appear", "solved", "satisfied", "judged"]


def test_summary_never_without_coverage_and_stake() -> None:
    page, _ = first_page()
    header = page.all("header")[0].text
    for words in ("青岚县2023年度评分依据", "第1名", "合格", "覆盖率80.00%", "待定分值5.00", "上年11.50分，第3名"):
        assert words in header
    assert "未载明不等于未做" in page.text


def test_a_fact_of_two_criteria_is_one_mark_with_both() -> None:
    run, unit = sharing_leaves()
    page = page_of(run, unit)
    shared = [
        stretch for stretch in page.all("mark") if {"appear", "solved"} <= set(stretch.attributes["data-c"].split())
    ]
    assert "".join(stretch.text for stretch in shared) == "出庭应诉率98%以上"
    assert page.by_id("appear").text == page.by_id("solved").text == "出庭应诉率98%以上"
    texts = marked(page.by_id("_text"))
    assert "负责人出庭应诉率98%以上，比上年" in texts.values()
    # each card's first quote leads by the criterion's own name
    for criterion in ("appear", "solved"):
        links = page.by_id(f"_card.{criterion}").all("a")
        assert links[0].attributes["href"] == f"#{criterion}"


def test_the_public_edition_has_no_doubts() -> None:
    page, _ = first_page()
    public, unit = first_page(public=True)
    inside = ("核对提示", "未采用的表述", "写在存在的问题里", "内部工作版")
    for words in inside:
        assert words in page.text
        assert words not in public.text
    assert "公开版" in public.text
    # what backs the points is the same in both
    for id_ in ("_text", "_card.solved"):
        assert public.by_id(id_).text == page.by_id(id_).text
    assert unit.reports[0].text == public.by_id("_text").text


def test_the_reports_own_doubts_are_internal() -> None:
    run = make_run()
    unit = run.units[2]
    assert unit.reports[0].flags
    assert len(page_of(run, unit).all("p", "note")) == len(page_of(run, unit, public=True).all("p", "note")) + 1


def test_a_report_that_does_not_count_leads_to_the_one_that_does() -> None:
    run, unit = with_second_report()
    page = read_page(evidence_page(run, unit, unit.reports[1]))
    assert page.by_id("_text").text == unit.reports[1].text
    assert not page.all("mark")
    assert not page.all("article")
    assert unquote(page.all("section", "criteria")[0].all("a")[0].attributes["href"]) == page_name(unit.reports[0])


def test_facts_from_elsewhere_are_quoted_without_a_mark() -> None:
    run = make_run()
    unit, other = run.units[0], run.units[1]
    foreign = next(leaf for leaf in other.leaves if leaf.used).used
    leaves = tuple(replace(leaf, used=foreign) if leaf.criterion == "judged" else leaf for leaf in unit.leaves)
    page = page_of(run, replace(unit, leaves=leaves))
    card = page.by_id("judged")
    assert card.tag == "article"
    assert "63件经过合法性审查" in card.text
    assert other.reports[0].path in card.text or foreign[0].report_id.split("#")[0] in card.text
    assert not card.all("a")


def test_criteria_the_rubric_does_not_know_have_their_own_part() -> None:
    run = make_run()
    unit = run.units[0]
    stray = replace(unit.leaves[0], criterion="stray", name="标准外", used=())
    page = page_of(run, replace(unit, leaves=(stray, *unit.leaves)))
    assert [heading.text for heading in page.all("h3")][-1] == "其他评分项"
    assert [card.attributes["data-c"] for card in page.all("article")][-1] == "stray"


def test_pools_and_vetoes_come_after_the_tree() -> None:
    run, unit = with_pools_and_vetoes()
    page = page_of(run, unit)
    headings = [heading.text for heading in page.all("h3")]
    assert headings[-3:] == ["加分项+1.00 / 2", "扣分项−0.50 / 3", "一票否决和门槛"]
    cards = {card.attributes["data-c"]: card for card in page.all("article")}
    assert list(cards)[-4:] == ["honour", "loss", "accident", "corruption"]
    assert cards["honour"].all("span", "score")[0].text == "+1.00 / 2"
    assert cards["loss"].all("span", "score")[0].text == "−0.50 / 3"
    assert "触发" in cards["accident"].text
    assert "后果：等次不高于“合格”" in cards["accident"].text
    assert "待核" in cards["corruption"].text
    # what they rest on is marked like all else
    assert page.by_id("honour").text == "按月通报进展"
    assert page.by_id("accident").text == "调处纠纷2007件"
    titles = [stretch.attributes["title"] for stretch in page.all("mark")]
    assert any(title.endswith("（+1.00 / 2）") for title in titles)
    # a triggered veto and a penalty cost something, an open veto waits
    assert {"loss", "accident", "review"} == {id_ for id_, card in cards.items() if "lost" in card.classes}
    assert "open" in cards["corruption"].classes
    header = page.all("header")[0].text
    for words in ("基础分12.04", "加分项+1.00", "扣分项−0.50", "一票否决和门槛重大事故"):
        assert words in header


def test_nothing_to_add_or_take_off_is_no_score_of_nothing() -> None:
    run, unit = with_pools_and_vetoes()
    none: dict[str, Any] = {"outcome": Outcome.ZERO, "points": Decimal(0)}
    pools = tuple(
        replace(pool, points=Decimal(0), leaves=tuple(replace(leaf, **none) for leaf in pool.leaves))
        for pool in unit.pools
    )
    page = page_of(run, replace(unit, pools=pools))
    cards = {card.attributes["data-c"]: card for card in page.all("article")}
    for criterion, words in (("honour", "未加分"), ("loss", "未扣分")):
        (state,) = cards[criterion].all("span", "state")
        assert (state.text, "zero" in state.classes) == (words, False)


def test_what_others_gave() -> None:
    run, unit = with_pools_and_vetoes()
    page, public = page_of(run, unit), page_of(run, unit, public=True)
    for edition in (page, public):
        court = edition.by_id("loss").text
        for words in ("败诉件数 2件", "澄湖市中级人民法院", "澄中法〔2024〕1号"):
            assert words in court
        assert "现场核查较好" in edition.by_id("judged").text
    for words in ("林某", "内部看法", "法院.xlsx", "自评 5.00 分", "报告自述得分为5"):
        assert words in page.text
        assert words not in public.text
    assert "评分人评分；现场核查较好" in public.by_id("judged").text


def test_how_a_dimension_was_combined_is_said() -> None:
    run = make_run()
    unit = run.units[0]
    nodes = (replace(unit.nodes[0], words="各部分得分率的最低值"), *unit.nodes[1:])
    assert "各部分得分率的最低值" in page_of(run, replace(unit, nodes=nodes)).all("section", "part")[0].text


def test_a_unit_that_a_veto_stops_has_no_place() -> None:
    run, unit = with_pools_and_vetoes()
    header = page_of(run, replace(unit, ranked=False)).all("header")[0].text
    assert "组内名次未排名" in header
    assert "等次" not in header
    assert "12.54" in header


def test_a_unit_without_points_says_why_in_words() -> None:
    run = make_run()
    unit = run.units[0]
    leaves = tuple(replace(leaf, points=None, outcome=Outcome.PENDING, used=()) for leaf in unit.leaves)
    header = page_of(run, replace(unit, leaves=leaves)).all("header")[0].text
    assert "未排名" in header
    assert "总分待定" in header


def test_a_line_of_a_million_characters() -> None:
    long = "长" * 500_000 + "出庭应诉率98%以上" + "行" * 500_000
    run, unit, _ = with_report(long, "出庭应诉率98%以上")
    page = page_of(run, unit)
    assert page.by_id("_text").text == long
    assert marked(page.by_id("_text")) == {1: "出庭应诉率98%以上"}


@pytest.mark.parametrize("public", [False, True])
def test_hostile_text_stays_text(public: bool) -> None:
    run, unit, report = hostile_run()
    page = page_of(run, unit, public)
    assert page.by_id("_text").text == report.text
    assert list(marked(page.by_id("_text")).values()) == [HOSTILE]
    harmless = page_of(*with_report("甲", "甲")[:2], public)
    assert {part.tag for part in page.walk()} <= {part.tag for part in harmless.walk()} | {"details", "summary", "span"}
    assert len(page.all("script")) == len(page.all("style")) == 1


def test_order_changes_nothing() -> None:
    run = make_run()
    mixed = shuffled(run, 7)
    units = {unit.unit: unit for unit in mixed.units}
    for unit in run.units:
        for report in unit.reports:
            same = evidence_page(mixed, units[unit.unit], report)
            assert same == evidence_page(run, unit, report)
    assert overview_page(mixed) == overview_page(run)
