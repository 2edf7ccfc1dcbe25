"""What a rule sees: values that were chosen among facts, never text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RuleInputs:
    """The answer to one criterion of one unit.

    `value` is the value scored (a rate as a fraction; a judgement in points), `low` and `high` its bounds where it is only
    approximate (None = open or exact). `shown` is the value as the report has it (88.73%, 98%以上); without it the rule writes
    the value itself. `level` is the answer to an ordinal judgement. `states` has the value of every measure, practice and
    report measure that items or causes ask for: a practice is 1 when stated as done and 0 when stated as not done; None or
    absent: the report does not say. `shown_states` are those values as the report has them, where they differ.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    shown: str = ""
    level: str = ""
    states: Mapping[str, float | Decimal | None] = field(default_factory=dict)
    shown_states: Mapping[str, str] = field(default_factory=dict)

    def stated(self) -> Decimal:
        """The value scored. Raises ValueError without one: what happens then is a policy of the criterion, not a rule's matter."""
        if self.value is None:
            raise ValueError("a rule needs a value; a criterion without one is for its policies")
        return self.value

    def state(self, subject: str) -> Decimal | None:
        """The value stated for `subject`, exactly as its shortest decimal form; None if the report does not say."""
        value = self.states.get(subject)
        return None if value is None else exact(value)


def exact(value: float | int | Decimal) -> Decimal:
    """A number as the decimal people write for it: 0.8873 is 0.8873, not 0.88729999…"""
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
