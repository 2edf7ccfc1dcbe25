"""One file per error code in `golden/`: a rubric with that mistake, and what is said about it, word for word.

To accept new words: delete the .txt, run `python tests/rubric/test_rubric_golden.py`, read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from names_of_tests import VOCABULARY

from scoring.errors import Diagnostic, render
from scoring.messages import rubric, yaml_source
from scoring.rubric.load import parse_rubric, shipped_rubrics
from scoring.yaml_source.readers import listed

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))

# About files rather than what they hold: tests/yaml_source and test_rubric_load show them.
OF_FILES = {
    "rubric-unknown",
    "yaml-file-missing",
    "yaml-file-unreadable",
    "yaml-size",
    "yaml-nodes",
    "yaml-encoding",
}


def _diagnostics(code: str) -> tuple[Diagnostic, ...]:
    text = (GOLDEN / f"{code}.yaml").read_text(encoding="utf-8")
    return parse_rubric(text, f"{code}.yaml", VOCABULARY, GOLDEN)[1]


def _said(code: str) -> str:
    """What is said; the names of the shipped rubrics, which become more, are left out."""
    said = "\n".join(map(render, _diagnostics(code))) + "\n"
    return said.replace(listed(shipped_rubrics()), "…")


@pytest.mark.parametrize("code", CASES)
def test_golden(code: str) -> None:
    found = _diagnostics(code)
    assert code in {diagnostic.code for diagnostic in found}
    assert all(diagnostic.help for diagnostic in found)
    assert _said(code) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


def test_every_code_has_a_golden_text() -> None:
    assert {*rubric.MESSAGES, *yaml_source.MESSAGES} - OF_FILES == set(CASES)


def test_no_golden_text_without_its_rubric() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == CASES


if __name__ == "__main__":
    for case in CASES:
        target = GOLDEN / f"{case}.txt"
        if not target.exists():
            target.write_text(_said(case), encoding="utf-8", newline="\n")
