"""图表: native charts over the live cells. Their figures stand at the right of the same sheet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from scoring.messages.workbook import CHARTS, COLUMNS, SHEETS
from scoring.rubric.types import Node
from scoring.tables.order import all_dimensions, unscored_state
from scoring.tables.types import Kind, Table
from scoring.tables.words import group_words
from scoring.workbook.checked import Book, Sheet
from scoring.workbook.live.calculation import Calculation
from scoring.workbook.live.mirror import ROOT, Rates, rates_of
from scoring.workbook.live.plan import Plan
from scoring.workbook.live.words import of_sheet
from scoring.workbook.look import BASE, FONT, INPUT_FILL, INPUT_LINE, LABEL, TITLE, Look, head_properties

# More bars than this cannot be read.
MOST_BARS = 40
_BAR, _MEAN, _FALL = "#2F6DB5", "#B9C6D3", "#C0504D"
_DATA = 20
_BANDS = 10
_WIDTH = 880
_ROW = 20
_CHOICE: dict[str, Any] = {**BASE, "bg_color": INPUT_FILL, "border": 1, "border_color": INPUT_LINE, "bold": True}


def write_charts(book: Book, workbook: Any, plan: Plan, ranking: Table, calc: Calculation) -> None:
    """Write the sheet."""
    sheet = book.sheet(SHEETS["charts"])
    worksheet = sheet.worksheet
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    sheet.checked(worksheet.set_column(0, 0, 16))
    sheet.checked(worksheet.set_column(1, 1, 30))
    sheet.checked(worksheet.set_column(_DATA, _DATA, 36))
    rates = [rates_of(plan.rubric_of(index), unit) for index, unit in enumerate(plan.units)]
    dimensions = all_dimensions(plan.run.rubric)
    sheet.text(0, 0, SHEETS["charts"], book.format(TITLE))
    sheet.checked(worksheet.set_row(0, 30))
    sheet.text(1, 0, CHARTS["choose"], book.format(LABEL))
    sheet.text(1, 1, plan.units[0].unit, book.format(_CHOICE))
    sheet.text(1, _DATA, CHARTS["data"], book.format(LABEL))
    units = of_sheet(SHEETS["matrix"], f"$B$2:$B${len(plan.units) + 1}")
    rule = {"validate": "list", "source": f"={units}"}
    sheet.checked(worksheet.data_validation(1, 1, 1, 1, rule), 1, 1)
    _compare_data(book, sheet, plan, calc, dimensions, rates)
    first_band = 4 + len(dimensions) + 2
    _band_data(book, sheet, plan, calc, rates, first_band)
    printed = 3
    for drawn, height in _all_charts(workbook, plan, ranking, dimensions, first_band):
        drawn.set_size({"width": _WIDTH, "height": height})
        sheet.checked(worksheet.insert_chart(printed, 0, drawn, {"object_position": 3}))
        printed += height // _ROW + 2
    sheet.checked(worksheet.print_area(0, 0, printed, 10))


def _compare_data(
    book: Book,
    sheet: Sheet,
    plan: Plan,
    calc: Calculation,
    dimensions: Sequence[Node],
    rates: Sequence[dict[str, Rates]],
) -> None:
    """Rates of the chosen unit and of its group, dimension by dimension, from row 4 on."""
    for offset, title in enumerate((COLUMNS["dimension"], CHARTS["unit"], CHARTS["mean"])):
        sheet.text(2, _DATA + offset, title, book.format(head_properties(Kind.PERCENT if offset else Kind.TEXT)))
    units = of_sheet(SHEETS["matrix"], f"$B$2:$B${len(plan.units) + 1}")
    groups = of_sheet(calc.table.title, calc.range("group"))
    chosen = f"MATCH($B$2,{units},0)"
    peers = [place for place, unit in enumerate(plan.units) if unit.group == plan.units[0].group]
    for row, node in enumerate(dimensions, start=3):
        cells = of_sheet(calc.table.title, calc.range("rate", node.id))
        sheet.text(row, _DATA, node.name, book.look(Look(Kind.TEXT)))
        own = rates[0].get(node.id)
        known = [rates[place][node.id].rate for place in peers if node.id in rates[place]]
        mean = sum(known, Fraction(0)) / len(known) if known else None
        form = book.look(Look(Kind.PERCENT))
        sheet.formula(row, _DATA + 1, f"=N(INDEX({cells},{chosen}))", float(own.rate) if own else 0.0, form)
        average = f"=IFERROR(AVERAGEIF({groups},INDEX({groups},{chosen}),{cells}),0)"
        sheet.formula(row, _DATA + 2, average, float(mean) if mean is not None else 0.0, form)


def _band_data(
    book: Book, sheet: Sheet, plan: Plan, calc: Calculation, rates: Sequence[dict[str, Rates]], first: int
) -> None:
    """How many units with points lie in each tenth of the score rate."""
    cells, scored = (of_sheet(calc.table.title, calc.range(*name)) for name in (("rate", ROOT), ("scored", "")))
    there = [rates[place][ROOT].rate for place, unit in enumerate(plan.units) if unscored_state(unit) is None]
    for band in range(_BANDS):
        low, high = Fraction(band, _BANDS), Fraction(band + 1, _BANDS)
        last = band == _BANDS - 1
        words = CHARTS["band"].format(low=band * 10, high=band * 10 + 10)
        sheet.text(first + band, _DATA, words, book.look(Look(Kind.TEXT)))
        # Rates are compared at twelve places, as a double holds them.
        upper = "" if last else f"*(ROUND({cells},12)<{float(high)})"
        formula = f"=SUMPRODUCT((ROUND({cells},12)>={float(low)}){upper}*({scored}>0))"
        count = sum(low <= rate and (last or rate < high) for rate in there)
        sheet.formula(first + band, _DATA + 1, formula, count, book.look(Look(Kind.COUNT)))


def _all_charts(
    workbook: Any, plan: Plan, ranking: Table, dimensions: Sequence[Node], first_band: int
) -> list[tuple[Any, int]]:
    name, end = SHEETS["charts"], 2 + len(dimensions)
    compare = workbook.add_chart({"type": "bar"})
    for offset, colour in ((2, _MEAN), (1, _BAR)):
        compare.add_series(
            {
                "name": [name, 2, _DATA + offset],
                "categories": [name, 3, _DATA, end, _DATA],
                "values": [name, 3, _DATA + offset, end, _DATA + offset],
                "fill": {"color": colour},
                "gap": 50,
                "overlap": 0,
            }
        )
    _dressed(compare, CHARTS["compare"], legend=True)
    compare.set_x_axis({"min": 0, "max": 1, "num_format": "0%", **_AXIS})
    found = [(compare, 110 + 34 * len(dimensions))]
    found += _by_group(workbook, plan, ranking, "total", CHARTS["ranking"])
    bands = workbook.add_chart({"type": "column"})
    bands.add_series(
        {
            "categories": [name, first_band, _DATA, first_band + _BANDS - 1, _DATA],
            "values": [name, first_band, _DATA + 1, first_band + _BANDS - 1, _DATA + 1],
            "fill": {"color": _BAR},
            "gap": 20,
            "data_labels": {"value": True, "num_format": "0;;", "font": {"name": FONT, "size": 9}},
        }
    )
    bands.set_title(_title(CHARTS["distribution"]))
    bands.set_legend({"none": True})
    bands.set_y_axis({"num_format": "0", "major_unit": max(1, len(plan.units) // 5), **_AXIS})
    bands.set_x_axis({"num_font": {"name": FONT, "size": 9}})
    found.append((bands, 320))
    if any(column.id == "total_change" for column in ranking.columns):
        found += _by_group(workbook, plan, ranking, "total_change", CHARTS["change"])
    return found


_AXIS: dict[str, Any] = {
    "num_font": {"name": FONT, "size": 9},
    "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}},
}


def _by_group(workbook: Any, plan: Plan, ranking: Table, column: str, title: str) -> list[tuple[Any, int]]:
    """A bar chart per group over the rows of 排名, which always hold the group's units in their order."""
    unit, value = ranking.column("unit"), ranking.column(column)
    found, row = [], 1
    for group, members in groupby(plan.units, key=lambda one: one.group):
        listed = list(members)
        count = len(listed)
        shown = min(count, MOST_BARS)
        if column == "total" or any(one.previous_total is not None for one in listed):
            drawn = workbook.add_chart({"type": "bar"})
            drawn.add_series(
                {
                    "categories": [SHEETS["ranking"], row, unit, row + shown - 1, unit],
                    "values": [SHEETS["ranking"], row, value, row + shown - 1, value],
                    "fill": {"color": _BAR},
                    "invert_if_negative": True,
                    "invert_if_negative_color": _FALL,
                    "gap": 40,
                    "data_labels": {"value": True, "font": {"name": FONT, "size": 9}},
                }
            )
            _dressed(drawn, title.format(group=group_words(group)))
            drawn.set_x_axis({**_AXIS, **({"min": 0} if column == "total" else {})})
            found.append((drawn, 90 + 30 * shown))
        row += count
    return found


def _title(words: str) -> dict[str, Any]:
    return {"name": words, "name_font": {"name": FONT, "size": 13}, "overlay": False}


def _dressed(chart: Any, title: str, legend: bool = False) -> None:
    chart.set_title(_title(title))
    chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9}} if legend else {"none": True})
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"name": FONT, "size": 9}})
