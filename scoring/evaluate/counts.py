"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were asked for, how many were given, how many of both are the same, how many were given wrongly.

    `wrong` is the smaller of misses and extras per report and measure: a number was stated and another was taken.
    """

    annotated: int = 0
    found: int = 0
    hits: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float | None:
        """hits / found; None where nothing was found."""
        return self.hits / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """hits / annotated; None where nothing is annotated."""
        return self.hits / self.annotated if self.annotated else None

    @property
    def f1(self) -> float | None:
        """2 hits / (annotated + found); None where both are empty."""
        both = self.annotated + self.found
        return 2 * self.hits / both if both else None

    @property
    def wrong_share(self) -> float | None:
        """wrong / annotated; None where nothing is annotated."""
        return self.wrong / self.annotated if self.annotated else None


def total(counts: Iterable[Counts]) -> Counts:
    """The sum, from which the micro-averaged figures follow."""
    annotated = found = hits = wrong = 0
    for one in counts:
        annotated += one.annotated
        found += one.found
        hits += one.hits
        wrong += one.wrong
    return Counts(annotated, found, hits, wrong)
