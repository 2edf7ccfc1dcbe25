"""What the numeral reader returns."""

from __future__ import annotations

from typing import NamedTuple

# Classes that are quantities of something.
COUNT, RATE, MONEY, DURATION, POINTS, OTHER = "count", "rate", "money", "duration", "percent_points", "number"
# Classes that look like numbers and are not quantities; `reason` says why.
YEAR, DATE, TIME, ORDINAL, DOCUMENT = "year", "date", "time", "ordinal", "document_number"
TITLE, NAME, LIST, WORD, DAMAGED = "title", "name", "list_marker", "word", "damaged"
REJECTED = frozenset([YEAR, DATE, TIME, ORDINAL, DOCUMENT, TITLE, NAME, LIST, WORD, DAMAGED])
ACCEPTED = frozenset([COUNT, RATE, MONEY, DURATION, POINTS, OTHER])


class Quantity(NamedTuple):
    """One number of a text, once. Offsets are into the text given to `read`, half open.

    `start`/`end` hold the whole expression with its bound words and unit (`近500人`, `98%以上`, `257余件`);
    `number_start`/`number_end` the numeral alone, with 万 and 亿; of a rejected item both spans are the item. `value` is the
    stated number in base units: rates are fractions (百分之九十八 → 0.98, 八成 → 0.8), percentage points stay points
    (11个百分点 → 11), money is in 元, 4万余 is 40000, a range has its lower end; None for rejected classes.
    `low`/`high` are the bounds, None = open; they equal `value` when exact. `low_open`/`high_open` say that
    the end itself is excluded (50余 → (50, 60)). `approx` is one of exact, at_least, about, upper, range.
    `soft` marks ±10 % readings (约, 左右). `unit` is the classifier as written (件, 人次, 个, 元), "" if none; all ways to
    say percent have %, per mille ‰, tenths 成, 三分之二 has 分之, 2/3 has /; 个多月 is 个月.
    `cls` is one of ACCEPTED or REJECTED; `reason` is "" for accepted classes.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    cls: str
    value: float | None
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    approx: str
    soft: bool
    unit: str
    reason: str
