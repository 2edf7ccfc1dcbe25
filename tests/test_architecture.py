"""Rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scoring"
MODULES = sorted(PACKAGE.rglob("*.py"))


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
            if called == name:
                yield node


def _given(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Where the class is handed to something that makes its objects; `isinstance` makes none."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        asks = isinstance(call.func, ast.Name) and call.func.id in ("isinstance", "issubclass", "fields")
        if not asks and any(isinstance(argument, ast.Name) and argument.id == name for argument in call.args):
            yield call


def test_only_cite_makes_evidence() -> None:
    """A quote is a slice of its report because one function makes every quote, by the class or by its compiled maker."""
    places = [
        f"{module.relative_to(PACKAGE).as_posix()}:{call.lineno}"
        for module in MODULES
        for tree in [ast.parse(module.read_text(encoding="utf-8"))]
        for call in (*_calls(tree, "Evidence"), *_given(tree, "Evidence"))
    ]
    assert [place.split(":")[0] for place in places] == ["text/report.py"], places


def test_no_evidence_is_altered() -> None:
    """`replace(evidence, quote=…)` would be another way to make a quote that is no slice."""
    offenders = [
        f"{module.relative_to(PACKAGE).as_posix()}:{call.lineno}"
        for module in MODULES
        for call in _calls(ast.parse(module.read_text(encoding="utf-8")), "replace")
        if {keyword.arg for keyword in call.keywords} & {"quote", "sentence_start", "sentence_end"}
    ]
    assert offenders == []


def test_no_vague_rooms() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [module.as_posix() for module in MODULES if vague & {module.stem, module.parent.name}] == []


@pytest.mark.parametrize("module", ["scoring", "scoring.cli.main"])
def test_heavy_libraries_are_not_loaded_at_start(module: str) -> None:
    """What only some commands need is loaded by them: the start stays light."""
    heavy = ("pandas", "numpy", "scipy", "openpyxl", "xlsxwriter", "rich", "yaml", "ahocorasick_rs")
    code = f"import sys, {module}; print(*[name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == []
