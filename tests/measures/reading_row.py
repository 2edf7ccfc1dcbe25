"""Sentences in our own words and what a careful person reads in them: one row per phenomenon.

Where nothing else is said a value is done, of the report year (2023) and of the whole unit. Of the measures that a row names, the
text states these values and no others; of the `never` measures it states none.
"""

from __future__ import annotations

from dataclasses import dataclass

from measure_samples import YEAR

from scoring.measures.facts import DONE, WHOLE

LAST = str(YEAR - 1)
NEXT = str(YEAR + 1)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a measure. `scope` "part" stands for any part, whatever words name it."""

    measure: str
    value: float
    status: str = DONE
    period: str = str(YEAR)
    scope: str = WHOLE


@dataclass(frozen=True, slots=True)
class Row:
    """A text and its statements. `gap` says why the engine still reads it wrong."""

    name: str
    text: str
    said: tuple[Said, ...] = ()
    never: tuple[str, ...] = ()
    unit_type: str = "county"
    gap: str = ""
