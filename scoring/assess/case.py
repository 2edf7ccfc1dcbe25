"""One unit in one year as its criteria see it: the rubric for its kind, its facts, the sources beside the report, last year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.assess.pick import Index, by_measure
from scoring.assess.units import Entry
from scoring.rubric.kinds import POWERS, WITH_POWER, WITHOUT_POWER
from scoring.rubric.types import UNIT_LIST, Rubric
from scoring.rules.inputs import SCORE, Peers
from scoring.sources.types import NOTHING, Cell, Place, Sources, TableRow

Names = Mapping[str, str]

# Columns of the unit list that have a place of their own, under any of their titles.
_POPULATION = ("population", "人口")


@dataclass(frozen=True, slots=True)
class Case:
    """`facts` are those of the counting report, by measure. `undated` says whether rows without a year count (they are this year's).
    `last` is the unit in the year before, None where its year is not known."""

    rubric: Rubric
    entry: Entry
    facts: Index
    names: Names = field(default_factory=dict)
    sources: Sources = NOTHING
    undated: bool = True
    last: Case | None = None

    def kinds(self) -> frozenset[str]:
        """What the unit is, for what applies only to some kinds: its type, its group, and its power to enforce where the list says it."""
        listed = self.entry.listed
        power = None if listed is None else listed.enforcement
        of_list = () if power is None else (WITH_POWER if power else WITHOUT_POWER,)
        return frozenset([self.entry.unit_type, self.entry.group, *of_list])

    def concerned(self, limits: Iterable[tuple[str, ...]]) -> bool | None:
        """Whether all of `limits` admit the unit (each is the `applies_to` of one level; types and groups are alternatives, the power to
        enforce a further condition). None: it hangs on the power to enforce, and the unit list does not say."""
        if not limits:
            return True
        kinds, open_ = self.kinds(), False
        for limit in limits:
            powers = frozenset(limit) & frozenset(POWERS)
            types = frozenset(limit) - powers
            if types and not kinds & types:
                return False
            if powers and not kinds & frozenset(POWERS):
                open_ = True
            elif powers and not kinds & powers:
                return False
        return None if open_ else True

    def cell(self, name: str, year: int | None = None) -> Cell | None:
        """The cell of `table.column`, of the unit's own year or of `year`."""
        table, _, column = name.partition(".")
        if table == UNIT_LIST:
            # A list without years holds for last year too.
            cell = self.sources.table_value(self.entry.unit, self.entry.year, table, column)
            return self._listed(column) if cell is None else cell
        own = year is None or year == self.entry.year
        wanted = self.entry.year if year is None else year
        return self.sources.table_value(self.entry.unit, wanted, table, column, self.undated and own)

    def rows(self, table: str) -> tuple[TableRow, ...]:
        """The unit's rows of a table."""
        return self.sources.table_rows(self.entry.unit, self.entry.year, table, self.undated)

    def has_table(self, table: str) -> bool:
        """Whether the table was given at all (the unit list always is)."""
        return table == UNIT_LIST or self.sources.table(table) is not None

    def _listed(self, column: str) -> Cell | None:
        """A column of the unit list as a cell."""
        listed = self.entry.listed
        if listed is None:
            return None
        values: dict[str, Decimal | str] = dict(listed.extra)
        if listed.population is not None:
            values |= dict.fromkeys(_POPULATION, listed.population)
        value = values.get(column)
        return None if value is None else Cell(value, Place("", column=column))


@dataclass(frozen=True, slots=True)
class Group:
    """What the rest of the unit's group says on one criterion: this year's values and last year's (None: not asked for)."""

    now: Peers | None = None
    last: Peers | None = None


ALONE = Group()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a criterion is asked with beside the case: its group, the unit's own value of last year, and what its points are for (a
    score, a bonus, a penalty)."""

    group: Group = ALONE
    kind: str = SCORE
    last: Decimal | None = None


PLAINLY = Asking()


def case_of(
    rubric: Rubric,
    entry: Entry,
    names: Names | None = None,
    sources: Sources = NOTHING,
    last: Entry | None = None,
    undated: bool = True,
) -> Case:
    """The case of `entry`; `last` is the same unit in the year before. `undated` False: rows without a year are not about it."""
    before = None
    if last is not None:
        own = rubric.of(last.unit_type, last.group)
        before = Case(own, last, by_measure(last.facts), names or {}, sources, undated=False)
    own = rubric.of(entry.unit_type, entry.group)
    return Case(own, entry, by_measure(entry.facts), names or {}, sources, undated, before)


def without_report(entry: Entry, year: int) -> Entry:
    """The unit in another year of which no report is known: tables may still speak of it."""
    return Entry(entry.key, entry.unit, year, entry.unit_type, entry.group, (), (), listed=entry.listed)
