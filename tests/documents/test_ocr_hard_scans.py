"""Scans that are hard to read, through the engine itself: the facts of the same text typed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from made_codecs import coded_pdf
from made_hard_scans import HardScan, sealed_figures, table, two_columns
from made_model import NAMES, as_text, read_blocks
from made_scan import font, jpeg, scanned

from scoring.documents import read_file, read_folder
from scoring.documents.ocr import missing_ocr
from scoring.measures import load_library, read_facts
from scoring.measures.library import Library
from scoring.resources import measures_folder
from scoring.text.report import Report

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module", autouse=True)
def _engine_is_here() -> None:
    lacking = [*missing_ocr(), *([] if font() else ["fonts-noto-cjk"])]
    if lacking:
        if os.environ.get("CI"):
            pytest.fail(f"not installed: {', '.join(lacking)}")
        pytest.skip(f"not installed: {', '.join(lacking)}")


@cache
def _library() -> Library:
    return load_library(measures_folder())


def _keys(report: Report) -> Counter[tuple[object, ...]]:
    found = read_facts(report, _library())
    return Counter((one.measure, one.value, one.status, one.period, one.chosen) for one in found)


def _text(folder: Path, text: str) -> Report:
    (folder / "typed.txt").write_text(text, encoding="utf-8")
    return read_file(folder / "typed.txt", folder)


@pytest.mark.parametrize(
    "make",
    [two_columns, sealed_figures, lambda: table(ruled=True), lambda: table(ruled=False)],
    ids=["two columns", "seal over figures", "ruled table", "table without rules"],
)
def test_the_same_facts(make: Callable[[], HardScan], tmp_path: Path) -> None:
    made = make()
    (tmp_path / "scan.jpg").write_bytes(jpeg(made.picture))
    scan, typed = read_file(tmp_path / "scan.jpg", tmp_path), _text(tmp_path, made.text)
    assert _keys(scan) == _keys(typed)
    facts = [one for one in read_facts(scan, _library()) if one.kind == "measure"]
    assert len(facts) >= 9
    for fact in facts:
        assert "ocr" in fact.flags
        assert fact.evidence.confidence is not None
        assert fact.evidence.confidence > 0.9
    unit = scan.metadata.unit
    assert unit is not None
    assert unit.evidence[0].confidence is not None
    assert "ocr_metadata" in scan.flags


@pytest.mark.parametrize(("codec", "turned"), [("jbig2", 90), ("jpeg2000", 180)])
def test_scans_of_other_codecs_and_turned_pages(codec: str, turned: int, tmp_path: Path) -> None:
    pages = scanned(read_blocks(NAMES[1]))[:1]
    (tmp_path / "plain.jpg").write_bytes(jpeg(pages[0]))
    (tmp_path / "scan.pdf").write_bytes(coded_pdf(pages, codec, turned=turned))
    plain, coded = _keys(read_file(tmp_path / "plain.jpg", tmp_path)), _keys(read_file(tmp_path / "scan.pdf", tmp_path))
    assert (plain & coded).total() >= 0.97 * plain.total()


def test_numbered_pictures_are_one_report_and_a_second_title_begins_another(tmp_path: Path) -> None:
    first, second = scanned(read_blocks(NAMES[1])), scanned(read_blocks(NAMES[2]))[:1]
    for number, page in enumerate([*first, *second], 1):
        (tmp_path / f"扫描{number}.jpg").write_bytes(jpeg(page))
    found = read_folder([tmp_path])
    one, other = found.reports
    assert [one.path, other.path] == [f"扫描1–{len(first)}.jpg", f"扫描{len(first) + 1}.jpg"]
    assert len(one.page_starts) == len(first)
    assert "pictures_joined" in one.flags
    assert [problem.code for problem in found.diagnostics] == ["pictures-split"]
    assert _keys(one) == _keys(_text(tmp_path, as_text(read_blocks(NAMES[1]))))
