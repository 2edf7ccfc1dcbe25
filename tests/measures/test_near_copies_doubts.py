"""Near copies on their way to the reviewer: the doubts name the other report, and no score moves."""

from __future__ import annotations

import re
from pathlib import Path

from measure_samples import fixture_files, from_file

from scoring.pipeline import load_rubric, score
from scoring.tables import doubts_table

QINGYUE = next(path for path in fixture_files() if path.parts[-2:] == ("2024", "qingyue-county.txt"))


def test_doubts_name_the_other_report(tmp_path: Path) -> None:
    """存疑 names unit, year, share and the first shared passage; no score moves."""
    text = from_file(QINGYUE).text
    (tmp_path / "清樾.txt").write_text(text, encoding="utf-8")
    (tmp_path / "柳河.txt").write_text(renumbered_figures(text.replace("清樾", "柳河")), encoding="utf-8")
    rubric, _ = load_rubric("county")
    run = score([tmp_path], rubric, 2024)
    assert len(run.near_copies) == 1
    table = doubts_table(run)
    at = {name: table.column(name) for name in ("unit", "doubt", "quotes", "file", "stake")}
    rows = {row.cells[at["unit"]]: row.cells for row in table.rows if "大段雷同" in str(row.cells[at["doubt"]])}
    assert set(rows) == {"清樾县人民政府", "柳河县人民政府"}
    told = rows["清樾县人民政府"]
    assert "与柳河县人民政府2024年度的报告" in str(told[at["doubt"]])
    assert re.search(r"有\d+%的文字", str(told[at["doubt"]]))
    assert str(told[at["file"]]).split("\n") == ["清樾.txt", "柳河.txt"]
    quoted = re.match(r"“(.+?)…?”（(\d+)–\d+）", str(told[at["quotes"]]), re.S)
    assert quoted is not None
    assert text[int(quoted[2]) :].startswith(quoted[1])
    alone = score([tmp_path / "清樾.txt"], rubric, 2024)
    assert alone.near_copies == ()
    assert alone.units[0].total == next(unit.total for unit in run.units if unit.unit == "清樾县人民政府")


def renumbered_figures(text: str) -> str:
    """The text with its counts changed and its years and dates kept."""
    return re.sub(r"(?<![\d.\-〔])\d{1,3}(?=[件人个次项名])", lambda number: str(int(number.group()) + 2), text)
