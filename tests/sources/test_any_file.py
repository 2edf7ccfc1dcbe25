"""Whatever is in a file: it is read or complained about, and nothing is raised."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources_samples import WANTED, joined
from xlsx_cases import workbook

from scoring.sources.load import Given, load
from scoring.sources.titles import ALIASES
from scoring.sources.types import JUDGEMENTS, KINDS, SELF_SCORES, TABLE, UNITS

_CHARS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_TITLES = st.sampled_from(
    [alias for aliases in ALIASES.values() for alias in aliases] + ["败诉率（%）", "收案数 [cases]"]
)
_WORDS = st.sampled_from(
    [
        "甲山县",
        "乙水区",
        "丁川县",
        "2024",
        "二〇二四年",
        "95%",
        "95%以上",
        "3分",
        "３．５",
        "无",
        "好",
        "files.visit",
        "#N/A",
    ]
)
_CELLS = st.one_of(
    _TITLES, _WORDS, st.text(_CHARS, max_size=8), st.integers(-9, 3000).map(str), st.floats(0, 2).map(str)
)
_ROWS = st.lists(st.lists(_CELLS, max_size=6), max_size=8)
_QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_QUICK
@given(st.binary(max_size=200), st.sampled_from(KINDS))
def test_any_bytes(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    found = load([Given(kind, path, "court" if kind == TABLE else "")], WANTED)
    assert all(one.help and one.file == "any.csv" for one in found.diagnostics)


@_QUICK
@given(st.lists(_TITLES, min_size=1, max_size=6, unique=True), _ROWS, st.sampled_from(KINDS))
def test_any_rows_under_any_titles(tmp_path: Path, titles: list[str], rows: list[list[str]], kind: str) -> None:
    path = tmp_path / "any.csv"
    lines = [titles, *rows]
    path.write_text(
        "\n".join(",".join(f'"{cell.replace(chr(34), "")}"' for cell in line) for line in lines), encoding="utf-8"
    )
    sources, found = joined([Given(kind, path, "court" if kind == TABLE else "")])
    for judged in sources.judged.values():
        assert all(one.scorer and one.reason for one in judged)
    assert all(one.help and one.message for one in found)


@_QUICK
@given(_ROWS)
def test_any_cells_of_a_workbook(tmp_path: Path, rows: list[list[str]]) -> None:
    from openpyxl.utils.exceptions import IllegalCharacterError

    try:
        workbook(tmp_path / "any.xlsx", {"表": [("单位", "收案数", "败诉率"), *map(tuple, rows)]})
    except IllegalCharacterError:
        # Excel cannot hold these either.
        return
    for kind in (TABLE, UNITS, JUDGEMENTS, SELF_SCORES):
        joined([Given(kind, tmp_path / "any.xlsx", "court" if kind == TABLE else "")])
