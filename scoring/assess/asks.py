"""What a rubric asks of files beside the reports: columns of tables, criteria that people score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Any

from scoring.rubric.rule_specs import CountSpec, DeductCause, JudgementSpec, LevelsSpec, Subject, Tariff
from scoring.rubric.types import JUDGEMENT, TABLE, Formula, Leaf, Rubric, Veto
from scoring.sources.wanted import Wanted, WantedColumn, WantedCriterion, WantedTable

_RATIO = "ratio"
_YES_NO = "有无"
# The thresholds of rules: where one of them is beyond this, values are no fractions of one.
_THRESHOLDS = frozenset(
    ["at", "low", "high", "target", "at_least", "at_most", "threshold", "full", "zero", "reference"]
)
_MOST_FRACTION = Decimal("1.5")
# Where a veto asks for a number that people find, nothing says how great it may be.
_ANY = Decimal(10**9)


@dataclass(slots=True)
class _Asked:
    """What was found for one column so far."""

    titles: list[str] = field(default_factory=list)
    numeric: bool = True
    optional: bool = True
    rates: set[bool] = field(default_factory=set)


@dataclass(slots=True)
class _Asks:
    columns: dict[tuple[str, str], _Asked] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def add(
        self, subject: str, title: str = "", rate: bool | None = None, numeric: bool = True, optional: bool = False
    ) -> None:
        """One use of `table.column`."""
        table, _, column = subject.partition(".")
        self.names.setdefault(table, "")
        if not column:
            return
        asked = self.columns.setdefault((table, column), _Asked(numeric=numeric))
        asked.numeric &= numeric
        asked.optional &= optional
        if title and title not in asked.titles:
            asked.titles.append(title)
        if rate is not None:
            asked.rates.add(rate)

    def tariff(self, table: str, tariff: Tariff) -> None:
        """The columns of a list: its levels, and what is about one matter and how often where the list says so."""
        self.lists.add(table)
        self.add(f"{table}.{tariff.level}", numeric=False)
        for column, numeric in ((tariff.matter, False), (tariff.times, True)):
            if column:
                self.add(f"{table}.{column}", numeric=numeric, optional=True)


def asked_of_files(rubric: Rubric) -> Wanted:
    """The tables and columns that `rubric` (all its variants, pools and vetoes) names, and the criteria that people may score.

    A column may be called by its criterion's name in a file. Rates are asked for where a threshold is written as a percentage, or the
    criterion says so; plain numbers where a threshold lies above 1.
    """
    asks = _Asks()
    criteria: dict[str, WantedCriterion] = {}
    for one in (rubric, *(variant for _, variant in rubric.variants)):
        for declared in one.tables:
            asks.names[declared.id] = declared.name
        for leaf in one.all_leaves():
            _leaf(leaf, asks)
            _merge(criteria, _criterion(leaf))
            for item in _judged_items(leaf):
                _merge(criteria, item)
        for veto in one.vetoes:
            _veto(veto, asks, criteria)
    tables: dict[str, list[WantedColumn]] = {name: [] for name in asks.names}
    for (table, column), asked in asks.columns.items():
        rate = next(iter(asked.rates)) if len(asked.rates) == 1 else None
        tables[table].append(WantedColumn(column, tuple(asked.titles), asked.numeric, rate, asked.optional))
    return Wanted(
        {
            name: WantedTable(
                name, tuple(sorted(columns, key=lambda one: one.name)), name in asks.lists, asks.names[name]
            )
            for name, columns in sorted(tables.items())
        },
        tuple(criteria.values()),
    )


def _leaf(leaf: Leaf, asks: _Asks) -> None:
    spec = leaf.rule.spec
    if leaf.source == TABLE:
        asks.add(leaf.subject, leaf.name, _rate(leaf.unit or getattr(spec, "unit", ""), spec))
        if isinstance(spec, LevelsSpec):
            for level in spec.levels:
                asks.add(f"{leaf.subject}.{level.name}")
        if isinstance(spec, CountSpec) and spec.tariff is not None:
            asks.tariff(leaf.subject, spec.tariff)
    for cause in getattr(spec, "causes", ()):
        if isinstance(cause, DeductCause) and cause.tariff is not None and cause.subject.source == TABLE:
            asks.tariff(cause.subject.id, cause.tariff)
    for part, subject in _subjects(spec):
        asks.add(subject.id, rate=_rate(subject.unit, part))
    formulas = (leaf.formula, leaf.missing.formula, leaf.na.formula)
    for formula in formulas:
        for _, subject in _subjects(formula.subjects if isinstance(formula, Formula) else ()):
            asks.add(subject.id)
    if leaf.na_when is not None and leaf.na_when.source == TABLE:
        asks.add(leaf.na_when.measure)
    if leaf.compare is not None and leaf.compare.source == TABLE:
        asks.add(leaf.compare.id)


def _subjects(part: Any, owner: Any = None) -> Iterator[tuple[Any, Subject]]:
    """The table columns named anywhere in a rule's arguments, each with the part that names it."""
    if isinstance(part, Subject):
        if part.source == TABLE:
            yield owner, part
    elif isinstance(part, tuple):
        for item in part:
            yield from _subjects(item, owner)
    elif is_dataclass(part) and not isinstance(part, type):
        for one in fields(part):
            yield from _subjects(getattr(part, one.name), part)


def _rate(unit: str, part: Any) -> bool | None:
    """Whether values are fractions of one: by the unit, else by the thresholds they are held against."""
    if unit:
        return unit == _RATIO
    beyond = any(abs(number) > _MOST_FRACTION for number in _thresholds(part))
    return False if beyond else None


def _thresholds(part: Any) -> Iterator[Decimal]:
    if isinstance(part, tuple):
        for item in part:
            yield from _thresholds(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for one in fields(part):
            value = getattr(part, one.name)
            if isinstance(value, Decimal):
                if one.name in _THRESHOLDS:
                    yield value
            else:
                yield from _thresholds(value)


def _criterion(leaf: Leaf) -> WantedCriterion:
    spec = leaf.rule.spec
    judged = leaf.source == JUDGEMENT and isinstance(spec, JudgementSpec | LevelsSpec)
    what = leaf.subject if judged else ""
    if judged and isinstance(spec, JudgementSpec):
        return WantedCriterion(
            leaf.id, leaf.name, leaf.points, True, spec.minimum, spec.maximum, spec.step, (), what, leaf.scorer
        )
    levels = tuple(level.name for level in spec.levels) if judged and isinstance(spec, LevelsSpec) else ()
    return WantedCriterion(leaf.id, leaf.name, leaf.points, judged, levels=levels, what=what, scorer=leaf.scorer)


def _judged_items(leaf: Leaf) -> Iterator[WantedCriterion]:
    """The items of a checklist and the causes of a deduction that people answer."""
    one = Decimal(1)
    for part in (*getattr(leaf.rule.spec, "items", ()), *getattr(leaf.rule.spec, "causes", ())):
        subject: Subject = part.subject
        if subject.source == JUDGEMENT:
            yes_no = subject.unit == _YES_NO
            points, step = (one, one) if yes_no else (_ANY, None)
            what = f"{leaf.name}：{subject.name}"
            name = f"{leaf.name}：{part.name}"
            yield WantedCriterion(
                subject.id, name, points, True, step=step, what=what, scorer=leaf.scorer, yes_no=yes_no, part=True
            )


def _veto(veto: Veto, asks: _Asks, criteria: dict[str, WantedCriterion]) -> None:
    subject = veto.condition.subject
    if subject.source == TABLE:
        asks.add(subject.id, rate=_rate(subject.unit, veto.condition))
    elif subject.source == JUDGEMENT:
        one = Decimal(1)
        yes_no = {veto.condition.low, veto.condition.high} <= {None, one}
        points, step = (one, one) if yes_no else (_ANY, None)
        what = subject.name if subject.name != veto.name else veto.note
        _merge(
            criteria,
            WantedCriterion(subject.id, veto.name, points, True, step=step, what=what, yes_no=yes_no, part=True),
        )


def _merge(criteria: dict[str, WantedCriterion], one: WantedCriterion) -> None:
    """A criterion that has other points for other unit types takes the widest range: whose it is, is known only later."""
    known = criteria.get(one.id)
    if known is None or known.points < one.points:
        criteria[one.id] = one
