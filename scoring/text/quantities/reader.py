"""The one pass over a text."""

from __future__ import annotations

import codecs
from functools import cache
from typing import Any

from scoring.text import kernel
from scoring.text.quantities import arabic, hanzi
from scoring.text.quantities.arabic import read_arabic
from scoring.text.quantities.bounds import EXPONENT, OVER, PREFIXES, SPANS, bound_before, finished, measured
from scoring.text.quantities.dates import YEAR_GOES_ON
from scoring.text.quantities.hanzi import read_formal, read_hanzi
from scoring.text.quantities.identifiers import BOUNDARY
from scoring.text.quantities.lexicon import SURNAMES, UNIT_CLASS, UNIT_GUARDS
from scoring.text.quantities.marks import read_circled, read_first, read_quoted, read_title
from scoring.text.quantities.names import IN_WORD, SLOGANS
from scoring.text.quantities.numerals import HANZI, PLAIN, parse
from scoring.text.quantities.patterns import (
    CIRCLED,
    FIRSTS,
    FOLDABLE,
    FOLDED,
    FORMALS,
    NAME_STOPS,
    OPENING,
    RISKY_ALWAYS,
    RISKY_BEHIND,
    TRIGGER,
    WORDS_AROUND,
    WORDS_FROM,
)
from scoring.text.quantities.ranges import RANGE_MARKS
from scoring.text.quantities.types import DATE, LIST, NAME, ORDINAL, OTHER, RATE, TITLE, WORD, YEAR, Quantity

_DIGITS = frozenset("0123456789")
_HANZI = frozenset(HANZI)
_FORMAL = frozenset(FORMALS)
_OPENING = frozenset(OPENING)


def read_plainly(text: str) -> list[Quantity]:
    """As `read`, in Python alone."""
    if codecs.charmap_encode(text, "ignore", FOLDABLE)[0]:
        for char, plain in FOLDED.items():
            text = text.replace(char, plain)
    found: list[Quantity] = []
    add = found.append
    floor = at = 0
    for hit in TRIGGER.finditer(text):
        i, j = hit.span()
        if i < at:
            if j <= at:
                continue
            # An item has ended inside this run of figures.
            i = next((place for place in range(at, j) if text[place] in _DIGITS), j)
            if i == j:
                continue
        char = text[i]
        item: Quantity | int | None
        if char in _DIGITS:
            item = read_arabic(text, i, j, floor)
        elif char in _HANZI:
            item = read_hanzi(text, i, floor)
        elif char in _OPENING:
            item = read_quoted(text, i)
        elif char == "《":
            item = read_title(text, i)
        elif char == "首":
            item = read_first(text, i)
        elif char in _FORMAL:
            item = read_formal(text, i, floor)
        else:
            item = read_circled(text, i)
        if isinstance(item, Quantity):
            add(item)
            floor = at = item.end
        else:
            at = item or i + 1
    return found


def kernel_tables() -> dict[str, Any]:
    """What the compiled reader needs to know, and the functions that it calls for all that is not short."""
    single = sorted(RISKY_BEHIND)
    divisors = {unit: float(10 ** -EXPONENT[unit]) if UNIT_CLASS[unit] == RATE else 1.0 for unit in single}
    return {
        "quantity": Quantity,
        "arabic": read_arabic,
        "hanzi": read_hanzi,
        "quoted": read_quoted,
        "title": read_title,
        "formal": read_formal,
        "folded": FOLDED,
        "firsts": FIRSTS,
        "classes": (LIST, YEAR, DATE, TITLE, NAME, ORDINAL, WORD, OTHER),
        "parse": parse,
        "plain": PLAIN,
        "in_word": IN_WORD,
        # What may go on with a number: units, 余 and the like, bound words, scales, more figures, ranges.
        "tails": "".join({unit[0] for unit in UNIT_GUARDS}) + RISKY_ALWAYS + "点几来十百千万亿,.版\n",
        "named_after": "热电专短便平报指联警接出政台中系",
        "places": "市县区镇乡村",
        "place_units": "家台门道间棵户盘座堡",
        "slogans": "一" + "".join({word[0] for word in SLOGANS}),
        "surnames": "".join(SURNAMES),
        "numerals": HANZI,
        "formals": FORMALS,
        "circled": "".join(chr(code) for first, last in CIRCLED for code in range(ord(first), ord(last) + 1)),
        "odd_before": "".join(arabic.ODD_BEFORE),
        "odd_after": "".join(arabic.ODD_AFTER),
        "bounds": "".join(PREFIXES) + " ",
        "marking": "".join(hanzi.MARKING),
        "boundary": "".join(BOUNDARY),
        "clause": "".join(hanzi.CLAUSE),
        "name_stops": NAME_STOPS,
        "followed": "".join(hanzi.FOLLOWED),
        "year_goes_on": "".join(YEAR_GOES_ON),
        "units": [
            (unit, "".join(RISKY_BEHIND[unit]), UNIT_CLASS[unit], divisors[unit], "以" not in UNIT_GUARDS[unit])
            for unit in single
        ],
        # Longer ones, but for those that only what follows tells from words.
        "long_units": [unit for unit in UNIT_GUARDS if len(unit) > 1],
        "guarded": [unit for unit in UNIT_GUARDS if len(unit) > 1 and UNIT_GUARDS[unit]],
        "ends_badly": RISKY_ALWAYS,
        "not_at_least": "报传述情",
        "range_marks": "".join(RANGE_MARKS),
        "measured": measured,
        "bound_before": bound_before,
        "finished": finished,
        "over": OVER,
        "near": "near",
        "class_of": UNIT_CLASS,
        "spans": frozenset(SPANS),
        "words_from": WORDS_FROM,
        "words_around": WORDS_AROUND,
    }


_numbers = kernel.native.Numbers(kernel_tables()) if kernel.native else None


def read(text: str) -> list[Quantity]:
    """Every number of `text`, once, in order, without overlaps; what looks like one and is none comes with its class
    and reason.

    Works on raw text (full-width figures, blanks inside numbers, thousands by blank or comma) and on the cleaned view.
    Offsets are into `text`. Time is linear in its length. Values are in base units: see `Quantity`.
    """
    if _numbers is None:
        return read_plainly(text)
    found: list[Quantity] = _numbers.read(text)
    return found


def read_values(text: str) -> list[Quantity]:
    """Of what `read` gives the numbers that have a value."""
    if _numbers is None:
        return [quantity for quantity in read_plainly(text) if quantity.value is not None]
    found: list[Quantity] = _valued().read(text)
    return found


@cache
def _valued() -> Any:
    """The compiled reader of values alone."""
    return None if kernel.native is None else kernel.native.Numbers(kernel_tables(), True)
