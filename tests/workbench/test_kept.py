"""What-if on a run folder whose scores are taken over gives what scoring everything gives."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scoring import pipeline
from scoring.cli.main import run as command
from scoring.rubric.types import Rubric
from scoring.workbench.bench import rescore, score
from scoring.workbench.files import open_rubric
from scoring.workbench.kept import kept_run
from scoring.workbench.material import from_run
from scoring.workbench.moves import Moves, moves
from scoring.workbench.settings import edited

pytestmark = pytest.mark.slow

CHANGES = (
    ("county", ("disputes.appearance.points=5", "disputes.mediation.points=2")),
    ("county", ("disputes.mediation.rule.linear.full=95%",)),
    ("county", ("decisions.legality_review.missing=zero",)),
    ("county", ("grades.合格.from=50%",)),
    ("county", ("ties=dense",)),
    ("report-quality", ("grades.良好.from=70%",)),
    ("township", ("ties=dense",)),
    ("department-enforcement", ("ties=dense",)),
)


@pytest.fixture(scope="module")
def runs(fixture_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the fixtures by each rubric, in one folder of runs, named by the rubric."""
    root = tmp_path_factory.mktemp("runs")
    for name in ("county", "report-quality", "township", "department-enforcement"):
        rubric, _ = pipeline.load_rubric(name)
        inputs = pipeline.gather([fixture_reports], rubric)
        _, folder = pipeline.keep_run(inputs, pipeline.run_of(inputs, rubric), name, root)
        folder.rename(root / name)
    return root


def rubrics(name: str, texts: tuple[str, ...]) -> tuple[Rubric, Rubric]:
    vocabulary = pipeline.load_vocabulary()
    file = open_rubric(name, vocabulary)
    before, _ = file.read(vocabulary)
    after, problems = edited(file, texts)[0].read(vocabulary)
    assert before is not None
    assert after is not None, problems
    return before, after


def told(found: Moves) -> Any:
    units = [
        (
            pair.after.unit,
            pair.points,
            pair.places,
            *((one.published, one.rank, one.grade, one.flags, one.stake) for one in (pair.before, pair.after)),
        )
        for pair in found.units
    ]
    return found.count, found.points, found.places, found.grades, found.stakes, found.leaves, units


@pytest.mark.parametrize(("name", "texts"), CHANGES)
def test_the_same_moves(runs: Path, name: str, texts: tuple[str, ...]) -> None:
    before, after = rubrics(name, texts)
    whole = score(from_run(runs / name), before)
    kept = kept_run(runs / name, None, pipeline.load_vocabulary())
    assert kept is not None
    base = kept.scored(before, after)
    assert base is not None
    assert base.material.diagnostics == whole.material.diagnostics
    assert told(moves(base, rescore(base, after))) == told(moves(whole, rescore(whole, after)))


def test_only_facts_that_are_asked_for_are_read(runs: Path) -> None:
    kept = kept_run(runs / "county", None, pipeline.load_vocabulary())
    assert kept is not None
    before, after = rubrics("county", ("disputes.mediation.rule.linear.full=95%",))
    base = kept.scored(before, after)
    assert base is not None
    read = {fact.measure for _, facts in base.material.now for fact in facts}
    every = {fact.measure for _, facts in from_run(runs / "county").now for fact in facts}
    assert read
    assert len(read) < len(every) / 5
    same = kept.scored(before, rubrics("county", ("ties=dense",))[1])
    assert same is not None
    assert not any(facts for _, facts in same.material.now)


def test_what_does_not_simply_add_up_is_scored_whole(runs: Path) -> None:
    kept = kept_run(runs / "county", None, pipeline.load_vocabulary())
    assert kept is not None
    before, _ = rubrics("county", ("ties=dense",))
    assert kept.scored(before, rubrics("county", ("combine=geometric",))[1]) is None
    assert kept.scored(rubrics("report-quality", ("ties=dense",))[0], before) is None


def test_another_year_or_version_is_scored_whole(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_run(runs / "county", 2023, pipeline.load_vocabulary()) is None
    monkeypatch.setattr("scoring.workbench.kept.__version__", "0.0.1")
    assert kept_run(runs / "county", None, pipeline.load_vocabulary()) is None


def test_a_damaged_folder_is_not_taken_over(runs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(runs / "county", folder)
    kept = kept_run(folder, None, pipeline.load_vocabulary())
    assert kept is not None
    (folder / "results.parquet").write_bytes(b"")
    before, after = rubrics("county", ("ties=dense",))
    assert kept.scored(before, after) is None
    (folder / "reports.json").write_bytes(b"{}")
    assert kept_run(folder, None, pipeline.load_vocabulary()) is None


def test_scores_that_are_not_those_of_the_rubric_are_not_taken_over(runs: Path, tmp_path: Path) -> None:
    """Whoever alters the results and the manifest with them has totals that no longer follow from the scores."""
    import hashlib

    import pyarrow as arrow
    import pyarrow.parquet as parquet

    folder = tmp_path / "forged"
    shutil.copytree(runs / "county", folder)
    table = parquet.read_table(folder / "results.parquet")
    at = table.schema.get_field_index("published")
    published = arrow.array([value + 1 for value in table.column("published").to_pylist()], arrow.float64())
    parquet.write_table(table.set_column(at, "published", published), folder / "results.parquet")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="ascii"))
    manifest["files"]["results.parquet"] = hashlib.sha256((folder / "results.parquet").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="ascii")
    kept = kept_run(folder, None, pipeline.load_vocabulary())
    assert kept is not None
    before, after = rubrics("county", ("ties=dense",))
    assert kept.scored(before, after) is None


def test_the_command_says_the_same(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["rubric", "what-if", "--set", "disputes.appearance.points=6", "--rescale", "--on", str(runs / "county")]
    assert command(words) == 0
    quick = capsys.readouterr()
    monkeypatch.setattr("scoring.workbench.kept.kept_run", lambda *_: None)
    assert command(words) == 0
    assert capsys.readouterr() == quick
    assert "个单位" in quick.out
