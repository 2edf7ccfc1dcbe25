"""The two tables of a group: the ranking, and the score rates per dimension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from scoring.messages.pages import CARDS, OVERVIEW
from scoring.messages.workbook import COLUMNS, UNRANKED
from scoring.pages.bars import bar, columns, share
from scoring.pages.markup import Html, element, together
from scoring.pages.palette import COLOURS
from scoring.pages.unit import (
    beside_the_tree,
    doubt_words,
    grade_words,
    is_placed,
    page_address,
    previous_words,
    short,
    total_bar,
)
from scoring.results import NodeScore, Outcome, Run, UnitScore
from scoring.rubric.types import Node
from scoring.tables.format import fixed, number_text, plain
from scoring.tables.order import shared_state, unscored_state
from scoring.tables.types import Kind
from scoring.tables.words import group_words, state

_TOP = Decimal(3)


def ranking_table(run: Run, units: Sequence[UnitScore], public: bool) -> Html:
    """The units of one group in the order given. Beside every rank stand total, coverage and points at stake; last year and
    the change only if some unit of the group has them."""
    with_previous = any(unit.previous_total is not None for unit in units)
    heads = [
        _head(COLUMNS["rank"], "rank"),
        _head(COLUMNS["unit"]),
        _head(COLUMNS["total"]),
        _head(COLUMNS["grade"]),
        _head(COLUMNS["coverage"], "number"),
        _head(COLUMNS["stake"], "number"),
        _head(OVERVIEW["dimensions"]),
    ]
    if with_previous:
        heads += [_head(OVERVIEW["previous"], "number"), _head(OVERVIEW["change"], "number")]
    rows = (_row(run, unit, public, with_previous) for unit in units)
    return _table(OVERVIEW["ranking_of"].format(group=group_words(units[0].group)), heads, rows, "ranking")


def dimension_table(run: Run, units: Sequence[UnitScore]) -> Html:
    """The score rate of each unit on each dimension of the first level, the mean of those that have points at the foot."""
    dimensions = run.rubric.dimensions
    heads = [_head(COLUMNS["unit"])]
    for number, node in enumerate(dimensions):
        badge = element("span", str(number + 1), class_="n")
        heads.append(element("th", badge, element("span", node.name), scope="col", class_=f"d{number % COLOURS}"))
    rows = (
        _tr(unit, element("th", unit.unit, scope="row"), *(_rate_cell(run, unit, i) for i in range(len(dimensions))))
        for unit in units
    )
    mean = element(
        "tr",
        element("th", OVERVIEW["mean"], scope="row"),
        *(_mean_cell(units, node) for node in dimensions),
        class_="mean",
    )
    caption = OVERVIEW["dimensions_of"].format(group=group_words(units[0].group))
    return _table(caption, heads, rows, "rates", element("tfoot", mean))


def _table(caption: str, heads: Iterable[Html], rows: Iterable[Html], kind: str, foot: str = "") -> Html:
    parts = [element("caption", caption), element("thead", element("tr", *heads)), element("tbody", *rows), foot]
    table = element("table", *parts, class_=kind)
    # A table wider than the window scrolls in a box that the keyboard reaches.
    return element("div", table, class_="wide", tabindex=0, role="region", aria_label=caption)


def _head(title: str, kind: str | None = None) -> Html:
    return element("th", title, scope="col", class_=kind)


def _cell(content: str, kind: str | None = None) -> Html:
    return element("td", content, class_=kind)


def _tr(unit: UnitScore, *cells: Html, top: bool = False) -> Html:
    return element(
        "tr",
        *cells,
        class_="top" if top else None,
        data_name=unit.unit,
        data_group=group_words(unit.group),
        data_grade=unit.grade or None,
    )


def _row(run: Run, unit: UnitScore, public: bool, with_previous: bool) -> Html:
    decimals = run.rubric.places
    unscored = unscored_state(unit)
    placed = is_placed(unit)
    doubts = "" if public else doubt_words(unit)
    cells = [
        _cell(plain(unit.rank) if placed else UNRANKED, "rank"),
        element("th", _name(unit), element("small", doubts) if doubts else "", scope="row"),
        _total(unit, unscored, decimals),
        _cell(grade_words(unit) if placed else ""),
        _cell(number_text(unit.coverage, Kind.PERCENT), "number"),
        _cell(fixed(unit.stake, decimals), "number"),
        _cell(_spark(run, unit)),
    ]
    if with_previous:
        cells += [
            _cell(previous_words(unit, decimals) or OVERVIEW["no_previous"], "number"),
            _change(unit, unscored, decimals),
        ]
    return _tr(unit, *cells, top=placed and unit.rank <= _TOP)


def _name(unit: UnitScore) -> Html:
    address = page_address(unit)
    if address is None:
        return element("span", unit.unit, title=OVERVIEW["no_page"])
    return element("a", unit.unit, href=address)


def _total(unit: UnitScore, unscored: Outcome | None, decimals: int) -> Html:
    if unscored is not None:
        return _cell(element("span", state(unscored).words, class_=f"state {unscored.value}"), "total")
    full = CARDS["score"].format(points="", full=short(unit.full_marks, decimals))
    figure = element("span", element("b", fixed(unit.published, decimals)), full, class_="figure")
    beside = together((element("span", f"{name} {said}") for name, said in beside_the_tree(unit, decimals)), " ")
    small = element("small", beside) if beside else ""
    return element("td", figure, total_bar(unit, decimals), small, class_="total")


def _change(unit: UnitScore, unscored: Outcome | None, decimals: int) -> Html:
    if unscored is not None or unit.previous_total is None:
        return _cell("", "number")
    parts = [element("span", number_text(unit.published - unit.previous_total, Kind.SIGNED_POINTS, decimals))]
    if unit.previous_rank is not None and is_placed(unit):
        moved = unit.previous_rank - unit.rank
        kind = "up" if moved > 0 else "down" if moved < 0 else "same"
        parts.append(element("span", number_text(moved, Kind.MOVED), class_=kind))
    return element("td", *parts, class_="number change")


def _score_on(unit: UnitScore, node: Node) -> tuple[NodeScore | None, Outcome | None]:
    """The unit's score on a dimension, and why it has none where none of its criteria has points."""
    below = {leaf.id for leaf in node.leaves()}
    unscored = shared_state(leaf for leaf in unit.leaves if leaf.criterion in below)
    return next((score for score in unit.nodes if score.node == node.id), None), unscored


def _rate(score: NodeScore) -> str:
    return number_text(share(score.points, score.full_marks), Kind.PERCENT)


def _spark(run: Run, unit: UnitScore) -> Html:
    scores = {score.node: score for score in unit.nodes}
    shares = []
    for number, node in enumerate(run.rubric.dimensions):
        score = scores.get(node.id)
        colour = number % COLOURS
        if score is None:
            shares.append((Decimal(0), Decimal(0), colour))
        else:
            shares.append((share(score.points, score.full_marks), share(score.stake, score.full_marks), colour))
    return columns(shares)


def _rate_cell(run: Run, unit: UnitScore, number: int) -> Html:
    node = run.rubric.dimensions[number]
    score, unscored = _score_on(unit, node)
    if unscored is not None:
        return _cell(element("span", state(unscored).words, class_=f"state {unscored.value}"))
    if score is None:
        return _cell("")
    decimals = run.rubric.places
    label = OVERVIEW["rate_bar"].format(points=fixed(score.points, decimals), stake=fixed(score.stake, decimals))
    drawn = bar(score.points, score.stake, score.full_marks, label, number % COLOURS)
    return element("td", _rate(score), drawn)


def _mean_cell(units: Iterable[UnitScore], node: Node) -> Html:
    rates = []
    for unit in units:
        score, unscored = _score_on(unit, node)
        if unscored is None and score is not None:
            rates.append(share(score.points, score.full_marks))
    return _cell(number_text(sum(rates, Decimal(0)) / len(rates), Kind.PERCENT) if rates else "")
