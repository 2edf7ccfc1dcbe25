"""`scoring read`, `extract`, `evaluate` and `rubric …` on the shipped files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.cli.main import BAD_INPUT, BAD_USAGE, DONE, run

KEYS = [
    *("report", "unit", "year", "measure", "kind", "value", "value_unit", "low", "high", "approx", "period", "scope"),
    *("status", "quote", "start", "end", "sentence_start", "sentence_end", "section", "role", "page", "chosen"),
    *("flags", "note", "derived"),
]


@pytest.fixture
def county(fixture_reports: Path) -> Path:
    return fixture_reports / "2024" / "qingyue-county.txt"


def test_read(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(county)]) == DONE
    printed = capsys.readouterr().out
    assert all(words in printed for words in ("清樾县人民政府", "报告年度", "2024", "[成效]", "[计划]"))
    assert run(["read", str(county), "--format", "json"]) == DONE
    (data,) = json.loads(capsys.readouterr().out)
    text = county.read_text(encoding="utf-8")
    assert data["metadata"]["report_year"]["value"] == "2024"
    for value in data["metadata"].values():
        for quote in value["evidence"] if value else ():
            assert text[quote["start"] : quote["end"]] == quote["quote"]


def test_extract_prints_one_object_a_fact(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(county)]) == DONE
    facts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    text = county.read_text(encoding="utf-8")
    assert len(facts) > 20
    for fact in facts:
        assert set(KEYS) <= set(fact)
        assert text[fact["start"] : fact["end"]] == fact["quote"]
        assert fact["sentence_start"] <= fact["start"] < fact["end"] <= fact["sentence_end"]
    assert any(fact["derived"] for fact in facts)


def test_extract_to_a_file_and_one_measure_only(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "facts.jsonl"
    assert run(["extract", str(county), "--measure", "reconsideration_*", "-o", str(output)]) == DONE
    assert capsys.readouterr().out == ""
    facts = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert facts
    assert all(fact["measure"].startswith("reconsideration_") for fact in facts)
    assert run(["extract", str(county), "--measure", "reconsideration_acepted"]) == BAD_USAGE
    assert "reconsideration_accepted" in capsys.readouterr().err


def test_extract_as_a_table(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(county), "--format", "table", "--measure", "litigation_*"]) == DONE
    assert "行政应诉" in capsys.readouterr().out


def test_evaluate_saves_and_compares(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [str(root / "fixtures" / "annotations"), str(root / "fixtures" / "reports")]
    saved = tmp_path / "saved.json"
    assert run(["evaluate", *folders, "--json", str(saved)]) == DONE
    printed = capsys.readouterr().out
    assert all(words in printed for words in ("查准", "错值", "与原文不一致的引文 0", "选值正确"))
    data = json.loads(saved.read_text(encoding="utf-8"))
    assert data["facts"]["annotated"] > 100
    before = dict(data, facts={**data["facts"], "f1": 0.5})
    saved.write_text(json.dumps(before), encoding="utf-8")
    assert run(["evaluate", *folders, "--show", "--compare", str(saved)]) == DONE
    assert "事实 F1 0.500 → " in capsys.readouterr().out


def test_evaluate_refuses_what_it_cannot_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(tmp_path), str(tmp_path)]) == BAD_INPUT
    assert "annotation-none" in capsys.readouterr().err
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    assert run(["evaluate", str(tmp_path), str(tmp_path), "--compare", str(other)]) == BAD_INPUT
    assert "evaluation-file" in capsys.readouterr().err
    assert run(["evaluate", str(tmp_path), str(tmp_path), "--measures", "litigation_caes"]) == BAD_USAGE
    assert "litigation_cases" in capsys.readouterr().err


def test_rubric_check(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "check", str(root / "rubrics" / "county.yaml")]) == DONE
    assert "满分 100" in capsys.readouterr().out
    text = (root / "rubrics" / "county.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("measure: approvals_online_rate", "measure: approvals_onlin_rate"), encoding="utf-8")
    assert run(["rubric", "check", str(broken)]) == BAD_INPUT
    said = capsys.readouterr().err
    line = text[: text.index("measure: approvals_online_rate")].count("\n") + 1
    assert f"broken.yaml:{line}:" in said
    assert "^" in said
    assert "approvals_online_rate" in said.split("帮助:")[1]


def test_rubric_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "schema"]) == DONE
    schema = json.loads(capsys.readouterr().out)
    assert "approvals_online_rate" in json.dumps(schema)


def test_examples_of_the_library_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "test"]) == DONE
    assert "未通过 0 条" in capsys.readouterr().out


def test_extract_of_nothing_leaves_the_file_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "facts.jsonl"
    output.write_text("last week's facts", encoding="utf-8")
    assert run(["extract", str(tmp_path / "misspelt"), "-o", str(output)]) == BAD_INPUT
    assert "未写出" in capsys.readouterr().err
    assert output.read_text(encoding="utf-8") == "last week's facts"
