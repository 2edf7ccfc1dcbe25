"""The pages in Chromium: the text to the character, the marks, the links, no request, nothing that a report says comes alive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from page_runs import HOSTILE, hostile_run, sharing_leaves, with_pools_and_vetoes, with_report

from scoring import pipeline
from scoring.pages import write_pages
from scoring.pages.criteria import all_criteria, sections_of
from scoring.pages.marks import marks_of
from scoring.results import Run, UnitScore
from scoring.tables.links import OVERVIEW, anchor, page_name

pytestmark = pytest.mark.acceptance

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

TEXT = "document.getElementById('_text').textContent"
MARKS = """() => {
  const found = {};
  for (const mark of document.querySelectorAll('mark'))
    for (const number of mark.dataset.m.split(' ')) found[number] = (found[number] || '') + mark.textContent;
  return found;
}"""
# Every text that is seen, with its colour and the nearest ground behind it that is not see-through.
CONTRASTS = """() => {
  const parse = (words) => words.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !holder.checkVisibility() || ['SCRIPT', 'STYLE'].includes(holder.tagName)) continue;
    let ground = holder;
    while (ground && parse(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const behind = ground ? parse(getComputedStyle(ground).backgroundColor) : [255, 255, 255];
    const [high, low] = [light(parse(getComputedStyle(holder).color)), light(behind)].sort((a, b) => b - a);
    count += 1;
    if ((high + 0.05) / (low + 0.05) < 4.5) poor.push([holder.tagName, holder.className, walker.currentNode.data]);
  }
  return [count, poor];
}"""


@dataclass
class Shown:
    """An open page and what happened on it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Opener = Callable[..., Shown]


@pytest.fixture
def show(browser: Any) -> Iterator[Opener]:
    """Opens a file, at a fragment if one is given, and keeps what it asks for and what it complains about."""
    contexts: list[Any] = []

    def opened(file: Path, fragment: str = "", size: dict[str, int] = WIDE, script: bool = True) -> Shown:
        context = browser.new_context(viewport=size, java_script_enabled=script)
        contexts.append(context)
        shown = Shown(context.new_page())
        shown.page.on("request", lambda request: shown.requests.append(request.url))
        shown.page.on("requestfailed", lambda request: shown.refused.append(f"{request.url} {request.failure}"))
        shown.page.on("console", lambda message: shown.complaints.append(message.text))
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.on("dialog", lambda dialog: shown.complaints.append(f"dialog: {dialog.message}"))
        shown.page.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
        return shown

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def scored(fixture_reports: Path) -> Run:
    rubric, _ = pipeline.load_rubric("county")
    return pipeline.score([fixture_reports], rubric)


@pytest.fixture(scope="module")
def folder(scored: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("网页 与 空格")
    write_pages(scored, place)
    return place


def file_of(folder: Path, unit: UnitScore) -> Path:
    return folder / page_name(unit.reports[0])


def quotes_of(run: Run, unit: UnitScore) -> dict[str, str]:
    """The quote of each mark, by its number."""
    report = unit.reports[0]
    marks = marks_of(report, all_criteria(sections_of(run, unit)), dict(run.measure_names), run.rubric.places)
    return {str(mark.number): report.text[mark.start : mark.end] for mark in marks.marks}


def in_window(page: Any, selector: str) -> bool:
    """Whether the element is in the window, not behind the edge of a scrolling box."""
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_text_and_marks_of_every_report(scored: Run, folder: Path, show: Opener) -> None:
    assert len(scored.units) > 5
    for unit in scored.units:
        for report in unit.reports:
            shown = show(folder / page_name(report))
            assert shown.page.evaluate(TEXT) == report.text
            assert shown.page.evaluate(MARKS) == (quotes_of(scored, unit) if report is unit.reports[0] else {})
            assert len(shown.requests) == 1
            assert shown.complaints == []


def test_the_overview_asks_for_nothing_and_leads_to_every_page(scored: Run, folder: Path, show: Opener) -> None:
    shown = show(folder / OVERVIEW)
    addresses = shown.page.eval_on_selector_all(".ranking a", "links => links.map(link => link.href)")
    assert sorted(addresses) == sorted(file_of(folder, unit).as_uri() for unit in scored.units)
    assert len(shown.requests) == 1
    assert shown.complaints == []
    shown.page.click(".ranking a")
    assert "评分依据" in shown.page.title()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_link_to_a_criterion_lands_on_its_mark(
    scored: Run, folder: Path, show: Opener, script: bool, size: dict[str, int]
) -> None:
    unit = scored.units[0]
    landed = 0
    for leaf in unit.leaves[:: 9 if script else 14]:
        shown = show(file_of(folder, unit), anchor(leaf.criterion), size, script)
        selector = f'[id="{anchor(leaf.criterion)}"]'
        assert in_window(shown.page, selector), leaf.criterion
        if leaf.used and leaf.used[0].derived is None:
            # where another mark begins inside, the first stretch is what the fragment lies on
            assert leaf.used[0].evidence.quote.startswith(shown.page.locator(selector).text_content())
            landed += 1
        else:
            assert leaf.name in shown.page.locator(selector).text_content()
        if script and size is WIDE:
            assert in_window(shown.page, f'article[data-c="{leaf.criterion}"] h4')
    assert landed


def test_from_mark_to_card_and_back_with_the_keyboard(scored: Run, folder: Path, show: Opener) -> None:
    unit = next(unit for unit in scored.units if any(leaf.used for leaf in unit.leaves[20:]))
    leaf = next(leaf for leaf in unit.leaves[20:] if leaf.used and leaf.used[0].derived is None)
    page = show(file_of(folder, unit)).page
    card = f'[id="_card.{leaf.criterion}"]'
    page.focus(f'{card} a[href="#{leaf.criterion}"]')
    page.keyboard.press("Enter")
    mark = f'[id="{leaf.criterion}"]'
    page.wait_for_function("id => document.getElementById(id).matches('.on, .on *, :has(.on)')", arg=leaf.criterion)
    assert in_window(page, mark)
    # the next stop of the keyboard is the mark's own link, which leads back
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.startsWith('#_card.')")
    target = page.evaluate("document.querySelector(':target').id")
    assert in_window(page, f'[id="{target}"] h4')
    assert page.locator(f'mark[data-c~="{leaf.criterion}"]').count() >= 1
    assert target.removeprefix("_card.") in page.evaluate(
        "id => (document.getElementById(id).closest('[data-c]') || document.getElementById(id).querySelector('[data-c]')).dataset.c",
        leaf.criterion,
    )


def test_the_first_stops_of_the_keyboard_skip_to_the_parts(folder: Path, scored: Run, show: Opener) -> None:
    page = show(file_of(folder, scored.units[0])).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到报告原文"
    assert in_window(page, ".skip a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_criteria"


def test_cards_can_be_filtered_without_a_script(scored: Run, folder: Path, show: Opener) -> None:
    unit = scored.units[0]
    page = show(file_of(folder, unit), script=False).page
    assert page.locator("article:visible").count() == len(unit.leaves)
    page.click("label[for=_lost]")
    assert page.locator("article:visible").count() == sum(bool(leaf.deductions) for leaf in unit.leaves)
    # paper shows them all
    page.emulate_media(media="print")
    assert page.locator("article:visible").count() == len(unit.leaves)
    assert not page.locator(".filter").is_visible()


def test_the_overview_is_filtered(scored: Run, folder: Path, show: Opener) -> None:
    page = show(folder / OVERVIEW).page
    rows = page.locator(".ranking tbody tr:visible")
    assert rows.count() == len(scored.units)
    page.fill("#_search", scored.units[0].unit[:3])
    wanted = [unit for unit in scored.units if scored.units[0].unit[:3] in unit.unit]
    assert rows.count() == len(wanted) < len(scored.units)
    assert page.locator("#_shown").text_content() == f"显示 {len(wanted)} / {len(scored.units)} 个单位"
    page.click("button[type=reset]")
    page.wait_for_function(
        "count => document.querySelectorAll('.ranking tbody tr:not([hidden])').length === count", arg=len(scored.units)
    )
    page.select_option("#_group", label="乡镇（街道）")
    assert rows.count() == sum(unit.group == "township" for unit in scored.units)
    assert page.locator(".group:visible").count() == 1


def test_the_overview_without_a_script(scored: Run, folder: Path, show: Opener) -> None:
    page = show(folder / OVERVIEW, script=False).page
    assert page.locator(".ranking tbody tr:visible").count() == len(scored.units)
    assert not page.locator("#_filter").is_visible()
    page.click(".tools nav a >> nth=-1")
    assert in_window(page, ".group >> nth=-1 >> h3")


@pytest.mark.parametrize("name", ["overview", "evidence"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_contrast_and_width(scored: Run, folder: Path, show: Opener, name: str, size: dict[str, int]) -> None:
    file = folder / OVERVIEW if name == "overview" else file_of(folder, scored.units[0])
    page = show(file, size=size).page
    count, poor = page.evaluate(CONTRASTS)
    assert count > 100
    assert poor == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_text_is_inert(tmp_path: Path, show: Opener) -> None:
    run, unit, report = hostile_run()
    write_pages(run, tmp_path)
    shown = show(file_of(tmp_path, unit))
    page = shown.page
    assert page.evaluate(TEXT) == report.text
    assert page.evaluate(MARKS) == {"1": HOSTILE}
    assert page.evaluate("document.scripts.length") == 1
    assert page.locator("img, iframe, link, base, svg[onload], [onerror], [onmouseover]").count() == 0
    assert page.title().startswith("<script>")
    for hover in ("mark", "article", "h1"):
        page.hover(f"{hover} >> nth=0")
    overview = show(tmp_path / OVERVIEW)
    assert overview.page.locator("img, iframe, link, base").count() == 0
    for seen in (shown, overview):
        seen.page.wait_for_timeout(200)
        assert len(seen.requests) == 1
        assert seen.complaints == []


def test_the_policy_stops_what_gets_in_all_the_same(tmp_path: Path, show: Opener) -> None:
    """The second line: were markup ever to get in, it could run nothing and fetch nothing."""
    run, unit, _ = with_report("甲乙丙", "甲")
    write_pages(run, tmp_path)
    file = file_of(tmp_path, unit)
    inside = "<script>document.title='x'</script><img src='https://example.test/a.png' onerror=\"document.title='y'\">"
    inside += "<p style='position:fixed' id='evil'>z</p>"
    file.write_text(file.read_text(encoding="utf-8").replace("<main>", f"{inside}<main>"), encoding="utf-8")
    shown = show(file)
    shown.page.wait_for_timeout(200)
    assert shown.refused == ["https://example.test/a.png csp"]
    assert "评分依据" in shown.page.title()
    assert shown.page.evaluate("getComputedStyle(document.getElementById('evil')).position") == "static"
    assert any("Content Security Policy" in words for words in shown.complaints)


def test_marks_of_direction_turn_nothing_around(tmp_path: Path, show: Opener) -> None:
    text = "甲\u202eabc123\u202d乙\u2067丙def\u2066丁\u2069戊\u2069己\u202c庚\n辛壬癸"
    run, unit, report = with_report(text, "c123\u202d乙\u2067丙")
    write_pages(run, tmp_path)
    page = show(file_of(tmp_path, unit)).page
    assert page.evaluate(TEXT) == report.text
    lefts = page.evaluate("""() => {
      const line = document.querySelector('.text p');
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
        if (!/[\\w\\u4e00-\\u9fff]/.test(walker.currentNode.data[i])) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, i);
        range.setEnd(walker.currentNode, i + 1);
        found.push(range.getBoundingClientRect().left);
      }
      return found;
    }""")
    assert len(lefts) == 16
    assert lefts == sorted(lefts)


def test_overlapping_marks(tmp_path: Path, show: Opener) -> None:
    run, unit = sharing_leaves()
    write_pages(run, tmp_path)
    page = show(file_of(tmp_path, unit)).page
    assert page.evaluate(TEXT) == unit.reports[0].text
    assert page.evaluate(MARKS) == quotes_of(run, unit)
    page.goto(file_of(tmp_path, unit).as_uri() + "#solved")
    assert in_window(page, '[id="solved"]')


def test_marks_of_pools_and_vetoes(tmp_path: Path, show: Opener) -> None:
    run, unit = with_pools_and_vetoes()
    write_pages(run, tmp_path)
    shown = show(file_of(tmp_path, unit), "accident")
    assert shown.page.evaluate(MARKS) == quotes_of(run, unit)
    assert in_window(shown.page, '[id="accident"]')
    assert in_window(shown.page, 'article[data-c="accident"] h4')
    assert shown.complaints == []


def test_every_kind_of_line_end_and_control_character(tmp_path: Path, show: Opener) -> None:
    text = "\n\n甲\r\n乙\r丙\n\r丁\u2028戊\u0085己\x0b\x0c庚\x01\x7f\x9f\ufeff\ufffe末\t  尾　\n"
    run, unit, _ = with_report(text, "丙\n\r丁")
    write_pages(run, tmp_path)
    page = show(file_of(tmp_path, unit)).page
    assert page.evaluate(TEXT) == text
    assert page.evaluate(MARKS) == {"1": "丙\n\r丁"}


def test_a_line_of_a_million_characters(tmp_path: Path, show: Opener) -> None:
    text = "长" * 500_000 + "出庭应诉率98%以上" + "行" * 500_000
    run, unit, _ = with_report(text, "出庭应诉率98%以上")
    write_pages(run, tmp_path)
    page = show(file_of(tmp_path, unit), "review").page
    assert page.evaluate(f"{TEXT}.length") == len(text)
    assert page.evaluate(MARKS) == {"1": "出庭应诉率98%以上"}
    assert in_window(page, '[id="review"]')
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
