"""`bands`: steps with stated ends."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import BAND_ENDS, BAND_NAME, EXCLUDED, INCLUDED, REASONS, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import Band, BandsSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, number, within

NAME = "bands"


def award(spec: BandsSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """What the one band that holds the value is worth.

    Ends belong to the band where it says so. Bands cover everything from 0 on and the highest is open, so that a rate above
    100 % is in it. Raises ValueError for a value in no band (a negative one). Example: from 95 % to below 98 % worth 3 of 4;
    96.3 % → 3.
    """
    value = inputs.stated()
    band = next((band for band in spec.bands if holds(band, value)), None)
    if band is None:
        raise ValueError(f"no band holds {value}")
    points = within(Fraction(band.worth.of(full_marks)), full_marks)
    shown = inputs.shown or number(value, spec.unit)
    name = band_words(band, spec.unit)
    result = came_to(points, full_marks, inputs)
    words = WORDS["bands"].format(value=shown, band=name, result=result)
    if points == full_marks:
        return Award(points, words)
    return Award(
        points, words, (Deduction(NAME, full_marks - points, REASONS["bands"].format(value=shown, band=name)),)
    )


def holds(band: Band, value: Decimal) -> bool:
    """Whether the value lies in the band."""
    if band.low is not None and (value < band.low or (value == band.low and not band.low_in)):
        return False
    return band.high is None or value < band.high or (value == band.high and band.high_in)


def band_words(band: Band, unit: str) -> str:
    """The band as people say it: 95%（含）至98%（不含）."""
    low = "" if band.low is None else number(band.low, unit)
    high = "" if band.high is None else number(band.high, unit)
    if low and high:
        key = "between"
    elif low:
        key = "from" if band.low_in else "above"
    elif high:
        key = "to" if band.high_in else "below"
    else:
        key = "all"
    ends = {"low_in": INCLUDED if band.low_in else EXCLUDED, "high_in": INCLUDED if band.high_in else EXCLUDED}
    words = BAND_ENDS[key].format(low=low, high=high, **ends)
    return BAND_NAME.format(name=band.name, band=words) if band.name else words
