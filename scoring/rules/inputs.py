"""What a rule sees: values that were chosen among facts and cells, never text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

from scoring.composite.normalise import deviation

SCORE, BONUS, PENALTY = "score", "bonus", "penalty"
_COMPARED = Decimal("0.0001")


@dataclass(frozen=True)
class Peers:
    """The values of one criterion in one group and year, rising, the unit's own among them. They are rounded half up to four places
    (a rate to a hundredth of a per cent, as it is printed), so that the last bit of a float never orders units."""

    values: tuple[Fraction, ...] = ()

    @classmethod
    def of(cls, values: Iterable[Decimal | float]) -> Peers:
        """Peers with these values, in any order."""
        return cls(tuple(sorted(compared(exact(value)) for value in values)))

    @cached_property
    def mean(self) -> Fraction:
        return sum(self.values, Fraction(0)) / len(self.values)

    @cached_property
    def deviation(self) -> Fraction:
        """The standard deviation (divisor n)."""
        return deviation(self.values, self.mean)

    @cached_property
    def median(self) -> Fraction:
        middle = len(self.values) // 2
        if len(self.values) % 2:
            return self.values[middle]
        return (self.values[middle - 1] + self.values[middle]) / 2

    def best(self, lower: bool) -> Fraction:
        return self.values[0] if lower else self.values[-1]


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's answer: a level or points, and how much it counts."""

    weight: Decimal = Decimal(1)
    level: str = ""
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list: the level of the thing, which matter it is about, how often it happened."""

    level: str
    matter: str = ""
    times: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class RuleInputs:
    """The answer to one criterion of one unit.

    `value` is the value scored (a rate as a fraction; a judgement in points), `low` and `high` its bounds where it is only
    approximate (None = open or exact). `shown` is the value as the report has it (88.73%, 98%以上); without it the rule writes
    the value itself. `level` is the answer to an ordinal judgement, `votes` are the answers of several people. `states` has the value
    of every measure, practice, report measure and table column that items or causes ask for: a practice is 1 when stated as done and
    0 when stated as not done; None or absent: nobody says. `shown_states` are those values as the report has them, where they
    differ. `rows` has the rows of every list that a tariff asks for, by table; absent: the list is not there. `peers` are the
    group's values of this year, `last` the unit's value of last year and `last_peers` the group's then. `divisor` is what a count is
    divided by. `kind` says what points are: a score, a bonus or a penalty, for the words.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    shown: str = ""
    level: str = ""
    states: Mapping[str, float | Decimal | None] = field(default_factory=dict)
    shown_states: Mapping[str, str] = field(default_factory=dict)
    votes: tuple[Vote, ...] = ()
    rows: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    peers: Peers | None = None
    last: Decimal | None = None
    last_peers: Peers | None = None
    divisor: Decimal | None = None
    kind: str = SCORE

    def stated(self) -> Decimal:
        """The value scored. Raises ValueError without one: what happens then is a policy of the criterion, not a rule's matter."""
        if self.value is None:
            raise ValueError("a rule needs a value; a criterion without one is for its policies")
        return self.value

    def state(self, subject: str) -> Decimal | None:
        """The value stated for `subject`, exactly as its shortest decimal form; None if the report does not say."""
        value = self.states.get(subject)
        return None if value is None else exact(value)

    def among(self) -> Peers:
        """The group's values. Raises ValueError without any."""
        if self.peers is None or not self.peers.values:
            raise ValueError("the rule compares with the group and was given no values of it")
        return self.peers


def exact(value: float | int | Decimal) -> Decimal:
    """A number as the decimal people write for it: 0.8873 is 0.8873, not 0.88729999…"""
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))


def compared(value: Decimal) -> Fraction:
    """A value as it is compared with others: rounded half up to four places."""
    return Fraction(value.quantize(_COMPARED, rounding=ROUND_HALF_UP))
