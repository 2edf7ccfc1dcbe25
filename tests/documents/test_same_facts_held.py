"""Reports from archives and lists give the facts and the metadata of their plain text."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from made_docx import as_docx
from made_model import NAMES, as_text, read_blocks

from scoring.documents import read_file, read_folder
from scoring.measures import load_library, read_facts
from scoring.measures.library import Library
from scoring.resources import measures_folder
from scoring.text.report import Report

FIELDS = ("unit", "unit_type", "report_year", "publish_date", "document_date")


@cache
def _library() -> Library:
    return load_library(measures_folder())


def _facts(report: Report) -> list[tuple[object, ...]]:
    return sorted(
        (fact.measure, fact.value, fact.status, fact.period, fact.scope, fact.chosen)
        for fact in read_facts(report, _library())
    )


def _sources() -> dict[str, str]:
    return {name.replace("/", "-"): as_text(read_blocks(name)) for name in NAMES}


def _archive(folder: Path) -> Path:
    path = folder / "报告.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            archive.writestr(f"各单位/{name.replace('/', '-')}.docx", as_docx(read_blocks(name)))
    return path


def _workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "正文"])
    for name, text in _sources().items():
        sheet.append([name, text])
    path = folder / "报告.xlsx"
    book.save(path)
    return path


def _records(folder: Path) -> Path:
    path = folder / "报告.jsonl"
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in _sources().items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [_archive, _workbook, _records], ids=["zip of docx", "xlsx", "json lines"])
def test_same_facts(make: object, tmp_path: Path) -> None:
    plain = {}
    for name, text in _sources().items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        plain[name] = read_file(path, tmp_path)
    holder = tmp_path / "holder"
    holder.mkdir()
    path = make(holder)  # type: ignore[operator]
    found = read_folder([path])
    assert not [one for one in found.diagnostics if one.is_error]
    reports = list(found.reports)
    assert len(reports) == len(plain)
    by_facts = {tuple(_facts(report)): report for report in reports}
    for name, report in plain.items():
        other = by_facts[tuple(_facts(report))]
        for field in FIELDS:
            assert other.metadata.text(field) == report.metadata.text(field), (name, field)


def test_the_same_bytes_in_an_archive_are_the_same_report(tmp_path: Path) -> None:
    data = next(iter(_sources().values())).encode("utf-8")
    (tmp_path / "a.txt").write_bytes(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("b.txt", data)
    (tmp_path / "c.zip").write_bytes(stream.getvalue())
    one, other = read_folder([tmp_path]).reports
    assert one.sha256 == other.sha256
    assert one.path != other.path
