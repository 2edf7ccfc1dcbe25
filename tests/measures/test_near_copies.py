"""Near copies: a report with new numbers is found out, independent ones and common templates are not."""

from __future__ import annotations

import random
import re
from itertools import combinations, pairwise

import pytest
from measure_samples import fixture_files, from_file, report

from scoring.measures import near_copies as room
from scoring.measures.near_copies import LAST_YEAR, OTHER_UNIT, PASSAGE, SHARE, NearCopy, near_copies
from scoring.text.report import Report
from scoring.text.structure import build_view

QINGYUE = next(path for path in fixture_files() if path.parts[-2:] == ("2024", "qingyue-county.txt"))
# Boilerplate of our own: what every report of an area opens and ends with.
TEMPLATE = (
    "本年度，在上级党委和政府的坚强领导下，我们紧紧围绕年度重点任务，压实责任、补齐短板、守正创新，推动依法行政各项工作走深走实，"
    "较好完成了既定目标，现按照有关规定将主要情况向社会公布，欢迎各界监督。"
)


def renumbered(text: str, shift: int = 1) -> str:
    """The text with every number changed: what is sent in again a year later."""
    return re.sub(r"\d+", lambda number: str(int(number.group()) + shift), text)


def own_words(seed: int, length: int = 1500) -> str:
    """Prose that nobody else has."""
    chance = random.Random(seed)
    characters = [chr(chance.randint(0x4E00, 0x9FA0)) for _ in range(length)]
    for at in range(40, length, 40):
        characters[at] = "。"
    return "".join(characters)


def only(found: tuple[NearCopy, ...]) -> NearCopy:
    assert len(found) == 1
    return found[0]


def test_copy_with_new_year_and_numbers() -> None:
    text = from_file(QINGYUE).text
    first = report(text, year=2023, unit="清樾县人民政府", id_="a")
    second = report(renumbered(text), year=2024, unit="柳河县人民政府", id_="b")
    copy = only(near_copies([first, second]))
    assert copy.kind == OTHER_UNIT
    assert (copy.first.report_id, copy.second.report_id) == ("a", "b")
    assert copy.first.share == copy.second.share == copy.jaccard == copy.estimated == 1


def test_own_report_of_last_year() -> None:
    text = from_file(QINGYUE).text
    paragraphs = text.split("\n")
    newer = "\n".join([*paragraphs[: len(paragraphs) * 3 // 5], own_words(1, 600)])
    last = report(text, year=2022, unit="清樾县人民政府", id_="a")
    this = report(renumbered(newer), year=2023, unit="清樾县 人民政府", id_="b")
    copy = only(near_copies([last, this], lambda read: read.unit.replace(" ", "")))
    assert copy.kind == LAST_YEAR
    assert SHARE <= copy.second.share < 1
    assert copy.first.share < 1
    assert abs(copy.estimated - copy.jaccard) < 0.1


def test_two_years_apart_or_the_same_year_are_not_compared() -> None:
    text = from_file(QINGYUE).text
    for year in (2021, 2023):
        pair = [report(text, year=2023, unit="甲县", id_="a"), report(text, year=year, unit="甲县", id_="b")]
        assert near_copies(pair) == ()


def test_independent_reports_are_no_copies() -> None:
    assert near_copies([from_file(path) for path in fixture_files()]) == ()


def test_shared_boilerplate_is_no_copy() -> None:
    heads = "一、主要做法和成效\n{}\n二、存在的不足\n基层力量薄弱。\n三、下一步打算\n继续压实责任。\n"
    pair = [
        report(f"{TEMPLATE}\n{heads.format(own_words(seed))}\n{TEMPLATE}", unit=f"{seed}县", id_=str(seed))
        for seed in (1, 2)
    ]
    assert near_copies(pair) == ()


def test_template_of_many_units_counts_for_nothing() -> None:
    """Fifteen reports that are two thirds template are no copies of each other; a sixteenth that is one of them is."""
    template = f"{TEMPLATE}\n{own_words(100, 1800)}"
    reports = [report(f"{template}\n{own_words(seed, 900)}", unit=f"{seed}镇", id_=f"{seed:02d}") for seed in range(15)]
    assert near_copies(reports[:2]) != ()
    assert near_copies(reports) == ()
    copied = report(renumbered(reports[4].text), unit="另一镇", id_="99")
    copy = only(near_copies([*reports, copied]))
    assert (copy.first.report_id, copy.second.report_id) == ("04", "99")
    template_words = build_view(template).text
    assert [passage.first.quote for passage in copy.passages if passage.first.quote in template_words] == []


def edited_pair() -> tuple[Report, Report]:
    """A report and its copy: another year and unit, some numbers changed, paragraphs in another order, blanks strewn in."""
    text = from_file(QINGYUE).text
    copied = renumbered(text.replace("清樾", "柳河"), 3).split("\n")
    copied[8], copied[10] = copied[10], copied[8]
    spaced = "\n".join(copied).replace("，", "， ").replace("；", ";")
    return report(text, unit="清樾县人民政府", id_="a"), report(spaced, unit="柳河县人民政府", id_="b")


def test_passages_are_verbatim_in_both() -> None:
    first, second = edited_pair()
    copy = only(near_copies([first, second]))
    assert copy.passages
    lengths = [passage.length for passage in copy.passages]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] >= PASSAGE
    for passage in copy.passages:
        for read, place in ((first, passage.first), (second, passage.second)):
            assert read.text[place.start : place.end] == place.quote
            assert place.report_id == read.id
        words = build_view(passage.first.quote).text
        assert words == build_view(passage.second.quote).text
        assert "\n" not in words
    spans = sorted((passage.first.start, passage.first.end) for passage in copy.passages)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_sides() -> None:
    first, second = edited_pair()
    copy = only(near_copies([first, second]))
    own, other, passages = copy.seen_from("b")
    assert (own.unit, other.unit) == (second.unit, first.unit)
    assert [pair[0].report_id for pair in passages] == ["b"] * len(copy.passages)
    assert copy.seen_from("a")[0] == other


def test_order_of_reports_does_not_matter() -> None:
    first, second = edited_pair()
    others = [from_file(path) for path in fixture_files()]
    found = near_copies([first, second, *others])
    assert found
    for seed in range(3):
        mixed = [first, second, *others]
        random.Random(seed).shuffle(mixed)
        assert near_copies(mixed) == found


def test_not_every_pair_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    inner = room._compared

    def counted(sketches: list[room._Sketch], first: int, second: int) -> NearCopy | None:
        compared.append((first, second))
        return inner(sketches, first, second)

    monkeypatch.setattr(room, "_compared", counted)
    reports = [report(own_words(seed), unit=f"{seed}县", id_=f"{seed:02d}") for seed in range(60)]
    copied = report(renumbered(reports[7].text), unit="另一县", id_="99")
    assert [copy.first.report_id for copy in near_copies([*reports, copied])] == ["07"]
    assert len(compared) < len(list(combinations(range(61), 2))) / 20


def test_closest_partners_only() -> None:
    """Of ten reports of one text each is shown with few others."""
    text = own_words(3)
    reports = [report(f"{text}{own_words(50 + seed, 200)}", unit=f"{seed}县", id_=f"{seed:02d}") for seed in range(10)]
    found = near_copies(reports)
    assert len(found) < 45
    assert {side.report_id for copy in found for side in (copy.first, copy.second)} == {read.id for read in reports}


@pytest.mark.parametrize("text", ["", "短", "\n\n", "\ud800" * 500, "同" * 3000, "。" * 3000, "<td>|" * 400])
def test_odd_texts(text: str) -> None:
    pair = [report(text, unit="甲县", id_="a"), report(text, unit="乙县", id_="b")]
    assert all(copy.jaccard == 1 for copy in near_copies([*pair, from_file(QINGYUE)]))
