"""评分标准: the rubric as a table, dimensions and criteria in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from scoring.assess.vetoes import effect_words
from scoring.messages.workbook import (
    COLUMNS,
    COMBINE,
    CONDITION,
    CONDITION_DONE,
    GRADE_KIND,
    GRADE_LINE,
    GRADE_QUOTA,
    LEAF_REMARKS,
    POOL_RULE,
    POOL_TITLE,
    POOLS,
    QUALITATIVE,
    SHEETS,
    TOTAL_ROW,
    VETO_KINDS,
    VETO_RULE,
    WEIGHTING,
)
from scoring.results import Run
from scoring.rubric.types import JUDGEMENT, PENALTY, PRACTICE, Condition, Leaf, Node, Qualitative, Rubric
from scoring.tables import review_columns as review
from scoring.tables.format import plain, share_text
from scoring.tables.order import sheets
from scoring.tables.rule_parts import value_words
from scoring.tables.rule_words import rule_words
from scoring.tables.types import Cell, Column, Input, Kind, Row, Table, row
from scoring.tables.weights import weighting_words
from scoring.tables.words import group_words, measure_name, policy_words, source_words

_YES_NO = "有无"
_COLUMNS = (
    Column("level", COLUMNS["level"], Kind.COUNT, 7),
    Column("name", COLUMNS["name"], Kind.LONG, 34, strong=True),
    Column("points", review.NODE_POINTS, Kind.POINTS, 9, strong=True),
    Column("grade_line", review.GRADE_LINE, Kind.POINTS, 9),
    Column("counts", COLUMNS["own_counts"], Kind.POINTS, 9),
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


# The id of the row that holds what the dimensions of a sheet come to.
TOTAL = ""
# A row of the sheet by the number of the rubric it belongs to (see `sheets`) and its id; grades are known by their number among the grades.
Key = tuple[int, str | int]


def rubric_table(run: Run) -> Table:
    """One row per dimension and criterion: level, points, source, rule in words, policies, basis, note; then pools, vetoes and grades.

    Points of criteria, dimensions and pools and the grades' lines are inputs. Where several kinds of units have sheets of their own, all of
    them follow each other, each under the kinds it is for.
    """
    rows = tuple(found for _, found in _all_rows(run))
    table = Table("rubric", SHEETS["rubric"], _COLUMNS, rows, frozen=2, places=run.rubric.places)
    counts = table.column("counts")
    if any(isinstance(found.cells[counts], Input) for found in rows):
        return table
    kept = [index for index in range(len(_COLUMNS)) if index != counts]
    columns = tuple(_COLUMNS[index] for index in kept)
    return replace(
        table,
        columns=columns,
        rows=tuple(Row(tuple(found.cells[index] for index in kept), found.role) for found in rows),
    )


def rubric_rows(run: Run) -> dict[Key, int]:
    """The row of the sheet (the header is row 1) of every node, criterion, pool and grade, and of each sheet's total."""
    found: dict[Key, int] = {}
    for number, (key, _) in enumerate(_all_rows(run), start=2):
        if key is not None:
            found.setdefault(key, number)
    return found


def _all_rows(run: Run) -> Iterator[tuple[Key | None, Row]]:
    names = dict(run.measure_names)
    several = len(sheets(run.rubric)) > 1
    for number, one in enumerate(sheets(run.rubric)):
        if several:
            kinds = [
                kind
                for kind, variant in run.rubric.variants
                if replace(variant, variants=()) == replace(one, variants=())
            ]
            yield None, _titled("、".join(map(group_words, kinds)), None)
        for id_, found in _rows(one.dimensions, 1, names):
            yield (number, id_), found
        yield (number, TOTAL), _titled(TOTAL_ROW, Input(one.points))
        for id_, found in _pool_rows(one, names):
            yield (number, id_), found
        for found in _veto_rows(one, names):
            yield None, found
        for place, found in enumerate(_grade_rows(one)):
            yield (number, place), found


def _titled(title: str, points: Input | None, rule: str = "", node_id: str = "", level: int = 1, **more: Cell) -> Row:
    """A row that is no criterion."""
    values: dict[str, Cell] = dict.fromkeys((column.id for column in _COLUMNS), "")
    values |= {"level": level, "name": title, "points": points, "rule": rule, "node_id": node_id, **more}
    return row(_COLUMNS, values, role="node")


def _rows(children: tuple[Node | Leaf, ...], level: int, names: dict[str, str]) -> Iterator[tuple[str, Row]]:
    for child in children:
        values: dict[str, Cell] = {
            "level": level,
            "name": "　" * (level - 1) + child.name,
            "points": Input(child.points),
            "grade_line": None,
            "counts": None if child.counts is None else Input(child.counts),
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
            yield child.id, row(_COLUMNS, values | _leaf_values(child, names))
        else:
            yield child.id, row(_COLUMNS, values | {"rule": _node_words(child)}, role="node")
            yield from _rows(child.children, level + 1, names)


def _node_words(node: Node) -> str:
    """How a dimension is made of its parts, where they are not simply added."""
    told = [COMBINE[node.combine]] if node.combine in COMBINE else []
    if node.weighting is not None:
        told.append(WEIGHTING.format(method=weighting_words(node.weighting)))
    if node.counts is not None:
        told.append(LEAF_REMARKS["counts"].format(points=plain(node.counts)))
    return "；".join(told)


def _leaf_values(leaf: Leaf, names: dict[str, str]) -> dict[str, Cell]:
    rule = [rule_words(leaf.rule)]
    if leaf.qualitative is not None:
        rule.append(_qualitative_words(leaf.qualitative, names))
    if leaf.na_when is not None:
        name = names.get(leaf.na_when.measure, leaf.na_when.measure)
        rule.append(LEAF_REMARKS["na_when"].format(name=name, value=plain(leaf.na_when.equals)))
    rule += _remarks(leaf)
    return {
        "source": source_words(leaf, names),
        "rule": "\n".join(rule),
        "missing": policy_words(leaf.missing),
        "na": policy_words(leaf.na),
        "scorer": leaf.scorer,
    }


def _remarks(leaf: Leaf) -> Iterator[str]:
    if leaf.evidence:
        told = LEAF_REMARKS["evidence"].format(count=leaf.evidence)
        if leaf.without_quotes is not None:
            share = "" if leaf.without_quotes.share is None else share_text(leaf.without_quotes.share)
            told += LEAF_REMARKS[leaf.without_quotes.name].format(share=share)
        yield told
    if leaf.compare is not None:
        yield LEAF_REMARKS["compare"].format(subject=leaf.compare.name)
    if leaf.places is not None:
        yield LEAF_REMARKS["places"].format(places=leaf.places)
    if leaf.counts is not None:
        yield LEAF_REMARKS["counts"].format(points=plain(leaf.counts))


def _qualitative_words(qualitative: Qualitative, names: dict[str, str]) -> str:
    told = [measure_name(name, names) for name in (*qualitative.practices, *qualitative.measures)]
    share = share_text(qualitative.share)
    return QUALITATIVE.format(share=share, told="、".join(told))


def _pool_rows(rubric: Rubric, names: dict[str, str]) -> Iterator[tuple[str, Row]]:
    for pool in rubric.pools:
        title = POOL_TITLE.format(kind=POOLS[pool.kind], name=pool.name)
        key = pool.kind if pool.kind == PENALTY else "outside" if pool.outside else "inside"
        rule = POOL_RULE[key].format(points=plain(pool.points))
        yield pool.id, _titled(title, Input(pool.points), rule, pool.id, basis=pool.basis, note=pool.note)
        yield from _rows(pool.leaves, 2, names)


def _veto_rows(rubric: Rubric, names: dict[str, str]) -> Iterator[Row]:
    for veto in rubric.vetoes:
        title = POOL_TITLE.format(kind=VETO_KINDS[veto.gate], name=veto.name)
        effects = "，".join(effect_words(effect, rubric) for effect in veto.effects)
        rule = VETO_RULE[veto.gate].format(condition=condition_words(veto.condition, names), effects=effects)
        limits = "、".join(map(group_words, veto.applies_to))
        yield _titled(title, None, rule, veto.id, applies_to=limits, basis=veto.basis, note=veto.note)


def _grade_rows(rubric: Rubric) -> Iterator[Row]:
    for grade in rubric.grades:
        told = [GRADE_LINE.format(line=plain(grade.minimum))] if grade.minimum or grade.quota is None else []
        if grade.quota is not None and grade.quota.share is not None:
            told.append(GRADE_QUOTA["share"].format(share=share_text(grade.quota.share)))
        elif grade.quota is not None:
            told.append(GRADE_QUOTA["count"].format(count=grade.quota.count))
        title = POOL_TITLE.format(kind=GRADE_KIND, name=grade.name)
        yield _titled(title, None, "，".join(told), grade_line=Input(grade.minimum))


def condition_words(condition: Condition, names: dict[str, str]) -> str:
    """What a veto asks, as a sentence."""
    subject = names.get(condition.subject.id, condition.subject.name)
    unit = condition.subject.unit
    asks_whether = condition.subject.source in (PRACTICE, JUDGEMENT) or unit == _YES_NO
    if asks_whether and (condition.low, condition.high) in ((Decimal(1), None), (None, Decimal(1))):
        return CONDITION_DONE[condition.low is not None].format(subject=subject)
    told = []
    if condition.low is not None:
        key = "low_in" if condition.low_in else "low"
        told.append(CONDITION[key].format(subject=subject, low=value_words(condition.low, unit)))
    if condition.high is not None:
        key = "high_in" if condition.high_in else "high"
        told.append(CONDITION[key].format(subject=subject, high=value_words(condition.high, unit)))
    return "，".join(told)
