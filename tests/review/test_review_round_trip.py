"""Whatever reviewers type comes back as it was typed; the commands; a program that is killed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_samples import Kept, changed, fill, keep, shown

from scoring.cli.main import run as command
from scoring.corrections.keys import split_key
from scoring.corrections.log import read_log

LEDGER = "复核台账"
ROWS = range(2, 12)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return keep(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def kept(scored: Kept, tmp_path: Path) -> Kept:
    folder = tmp_path / "runs" / scored.folder.name
    shutil.copytree(scored.folder, folder)
    return Kept(folder, scored.workbook)


OPINIONS = st.dictionaries(
    st.sampled_from(ROWS),
    st.tuples(
        st.sampled_from(["甲", "乙"]), st.one_of(st.none(), st.integers(0, 20)), st.text("理由<&\"'=\n ", max_size=5)
    ),
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPINIONS)
def test_random_overrides_come_back_and_stay(
    scored: Any, tmp_path_factory: pytest.TempPathFactory, opinions: Any
) -> None:
    place = tmp_path_factory.mktemp("trip")
    folder = place / "runs" / scored.folder.name
    shutil.copytree(scored.folder, folder)
    kept = Kept(folder, scored.workbook)
    expected = {}

    def review(book: Any) -> Any:
        for row, (who, share, why) in opinions.items():
            full = Decimal(str(kept_full(book, row)))
            points = None if share is None else full * share / 20
            reason = f"因{why}。"
            typed = "不适用" if points is None else float(points)
            fill(book, LEDGER, row, {"复核分": typed, "复核理由": reason, "复核人": who, "复核日期": "2025-03-20"})
            expected[shown(book, LEDGER, row, "键")] = (points, who, reason)

    def kept_full(book: Any, row: Any) -> Any:
        criterion = shown(book, LEDGER, row, "指标编号")
        return full_marks[criterion]

    run, _, _ = kept.now()
    full_marks = {leaf.criterion: leaf.full_marks for leaf in run.units[0].leaves}
    (found,) = kept.bring(changed(kept.workbook, place / "甲.xlsx", review))
    assert not found.diagnostics
    state = kept.state()
    assert {
        (one.unit, one.year, one.criterion): (one.points, one.by.who, one.by.reason) for one in state.overrides
    } == {split_key(key): value for key, value in expected.items()}
    again = kept.rebuilt(place / "新.xlsx")
    (same,) = kept.bring(again)
    assert (same.entries, same.diagnostics) == ((), ())
    assert kept.state() == state


def signed(who: str, points: object) -> dict[str, object]:
    return {"复核分": points, "复核理由": "材料", "复核人": who, "复核日期": "2025-03-20"}


def reviewed(kept: Kept, name: str, values: dict[int, dict[str, object]]) -> Path:
    def change(book: Any) -> Any:
        for row, typed in values.items():
            fill(book, LEDGER, row, typed)

    return changed(kept.workbook, kept.folder.parent / name, change)


@pytest.mark.slow
def test_the_commands(kept: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = reviewed(kept, "甲.xlsx", {2: signed("甲", 1), 3: signed("甲", 0.5), 4: {"已核对": "是", "复核人": "甲"}})
    two = reviewed(kept, "乙.xlsx", {2: signed("乙", 1.5), 3: signed("乙", 0.5), 5: signed("乙", "3分")})
    run = ["--run", str(kept.folder)]
    before = one.read_bytes()
    assert command(["review", "import", str(one), *run, "-o", str(one)]) == 1
    assert "不能写在送来的文件上" in capsys.readouterr().err
    assert one.read_bytes() == before
    new = tmp_path / "新.xlsx"
    assert command(["review", "import", str(one), str(two), *run, "-o", str(new)]) == 1
    out, err = capsys.readouterr()
    assert "乙.xlsx:5: 错误[review-not-number] 复核台账!" in err
    assert "甲.xlsx：改分 2 处，核对 1 处" in out
    assert "意见不一" in out
    assert new.is_file()
    assert (one.read_bytes(), len(read_log(kept.folder / "review.jsonl"))) == (before, 7)
    assert command(["review", "status", str(kept.folder)]) == 0
    assert "已核对 3 行" in (out := capsys.readouterr().out)
    assert "甲：核对 3 行，改分 2 处" in out
    for what in ([str(kept.folder)], run, [str(one), str(two), *run]):
        assert command(["review", "agreement", *what]) == int(len(what) == 4)
        out = capsys.readouterr().out
        assert "共同评分 2 项" in out
        assert "完全一致：50.0%" in out
        assert "平均相差：0.25 分" in out
    assert command(["review", "log", str(kept.folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7
    assert "2025-03-20 甲 改分" in "\n".join(lines)


@pytest.mark.slow
def test_a_drawn_sample_is_blind_repeatable_and_comes_back(
    kept: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.bring(reviewed(kept, "甲.xlsx", {row: signed("甲", 0) for row in ROWS}))
    files = [tmp_path / name for name in ("一.xlsx", "二.xlsx", "三.xlsx")]
    for path, seed in zip(files, ("3", "3", "4"), strict=True):
        assert command(["review", "sample", str(kept.folder), "--share", "0.3", "--seed", seed, "-o", str(path)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes() != files[2].read_bytes()
    assert "种子 3" in capsys.readouterr().out

    def code(book: Any) -> Any:
        assert book.sheetnames == [LEDGER]
        assert {shown(book, LEDGER, row, "复核人") for row in range(2, book[LEDGER].max_row + 1)} == {None}
        fill(book, LEDGER, 2, signed("丙", 0.5))

    (found,) = kept.bring(changed(files[0], tmp_path / "丙.xlsx", code))
    assert ([entry.by.who for entry in found.entries], found.diagnostics) == (["丙"], ())


KILLED = """
import os, sys
from pathlib import Path
import scoring.corrections.log as log
from scoring.corrections.types import By
write = os.write
def half(descriptor, data):
    write(descriptor, data[: len(data) // 2])
    os._exit(9)
log.os.write = half
log.append(Path(sys.argv[1]), [log.Entry("checked", "k", By("甲", "", ""), {})])
"""


@pytest.mark.slow
def test_a_program_killed_while_it_writes_leaves_the_log_readable(kept: Any) -> None:
    kept.bring(reviewed(kept, "甲.xlsx", {2: signed("甲", 1)}))
    log = kept.folder / "review.jsonl"
    before, entries = log.read_bytes(), kept.log()
    assert subprocess.run([sys.executable, "-c", KILLED, str(log)], check=False).returncode == 9
    assert log.read_bytes().startswith(before)
    assert len(log.read_bytes()) > len(before)
    assert kept.log() == entries
    log.with_name("review.jsonl.lock").unlink()
    (found,) = kept.bring(reviewed(kept, "乙.xlsx", {3: signed("乙", 1)}))
    assert [one.code for one in found.diagnostics] == []
    assert kept.log()[: len(entries)] == entries
    assert len(kept.state().overrides) == 2
