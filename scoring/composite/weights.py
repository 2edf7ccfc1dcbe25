"""Weights of parts: from a person's comparisons, or from how the units' score rates on the parts are spread.

A matrix has one row per unit and one column per part; its entries are score rates, so that more is always better. Every method gives one
share per column; shares are rounded half up to six places by the largest remainder, so that they add up to exactly 1 and a third party
arrives at the same figures. numpy is loaded by the methods that need it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from scoring.composite.critic import critic
from scoring.composite.entropy import entropy
from scoring.composite.pca import pca

Matrix = Sequence[Sequence[float]]

ENTROPY, CRITIC, PCA = "entropy", "critic", "pca"
FROM_DATA: dict[str, Callable[[Matrix], tuple[float, ...]]] = {ENTROPY: entropy, CRITIC: critic, PCA: pca}

PLACES = 6


def equal(count: int) -> tuple[Decimal, ...]:
    """The same for every part."""
    return shares([1.0] * count)


def from_data(method: str, matrix: Matrix) -> tuple[Decimal, ...]:
    """Weights by `method` (entropy, critic, pca). Where nothing can be told from the matrix (under two rows, or every column
    constant): equal weights. Raises ValueError for another method or an empty matrix; the order of rows never matters."""
    if method not in FROM_DATA:
        raise ValueError(f"unknown way to weigh {method!r}")
    if not matrix or not matrix[0]:
        raise ValueError("no figures to take weights from")
    rows = sorted(tuple(row) for row in matrix)
    raw = FROM_DATA[method](rows) if len(rows) > 1 else (0.0,) * len(rows[0])
    return shares(raw) if sum(raw) > 0 else equal(len(rows[0]))


def mixed(parts: Sequence[tuple[Sequence[Decimal], Decimal]]) -> tuple[Decimal, ...]:
    """Several sets of weights in one: Σ share of the set × its weights, brought to 1. `parts` are (weights, share of the set)."""
    columns = zip(*(weights for weights, _ in parts), strict=True)
    sums = [
        sum((Fraction(weight) * Fraction(share) for weight, (_, share) in zip(column, parts, strict=True)), Fraction(0))
        for column in columns
    ]
    return shares(sums)


def multiplied(parts: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    """Several sets of weights in one: their products, brought to 1. All products 0: equal."""
    products = [Fraction(1)] * len(parts[0])
    for weights in parts:
        products = [product * Fraction(weight) for product, weight in zip(products, weights, strict=True)]
    return shares(products) if any(products) else equal(len(products))


def shares(raw: Sequence[float] | Sequence[Fraction] | Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`raw` (0 or more, not all 0) in proportion, to six places, adding up to exactly 1: each is cut, what is left goes to the largest
    remainders, the first of equal ones. Raises ValueError for negative, missing or all-zero figures."""
    figures = [Fraction(value) for value in raw]
    total = sum(figures, Fraction(0))
    if not figures or any(value < 0 for value in figures) or not total:
        raise ValueError("weights must be 0 or more, and not all 0")
    unit = 10**PLACES
    exact = [value * unit / total for value in figures]
    whole = [value.numerator // value.denominator for value in exact]
    # What differs only by the noise of floats must not decide who gets the last millionth.
    order = sorted(range(len(exact)), key=lambda index: (-round(float(exact[index] - whole[index]), 6), index))
    for index in order[: unit - sum(whole)]:
        whole[index] += 1
    return tuple(Decimal(value).scaleb(-PLACES) for value in whole)
