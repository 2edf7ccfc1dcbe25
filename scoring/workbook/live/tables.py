"""The tables with formulas in them: each cell keeps the engine's value beside its formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring.messages.workbook import CHECKS, COLUMNS, SHEETS
from scoring.results import LeafScore, Outcome
from scoring.rubric.types import Leaf, Node, counted
from scoring.tables import review_columns as review
from scoring.tables.order import with_pools
from scoring.tables.review_values import answered_share, as_cell, effective, engine_effective, engine_points, hoped
from scoring.tables.rubric_tree import TOTAL, Key
from scoring.tables.types import Cell, Column, Input, Kind, Live, Row, State, Table
from scoring.workbook.live.calculation import Calculation
from scoring.workbook.live.nodes import Column as Figure
from scoring.workbook.live.plan import Plan
from scoring.workbook.live.words import added, left_out, letters, number, of_sheet, text

# These would not follow a change; the matrix shows what counts.
_LEFT_OUT = ("scale", "counted")
_CHANGES = 200
_CHECK_FIRST = 12


def live_ledger(plan: Plan) -> Table:
    """复核台账: full marks, what counts and what hangs on it as formulas. Every formula looks at its own row and at other sheets only, so that
    the rows may be sorted."""
    table = plan.ledger
    index = {column.id: number_ for number_, column in enumerate(table.columns)}
    rows = []
    lines = ((place, unit, leaf) for place, unit in enumerate(plan.units) for leaf in with_pools(unit, plan.order))
    for number_, ((place, _, leaf), old) in enumerate(zip(lines, table.rows, strict=True), start=2):
        cells = list(old.cells)
        for id_, cell in _ledger_cells(plan, place, leaf, number_, index):
            cells[index[id_]] = cell
        rows.append(Row(tuple(cells), old.role))
    return replace(table, rows=tuple(rows))


def without_stale(table: Table) -> Table:
    """The ledger without the columns that formulas do not reach."""
    kept = [number_ for number_, column in enumerate(table.columns) if column.id not in _LEFT_OUT]
    columns = tuple(table.columns[number_] for number_ in kept)
    rows = tuple(Row(tuple(row.cells[number_] for number_ in kept), row.role) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _ledger_cells(
    plan: Plan, place: int, leaf: LeafScore, row: int, index: dict[str, int]
) -> Iterator[tuple[str, Cell]]:
    def at(id_: str) -> str:
        return f"${letters(index[id_])}{row}"

    full, eff, changed = at("full_marks"), at("points"), at("changed_row")
    key: Key = (plan.sheet_of[place], leaf.criterion)
    if key in plan.rubric_rows:
        yield "full_marks", Live(f"={plan.in_rubric(key)}", leaf.full_marks)
    word, own = engine_effective(leaf), engine_points(leaf)
    scale = f"*{full}/{number(leaf.full_marks)}" if leaf.full_marks else ""
    if word is not None:
        engine = text(word)
    elif own is None:
        engine = '""'
    else:
        engine = f'IF(ISNUMBER({at("engine_points")}),{at("engine_points")}{scale},"")'
    given = {id_: at(id_) for id_ in ("adjudicated", "review_points")}
    none = text(review.NOT_APPLICABLE)
    valid = {id_: f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={full})" for id_, cell in given.items()}
    for id_ in ("review_points", "adjudicated"):
        engine = f"IF(TRIM({given[id_]})={none},{none},IF({valid[id_]},{given[id_]},{engine}))"
    yield "points", Live(f"={engine}", _plain(effective(leaf)))
    taken = ",".join(f"TRIM({cell})={none},{valid[id_]}" for id_, cell in given.items())
    yield "changed_row", Live(f'=IF(OR({taken}),ROW(),"")', row if leaf.override is not None else None)
    at_stake = leaf.stake if leaf.override is None else leaf.override.engine_stake
    stake = f'IF({changed}="",{number(at_stake)}{scale},0)'
    yield "hoped", Live(f"=IF({left_out(eff)},{eff},N({eff})+{stake})", _plain(hoped(leaf)))
    closed = number(_engine_answers(leaf))
    share = as_cell(answered_share(leaf))
    yield "answered", Live(f'=IF({left_out(eff)},0,IF({changed}="",{closed},1))', share)
    rate = leaf.points / leaf.full_marks if leaf.points is not None and leaf.full_marks and not leaf.excluded else None
    yield "score_rate", Live(f'=IF(AND(ISNUMBER({eff}),{full}>0),{eff}/{full},"")', rate)


def _engine_answers(leaf: LeafScore) -> Fraction:
    """For which share of the full marks the engine itself had an answer."""
    if leaf.override is None:
        return answered_share(leaf)
    given = leaf.override
    left_out = given.engine_points is None and given.engine_outcome == Outcome.NOT_APPLICABLE.value
    engine = replace(leaf, outcome=Outcome(given.engine_outcome), stake=given.engine_stake, excluded=left_out)
    return answered_share(engine)


def _plain(cell: Cell) -> str | Decimal | None:
    return cell if isinstance(cell, str | Decimal) else None


def live_matrix(plan: Plan, table: Table, calc: Calculation) -> Table:
    """评分矩阵: what counts by key from the ledger; a click leads to the ledger's row, wherever it has been sorted to."""
    rows = []
    points = plan.in_ledger("points")
    ledger = text(f"#{of_sheet(plan.ledger.title, 'A')}")
    for place, (unit, old) in enumerate(zip(plan.units, table.rows, strict=True)):
        cells = list(old.cells)
        row = calc.first + place
        total = f"{letters(calc.columns[Figure('show', 'total')])}{row}"
        cells[3] = Live(f"={of_sheet(calc.table.title, total)}", _shown(cells[3]))
        for leaf in with_pools(unit, plan.order):
            found = of_sheet(calc.table.title, f"{letters(calc.columns[Figure('row', leaf.criterion)])}{row}")
            # The first row of the ledger is its head. What HYPERLINK shows is also its value.
            cells[plan.matrix_column(leaf.criterion)] = Live(
                f"=HYPERLINK({ledger}&({found}+1),INDEX({points},{found}))", _plain(effective(leaf))
            )
        rows.append(Row(tuple(cells), old.role))
    return replace(table, rows=tuple(rows))


def _shown(cell: Cell) -> str | int | float | Decimal | None:
    if isinstance(cell, State):
        return cell.words
    assert cell is None or isinstance(cell, str | int | float | Decimal)
    return cell


def live_ranking(table: Table, calc: Calculation) -> Table:
    """排名, sorted by itself: the k-th row is that of the k-th smallest sort value."""
    column = Column("calculation_row", COLUMNS["number"], Kind.COUNT, 7, printed=False)
    title, sort = calc.table.title, calc.columns[Figure("sort", "")]
    values = of_sheet(title, f"${letters(sort)}${calc.first}:${letters(sort)}${calc.last}")
    last = letters(len(table.columns))
    rows = []
    for number_, old in enumerate(table.rows, start=1):
        cells: list[Cell] = []
        row = f"${last}{number_ + 1}"
        for shown, cell in zip(table.columns, old.cells, strict=True):
            letter = letters(calc.columns[Figure("show", shown.id)])
            found = f"INDEX({of_sheet(title, f'${letter}${calc.first}:${letter}${calc.last}')},{row})"
            cells.append(Live(f'=IF({found}="","",{found})', _shown(cell)))
        cells.append(Live(f"=MATCH(SMALL({values},{number_}),{values},0)", number_))
        rows.append(Row(tuple(cells)))
    return replace(table, columns=(*table.columns, column), rows=tuple(rows))


def live_rubric(plan: Plan) -> Table:
    """评分标准: the points of a dimension are the sum of what its parts count for, where they are that; they may be typed over."""
    table = plan.rubric
    index = table.column("points")
    rows = [list(row.cells) for row in table.rows]
    for sheet, rubric in enumerate(plan.rubrics):
        for id_, children, points in _inner(TOTAL, rubric.dimensions, rubric.points):
            if sum((counted(child) for child in children), Decimal(0)) != points:
                continue
            terms = [plan.share_cell(sheet, child).rpartition("!")[2] for child in children]
            rows[plan.rubric_rows[sheet, id_] - 2][index] = Live(f"={added(terms)}", points, input=True)
    return replace(table, rows=tuple(Row(tuple(cells), old.role) for cells, old in zip(rows, table.rows, strict=True)))


def _inner(
    id_: str, children: Sequence[Node | Leaf], points: Decimal
) -> Iterator[tuple[str, Sequence[Node | Leaf], Decimal]]:
    yield id_, children, points
    for child in children:
        if isinstance(child, Node):
            yield from _inner(child.id, child.children, child.points)


_CHANGE_COLUMNS = (
    ("unit", Kind.LONG, 20),
    ("criterion", Kind.LONG, 28),
    ("full_marks", Kind.POINTS, 8),
    ("engine_points", Kind.POINTS, 9),
    ("review_points", Kind.POINTS, 9),
    ("adjudicated", Kind.POINTS, 9),
    ("points", Kind.POINTS, 10),
    ("review_reason", Kind.LONG, 30),
    ("public_reason", Kind.LONG, 30),
    ("reviewer", Kind.LONG, 12),
    ("adjudicator", Kind.LONG, 12),
    ("review_date", Kind.MARK, 12),
)


def changes_table(plan: Plan | None, ledger: Table, changed: Sequence[int], digits: int) -> Table:
    """修改清单: the rows of the ledger with a reviewer's score, by formulas (`plan`) or as values. `changed` are these rows."""
    titles = {column.id: column.title for column in ledger.columns} | {"points": COLUMNS["effective"]}
    columns = (
        Column("row", COLUMNS["changed_row"], Kind.COUNT, 8),
        *(Column(id_, titles[id_], kind, width) for id_, kind, width in _CHANGE_COLUMNS),
    )
    rows = []
    for number_ in range(_CHANGES if plan is not None else len(changed)):
        line = changed[number_] if number_ < len(changed) else None
        values = [_value(ledger, line, id_) for id_, _, _ in _CHANGE_COLUMNS]
        if plan is None:
            rows.append(Row((line, *values)))
            continue
        found = f'=IFERROR(SMALL({plan.in_ledger("changed_row")},{number_ + 1}),"")'
        cells: list[Cell] = [Live(found, line)]
        for (id_, kind, _), value in zip(_CHANGE_COLUMNS, values, strict=True):
            row = f"$A{number_ + 2}"
            one = f"INDEX({plan.in_ledger(id_)},{row}-1)"
            shown = f'{one}&""' if kind is not Kind.POINTS else f'IF({one}="","",{one})'
            cells.append(Live(f'=IF({row}="","",{shown})', value))
        rows.append(Row(tuple(cells)))
    return Table("changes", SHEETS["changes"], columns, tuple(rows), places=digits)


def _value(ledger: Table, line: int | None, id_: str) -> str | int | float | Decimal | None:
    if line is None:
        return None
    cell = ledger.rows[line - 2].cells[ledger.column(id_)]
    return _shown(cell.value if isinstance(cell, Input | Live) else cell)


def checks_table(plan: Plan, calc: Calculation) -> Table:
    """校验: what is wrong with what was filled in, what was disturbed, how far the review is, which totals differ from the engine's."""
    columns = (
        Column("what", CHECKS["what"], Kind.LONG, 34),
        Column("found", CHECKS["found"], Kind.NUMBER, 14),
        Column("difference", COLUMNS["difference"], Kind.SIGNED_POINTS, 12),
        Column("meaning", CHECKS["meaning"], Kind.LONG, 60),
    )
    rows = [
        Row((CHECKS[name], Live(f"={formula}", value), None, CHECKS[meaning]))
        for name, formula, value, meaning in _checks(plan, calc)
    ]
    title = calc.table.title
    published = letters(calc.columns[Figure("published", "")])
    live = []
    for place, unit in enumerate(plan.units):
        cell = of_sheet(title, f"{published}{calc.first + place}")
        live.append(
            Row(
                (
                    unit.unit,
                    Live(f"={cell}", unit.published, kind=Kind.POINTS),
                    Live(f"=ROUND({cell}-{number(unit.published)},9)", 0),
                    "",
                )
            )
        )
    first, last = len(rows) + 4, len(rows) + 3 + len(live)
    rows.append(
        Row((CHECKS["totals"], Live(f"=SUMPRODUCT(--(C{first}:C{last}<>0))", 0), None, CHECKS["totals_meaning"]))
    )
    head = Row((COLUMNS["unit"], COLUMNS["live_total"], COLUMNS["difference"], ""), "node")
    return Table("checks", SHEETS["checks"], columns, (*rows, head, *live), places=plan.run.rubric.places)


def _checks(plan: Plan, calc: Calculation) -> Iterator[tuple[str, str, Decimal | int, str]]:
    def cells(id_: str) -> str:
        return plan.in_ledger(id_)

    full, none = cells("full_marks"), text(review.NOT_APPLICABLE)
    leaves = [leaf for unit in plan.units for leaf in with_pools(unit, plan.order)]
    corrected = [leaf for leaf in leaves if leaf.override is not None]
    for name, id_ in (("invalid_review", "review_points"), ("invalid_adjudicated", "adjudicated")):
        one = cells(id_)
        fine = f"((TRIM({one})={none})+ISNUMBER({one})*({one}>=0)*({one}<={full})>0)"
        yield name, f'SUMPRODUCT(({one}<>"")*(1-{fine}))', 0, "invalid_meaning"
    changed = f"ISNUMBER({cells('changed_row')})"
    silent = sum(not leaf.override.by.reason.strip() for leaf in corrected if leaf.override is not None)
    nameless = sum(not leaf.override.by.who.strip() for leaf in corrected if leaf.override is not None)
    yield "no_reason", f'SUMPRODUCT({changed}*(TRIM({cells("review_reason")})=""))', silent, "needed"
    who, judge, settled = cells("reviewer"), cells("adjudicator"), cells("adjudicated")
    missing = f'({settled}="")*(TRIM({who})="")+({settled}<>"")*(TRIM({judge})="")'
    yield "no_name", f"SUMPRODUCT({changed}*({missing}))", nameless, "needed"
    first, last = (letters(calc.columns[Figure("row", id_)]) for id_ in (plan.criteria[0], plan.criteria[-1]))
    area = of_sheet(calc.table.title, f"${first}${calc.first}:${last}${calc.last}")
    yield "lost_rows", f"SUMPRODUCT(--ISNA({area}))", 0, "lost_meaning"
    yield "row_count", f"COUNTA({cells('key')})-{len(leaves)}", 0, "disturbed_meaning"
    total = sum((engine_points(leaf) or Decimal(0) for leaf in leaves), Decimal(0))
    yield "points_sum", f"ROUND(SUM({cells('engine_points')})-{number(total)},6)", 0, "disturbed_meaning"
    yield "changed", f"COUNT({cells('changed_row')})", len(corrected), "progress"
    checked = f'COUNTIF({cells("checked")},"?*")'
    yield "checked", checked, 0, "progress"
    yield "left", f"{len(leaves)}-{checked}", len(leaves), "progress"
