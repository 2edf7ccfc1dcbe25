"""Judgement sheets and self scores in the shapes that offices use."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sources_samples import UNIT_NAMES, joined
from xlsx_cases import workbook

from scoring.sources.load import Given, load
from scoring.sources.types import JUDGEMENTS, SELF_SCORES, Sources

JIA, YI, _ = UNIT_NAMES[:3]


def read(folder: Path, text: str, kind: str = JUDGEMENTS) -> tuple[Sources, list[str]]:
    """A sheet as joined, and the codes of what is said."""
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    sources, found = joined([Given(kind, path)])
    return sources, [one.code for one in found]


def test_everything_a_judgement_carries(tmp_path: Path) -> None:
    text = (
        "单位,年度,指标编号,指标,满分,得分,评分人,理由,扣分原因,权重,日期\n"
        "甲山县,2024,files.visit,现场核查,2,1.5,吴一,缺一份公示,公示不全,2,2025年3月6日\n"
    )
    sources, codes = read(tmp_path, text)
    assert codes == []
    (one,) = sources.judgements(JIA, 2024, "files.visit")
    assert (one.value, one.level, one.scorer, one.weight, one.date) == (
        Decimal("1.5"),
        "",
        "吴一",
        Decimal(2),
        "2025-03-06",
    )
    assert (one.reason, one.public_reason, one.place.row) == ("缺一份公示", "公示不全", 2)
    assert sources.judgements(JIA, 2023, "files.visit") == ()


@pytest.mark.parametrize("text", ["好", " 好 ", "较好"])
def test_levels(tmp_path: Path, text: str) -> None:
    sources, codes = read(tmp_path, f"单位,指标,等次,评分人,理由\n甲山县,档案查阅,{text},吴一,看过\n")
    judged = sources.judgement(JIA, 2024, "files.check")
    assert judged is not None
    assert (judged.level, judged.value, codes) == (text.strip(), None, [])


@pytest.mark.parametrize(("text", "value"), [("是", "1"), ("无", "0"), ("1", "1"), ("0", "0")])
def test_whether_something_is_so(tmp_path: Path, text: str, value: str) -> None:
    sources, codes = read(tmp_path, f"单位,指标,得分,评分人,理由\n甲山县,event,{text},吴一,核实过\n")
    judged = sources.judgement(JIA, 2024, "event")
    assert judged is not None
    assert judged.value == Decimal(value)
    assert codes == []


def test_blank_scores_are_not_given_yet(tmp_path: Path) -> None:
    sources, codes = read(tmp_path, "单位,指标,得分,评分人,理由\n甲山县,档案查阅,,,\n乙水区,档案查阅,好,吴一,看过\n")
    assert (len(sources.judged), codes) == (1, [])


def test_one_criterion_named_above_the_titles_or_by_the_sheet(tmp_path: Path) -> None:
    sources, codes = read(tmp_path, "指标：现场核查,,,\n评分人：吴一,,,\n单位,得分,理由\n甲山县,1.5,看过\n")
    assert (len(sources.judgements(JIA, 2024, "files.visit")), codes) == (1, [])
    sheets: dict[str, list[tuple[Any, ...]]] = {
        "现场核查": [("单位", "得分", "评分人", "理由"), ("甲山县", 2, "吴一", "齐全")],
        "files.check": [("单位", "等次", "评分人", "理由"), ("甲山县", "一般", "吴一", "缺页")],
    }
    workbook(tmp_path / "j.xlsx", sheets)
    sources, found = joined([Given(JUDGEMENTS, tmp_path / "j.xlsx")])
    assert found == ()
    assert {key[2] for key in sources.judged} == {"files.visit", "files.check"}


def test_a_column_for_every_criterion(tmp_path: Path) -> None:
    sources, codes = read(
        tmp_path, "单位,档案查阅,现场核查（2分）,评分人,理由\n甲山县,好,1.5,吴一,看过\n乙水区,,2,吴一,看过\n"
    )
    assert codes == []
    assert {(key[0], key[2]) for key in sources.judged} == {
        (JIA, "files.check"),
        (JIA, "files.visit"),
        (YI, "files.visit"),
    }


def test_votes_for_levels_by_one_group(tmp_path: Path) -> None:
    text = "单位,指标,等次,票数,评分人,理由\n甲山县,档案查阅,好,3,评议组,投票\n甲山县,档案查阅,一般,1,评议组,投票\n"
    sources, codes = read(tmp_path, text)
    assert codes == []
    assert {(one.level, one.weight) for one in sources.judgements(JIA, 2024, "files.check")} == {
        ("好", Decimal(3)),
        ("一般", Decimal(1)),
    }


def test_self_scores_of_one_unit_in_a_form(tmp_path: Path) -> None:
    text = "填报单位：甲山县,,\n指标,满分,自评分,自评说明\n学法次数,4,３,台账\nstudy.first,1,不适用,\nstudy.second,1,1分,\n"
    sources, codes = read(tmp_path, text, SELF_SCORES)
    assert sorted(codes) == ["number-full-width", "number-with-unit"]
    own = sources.own_score(JIA, 2024, "study")
    assert own is not None
    assert (own.points, own.reason) == (Decimal(3), "台账")
    assert sources.self_score(JIA, 2024, "study.first") is None


def test_self_scores_in_a_column_for_every_criterion(tmp_path: Path) -> None:
    text = "单位,年度,学法次数（4分） [study],现场核查\n甲山县,2024,3.5,2\n乙水区,2024,,1\n"
    sources, codes = read(tmp_path, text, SELF_SCORES)
    assert codes == []
    assert sources.self_score(JIA, 2024, "study") == Decimal("3.5")
    assert sources.self_score(YI, 2024, "study") is None
    assert sources.self_score(YI, 2024, "files.visit") == 1


def test_without_a_rubric_sheets_are_read_for_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "j.csv"
    path.write_text(
        "单位,指标,得分,评分人,理由\n甲山县,某项,好,吴一,看过\n甲山县,另一项,3,吴一,看过\n", encoding="utf-8"
    )
    loaded = load([Given(JUDGEMENTS, path)])
    given = {one.criterion: (one.given.level, one.given.value) for one in loaded.judgements[0].given}
    assert given == {"某项": ("好", None), "另一项": ("", Decimal(3))}
    assert loaded.diagnostics == ()


def test_every_mistake_of_a_row_is_told(tmp_path: Path) -> None:
    sources, codes = read(
        tmp_path, "单位,年度,指标,得分,评分人,理由\n,去年,现场核查,9,,\n乙水区,,现场核查,2,吴一,齐全\n"
    )
    assert sorted(codes) == ["judged-no-reason", "judged-no-scorer", "judged-range", "unit-missing", "year-unreadable"]
    assert len(sources.judged) == 1
