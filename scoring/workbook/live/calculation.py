"""The sheet 计算: per unit the way from the criteria that count to total, place and grade, one row each.

Above the units stand the ids of the criteria and, for every sheet of the rubric, what they count for and what one of their points makes.
Units stand in the order of the run; 排名 takes them from here by the column 排序值.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scoring.messages.workbook import CALCULATION, COLUMNS, SHEETS
from scoring.results import UnitScore
from scoring.rubric.types import Leaf, Node, Rubric
from scoring.tables.order import with_pools
from scoring.tables.review_values import answered_share, as_cell, hoped, leaf_key
from scoring.tables.rubric_tree import TOTAL
from scoring.tables.types import Cell, Kind, Live, Row, Table
from scoring.tables.types import Column as TableColumn
from scoring.workbook.live.final import final_columns, final_values
from scoring.workbook.live.mirror import ROOT, Rates, data_shares, rates_of, ruled
from scoring.workbook.live.nodes import Column, Place, node_formulas
from scoring.workbook.live.plan import Plan, nodes_of
from scoring.workbook.live.words import letters, number

NODE_KINDS = ("there", "rate", "best", "share", "full", "points")
_ID_ROW = 2
_UNIT = ("key", "order", "group", "ranked")


@dataclass(frozen=True, slots=True)
class Calculation:
    """The sheet and the column of every figure; `first` and `last` are the rows of the units."""

    table: Table
    columns: dict[Column, int]
    first: int
    last: int

    def range(self, kind: str, id_: str = "") -> str:
        """All units' cells of one figure, for formulas of this sheet."""
        letter = letters(self.columns[Column(kind, id_)])
        return f"${letter}${self.first}:${letter}${self.last}"


def calculation(plan: Plan, ranking: Table) -> Calculation:
    """The sheet for the run of `plan`. `ranking` is 排名 as the engine has it, unit by unit in the same order."""
    columns = {column: index for index, column in enumerate(_columns(plan, ranking))}
    first = 3 + 2 * len(plan.rubrics)
    last = first + len(plan.units) - 1
    made = Calculation(Table("calculation", SHEETS["calculation"], _titled(plan, columns), ()), columns, first, last)
    rows = [_row(columns, _ids(plan)), *(_row(columns, values) for values in _heads(plan, columns))]
    groups = list(dict.fromkeys(unit.group for unit in plan.units))
    names = sorted(range(len(plan.units)), key=lambda n: (plan.units[n].unit, plan.units[n].year or 0))
    order = {index: number for number, index in enumerate(names, start=1)}
    for index, unit in enumerate(plan.units):
        values: dict[Column, Cell] = {
            Column("key", ""): _plainly(leaf_key(unit, "")),
            Column("order", ""): order[index],
            Column("group", ""): groups.index(unit.group) + 1,
            Column("ranked", ""): int(unit.ranked),
        }
        place = _place(plan, index, first + index, columns)
        rates = rates_of(plan.rubric_of(index), unit)
        values |= _criteria(plan, unit, place)
        values |= _nodes(plan.rubric_of(index), place, rates)
        values |= final_values(place, unit, ranking, rates, made.range)
        rows.append(_row(columns, values))
    return replace(made, table=replace(made.table, rows=tuple(rows)))


def _columns(plan: Plan, ranking: Table) -> Iterator[Column]:
    for name in _UNIT:
        yield Column(name, "")
    for kind in ("row", "hoped", "answered"):
        for criterion in plan.criteria:
            yield Column(kind, criterion)
    for id_ in (ROOT, *dict.fromkeys(node.id for one in plan.rubrics for node in nodes_of(one))):
        for kind in NODE_KINDS:
            yield Column(kind, id_)
    yield from final_columns(plan, ranking)


def _titled(plan: Plan, columns: dict[Column, int]) -> tuple[TableColumn, ...]:
    names = {id_: place.leaf.name for id_, place in plan.order.items()}
    names |= {node.id: node.name for one in plan.rubrics for node in nodes_of(one)}
    found = []
    for kind, id_ in columns:
        title = COLUMNS.get(id_, id_) if kind == "show" else CALCULATION.get(kind, kind).format(grade=id_)
        if kind != "show" and id_ in names:
            title = f"{names[id_]}·{title}"
        found.append(TableColumn(f"{kind}:{id_}", title, Kind.NUMBER, 11))
    return tuple(found)


def _row(columns: dict[Column, int], values: dict[Column, Cell]) -> Row:
    return Row(tuple(values.get(column) for column in columns))


def _ids(plan: Plan) -> dict[Column, Cell]:
    return {Column("row", criterion): criterion for criterion in plan.criteria}


def _heads(plan: Plan, columns: dict[Column, int]) -> Iterator[dict[Column, Cell]]:
    """For every sheet of the rubric: what its criteria count for, and what one of their points makes."""
    for number_, rubric in enumerate(plan.rubrics):
        shares: dict[Column, Cell] = {Column("key", ""): CALCULATION["weights"]}
        factors: dict[Column, Cell] = {Column("key", ""): CALCULATION["factors"]}
        for leaf in rubric.leaves():
            column = Column("row", leaf.id)
            share = plan.share_cell(number_, leaf)
            points = plan.in_rubric((number_, leaf.id))
            counts = leaf.points if leaf.counts is None else leaf.counts
            shares[column] = Live(f"={share}", counts)
            above = f"{letters(columns[column])}{3 + 2 * number_}"
            factor = Fraction(counts) / Fraction(leaf.points) if leaf.points else Fraction(0)
            factors[column] = Live(f"=IF({points}=0,0,{above}/{points})", float(factor))
        yield shares
        yield factors


def _place(plan: Plan, index: int, row: int, columns: dict[Column, int]) -> Place:
    unit = plan.units[index]
    share_row = 3 + 2 * plan.sheet_of[index]
    zeroed = ruled(plan.rubric_of(index), unit).zeroed
    return Place(plan, index, row, columns, share_row, share_row + 1, data_shares(unit), zeroed)


def _criteria(plan: Plan, unit: UnitScore, place: Place) -> dict[Column, Cell]:
    """Where each criterion stands in the ledger, and from there what it could have and whether it has an answer."""
    keys, could, closed = (plan.in_ledger(name) for name in ("key", "hoped", "answered"))
    own = place.cell("key", "")
    values: dict[Column, Cell] = {}
    for leaf in with_pools(unit, plan.order):
        row = plan.ledger_rows[leaf_key(unit, leaf.criterion)] - 1
        found = place.cell("row", leaf.criterion)
        values[Column("row", leaf.criterion)] = Live(
            f"=MATCH(${own}&{place.head(leaf.criterion, _ID_ROW)},{keys},0)", row
        )
        values[Column("hoped", leaf.criterion)] = Live(f"=INDEX({could},{found})", _stored(hoped(leaf)))
        values[Column("answered", leaf.criterion)] = Live(f"=INDEX({closed},{found})", as_cell(answered_share(leaf)))
    return values


def _plainly(key: str) -> str:
    """`key` as MATCH takes it: * and ? stand for themselves."""
    return re.sub(r"([~*?])", r"~\1", key)


def _stored(cell: Cell) -> str | Decimal | None:
    return cell if isinstance(cell, str | Decimal) else None


def _nodes(rubric: Rubric, place: Place, rates: dict[str, Rates]) -> dict[Column, Cell]:
    """The rates of every dimension and of the total, the full marks and the points."""
    values: dict[Column, Cell] = {}
    sheet = place.plan.sheet_of[place.unit]

    def enter(id_: str, children: Sequence[Node | Leaf], method: str, full: str) -> None:
        own = rates[id_]
        formulas = node_formulas(id_, children, method, place)
        formulas["full"] = f"=IF({place.cell('there', id_)}=0,0,{full})"
        formulas["points"] = f"={place.cell('full', id_)}*{place.cell('rate', id_)}"
        figures = (own.there, own.rate, own.best, own.share, own.full, own.full * own.rate)
        for kind, figure in zip(NODE_KINDS, figures, strict=True):
            values[Column(kind, id_)] = Live(formulas[kind], float(figure))
        for child in children:
            if isinstance(child, Node):
                given = place.weights.get(id_)
                share = (
                    place.plan.share_cell(sheet, child) if given is None else number(given.get(child.id, Decimal(0)))
                )
                there = place.cell("there", id_)
                part = f"IF({there}=0,0,{share}*{place.cell('full', id_)}/{there})"
                enter(child.id, child.children, child.combine, part)

    enter(ROOT, rubric.dimensions, rubric.combine, place.plan.in_rubric((sheet, TOTAL)))
    return values
