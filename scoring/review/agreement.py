"""How far two reviewers agree on the rows that both scored.

raw                share of equal scores
mean difference    mean of |x - y|, in points
weighted kappa     1 - Σ w·o / Σ w·e over the pairs of score levels, w = (i - j)² on the levels in order (Cohen 1968, Psychological Bulletin 70:213)
alpha              Krippendorff's alpha, interval metric: 1 - Do/De, Do = mean of (x - y)² over pairs within rows, De over all pairs of
                   values (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability)

Kappa and alpha are undefined where all scores are the same: None, never 1 or 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Pair = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Agreement:
    """`count` rows scored by both; the four figures, None where they are undefined."""

    count: int
    raw: float | None
    mean_difference: float | None
    kappa: float | None
    alpha: float | None


def agreement(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> Agreement:
    """The agreement of two reviewers' scores by row, over the rows that both scored."""
    pairs = [(one[key], other[key]) for key in sorted(one.keys() & other.keys())]
    if not pairs:
        return Agreement(0, None, None, None, None)
    return Agreement(
        len(pairs),
        sum(x == y for x, y in pairs) / len(pairs),
        float(sum((abs(x - y) for x, y in pairs), Decimal(0)) / len(pairs)),
        _rounded(weighted_kappa(pairs)),
        _rounded(krippendorff_alpha(pairs)),
    )


def weighted_kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """Cohen's kappa with quadratic weights; None where chance alone would leave no disagreement."""
    levels = {value: at for at, value in enumerate(sorted({value for pair in pairs for value in pair}))}
    first, second = (Counter(levels[pair[side]] for pair in pairs) for side in (0, 1))
    observed = Fraction(sum((levels[x] - levels[y]) ** 2 for x, y in pairs), len(pairs))
    expected = Fraction(
        sum((i - j) ** 2 * first[i] * second[j] for i in first for j in second), len(pairs) * len(pairs)
    )
    return None if expected == 0 else 1 - observed / expected


def krippendorff_alpha(pairs: Sequence[Pair]) -> Fraction | None:
    """Krippendorff's alpha with the interval metric for two coders without gaps; None where all values are the same."""
    values = [Fraction(value) for pair in pairs for value in pair]
    count = len(values)
    within = sum((2 * (Fraction(x) - Fraction(y)) ** 2 for x, y in pairs), Fraction(0)) / count
    # Σ over ordered pairs (a - b)² = 2·(n·Σa² - (Σa)²)
    spread = 2 * (count * sum((value * value for value in values), Fraction(0)) - sum(values, Fraction(0)) ** 2)
    between = spread / (count * (count - 1))
    return None if between == 0 else 1 - within / between


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
