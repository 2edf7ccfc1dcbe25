"""Watching a file, look by look: no waiting, no clock."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from workbench_samples import SMALL, material, vocabulary

from scoring.workbench.bench import score
from scoring.workbench.watch import News, Watched, begin, step

_time = 1_700_000_000_000_000_000


def _save(path: Path, text: str) -> None:
    global _time
    _time += 1_000_000_000
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(_time, _time))


def _look(known: Watched) -> tuple[Watched, News | None]:
    return step(known, material(), vocabulary())


def _saved(known: Watched, path: Path, text: str) -> tuple[Watched, News]:
    """Save, look until it has settled."""
    _save(path, text)
    known, first = _look(known)
    assert first is None
    known, news = _look(known)
    assert news is not None
    return known, news


def _begun(tmp_path: Path, text: str = SMALL) -> tuple[Watched, Path]:
    path = tmp_path / "mine.yaml"
    _save(path, text)
    known, news = _look(begin(path))
    assert news is not None
    return known, path


def test_the_first_look_scores_everything(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    _save(path, SMALL)
    known, news = _look(begin(path))
    assert news is not None
    assert (news.diagnostics, news.moves, news.changes, news.rescored) == ((), None, (), 3)
    assert known.scored is not None
    assert _look(known) == (known, None)


def test_a_save_scores_what_changed(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    known, news = _saved(known, path, SMALL.replace("zero: 50%", "zero: 70%"))
    assert [change.id for change in news.changes] == ["d.appearance"]
    assert news.rescored == 1
    assert news.moves is not None
    assert [leaf.id for leaf in news.moves.leaves] == ["d.appearance"]
    assert known.scored is not None
    assert known.scored.ranked == score(material(), known.scored.rubric).ranked


def test_a_save_without_another_content_is_none(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    _save(path, SMALL)
    known, first = _look(known)
    known, second = _look(known)
    assert (first, second) == (None, None)
    assert _look(known)[1] is None


def test_half_written_files_are_waited_for(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    for text in (SMALL[:100], SMALL[:200]):
        _save(path, text)
        known, news = _look(known)
        assert news is None
    known, news = _saved(known, path, SMALL.replace("points: 10", "points: 10  # 不变"))
    assert (news.changes, news.diagnostics) == ((), ())


def test_a_mistake_is_told_and_the_last_right_state_stays(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    before = known.scored
    known, news = _saved(known, path, SMALL.replace("points: 6\n", "points: 7\n"))
    assert news.rubric is None
    assert {problem.code for problem in news.diagnostics} >= {"points-sum"}
    assert known.scored is before
    known, news = _saved(known, path, SMALL.replace("title: 小样", "title: 大样"))
    assert [change.field for change in news.changes] == ["名称"]


def test_a_file_that_vanishes_and_comes_back(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    path.rename(tmp_path / "away.yaml")
    known, news = _look(known)
    assert news is None
    known, news = _look(known)
    assert news is not None
    assert [problem.code for problem in news.diagnostics] == ["yaml-file-missing"]
    known, news = _saved(known, path, SMALL.replace("zero: 50%", "zero: 60%"))
    assert [change.id for change in news.changes] == ["d.appearance"]


def test_what_it_extends_is_watched_too(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    _save(base, SMALL)
    known, _ = _begun(tmp_path, "extends: base.yaml\nid: mine\n")
    assert known.files == (tmp_path / "mine.yaml", base)
    known, news = _saved(known, base, SMALL.replace("zero: 50%", "zero: 70%"))
    assert [change.id for change in news.changes] == ["d.appearance"]


def test_renamed_criteria_do_not_move(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    known, news = _saved(known, path, SMALL.replace("d.appearance ", "d.court "))
    assert [change.kind for change in news.changes] == ["renamed"]
    assert news.moves is not None
    assert news.moves.leaves == ()


def test_looking_changes_nothing_that_is_known(tmp_path: Path) -> None:
    known, path = _begun(tmp_path)
    kept = replace(known)
    _save(path, SMALL.replace("zero: 50%", "zero: 70%"))
    _look(known)
    assert known == kept
