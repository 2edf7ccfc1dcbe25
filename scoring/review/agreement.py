"""How far two coders agree: the usual coefficients, from their published formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Pair = tuple[Fraction, Fraction]
Distance = Callable[[Fraction, Fraction], Fraction]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders over the `count` rows that both scored. `raw` is the share of equal points, `difference` the mean absolute difference in
    points. `kappa` is the weighted kappa (squared weights), `interval` and `ordinal` Krippendorff's alpha; these are taken over the shares of the
    full marks, so that rows with many points do not make the agreement. All are None where they are undefined: nothing in common, no variation."""

    count: int
    raw: float | None = None
    difference: float | None = None
    kappa: float | None = None
    interval: float | None = None
    ordinal: float | None = None


def agreement(one: Mapping[str, Fraction], other: Mapping[str, Fraction], full: Mapping[str, Fraction]) -> Agreement:
    """The agreement of two coders' points by row. `full` gives the full marks of each row."""
    common = sorted(one.keys() & other.keys())
    if not common:
        return Agreement(0)
    count = len(common)
    same = sum(one[key] == other[key] for key in common)
    apart = sum((abs(one[key] - other[key]) for key in common), Fraction(0))
    pairs = [(one[key] / full[key], other[key] / full[key]) for key in common if full[key] > 0]
    return Agreement(
        count=count,
        raw=same / count,
        difference=float(apart / count),
        kappa=_float(weighted_kappa(pairs)),
        interval=_float(krippendorff_alpha(pairs, interval)),
        ordinal=_float(krippendorff_alpha(pairs, ordinal(value for pair in pairs for value in pair))),
    )


def weighted_kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """Cohen's kappa with squared disagreement weights: 1 - Σ w·observed ÷ Σ w·expected, w = (a - b)², expected from the two coders' own
    distributions. None where nothing could have differed.

    Source: J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968), 213-220.
    """
    if not pairs:
        return None
    count = len(pairs)
    observed = _total((a - b) ** 2 for a, b in pairs) / count
    # Σ over all a, b of (a - b)² by the moments: no square table of categories is needed.
    squares = _total(a * a + b * b for a, b in pairs) / count
    expected = squares - 2 * (_total(a for a, _ in pairs) / count) * (_total(b for _, b in pairs) / count)
    return None if expected == 0 else 1 - observed / expected


def krippendorff_alpha(things: Iterable[Sequence[Fraction | None]], distance: Distance) -> Fraction | None:
    """Krippendorff's alpha: 1 - observed ÷ expected disagreement. Each thing holds one value per coder, None where a coder gave none; things
    with fewer than two values do not count. None where all values are equal or nothing was coded twice.

    With n pairable values, n_c of them equal to c, and m_u values at thing u:
    alpha = 1 - (n - 1) · Σ_u [Σ_{i≠j} δ²(v_i, v_j) ÷ (m_u - 1)] ÷ Σ_c Σ_k n_c·n_k·δ²(c, k).

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania (2011).
    """
    coded = [found for thing in things if len(found := [value for value in thing if value is not None]) > 1]
    counts = Counter(value for values in coded for value in values)
    observed = Fraction(0)
    for values in coded:
        observed += _total(distance(a, b) for a in values for b in values) / (len(values) - 1)
    expected = _total(n * m * distance(a, b) for a, n in counts.items() for b, m in counts.items())
    return None if expected == 0 else 1 - (counts.total() - 1) * observed / expected


def interval(one: Fraction, other: Fraction) -> Fraction:
    """δ² of numbers: the squared difference."""
    return (one - other) ** 2


def nominal(one: Fraction, other: Fraction) -> Fraction:
    """δ² of names: 0 if equal, else 1."""
    return Fraction(int(one != other))


def ordinal(values: Iterable[Fraction]) -> Distance:
    """δ² of places in an order, over the pairable `values`: (Σ n_g from the one to the other - (n_one + n_other) ÷ 2)²."""
    counts = Counter(values)
    middle: dict[Fraction, Fraction] = {}
    below = 0
    for value in sorted(counts):
        # n_g summed from c to k, less half of both ends, is the distance of the two middles.
        middle[value] = below + Fraction(counts[value], 2)
        below += counts[value]
    return lambda one, other: (middle[one] - middle[other]) ** 2


def _total(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
