"""A command imports what it needs and nothing more."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from scoring.cli.main import run
from scoring.measures import opened, stored
from scoring.resources import measures_folder

# What takes long to import, and what only other commands need.
_HEAVY = "pandas numpy pyarrow rich openpyxl xlsxwriter yaml sklearn scipy asyncio multiprocessing distributed"
_ROOMS = "scoring.rubric.load scoring.assess.case scoring.tables.types scoring.results scoring.pipeline.scored"
_SHOWN = f"""
import json, sys
from scoring.cli.main import run
code = run(sys.argv[1:])
loaded = [name for name in "{_HEAVY} {_ROOMS}".split() if name in sys.modules]
print(json.dumps([code, loaded]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("start") / "甲县.txt"
    path.write_text("甲县2024年法治政府建设情况报告\n一、主要做法\n全年受理行政复议案件12件。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "--no-cache"],
        pytest.param(["--help"], marks=pytest.mark.slow),
        pytest.param(["cache", "info", "--cache", "none"], marks=pytest.mark.slow),
    ],
)
def test_little_is_imported(words: list[str], report: Path) -> None:
    given = [*words, report.name] if words[0] == "extract" else words
    # The library is compiled once; from then on its YAML is not read.
    opened.load_library(measures_folder())
    done = subprocess.run([sys.executable, "-c", _SHOWN, *given], cwd=report.parent, capture_output=True, check=True)
    code, loaded = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert loaded == []


@pytest.mark.parametrize("room", ["pipeline", "measures", "documents", "store", "store.cache", "tables"])
def test_packages_give_what_they_offer(room: str) -> None:
    package = import_module(f"scoring.{room}")
    for name in package.__all__:
        assert not isinstance(getattr(package, name), ModuleType), name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing


def test_the_compiled_library_is_told_cleared_and_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "code" / "library.bin"
    for module in (stored, opened):
        monkeypatch.setattr(module, "place", lambda: path)
    monkeypatch.setattr(opened, "_LAST", {})
    library = opened.compiled(measures_folder())
    monkeypatch.setattr(opened, "compiled", lambda _: library)
    none = ["--cache", str(tmp_path / "none")]
    assert run(["cache", "info", *none]) == 0
    assert "编译好的指标库：没有" in capsys.readouterr().out
    opened.load_library(measures_folder())
    assert run(["cache", "info", *none]) == 0
    assert "现在用得上" in capsys.readouterr().out
    assert run(["cache", "verify", *none]) == 0
    assert "与重新编译的完全相同" in capsys.readouterr().out
    assert run(["cache", "clear", "--older", *none]) == 0
    assert path.exists()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert run(["cache", "info", *none]) == 0
    assert "不是现在这版的" in capsys.readouterr().out
    assert run(["cache", "clear", "--older", *none]) == 0
    assert "已清除" in capsys.readouterr().out
    assert not path.exists()
    path.write_bytes(whole)
    monkeypatch.setattr(opened, "is_kept_right", lambda: False)
    assert run(["cache", "verify", *none]) == 1
    assert "cache-library" in capsys.readouterr().err
    assert run(["cache", "clear", *none]) == 0
    assert not path.exists()
