"""The page on measures is true: its examples load, hold, and name every key and slot there is."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copyfile

import pytest

from scoring.measures import load, load_library
from scoring.measures.examples import run_examples
from scoring.measures.extract import Extractor
from scoring.measures.grammar import GAP, SLOTS, WIDE_GAP
from scoring.measures.library import TOPIC_REACH
from scoring.resources import measures_folder
from scoring.text.report import Metadata, MetadataValue, Report

PAGE = Path(__file__).resolve().parents[2] / "docs" / "measures.md"
WORDS = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.+?)^```", WORDS, re.S | re.M)


def library_of(block: str, folder: Path):  # type: ignore[no-untyped-def]
    (folder / "page.yaml").write_text(block, encoding="utf-8")
    copyfile(measures_folder() / "lexicon.yaml", folder / "lexicon.yaml")
    return load_library(folder)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_examples_on_the_page_hold(number: int, tmp_path: Path) -> None:
    library = library_of(BLOCKS[number], tmp_path)
    assert [diagnostic.message for diagnostic in run_examples(library)] == []
    assert library.examples or library.topics


def test_derived_rate_on_the_page(tmp_path: Path) -> None:
    """234/240 is derived where no rate is stated, as the page says."""
    extractor = Extractor(library_of(next(block for block in BLOCKS if "derived:" in block), tmp_path))
    text = "全年作出行政处罚决定240件，公示234件。"
    read = Report("a", "a.txt", text, "", "utf-8", Metadata(report_year=MetadataValue("2023", "title")))
    rates = [fact for fact in extractor.facts(read) if fact.measure == "penalty_disclosure_rate"]
    assert [(fact.value, fact.derived is not None) for fact in rates] == [(234 / 240, True)]


def test_page_names_every_key_slot_and_limit() -> None:
    keys = load._MEASURE_KEYS | load._PRACTICE_KEYS | load._PATTERN_KEYS
    missing = [key for key in sorted(keys) if not re.search(rf"\b{key}\b", WORDS)]
    assert missing == []
    assert [slot for slot in SLOTS if f"{{{slot}" not in WORDS] == []
    for limit in (f"至多 {GAP} 个字", f"至多 {WIDE_GAP} 个字", f"默认 {TOPIC_REACH}"):
        assert limit in WORDS
