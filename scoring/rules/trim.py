"""Leaving out the highest and lowest of several persons' answers (去掉最高分和最低分)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from scoring.messages.rules import TRIM

T = TypeVar("T")


def trimmed(answers: Sequence[tuple[Decimal, T]], trim: int) -> tuple[T, ...]:
    """The answers without the `trim` highest and the `trim` lowest, each given with what it is worth; of equal ones the first goes.

    One at least has to stay: with 2 × `trim` answers or fewer all are kept. Example: worth 1, 3, 4, 5 and trim 1 → those worth 3 and 4.
    """
    if not trim or len(answers) <= 2 * trim:
        return tuple(answer for _, answer in answers)
    order = sorted(range(len(answers)), key=lambda number: (answers[number][0], number))
    kept = sorted(order[trim:-trim])
    return tuple(answers[number][1] for number in kept)


def trim_words(count: int, trim: int) -> str:
    """What is said of leaving out: how many of `count` answers went, or that there were too few; "" where nothing is left out."""
    if not trim or count < 2:
        return ""
    return TRIM["few" if count <= 2 * trim else "trimmed"].format(count=count, trim=trim)
