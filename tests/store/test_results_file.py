"""The results file: everything in it, the same bytes for the same run, no machine's paths."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sample_run import facts_of, make_fact, make_report, make_run, quote, shuffled

from scoring.errors import OutputError
from scoring.results import Run
from scoring.store import fact_record, results_json, write_results_json
from scoring.store.records import number


def loaded(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(results_json(run))
    return found


def test_head_names_rubric_inputs_and_diagnostics() -> None:
    run = make_run()
    results = loaded(run)
    assert results["format"] == 1
    assert results["rubric"] == {
        "id": "sample",
        "title": "示例评分标准",
        "year": 2023,
        "weights_status": "illustrative",
        "points": 25,
        "file": "sample.yaml",
        "sha256": run.rubric.sha256,
    }
    assert [item["path"] for item in results["inputs"]] == sorted(path for path, _ in run.inputs)
    assert [item["file"] for item in results["diagnostics"]] == ["扫描件.bin", "reports/空.txt"]
    assert results["measures_sha256"] == run.measures_sha256


def test_units_carry_scores_states_and_evidence() -> None:
    results = loaded(make_run())
    first = results["units"][0]
    assert (first["unit"], first["rank"], first["published"], first["previous_rank"]) == ("青岚县", 1, 12.54, 3)
    review, catalogue = first["criteria"][:2]
    assert (review["points"], review["outcome"], review["way"]) == (4.125, "scored", "derived")
    facts = {fact["id"]: fact for fact in results["facts"]}
    used = facts[review["used"][0]]
    assert used["quote"] == "63件经过合法性审查"
    assert used["derived"]["operands"][1]["quote"] == "71件文件"
    assert (catalogue["points"], catalogue["outcome"], catalogue["stake"]) == (None, "missing", 2)
    (rejected,) = catalogue["rejected"]
    assert rejected["reason"] == "写在存在的问题里"
    assert facts[rejected["fact"]]["status"] == "problem"
    without = results["units"][3]
    assert {leaf["outcome"] for leaf in without["criteria"]} == {"no_report"}
    assert {leaf["points"] for leaf in without["criteria"]} == {None}


def test_conflicts_keep_both_quotes() -> None:
    (report,) = loaded(make_run())["units"][2]["reports"]
    (conflict,) = report["metadata"]["conflicts"]
    assert conflict["used"]["evidence"][0]["quote"] == "云砚县2"
    assert conflict["other"]["value"] == "2024-04-09"


def test_a_fact_has_the_agreed_keys() -> None:
    record = fact_record(facts_of(make_report("青岚县", 2023))[1])
    agreed = [
        "report",
        "unit",
        "year",
        "measure",
        "kind",
        "value",
        "value_unit",
        "low",
        "high",
        "approx",
        "period",
        "scope",
        "status",
        "quote",
        "start",
        "end",
        "sentence_start",
        "sentence_end",
        "section",
        "role",
        "page",
        "chosen",
        "flags",
        "note",
        "derived",
    ]
    assert [key for key in record if key in agreed] == agreed
    assert record["quote"] == "出庭应诉率98%以上"
    assert record["flags"] == ["small_denominator"]
    assert record["derived"] is None


@pytest.mark.parametrize("seed", range(4))
def test_order_of_the_run_does_not_matter(seed: int) -> None:
    run = make_run()
    assert results_json(shuffled(run, seed)) == results_json(run)


def test_it_is_one_json_text_indented_by_one() -> None:
    run = make_run()
    text = results_json(run)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    empty = results_json(replace(run, units=()))
    assert empty == json.dumps(json.loads(empty), ensure_ascii=False, indent=1) + "\n"
    assert "/somewhere" not in text
    assert "/data" not in text


def test_writing_gives_the_same_bytes_and_replaces(tmp_path: Path) -> None:
    run = make_run()
    path = tmp_path / "结果.json"
    path.write_text("old", encoding="utf-8")
    write_results_json(run, path)
    assert path.read_bytes() == results_json(run).encode()
    assert list(tmp_path.iterdir()) == [path]


def test_lone_surrogates_survive_as_escapes(tmp_path: Path) -> None:
    report = make_report("青岚县", 2023, "残缺\ud83d字\x00符\n")
    fact = make_fact(report, "open_catalogue", 1.0, quote(report, "残缺\ud83d字\x00符"))
    run = make_run()
    run = replace(run, units=(replace(run.units[0], facts=(fact,), reports=(report,)),))
    path = tmp_path / "a.json"
    write_results_json(run, path)
    quotes = [item["quote"] for item in json.loads(path.read_text(encoding="utf-8"))["facts"]]
    assert "残缺\ud83d字\x00符" in quotes


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float, tmp_path: Path) -> None:
    run = make_run()
    run = replace(run, units=(replace(run.units[0], coverage=value),))
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError):
        write_results_json(run, path)
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("5", "5"), ("5.00", "5"), ("0.1", "0.1"), ("2.6166666667", "2.6166666667"), ("-0", "0"), ("1E+1", "10")],
)
def test_points_are_numbers_with_the_engine_s_digits(value: str, shown: str) -> None:
    assert json.dumps(number(Decimal(value))) == shown
