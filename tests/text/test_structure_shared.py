"""Roles and structure of the annotated reports, checked by eye once; places are named by offsets and short terms."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scoring.text.structure import build_view, outline
from scoring.text.view import FURNITURE, PLAN, PREAMBLE, PROBLEM, RESULT, Sentence, View

REPORTS = ("000", "001", "002", "003", "004")
WRITTEN = ("H02", "H03", "H06", "H08", "H10", "H14", "H15", "H16", "H21")


@cache
def view_of(path: Path) -> View:
    return build_view(path.read_text(encoding="utf-8"))


def load(shared: Path, name: str) -> View:
    folder = shared / "reports" if name in REPORTS else shared / "gold" / "texts"
    path = next(folder.glob(f"{name}_*.txt"), None)
    if path is None:
        pytest.skip(f"no report {name} in {folder.name}")
    return view_of(path)


def around(view: View, start: int, end: int) -> list[Sentence]:
    """The sentences that touch the source span."""
    found = []
    for sentence in view.sentences:
        span = view.to_source(sentence.start, sentence.end)
        if span.start < end and span.end > start:
            found.append(sentence)
    return found


def roles_of(view: View, term: str) -> set[str]:
    """The roles of all sentences whose working text holds `term`."""
    return {s.role for s in view.sentences if term in view.text[s.start : s.end]}


@pytest.mark.parametrize(
    ("name", "term", "role"),
    [
        ("000", "71件", RESULT),
        ("000", "202449", FURNITURE),
        ("000", "现将有关", PREAMBLE),
        ("001", "2103名", RESULT),
        ("001", "826件", RESULT),
        ("001", "扫一扫", FURNITURE),
        ("002", "225人", RESULT),
        ("002", "短板和弱项", PROBLEM),
        ("002", "编制数量有限", PROBLEM),
        ("002", "案卷评查,加强", PLAN),
        ("002", "抄送", FURNITURE),
        ("003", "66.64%", RESULT),
        ("003", "力量薄弱", PROBLEM),
        ("003", "免检免扰制度", PLAN),
        ("004", "100余份", RESULT),
        ("004", "标兵集体”、", PREAMBLE),
        ("004", "还有差距", PROBLEM),
        ("004", "4项审核", PLAN),
        ("H02", "六十七名", RESULT),
        ("H02", "只有两名", PROBLEM),
        ("H02", "九十八以上", PLAN),
        ("H02", "二〇二二年十二月五日", FURNITURE),
        ("H03", "110.3%", RESULT),
        ("H03", "尚未编制", PROBLEM),
        ("H03", "达到99%", PLAN),
        ("H03", "打印", FURNITURE),
        ("H06", "3860条", RESULT),
        ("H06", "还有缺口", PROBLEM),
        ("H06", "案件为零", PLAN),
        ("H08", "23.8%", RESULT),
        ("H08", "不足20人", PROBLEM),
        ("H08", "达到80%", PLAN),
        ("H10", "86.2%", RESULT),
        ("H10", "仅为72%", PROBLEM),
        ("H10", "达到38%", PLAN),
        ("H10", "分享到", FURNITURE),
        ("H14", "村村有", RESULT),
        ("H14", "自觉性不强", PROBLEM),
        ("H14", "争取聘请", PLAN),
        ("H15", "78.4%", RESULT),
        ("H15", "不足5人", PROBLEM),
        ("H15", "达到35%", PLAN),
        ("H16", "1140万元", RESULT),
        ("H16", "仅移送", PROBLEM),
        ("H16", "达到50%", PLAN),
        ("H21", "436件", RESULT),
        ("H21", "高达57%", PROBLEM),
        ("H21", "低于4%", PLAN),
    ],
)
def test_roles(shared: Path, name: str, term: str, role: str) -> None:
    assert roles_of(load(shared, name), term) == {role}


# Hard cases by number: a statement among the shortcomings or the plans, whatever its words.
@pytest.mark.parametrize(
    ("case", "role"),
    [
        *((case, PLAN) for case in (1, 2, 3, 4, 5, 6, 7)),
        *((case, PROBLEM) for case in (8, 9, 10, 11, 12)),
        *(
            (case, RESULT)
            for case in (13, 14, 15, 16, 17, 18, 19, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119)
        ),
        (120, FURNITURE),
    ],
)
def test_hard_cases(shared: Path, case: int, role: str) -> None:
    cases: list[dict[str, Any]] = json.loads((shared / "gold" / "hard-cases.json").read_text(encoding="utf-8"))
    one = next(entry for entry in cases if entry["id"] == case)
    found = around(load(shared, one["report"]), one["start"], one["end"])
    assert [sentence.role for sentence in found] == [role]


def top_headings(view: View) -> list[str]:
    return [words for level, _, words, _ in outline(view) if level == 1]


def test_heading_whose_number_is_lost(shared: Path) -> None:
    """Case 111: two of the six headings of this report have no number; both head a section."""
    view = load(shared, "000")
    found = top_headings(view)
    assert len(found) == 5
    assert sum(words.startswith("坚持") for words in found) == 2
    (sentence,) = around(view, 3025, 3047)
    assert sentence.heading
    (below,) = around(view, 3166, 3190)
    assert view.sections[below.section].path.startswith("坚持规范限权用权")


def test_heading_whose_bracket_is_lost(shared: Path) -> None:
    """Case 112."""
    view = load(shared, "000")
    (sentence,) = around(view, 633, 640)
    section = view.sections[sentence.section]
    assert (section.level, section.heading) == (2, "周密安排部署")


def test_headings_inside_one_line(shared: Path) -> None:
    """Case 7: the whole report is one line."""
    view = load(shared, "003")
    levels = [level for level, *_ in outline(view)]
    assert (levels.count(1), levels.count(2)) == (4, 14)
    (sentence,) = around(view, 3215, 3237)
    assert sentence.heading


def test_item_whose_full_stop_is_lost(shared: Path) -> None:
    """Case 108: the item begins a new sentence."""
    view = load(shared, "002")
    before, after = around(view, 1031, 1049)
    assert view.text[after.start : after.end].startswith("四是")
    assert before.section != after.section


def test_blank_inside_a_fact(shared: Path) -> None:
    """Cases 115 and 116."""
    assert "规范性文件14件" in load(shared, "002").text
    assert "全县53个部门" in load(shared, "004").text


def test_unbalanced_quotation(shared: Path) -> None:
    """Case 118: the sentence ends where it ends."""
    view = load(shared, "004")
    (sentence,) = around(view, 468, 486)
    assert view.text[sentence.start : sentence.end].endswith("35篇。")


def test_table_of_years(shared: Path) -> None:
    view = load(shared, "H10")
    rows = [s.row for s in view.sentences if s.row]
    assert len(rows) == 5
    assert rows[1].header == ("指标", "2022年", "2023年", "2024年")
    assert [view.text[c.start : c.end] for c in rows[4].cells] == ["纠错", "31", "36", "47"]


@pytest.mark.parametrize(
    ("name", "count"), [("H06", 7), ("H15", 3), ("H16", 9), ("H21", 9), ("001", 7), ("002", 8), ("004", 3)]
)
def test_sections_of_the_first_level(shared: Path, name: str, count: int) -> None:
    """Report 002 counts seven headings, the last of which turns from problems to plans."""
    assert len(top_headings(load(shared, name))) == count


@pytest.mark.parametrize("name", ["000", "002", "004", *WRITTEN])
def test_every_annotated_fact_stands_in_one_sentence(shared: Path, name: str) -> None:
    """Facts annotated as plans or problems of a part stand in that part; done facts in none of both."""
    import yaml

    view = load(shared, name)
    path = next((shared / "gold").glob(f"{name}*.yaml"))
    wanted = {"done": {RESULT, PREAMBLE}, "plan": {PLAN}, "problem": {PROBLEM}}
    # These two plans stand among the results and are told by their own words.
    by_words = {"全年计划12次", "拟于12月再出台2件"}
    for fact in yaml.safe_load(path.read_text(encoding="utf-8"))["facts"]:
        start = view.source.index(fact["quote"])
        (sentence,) = around(view, start, start + len(fact["quote"]))
        assert sentence.role in wanted[fact["status"]] or fact["quote"] in by_words, fact["quote"]
