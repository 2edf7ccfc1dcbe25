"""Addresses of evidence pages: safe as file names, one per report, the same in every run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.tables.links import anchor, page_name
from scoring.text.report import Metadata, MetadataValue, Report

RESERVED = ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")


def make_report(unit: str, year: str | None = "2024", path: str = "a.txt") -> Report:
    known = None if year is None else MetadataValue(year, "title")
    metadata = Metadata(unit=MetadataValue(unit, "title"), report_year=known)
    return Report(id=f"{path}#0123456789ab", path=path, text="", sha256="", encoding="utf-8", metadata=metadata)


@given(st.text(min_size=1))
def test_names_are_safe_everywhere(unit: str) -> None:
    name = page_name(make_report(unit))
    stem = name.removesuffix(".html")
    assert name == stem + ".html"
    assert all(char.isalnum() or char == "-" for char in stem)
    assert stem.strip("-") == stem
    assert len(name.encode("utf-8")) < 255


@pytest.mark.parametrize(
    ("unit", "year", "expected"),
    [
        ("青岚县人民政府", "2024", "青岚县人民政府-2024-"),
        ("青岚县/司法局:甲*", "2024", "青岚县-司法局-甲-2024-"),
        ("../../etc", None, "etc-"),
        ("青岚县２０２４", "2024", "青岚县2024-2024-"),
        ("<script>", "2024", "script-2024-"),
        ("…", "2024", "2024-"),
        ("甲" * 90, "2024", "甲" * 40 + "-2024-"),
    ],
)
def test_names_say_whose_they_are(unit: str, year: str | None, expected: str) -> None:
    name = page_name(make_report(unit, year))
    assert name.startswith(expected)
    assert len(name) == len(expected) + 10 + len(".html")


@pytest.mark.parametrize("unit", RESERVED)
def test_reserved_names_are_never_alone(unit: str) -> None:
    assert page_name(make_report(unit, None)).split(".")[0] != unit


def test_reports_of_one_unit_and_year_differ() -> None:
    first, second = make_report("青岚县", path="a.txt"), make_report("青岚县", path="b.txt")
    assert page_name(first) != page_name(second)
    assert page_name(first) == page_name(replace(first, text="其他"))


def test_a_criterion_is_its_own_anchor() -> None:
    assert anchor("disputes.appearance") == "disputes.appearance"
    assert anchor("1.10") == "1.10"
    # ids that no checked rubric has
    assert anchor("a b<") == "a~20~b~3c~"
    assert anchor("应诉") != anchor("诉应")
