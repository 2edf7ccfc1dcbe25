"""Runs as folders: everything can be made again from them, damage is told file by file, nothing half written stands."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.corrections.types import By, Corrections, FactCorrection, ReportCorrection, ScoreOverride
from scoring.errors import OutputError, ScoringError
from scoring.results import Outcome, Run
from scoring.store import results_json
from scoring.store.inputs import Inputs
from scoring.store.run_folder import damages, find_run, runs_in

# Each makes whole runs.
pytestmark = pytest.mark.slow

HEAD = "{unit}2024年法治政府建设年度报告\n\n一、主要工作\n\n"
TEXTS = {
    "甲县人民政府": "行政机关负责人出庭应诉率92%。行政诉讼败诉率8%。调解成功率98%。",
    "乙县人民政府": "行政机关负责人出庭应诉率100%。行政诉讼败诉率5%。调解成功率96%。",
}
BY = By("沈岚", "2025-03-20", "另有材料")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    for unit, text in TEXTS.items():
        (folder / f"{unit[:2]}.txt").write_text(HEAD.format(unit=unit) + text + "\n", encoding="utf-8")
    (folder / "带BOM.txt").write_bytes(
        "\ufeff丙县人民政府2024年法治政府建设年度报告\r\n\r\n调解成功率97%。\r\n".encode()
    )
    return folder


def _kept(reports: Path, root: Path, name: str = "county") -> tuple[Inputs, Run, Path]:
    rubric, _ = pipeline.load_rubric(name)
    inputs = pipeline.gather([reports], rubric)
    run = pipeline.run_of(inputs, rubric)
    id_, folder = pipeline.keep_run(inputs, run, name, root)
    assert folder == root / id_
    return inputs, run, folder


def test_a_run_is_made_again_from_its_folder_alone(reports: Path, tmp_path: Path) -> None:
    _, run, folder = _kept(reports, tmp_path / "runs")
    first = tmp_path / "一.xlsx"
    pipeline.write_outputs(run, first, folder.name)
    shutil.rmtree(reports)
    again = tmp_path / "二.xlsx"
    written, problems = pipeline.rebuild(folder, again)
    assert not problems
    assert written == (again, again.with_suffix(".json"))
    assert first.read_bytes() == again.read_bytes()
    assert first.with_suffix(".json").read_bytes() == again.with_suffix(".json").read_bytes()
    assert json.loads((folder / "manifest.json").read_bytes())["command"] == "scoring score 报告 --rubric county.yaml"


def test_the_order_of_files_makes_no_other_run(reports: Path, tmp_path: Path) -> None:
    _, _, one = _kept(reports, tmp_path / "runs")
    rubric, _ = pipeline.load_rubric("county")
    inputs = pipeline.gather(sorted(reports.iterdir(), reverse=True), rubric)
    id_, other = pipeline.keep_run(inputs, pipeline.run_of(inputs, rubric), "county", tmp_path / "runs")
    assert id_ == one.name
    assert other == one
    assert runs_in(tmp_path / "runs") == (one,)


def test_another_report_or_rubric_is_another_run(reports: Path, tmp_path: Path, root: Path) -> None:
    _, _, one = _kept(reports, tmp_path / "runs")
    mine = tmp_path / "mine.yaml"
    mine.write_text((root / "rubrics/county.yaml").read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    _, _, other = _kept(reports, tmp_path / "runs", str(mine))
    (reports / "甲县.txt").write_text(HEAD.format(unit="甲县人民政府") + "调解成功率90%。\n", encoding="utf-8")
    _, _, third = _kept(reports, tmp_path / "runs")
    assert len({one, other, third}) == 3


def test_an_extending_rubric_is_kept_with_its_base(reports: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: base.yaml\ntitle: 我的标准\n", encoding="utf-8")
    (tmp_path / "base.yaml").write_text("extends: county\nid: base\n", encoding="utf-8")
    _, run, folder = _kept(reports, tmp_path / "runs", str(mine))
    mine.unlink()
    (tmp_path / "base.yaml").unlink()
    again = pipeline.run_from_folder(folder)
    assert again.rubric.title == "我的标准"
    assert again.rubric.sha256 == run.rubric.sha256
    assert results_json(again) == results_json(run)


@pytest.mark.parametrize("name", ["facts.parquet", "reports.json", "texts/000001.txt", "rubric/0.yaml", "results.json"])
def test_damage_is_told_by_file(name: str, reports: Path, tmp_path: Path) -> None:
    _, _, folder = _kept(reports, tmp_path / "runs")
    assert not damages(folder)
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1])
    assert [(one.file, one.code) for one in damages(folder)] == [(f"{folder.name}/{name}", "run-file-changed")]
    path.unlink()
    with pytest.raises(ScoringError) as caught:
        pipeline.run_from_folder(folder)
    assert [one.code for one in caught.value.diagnostics] == ["run-file-missing"]
    assert all(one.help for one in caught.value.diagnostics)


def test_a_damaged_folder_is_written_anew_and_keeps_its_review(reports: Path, tmp_path: Path) -> None:
    inputs, run, folder = _kept(reports, tmp_path / "runs")
    (folder / "review.jsonl").write_bytes(b"")
    (folder / "facts.parquet").write_bytes(b"")
    pipeline.keep_run(inputs, run, "county", tmp_path / "runs")
    assert not damages(folder)
    assert (folder / "review.jsonl").is_file()
    assert sorted(one.name for one in (tmp_path / "runs").iterdir()) == [folder.name]


def test_a_full_disk_leaves_nothing_behind(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scoring.store.run_folder.write_facts", full)
    with pytest.raises(OutputError) as caught:
        _kept(reports, tmp_path / "runs")
    assert [one.code for one in caught.value.diagnostics] == ["run-not-written"]
    assert list((tmp_path / "runs").iterdir()) == []


_KILLED = """
import sys, time
from pathlib import Path
from scoring import pipeline
from scoring.store import run_folder

write = run_folder.write_facts
def slow(facts, path):
    write(facts, path)
    print("writing", flush=True)
    time.sleep(60)
run_folder.write_facts = slow
rubric, _ = pipeline.load_rubric("county")
inputs = pipeline.gather([Path(sys.argv[1])], rubric)
pipeline.keep_run(inputs, pipeline.run_of(inputs, rubric), "county", Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_in_the_middle_no_run_stands(reports: Path, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    command = [sys.executable, "-c", _KILLED, str(reports), str(runs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "writing\n"
        os.kill(child.pid, signal.SIGKILL)
    time.sleep(0.05)
    assert runs_in(runs) == ()
    _, _, folder = _kept(reports, runs)
    assert not damages(folder)


def test_runs_are_found_by_the_beginning_of_their_id(reports: Path, tmp_path: Path) -> None:
    _, _, folder = _kept(reports, tmp_path / "runs")
    assert find_run(folder.name[:5], tmp_path / "runs") == folder
    assert find_run(folder, tmp_path) == folder
    for name in ("zzzz", folder.name[:3]):
        with pytest.raises(ScoringError) as caught:
            find_run(name, tmp_path / "runs")
        assert caught.value.diagnostics[0].code == "run-unknown"


def _leaf(run: Run, unit: str, criterion: str) -> object:
    (found,) = [one for one in run.units if one.unit == unit]
    return next(leaf for leaf in found.leaves if leaf.criterion == criterion)


def _corrected(folder: Path, corrections: Corrections) -> Run:
    return pipeline.run_from_folder(folder, corrections)


def test_an_override_moves_total_and_rank(reports: Path, tmp_path: Path) -> None:
    _, run, folder = _kept(reports, tmp_path / "runs")
    last = run.units[-1]
    giving = [leaf for leaf in last.leaves if leaf.points is None or leaf.points < leaf.full_marks][:20]
    overrides = tuple(
        ScoreOverride(last.unit, last.year, leaf.criterion, leaf.points, leaf.outcome.value, leaf.full_marks, BY)
        for leaf in giving
    )
    after = _corrected(folder, Corrections(overrides=overrides))
    (moved,) = [one for one in after.units if one.unit == last.unit]
    assert moved.rank < last.rank
    assert moved.total > last.total
    scored = {leaf.criterion: leaf for leaf in moved.leaves}
    assert {scored[leaf.criterion].outcome for leaf in giving} == {Outcome.JUDGED}
    assert all(scored[one.criterion].override is not None for one in overrides)
    others = {one.unit: one.total for one in run.units if one.unit != last.unit}
    assert {one.unit: one.total for one in after.units if one.unit != last.unit} == others


def test_not_applicable_gives_its_points_to_its_siblings(reports: Path, tmp_path: Path) -> None:
    _, run, folder = _kept(reports, tmp_path / "runs")
    unit = run.units[0]
    leaf = next(one for one in unit.leaves if one.criterion == "disputes.loss_rate")
    override = ScoreOverride(unit.unit, unit.year, leaf.criterion, leaf.points, leaf.outcome.value, None, BY)
    (after, *_) = [one for one in _corrected(folder, Corrections(overrides=(override,))).units if one.unit == unit.unit]
    changed = next(one for one in after.leaves if one.criterion == leaf.criterion)
    assert (changed.outcome, changed.points, changed.excluded) == (Outcome.NOT_APPLICABLE, None, True)
    assert after.full_marks == unit.full_marks
    appearance = next(one for one in after.leaves if one.criterion == "disputes.appearance")
    assert appearance.scale > 1


def test_overrides_that_cannot_be_are_told(reports: Path, tmp_path: Path) -> None:
    _, run, folder = _kept(reports, tmp_path / "runs")
    unit = run.units[0]
    good = ScoreOverride(unit.unit, unit.year, "disputes.appearance", None, "", unit.leaves[0].full_marks * 100, BY)
    wrong = (good, replace(good, criterion="no.such"), replace(good, unit="戊县人民政府"))
    after = _corrected(folder, Corrections(overrides=wrong))
    codes = [one.code for one in after.diagnostics if one.code.startswith("override")]
    assert sorted(codes) == ["override-criterion", "override-range", "override-unit"]
    assert {one.unit: one.total for one in after.units} == {one.unit: one.total for one in run.units}


def test_a_replaced_a_dropped_and_an_added_fact_move_their_criteria(reports: Path, tmp_path: Path) -> None:
    inputs, run, folder = _kept(reports, tmp_path / "runs")
    (report,) = [one for one in inputs.now if one.path == "甲县.txt"]
    facts = {fact.measure: fact for fact in inputs.facts[report.id]}
    appearance, loss = facts["respondent_appearance_rate"], facts["litigation_loss_rate"]

    def old(fact: object) -> dict[str, object]:
        evidence = fact.evidence  # type: ignore[attr-defined]
        return {"old_start": evidence.start, "old_end": evidence.end, "old_value": fact.value}  # type: ignore[attr-defined]

    changed = Corrections(
        facts=(
            FactCorrection(report.id, appearance.measure, "replace", BY, value=0.5, **old(appearance)),  # type: ignore[arg-type]
            FactCorrection(report.id, loss.measure, "drop", BY, **old(loss)),  # type: ignore[arg-type]
        )
    )
    after = _corrected(folder, changed)
    unit = "甲县人民政府"
    assert _leaf(after, unit, "disputes.appearance").value == 0.5  # type: ignore[attr-defined]
    assert _leaf(after, unit, "disputes.loss_rate").outcome in (Outcome.MISSING, Outcome.PENDING)  # type: ignore[attr-defined]
    added = FactCorrection(report.id, "litigation_loss_rate", "add", BY, value=0.08, quote="败诉率8%")
    again = _corrected(folder, replace(changed, facts=(*changed.facts, added)))
    assert _leaf(again, unit, "disputes.loss_rate").value == 0.08  # type: ignore[attr-defined]
    assert "corrected" in _leaf(again, unit, "disputes.loss_rate").used[0].flags  # type: ignore[attr-defined]
    bad = replace(added, quote="没有这句话")
    told = _corrected(folder, Corrections(facts=(bad,)))
    assert [one.code for one in told.diagnostics if one.is_error] == ["quote-not-here"]
    assert {one.unit: one.total for one in told.units} == {one.unit: one.total for one in run.units}


def test_a_wrong_year_and_a_wrong_type_move_the_unit(reports: Path, tmp_path: Path) -> None:
    inputs, run, folder = _kept(reports, tmp_path / "runs")
    (report,) = [one for one in inputs.now if one.path == "甲县.txt"]
    year = ReportCorrection(report.id, "year", "2024", "2023", BY)
    after = _corrected(folder, Corrections(reports=(year,)))
    assert {one.unit: one.year for one in after.units}["甲县人民政府"] == 2023
    kind = ReportCorrection(report.id, "unit_type", "county", "department", BY)
    after = _corrected(folder, Corrections(reports=(kind,)))
    assert {one.unit: one.group for one in after.units}["甲县人民政府"] == "department"
    group = ReportCorrection(report.id, "group", "", "东部", BY)
    after = _corrected(folder, Corrections(reports=(group,)))
    assert {one.unit: one.group for one in after.units}["甲县人民政府"] == "东部"
    assert {one.group for one in run.units} == {"county"}


def test_a_run_with_corrections_is_the_same_every_time(reports: Path, tmp_path: Path) -> None:
    _, run, folder = _kept(reports, tmp_path / "runs")
    unit = run.units[0]
    override = ScoreOverride(unit.unit, unit.year, unit.leaves[0].criterion, None, "", unit.leaves[0].full_marks, BY)
    corrections = Corrections(overrides=(override,))
    one, other = (results_json(_corrected(folder, corrections)) for _ in range(2))
    assert one == other
    assert one != results_json(run)
