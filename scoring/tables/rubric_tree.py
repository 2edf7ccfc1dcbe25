"""评分标准: the rubric as a table, dimensions and criteria in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.messages.workbook import COLUMNS, QUALITATIVE, SHEETS
from scoring.results import Run
from scoring.rubric.types import Leaf, Node, Qualitative
from scoring.tables.format import share_text
from scoring.tables.rule_words import rule_words
from scoring.tables.types import Cell, Column, Kind, Row, Table, row
from scoring.tables.words import group_words, measure_name, policy_words, source_words

_COLUMNS = (
    Column("level", COLUMNS["level"], Kind.COUNT, 7),
    Column("name", COLUMNS["name"], Kind.LONG, 34, strong=True),
    Column("points", COLUMNS["node_points"], Kind.POINTS, 8, strong=True),
    Column("source", COLUMNS["source"], Kind.LONG, 28),
    Column("rule", COLUMNS["rule"], Kind.LONG, 46),
    Column("missing", COLUMNS["missing"], Kind.LONG, 18),
    Column("na", COLUMNS["na"], Kind.LONG, 18),
    Column("applies_to", COLUMNS["applies_to"], Kind.LONG, 16),
    Column("scorer", COLUMNS["scorer"], Kind.LONG, 14),
    Column("basis", COLUMNS["basis"], Kind.LONG, 40),
    Column("note", COLUMNS["note"], Kind.LONG, 30),
    Column("node_id", COLUMNS["node_id"], Kind.CODE, 30, printed=False),
)


def rubric_table(run: Run) -> Table:
    """One row per dimension and criterion: level, points, source, rule in words, policies, basis, note."""
    names = dict(run.measure_names)
    rows = tuple(_rows(run.rubric.dimensions, 1, names))
    return Table("rubric", SHEETS["rubric"], _COLUMNS, rows, frozen=2, places=run.rubric.places)


def _rows(children: tuple[Node | Leaf, ...], level: int, names: dict[str, str]) -> Iterator[Row]:
    for child in children:
        values: dict[str, Cell] = {
            "level": level,
            "name": "　" * (level - 1) + child.name,
            "points": child.points,
            "source": "",
            "rule": "",
            "missing": "",
            "na": "",
            "applies_to": "、".join(group_words(unit_type) for unit_type in child.applies_to),
            "scorer": "",
            "basis": child.basis,
            "note": child.note,
            "node_id": child.id,
        }
        if isinstance(child, Leaf):
            yield row(_COLUMNS, values | _leaf_values(child, names))
        else:
            yield row(_COLUMNS, values, role="node")
            yield from _rows(child.children, level + 1, names)


def _leaf_values(leaf: Leaf, names: dict[str, str]) -> dict[str, Cell]:
    rule = rule_words(leaf.rule)
    if leaf.qualitative is not None:
        rule = f"{rule}\n{_qualitative_words(leaf.qualitative, names)}"
    return {
        "source": source_words(leaf, names),
        "rule": rule,
        "missing": policy_words(leaf.missing),
        "na": policy_words(leaf.na),
        "scorer": leaf.scorer,
    }


def _qualitative_words(qualitative: Qualitative, names: dict[str, str]) -> str:
    told = [measure_name(name, names) for name in (*qualitative.practices, *qualitative.measures)]
    share = share_text(qualitative.share)
    return QUALITATIVE.format(share=share, told="、".join(told))
