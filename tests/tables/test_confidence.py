"""A quote from a scan says so, with its confidence, wherever it is shown; runs without scans have no such column."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scoring import pipeline
from scoring.cli.main import DONE, run
from scoring.documents import obtain, ocr
from scoring.pages import evidence_page
from scoring.results import Run
from scoring.store.results_file import results_json
from scoring.tables import evidence_table
from scoring.tables.ledger import ledger_table
from scoring.tables.words import confidence_words
from scoring.workbench.saved_run import read_saved_run

TEXT = "石桥县人民政府2024年法治政府建设情况报告\n2024年，办理行政应诉案件64件，行政机关负责人出庭应诉61件，出庭应诉率95.3%。\n"
_AT = TEXT.index("95.3")


class _Engine:
    """Plays the child with the engine: one page, sure but of the rate."""

    def answer(self, _reader: str, _data: bytes) -> dict[str, Any]:
        scores = [[0, _AT, 0.98], [_AT, _AT + 5, 0.72], [_AT + 5, len(TEXT), 0.97]]
        return {"text": TEXT, "doubtful": [[_AT, _AT + 5]], "unread": False, "scores": scores}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ocr, "_own", _Engine)
    monkeypatch.setattr(ocr, "missing_ocr", tuple)
    monkeypatch.setattr(obtain, "missing", lambda _: ())
    place = tmp_path / "收"
    place.mkdir()
    stream = io.BytesIO()
    Image.new("RGB", (620, 877), "white").save(stream, "JPEG")
    (place / "扫描.jpg").write_bytes(stream.getvalue())
    return place


def _scored(folder: Path) -> Run:
    rubric, _ = pipeline.load_rubric("county")
    return pipeline.score([folder], rubric)


def test_the_workbook_has_a_column_for_it(folder: Path) -> None:
    table = evidence_table(_scored(folder))
    at = table.column("confidence")
    assert table.columns[at].title == "识别置信度"
    by_quote = {str(row.cells[table.column("quote")]): row.cells[at] for row in table.rows}
    assert {by_quote[quote] for quote in by_quote if "95.3" in quote} == {0.72}
    assert {by_quote[quote] for quote in by_quote if "64件" in quote and "95.3" not in quote} == {0.98}
    ledger = ledger_table(_scored(folder))
    assert 0.72 in {row.cells[ledger.column("confidence")] for row in ledger.rows}


def test_without_scans_there_is_no_such_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    scored = _scored(tmp_path)
    assert "confidence" not in [column.id for column in evidence_table(scored).columns]
    assert "confidence" not in [column.id for column in ledger_table(scored).columns]


def test_pages_say_it(folder: Path) -> None:
    scored = _scored(folder)
    (unit,) = scored.units
    page = evidence_page(scored, unit, unit.reports[0])
    assert "文字识别，置信度72%" in page


def test_results_keep_it_and_give_it_back(folder: Path, tmp_path: Path) -> None:
    scored = _scored(folder)
    path = tmp_path / "结果.json"
    path.write_text(results_json(scored), encoding="utf-8")
    told = json.loads(path.read_text(encoding="utf-8"))["facts"]
    assert {one["confidence"] for one in told} == {0.72, 0.98}
    saved = {fact for _, facts in read_saved_run(path).read for fact in facts}
    assert {(fact.evidence.quote, fact.evidence.confidence) for fact in saved} == {
        (fact.evidence.quote, fact.evidence.confidence) for unit in scored.units for fact in unit.facts
    }


def test_the_terminal_says_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder)]) == DONE
    printed = capsys.readouterr().out
    assert "置信度98%" in printed
    assert "单位、年度或日期由文字识别读出" in printed
    assert run(["explain", str(folder), "disputes.appearance"]) == DONE
    assert "置信度72%" in capsys.readouterr().out
    assert run(["extract", str(folder)]) == DONE
    assert 0.72 in [json.loads(line)["confidence"] for line in capsys.readouterr().out.splitlines()]


def test_letters_say_it(folder: Path) -> None:
    from scoring.feedback.context import _place

    scored = _scored(folder)
    (unit,) = scored.units
    evidence = next(fact.evidence for fact in unit.facts if "95.3" in fact.evidence.quote)
    place = _place(evidence, {unit.reports[0].id: unit.reports[0]})
    assert "第1页（文字识别，置信度72%）" in place
    assert confidence_words(evidence) == "文字识别，置信度72%"
