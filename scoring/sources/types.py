"""What is known of units beside their reports: rows of other offices' tables, scores given by people, the unit list.

Everything hangs on (unit, year). Readers fill the mappings with keys made by `unit_key`, so that two spellings of one name meet; year
None stands for rows that say no year: they count for the year that is ranked, never for the year before. Nothing is scored here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

# (unit key, year, table) and (unit key, year, id of the criterion in the rubric).
RowKey = tuple[str, int | None, str]
CriterionKey = tuple[str, int | None, str]

# What a cell holds: a number; text; 不适用, 无 or a dash; something that should be a number and is none (said in a diagnostic).
NUMBER, TEXT, NOT_APPLICABLE, UNREADABLE = "number", "text", "not_applicable", "unreadable"

# What a file is given as. `UNITS` is also the name under which rubrics ask for the list's columns.
TABLE, UNITS, JUDGEMENTS, SELF_SCORES = "table", "units", "judgements", "self_scores"
KINDS = (TABLE, UNITS, JUDGEMENTS, SELF_SCORES)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `file` inside the input folder, `sheet` ("" for CSV), `row` as people count it (1 = the titles),
    `column` its title ("" for a whole row)."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table. `value` is a number (a percentage is a fraction: 95% → 0.95) or the text as it stands, never empty: an empty
    cell is no `Cell`. `state` says which: number, text, not_applicable (不适用, 无, －) or unreadable (95%以上 where a number is asked
    for: a diagnostic has said so, and the value stays text). `shown` is what is written there. `office` issued the table, in `document`, on
    `date` ("" where unknown)."""

    value: Decimal | str
    place: Place
    shown: str = ""
    office: str = ""
    document: str = ""
    date: str = ""
    state: str = ""

    def __post_init__(self) -> None:
        if not self.state:
            object.__setattr__(self, "state", NUMBER if isinstance(self.value, Decimal) else TEXT)

    @property
    def number(self) -> Decimal | None:
        """The value if it is a number."""
        return self.value if isinstance(self.value, Decimal) else None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its cells by column title, in the order of the columns."""

    cells: Mapping[str, Cell]
    place: Place


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table that was given: its name in rubrics, its columns as rubrics name them, where it stands, who issued it.

    `kind` is one of KINDS; a file of another kind than TABLE has its kind for a name. `titles` are the columns' titles as they are written,
    `rows` counts the rows read, `units` the units among them, `years` are theirs (None: rows without a year). `notes` are the lines above
    and below the rows.
    """

    name: str
    columns: tuple[str, ...]
    place: Place
    office: str = ""
    document: str = ""
    date: str = ""
    kind: str = TABLE
    sha256: str = ""
    titles: tuple[str, ...] = ()
    rows: int = 0
    units: int = 0
    years: tuple[int | None, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person gave for one criterion: points (`value`) or a level's name (`level`); the other is None or "".

    Several judgements of one criterion are votes. `weight` is a vote's weight (a count of equal votes, or a rater's share), 1 where
    none is given. `reason` stays in the office, `public_reason` is told to the unit.
    """

    value: Decimal | None
    level: str
    scorer: str
    place: Place
    reason: str = ""
    public_reason: str = ""
    date: str = ""
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class SelfScore:
    """What the unit gave itself on one criterion."""

    points: Decimal
    place: Place
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit that is to be assessed whether or not it has a report: one row of the unit list.

    `unit_type` is one of province, prefecture, county, township, department, zone, other ("" unknown); `group` "" is the unit type;
    `year` None is the year that is ranked; `file` names the report that counts (a path in the input folder), "" the newest.
    `population` in persons. `extra` are the list's further columns (title, value) in their order; rubrics name them as columns of
    the table `units`. `enforcement`: whether it has the power to enforce (行政执法权), None where the list does not say.
    """

    unit: str
    unit_type: str = ""
    group: str = ""
    year: int | None = None
    file: str = ""
    population: Decimal | None = None
    extra: tuple[tuple[str, Decimal | str], ...] = ()
    enforcement: bool | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """All of it. A unit may have several rows in one table (a list of honours): then no single cell is meant by a column."""

    rows: Mapping[RowKey, tuple[TableRow, ...]] = field(default_factory=dict)
    judged: Mapping[CriterionKey, tuple[Judgement, ...]] = field(default_factory=dict)
    self_scores: Mapping[CriterionKey, SelfScore] = field(default_factory=dict)
    listed: tuple[Listed, ...] = ()
    tables: tuple[TableInfo, ...] = ()

    def table_rows(self, unit: str, year: int | None, table: str, undated: bool = True) -> tuple[TableRow, ...]:
        """The unit's rows of that year, else (if `undated`) those without a year, in an order that does not hang on the file's."""
        key = unit_key(unit)
        found = self.rows.get((key, year, table), ())
        return found if found or not undated else self.rows.get((key, None, table), ())

    def table_value(self, unit: str, year: int | None, table: str, column: str, undated: bool = True) -> Cell | None:
        """The unit's one cell; None where the table, the row or the cell's content is not there, or where it has several rows."""
        rows = self.table_rows(unit, year, table, undated)
        return rows[0].cells.get(column) if len(rows) == 1 else None

    def judgements(self, unit: str, year: int | None, criterion: str) -> tuple[Judgement, ...]:
        """What people gave, by name; () where nobody has judged yet."""
        key = unit_key(unit)
        return self.judged.get((key, year, criterion)) or self.judged.get((key, None, criterion), ())

    def judgement(self, unit: str, year: int | None, criterion: str) -> Judgement | None:
        """What the first person gave."""
        found = self.judgements(unit, year, criterion)
        return found[0] if found else None

    def own_score(self, unit: str, year: int | None, criterion: str) -> SelfScore | None:
        """What the unit gave itself, with its place."""
        key = unit_key(unit)
        return self.self_scores.get((key, year, criterion)) or self.self_scores.get((key, None, criterion))

    def self_score(self, unit: str, year: int | None, criterion: str) -> Decimal | None:
        """The points that the unit gave itself."""
        found = self.own_score(unit, year, criterion)
        return None if found is None else found.points

    def dated(self) -> Sources:
        """What says its year: all that counts for another year than the one that is ranked."""
        return replace(
            self,
            rows={key: rows for key, rows in self.rows.items() if key[1] is not None},
            judged={key: judged for key, judged in self.judged.items() if key[1] is not None},
            self_scores={key: own for key, own in self.self_scores.items() if key[1] is not None},
        )

    def table(self, name: str) -> TableInfo | None:
        """The table of that name, None if it was not given."""
        return next((known for known in self.tables if known.name == name), None)


NOTHING = Sources()


def unit_key(name: str) -> str:
    """What two spellings of one unit share: white space gone, full-width letters, digits and brackets made plain."""
    plain = unicodedata.normalize("NFKC", name)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf")
