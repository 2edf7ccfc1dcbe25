"""The formulas of one dimension of one unit: what counts, the rate, the best rate, the share with an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from scoring.composite.combine import GEOMETRIC, HARMONIC, LEAST, SUM, WEIGHTED
from scoring.rubric.types import Leaf, Node
from scoring.workbook.live.plan import Plan
from scoring.workbook.live.words import added, counting, left_out, letters, number, runs

# A rate that stands for "does not count" where the least is sought: no rate is higher than 1.
_ABOVE_ALL = "9"


class Column(NamedTuple):
    """Which column of the sheet 计算 a kind of figure stands in: of a criterion or of a dimension."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the formulas of one unit stand: its number, row in 计算, the column of every figure, the rows with what criteria count for and
    with what one of their points makes, the unit's own weights from data and what a veto takes."""

    plan: Plan
    unit: int
    row: int
    columns: Mapping[Column, int]
    share_row: int
    factor_row: int
    weights: Mapping[str, Mapping[str, Decimal]]
    zeroed: frozenset[str]

    def cell(self, kind: str, id_: str) -> str:
        """A cell of the unit's own row."""
        return f"{letters(self.columns[Column(kind, id_)])}{self.row}"

    def head(self, id_: str, row: int) -> str:
        """What stands above a criterion's column."""
        return f"{letters(self.columns[Column('row', id_)])}${row}"


class _Term(NamedTuple):
    """A child in pieces of a formula: whether it does not count, its weight, its rates, its share with an answer."""

    out: str
    weight: str
    rate: str
    best: str
    share: str


def node_formulas(id_: str, children: Sequence[Node | Leaf], method: str, place: Place) -> dict[str, str]:
    """there, rate, best and share of a dimension, by name."""
    zeroed = id_ in place.zeroed
    there = place.cell("there", id_)
    if method in (SUM, WEIGHTED) and id_ not in place.weights:
        found = _sums(children, place)
    else:
        terms = [_term(id_, child, place) for child in children]
        found = {
            "there": added(f"IF({term.out},0,{term.weight})" for term in terms),
            "rate": _combined(method, terms, lambda term: term.rate, there),
            "best": _combined(method, terms, lambda term: term.best, there),
            "share": added(f"IF({term.out},0,{term.weight}*{term.share})" for term in terms) + f")/{there}",
        }
        found["share"] = "(" + found["share"]
        return _guarded(found, there, zeroed)
    for name in ("rate", "best", "share"):
        found[name] = f"({found[name]})/{there}"
    return _guarded(found, there, zeroed)


def _guarded(found: dict[str, str], there: str, zeroed: bool) -> dict[str, str]:
    formulas = {"there": f"={found['there']}"}
    for name in ("rate", "best", "share"):
        none = zeroed and name != "share"
        formulas[name] = "=0" if none else f"=IF({there}=0,0,{found[name]})"
    return formulas


def _sums(children: Sequence[Node | Leaf], place: Place) -> dict[str, str]:
    """Where children are simply added: neighbouring criteria by SUMPRODUCT, dimensions one by one."""
    plan = place.plan
    leaves = [child for child in children if isinstance(child, Leaf)]
    index = {plan.matrix_column(leaf.id): leaf.id for leaf in leaves}
    paying = [column for column, id_ in index.items() if id_ not in place.zeroed]
    there, rate, best, share = [], [], [], []
    for first, last in runs(index):
        cells = plan.matrix_range(place.unit, first, last)
        one, other = index[first], index[last]
        shares = f"{place.head(one, place.share_row)}:{place.head(other, place.share_row)}"
        there.append(f"SUMPRODUCT({counting(cells)}*{shares})")
        share.append(f"SUMPRODUCT({place.cell('answered', one)}:{place.cell('answered', other)},{shares})")
    for first, last in runs(paying):
        one, other = index[first], index[last]
        factors = f"{place.head(one, place.factor_row)}:{place.head(other, place.factor_row)}"
        rate.append(f"SUMPRODUCT({plan.matrix_range(place.unit, first, last)},{factors})")
        best.append(f"SUMPRODUCT({place.cell('hoped', one)}:{place.cell('hoped', other)},{factors})")
    for child in children:
        if isinstance(child, Node):
            weight = plan.share_cell(plan.sheet_of[place.unit], child)
            own = f"({place.cell('there', child.id)}>0)*{weight}"
            there.append(own)
            rate.append(f"{own}*{place.cell('rate', child.id)}")
            best.append(f"{own}*{place.cell('best', child.id)}")
            share.append(f"{own}*{place.cell('share', child.id)}")
    return {"there": added(there), "rate": added(rate), "best": added(best), "share": added(share)}


def _term(parent: str, child: Node | Leaf, place: Place) -> _Term:
    plan = place.plan
    given = place.weights.get(parent)
    sheet = plan.sheet_of[place.unit]
    weight = plan.share_cell(sheet, child) if given is None else number(given.get(child.id, Decimal(0)))
    if isinstance(child, Node):
        cells = [place.cell(kind, child.id) for kind in ("there", "rate", "best", "share")]
        return _Term(f"{cells[0]}=0", weight, *cells[1:])
    cell = plan.matrix_cell(place.unit, child.id)
    points = plan.in_rubric((sheet, child.id))
    share = place.cell("answered", child.id)
    if child.id in place.zeroed:
        return _Term(left_out(cell), weight, "0", "0", share)
    hoped = place.cell("hoped", child.id)
    return _Term(left_out(cell), weight, f"N({cell})/{points}", f"N({hoped})/{points}", share)


def _combined(method: str, terms: Sequence[_Term], rate: Callable[[_Term], str], there: str) -> str:
    """The mean of the rates as a formula, by the definition of `scoring.composite.combine`."""
    if method in (SUM, WEIGHTED):
        return "(" + added(f"IF({term.out},0,{term.weight}*{rate(term)})" for term in terms) + f")/{there}"
    least = ",".join(f"IF(OR({term.out},{term.weight}<=0),{_ABOVE_ALL},{rate(term)})" for term in terms)
    if method == LEAST:
        return f"MAX(0,MIN({least}))"
    if method == HARMONIC:
        parts = added(f"IF(OR({term.out},{term.weight}<=0),0,{term.weight}/({rate(term)}))" for term in terms)
        return f"IF(MIN({least})<=0,0,{there}/({parts}))"
    if method != GEOMETRIC:
        raise ValueError(f"unknown way to combine {method!r}")
    parts = added(f"IF(OR({term.out},{term.weight}<=0),0,{term.weight}*LN({rate(term)}))" for term in terms)
    return f"IF(MIN({least})<=0,0,EXP(({parts})/{there}))"
