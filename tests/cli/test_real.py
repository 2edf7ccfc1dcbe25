"""The real reports, where they are: all scored, every quote verbatim, the order of the files without effect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.cli.main import DONE, run

HEADLINE = "decisions.legality_review,disputes.appearance,disputes.mediation"


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[Path]:
    return sorted((shared / "reports").glob("*.txt"))


def test_real_reports(texts: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = {}
    for name, paths in (("a", texts), ("b", texts[::-1])):
        output = tmp_path / f"{name}.xlsx"
        arguments = ["score", *map(str, paths), "--rubric", "county", "-o", str(output), "--headline", HEADLINE]
        assert run(arguments) == DONE
        outputs[name] = (output.read_bytes(), output.with_suffix(".json").read_bytes())
    assert outputs["a"] == outputs["b"]
    assert "重点指标" in capsys.readouterr().out
    data = json.loads(outputs["a"][1])
    assert len(data["inputs"]) == len(data["units"]) == len(texts)
    sources = {path.name: path.read_bytes().decode("utf-8-sig") for path in texts}
    assert len(data["facts"]) > 20 * len(texts)
    for fact in data["facts"]:
        text = sources[fact["report"].rpartition("#")[0]]
        assert text[fact["start"] : fact["end"]] == fact["quote"]
