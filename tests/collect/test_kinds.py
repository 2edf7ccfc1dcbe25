"""What a file is, told by its title or its beginning."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.collect.kinds import document_kind
from scoring.documents import read_file


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        ("甲县人民政府2024年法治政府建设年度报告", "report"),
        ("关于2024年度法治政府建设情况的报告", "report"),
        ("甲市司法局2024年推进法治政府建设工作总结", "report"),
        ("甲市2024年法治政府建设综述", "report"),
        ("丙镇2024年度依法行政工作报告", "report"),
        ("甲县人民政府2024年政府信息公开工作年度报告", "disclosure"),
        ("甲县2024年政府工作报告", "work_report"),
        ("甲县2025年法治政府建设工作要点", "plan"),
        ("甲县法治政府建设实施方案（2021—2025年）", "plan"),
        ("关于做好2024年度法治政府建设年度报告编制工作的通知", "notice"),
        ("甲县2024年上半年法治政府建设工作总结", "part_year"),
        ("甲县财政局2024年决算公开", "other"),
    ],
)
def test_by_title(beginning: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        beginning + "\n\n一、有关情况\n\n今年以来，全县推进法治政府建设，向社会公开年度报告。\n", encoding="utf-8"
    )
    found, told_by = document_kind(read_file(path, tmp_path))
    assert found == kind
    assert (told_by != "") == (kind != "other")


def test_a_report_that_names_other_documents_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "甲县人民政府2024年法治政府建设年度报告\n\n一、政府信息公开\n\n发布政府信息公开工作年度报告，印发2025年法治政府建设工作要点。\n"
    path.write_text(text, encoding="utf-8")
    assert document_kind(read_file(path, tmp_path))[0] == "report"
