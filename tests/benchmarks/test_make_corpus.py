"""Synthetic reports: the same for the same seed, part by part, and the figures put in are what is written and read."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

# The benchmarks are scripts: their folder is put behind everything else that is imported.
sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from make_corpus import Made, Plan, files_of, reports, truth_file, write
from recall import recall
from synthetic import facts_one, facts_two
from synthetic.compose import parsed
from synthetic.figures import count, hanzi, rate
from synthetic.names import unit

from scoring.documents import read_folder
from scoring.pipeline import load_measures

TEXT = Plan(html=0.0)


def texts(number: int, plan: Plan = TEXT, seed: int = 7) -> list[Made]:
    return [made for made in reports(seed, number, plan=plan) if made.kind in ("report", "near_copy")]


def test_same_seed_same_bytes_and_another_seed_other_bytes() -> None:
    assert list(reports(7, 40)) == list(reports(7, 40))
    assert [made.content for made in reports(7, 40)] != [made.content for made in reports(8, 40)]


def test_a_part_alone_is_the_same_as_within_the_whole() -> None:
    whole = list(reports(7, 60))
    assert [*reports(7, 20), *reports(7, 40, start=20)] == whole


def test_parts_written_apart_are_the_files_written_at_once(tmp_path: Path) -> None:
    write(tmp_path / "once", range(30), Plan())
    write(tmp_path / "parts", range(12), Plan())
    write(tmp_path / "parts", range(12, 30), Plan())
    once, parts = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("0*.*")} for name in ("once", "parts")
    )
    assert once == parts
    lines = [truth_file(tmp_path / "parts", start).read_text("utf-8") for start in (0, 12)]
    assert "".join(lines) == truth_file(tmp_path / "once").read_text("utf-8")


def test_truth_has_a_line_for_everything_also_for_what_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    written = write(folder, range(200), Plan())
    lines = [json.loads(line) for line in truth_file(folder).read_text("utf-8").splitlines()]
    there = [line for line in lines if line["kind"] != "missing"]
    assert len(there) == written
    assert all((folder / line["path"]).is_file() for line in there)
    assert {line["number"] for line in lines} == set(range(200))


def test_all_kinds_of_files_come_about() -> None:
    made = list(reports(7, 600, plan=TEXT))
    kinds = Counter(one.kind for one in made)
    assert set(kinds) == {"report", "near_copy", "missing", "duplicate", "non_report"}
    assert kinds["near_copy"] > 5
    by_content = Counter(one.content for one in made if one.content)
    assert sum(number == 2 for number in by_content.values()) == kinds["duplicate"]


def test_a_near_copy_has_the_words_of_the_year_before() -> None:
    plan = TEXT._replace(seed=7)
    number = next(made.number for made in reports(7, 400, plan=plan) if made.kind == "near_copy")
    this, last = (next(files_of(one, plan)).content.decode() for one in (number, number - 1))
    if last:
        sentences = [set(text.replace("，", "。").split("。")) for text in (this, last)]
        assert len(sentences[0] & sentences[1]) > 0.5 * len(sentences[0])


def test_lengths_are_those_of_reports() -> None:
    lengths = sorted(len(made.content.decode()) for made in texts(600))
    assert lengths[0] > 1500
    assert 3000 < lengths[len(lengths) // 2] < 8000
    assert 20_000 < lengths[-1] < 45_000


@pytest.mark.parametrize("kind", "PCDT")
def test_every_wording_is_parsed_for_every_kind(kind: str) -> None:
    sections = (
        facts_one.DUTIES,
        facts_one.SERVICES,
        facts_one.DECISIONS,
        facts_one.DOCUMENTS,
        facts_two.ENFORCEMENT,
        facts_two.DISPUTES,
        facts_two.OPENNESS,
        facts_two.LAW_FOR_ALL,
    )
    known = load_measures().measures
    for _, items in sections:
        for _, wordings in items:
            for wording in wordings:
                sentence = parsed(wording, kind)
                assert sentence.form.count("%s") == len(sentence.slots)
                assert all(slot.measure in known for slot in sentence.slots if slot.measure)


def test_names_differ_and_say_what_the_unit_is() -> None:
    names = [unit(number).short for number in range(3000)]
    assert len(set(names)) == len(names)
    kinds = Counter(unit(number).kind for number in range(500))
    assert kinds == {"P": 10, "C": 90, "D": 170, "T": 230}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "十"),
        (19, "十九"),
        (102, "一百零二"),
        (110, "一百一十"),
        (3_004, "三千零四"),
        (30_004, "三万零四"),
    ],
)
def test_numerals(number: int, written: str) -> None:
    assert hanzi(number) == written


def test_ways_of_writing() -> None:
    assert [count(1234, style) for style in ("plain", "marked", "hanzi", "full")] == [
        "1234",
        "1,234",
        "一千二百三十四",
        "１２３４",
    ]
    assert [rate(985, style) for style in ("plain", "hanzi", "full")] == ["98.5%", "百分之九十八点五", "９８.５％"]
    assert [count(number, "hanzi") for number in (2, 12)] == ["两", "十二"]
    assert rate(1000, "hanzi") == "百分之百"


def test_figures_put_in_are_read_again(tmp_path: Path) -> None:
    write(tmp_path, range(24), TEXT, truth=False)
    truth = {made.path: made.truth() for made in reports(7, 24, plan=TEXT)}
    found = recall(read_folder([tmp_path]).reports, truth, load_measures())
    assert found.mistaken == []
    assert found.wanted.total() > 800
    assert found.found.total() / found.wanted.total() > 0.97
    assert len(found.missed) == found.wanted.total() - found.found.total()


def test_other_formats_hold_the_same_words() -> None:
    word = next(made for made in texts(3, Plan(html=0, docx=1.0)) if made.content)
    page = next(made for made in texts(3, Plan(html=1.0)) if made.content)
    plain = next(made for made in texts(3) if made.content)
    printed = next(made for made in texts(3, Plan(html=0, pdf=1.0)) if made.content)
    sentence = plain.content.decode().split("。")[1].strip().splitlines()[-1].strip()
    assert (word.path[-5:], page.path[-5:], printed.content[:5]) == (".docx", ".html", b"%PDF-")
    assert sentence in page.content.decode()
    with zipfile.ZipFile(io.BytesIO(word.content)) as archive:
        assert sentence[:8] in archive.read("word/document.xml").decode()
