"""Weights from pairwise comparisons (AHP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.composite.weights import shares

# Mean consistency index of random matrices of order 1, 2, 3 …; published tables differ, so the one used is always named.
SAATY = "saaty"
ALONSO_LAMATA = "alonso_lamata"
RANDOM_INDEX: dict[str, tuple[str, ...]] = {
    SAATY: (
        "0",
        "0",
        "0.58",
        "0.90",
        "1.12",
        "1.24",
        "1.32",
        "1.41",
        "1.45",
        "1.49",
        "1.51",
        "1.48",
        "1.56",
        "1.57",
        "1.59",
    ),
    ALONSO_LAMATA: (
        "0",
        "0",
        "0.5247",
        "0.8816",
        "1.1086",
        "1.2479",
        "1.3417",
        "1.4057",
        "1.4499",
        "1.4854",
        "1.5140",
        "1.5365",
        "1.5551",
        "1.5713",
        "1.5838",
    ),
}
MOST = 15
LIMIT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a matrix of comparisons comes to. `ratio` is None for one or two parts, which cannot be inconsistent."""

    weights: tuple[Decimal, ...]
    largest: Decimal
    index: Decimal
    ratio: Decimal | None
    table: str


def ahp(matrix: Sequence[Sequence[Fraction]], table: str = SAATY) -> Comparison:
    """The principal eigenvector of a reciprocal matrix, and how consistent its judgements are.

    weights = eigenvector of the largest eigenvalue λ, brought to 1; consistency index CI = (λ − n) ÷ (n − 1); consistency ratio
    CR = CI ÷ RI(n), with RI from the named table (`saaty`, `alonso_lamata`); all to six places. Judgements need not be whole numbers (2.5
    is one). Example: 1, 2 / ½, 1 → ⅔, ⅓. Raises ValueError for what `fault` names, for another table, or for more than 15 parts.
    """
    wrong = fault(matrix)
    if wrong is not None:
        raise ValueError(f"not a matrix of comparisons: {wrong}")
    if table not in RANDOM_INDEX:
        raise ValueError(f"unknown table of random indices {table!r}")
    import numpy as np

    size = len(matrix)
    values, vectors = np.linalg.eig(np.array([[float(value) for value in row] for row in matrix]))
    place = int(values.real.argmax())
    vector = np.abs(vectors[:, place].real)
    weights = shares([float(value) for value in vector / vector.sum()])
    largest = max(_six(float(values[place].real)), Decimal(size))
    index = Decimal(0) if size < 3 else _six((float(largest) - size) / (size - 1))
    ratio = None if size < 3 else _six(float(index) / float(RANDOM_INDEX[table][size - 1]))
    return Comparison(weights, largest, index, ratio, table)


def fault(matrix: Sequence[Sequence[Fraction]]) -> tuple[str, int, int] | None:
    """What is wrong with a matrix of comparisons, and where (row and column from 0): not_square, too_many, not_positive, diagonal,
    not_reciprocal (a judgement and its opposite must multiply to 1, within a hundredth: 0.33 stands for a third). None: nothing."""
    size = len(matrix)
    if size > MOST:
        return "too_many", 0, 0
    for row, entries in enumerate(matrix):
        if len(entries) != size:
            return "not_square", row, 0
        for column, value in enumerate(entries):
            if value <= 0:
                return "not_positive", row, column
            if row == column and value != 1:
                return "diagonal", row, column
    for row in range(size):
        for column in range(row):
            if abs(matrix[row][column] * matrix[column][row] - 1) > Fraction(1, 50):
                return "not_reciprocal", row, column
    return None


def _six(value: float) -> Decimal:
    return Decimal(repr(round(value, 6)))
