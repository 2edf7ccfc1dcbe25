"""What a rubric asks of files: columns of tables, criteria judged by people. Plain data, made where rubrics are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """A column: `name` as the rubric names it, `titles` by which a file may call it besides. `numeric`: numbers are asked for. `rate`:
    fractions of one are (True), are not (False), nobody knows (None). `optional`: a table without it is complete."""

    name: str
    titles: tuple[str, ...] = ()
    numeric: bool = True
    rate: bool | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class WantedTable:
    """A table by the rubric's name for it; `title` is what people call it. `many`: a unit may have several rows in it (a list of honours)."""

    name: str
    columns: tuple[WantedColumn, ...] = ()
    many: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class WantedCriterion:
    """A criterion that units or people may score. `judged`: a person scores it, in `low` to `high` by `step`, or by one of `levels`.
    `what` is what is to be looked at, `scorer` who does. `yes_no`: it is asked whether something is so (1) or not (0). `part`: it is an item of a criterion or a
    veto, which nobody scores himself on; where it is no yes or no, any number may be given."""

    id: str
    name: str
    points: Decimal
    judged: bool = False
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    step: Decimal | None = None
    levels: tuple[str, ...] = ()
    what: str = ""
    scorer: str = ""
    yes_no: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of it. `known` False: no rubric is given, files are read for what they are."""

    tables: Mapping[str, WantedTable] = field(default_factory=dict)
    criteria: tuple[WantedCriterion, ...] = ()
    known: bool = True


NOTHING_KNOWN = Wanted(known=False)
