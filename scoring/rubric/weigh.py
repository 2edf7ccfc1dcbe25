"""The weights that a weighting comes to."""

from __future__ import annotations

from decimal import Decimal

from scoring.composite.weights import FROM_DATA, Matrix, equal, from_data, mixed, multiplied
from scoring.rubric.types import Weighting


def weigh(weighting: Weighting, count: int, matrix: Matrix = ()) -> tuple[Decimal, ...]:
    """One share per child, adding up to 1.

    `matrix` has the units' score rates on the `count` children, one row per unit. Methods that take weights from it give equal ones
    where it has no rows or tells nothing.
    """
    if weighting.method == "mix":
        return mixed([(weigh(part, count, matrix), share) for part, share in weighting.parts])
    if weighting.method == "product":
        return multiplied([weigh(part, count, matrix) for part, _ in weighting.parts])
    if weighting.method in FROM_DATA:
        return from_data(weighting.method, matrix) if matrix else equal(count)
    return weighting.weights or equal(count)
