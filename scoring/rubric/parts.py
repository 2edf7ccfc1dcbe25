"""How the points of a dimension are shared out among what lies below it: points, weights, or weights from data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from scoring.rubric.context import Context
from scoring.yaml_source.shape import Fields

_PLACES = 10


@dataclass(frozen=True, slots=True)
class Part:
    """`points` are a child's own full marks (None: wrong or unknown), `counts` what they make in the dimension above where that differs."""

    points: Decimal | None
    counts: Decimal | None = None
    by_weight: bool = False

    @property
    def counted(self) -> Decimal | None:
        return self.points if self.counts is None else self.counts


def share_out(children: Sequence[Fields], whole: Decimal | None, weighed: bool, context: Context) -> tuple[Part, ...]:
    """What each of `children` is worth of `whole` (None: not known).

    Siblings all have `points`, or all a `weight` (then whole × weight ÷ Σ weights); points beside a weight are the child's own scale. A
    dimension may count for other points than its children make (`rescale_to`). `weighed`: the dimension has `weights` of its own, the
    children's points are only scales.
    """
    by_weight = any(child.has("weight") for child in children)
    for child in children:
        _check(child, by_weight, weighed, context)
    shares = _shares(children, whole) if by_weight and not weighed else None
    parts = []
    for index, child in enumerate(children):
        own: Decimal | None = child.get("points")
        share = None if shares is None else shares[index]
        if by_weight and not weighed:
            parts.append(Part(own if child.has("points") else share, share if child.has("points") else None, True))
        else:
            parts.append(Part(own, child.get("rescale_to")))
    return tuple(parts)


def _check(child: Fields, by_weight: bool, weighed: bool, context: Context) -> None:
    if weighed and child.has("weight"):
        context.error("weight-both", child.key_at("weight"))
    elif not child.has("points") and not child.has("weight"):
        context.error("points-none", child.node)
    elif by_weight and not weighed and not child.has("weight"):
        context.error("weight-mixed", child.node)
    elif child.has("weight") and child.has("rescale_to"):
        context.error("keys-together", child.key_at("rescale_to"), one="weight", other="rescale_to")


def _shares(children: Sequence[Fields], whole: Decimal | None) -> tuple[Decimal, ...] | None:
    """Thirds are cut at running totals, so that the shares add up to exactly the whole."""
    weights = [child.get("weight") for child in children]
    if whole is None or any(weight is None for weight in weights):
        return None
    total = sum((Fraction(weight) for weight in weights), Fraction(0))
    ends = [Decimal(0)]
    ends += [cut(Fraction(whole) * end / total) for end in accumulate(Fraction(weight) for weight in weights)]
    return tuple(after - before for before, after in pairwise(ends))


def cut(value: Fraction) -> Decimal:
    """`value` (not negative) as a decimal of at most ten places, rounded half up."""
    unit = 10**_PLACES
    whole = (2 * value.numerator * unit + value.denominator) // (2 * value.denominator)
    found = Decimal(whole).scaleb(-_PLACES).normalize()
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found
