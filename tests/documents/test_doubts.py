"""Doubts about how a text was read: each kind is found, said about the report, and flagged on the facts that come from there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from scoring.documents import read_file
from scoring.documents.content import Content
from scoring.documents.doubts import BESIDE, LOST, MIXED, OCR_LOW, REPLACED, doubts_of, lost_stretches
from scoring.documents.mixed import decode_mixed
from scoring.documents.read import report_of
from scoring.documents.warned import warnings
from scoring.measures import load_library, read_facts
from scoring.measures.library import Library
from scoring.messages.documents import FLAG_HELP
from scoring.messages.documents import FLAGS as REPORT_FLAGS
from scoring.messages.measures import FLAGS as FACT_FLAGS
from scoring.resources import measures_folder
from scoring.text.report import Report

HEAD = "石桥县2024年法治政府建设年度报告\n"
CASES = "2024年，石桥县人民政府办理行政复议案件32件。"
FINES = "全县办理行政处罚案件520件。"


@cache
def _library() -> Library:
    return load_library(measures_folder())


def _read(folder: Path, data: bytes) -> Report:
    (folder / "报告.txt").write_bytes(data)
    return read_file(folder / "报告.txt", folder)


def _flagged(report: Report, code: str) -> dict[float, bool]:
    """Value of each measure → whether its fact has the flag."""
    return {one.value: code in one.flags for one in read_facts(report, _library()) if one.kind == "measure"}


def test_every_doubt_has_words() -> None:
    assert {OCR_LOW, LOST, MIXED, REPLACED, BESIDE} <= set(FACT_FLAGS)
    # Two rooms, one dictionary of words: a report's flag and a fact's are told apart.
    assert not {LOST, MIXED, REPLACED, BESIDE} & set(REPORT_FLAGS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("成文日期 202449，", ["202449"]),
        ("于202327日召开", ["202327日"]),
        ("某政文20238号文件", ["20238号"]),
        ("办理行政复议案件件，办结", ["案件件"]),
        ("２０２４３１落款", ["２０２４３１"]),
        ("罚没202449元", []),
        ("总额20241.5万元", []),
        ("截至20241231，", []),
        ("2024年3月，案件件件有着落", []),
        ("第120243号", []),
    ],
)
def test_figures_that_lost_characters_are_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in lost_stretches(text)] == found


def test_lost_characters(tmp_path: Path) -> None:
    report = _read(tmp_path, f"{HEAD}{FINES}\n{CASES[:-1]}，制发文件202449。\n".encode())
    assert "lost_characters" in report.flags
    assert _flagged(report, LOST) == {520.0: False, 32.0: True}
    (warning,) = [one for one in warnings(report) if one.code == "lost-characters"]
    assert "1 处，如“202449”" in warning.message
    assert warning.line == 3
    assert warning.help
    assert not [one for one in read_facts(report, _library()) if one.value == 202449]


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_mixed_encodings(first: str, tmp_path: Path) -> None:
    other = "gb18030" if first == "utf-8" else "utf-8"
    data = f"{HEAD}{FINES}\n{FINES[:4]}也依法行政。\n".encode(first) + f"{CASES}\n".encode(other)
    report = _read(tmp_path, data)
    assert report.text.splitlines()[-1] == CASES
    assert (report.encoding, "mixed_encoding" in report.flags) == (first, True)
    assert _flagged(report, MIXED) == {520.0: False, 32.0: True}
    (warning,) = [one for one in warnings(report) if one.code == "mixed-encoding"]
    assert "（1 段）" in warning.message


def test_one_encoding_with_damage_is_not_taken_for_two() -> None:
    whole = (HEAD + CASES * 30).encode("gb18030")
    assert decode_mixed(whole) is None
    assert decode_mixed(whole[:-3] + b"\xff\n") is None
    assert decode_mixed((HEAD + CASES).encode()) is None
    assert decode_mixed(b"plain\nwords\n") is None


def test_replaced_bytes(tmp_path: Path) -> None:
    text = f"{HEAD}{FINES}\n{CASES}\n" + "依法行政，规范执法。\n" * 20
    report = _read(tmp_path, text.replace("石桥县人", "石\udcff县人").encode("utf-8", "surrogateescape"))
    assert "replaced_bytes" in report.flags
    assert _flagged(report, REPLACED) == {520.0: False, 32.0: True}


def test_beside_a_page_that_was_not_read() -> None:
    pages = (f"{HEAD}{FINES}\n" + "依法行政，规范执法。\n" * 8, "", f"{CASES}\n" + "依法行政。\n" * 8)
    starts = (0, len(pages[0]), len(pages[0]))
    content = Content("".join(pages), "pdf", starts, ("image_pages",), "pdf")
    assert _flagged(report_of(content, "a.pdf", "0" * 64), BESIDE) == {520.0: False, 32.0: True}
    # A blank page on the back of another is no loss.
    assert doubts_of(content._replace(flags=())) == ()


def test_low_lines_of_a_scan_and_what_they_say_of_the_unit() -> None:
    text = f"{HEAD}{FINES}\n{CASES}\n"
    at = text.index("32件")
    scores = ((0, at, 0.98), (at, at + 2, 0.55), (at + 2, len(text), 0.97))
    content = Content(text, "image", (0,), ("ocr_doubtful",), "ocr", recognised=scores, doubts=((at, at + 2, OCR_LOW),))
    report = report_of(content, "a.jpg", "0" * 64)
    assert "ocr_metadata" in report.flags
    assert _flagged(report, OCR_LOW) == {520.0: False, 32.0: True}
    sure = {one.value: one.evidence.confidence for one in read_facts(report, _library()) if one.kind == "measure"}
    assert sure == {520.0: 0.98, 32.0: 0.55}


def test_a_unit_read_from_doubtful_characters_is_warned_of() -> None:
    text = f"{HEAD}{FINES}\n"
    content = Content(text, "image", (0,), (), "ocr", recognised=((0, len(text), 0.6),), doubts=((1, 2, OCR_LOW),))
    report = report_of(content, "a.jpg", "0" * 64)
    assert "ocr_metadata_low" in report.flags
    (warning,) = [one for one in warnings(report) if one.code == "ocr-metadata-low"]
    assert "单位“石桥县人民政府”" in warning.message
    assert warning.help == FLAG_HELP["ocr_metadata_low"]
