"""Chinese numerals to numbers: 三百零六, 两万三千六百, 二〇二二, 十二三."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HANZI = "".join(DIGITS) + "".join(SCALES)

# Numerals of cheques and contracts, and the shorthands for 20 and 30; read only as money.
FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元", strict=True))

PLAIN, BARE, PAIR, SPELLED = "plain", "bare", "pair", "spelled"
_LONGEST = 24


class Numeral(NamedTuple):
    """A numeral's value. `form` is plain (三百零六), bare (百, 千万: no digit of its own), pair (三五: from `value` to
    `top`) or spelled (二〇二二: digit by digit)."""

    value: int
    top: int
    form: str


@lru_cache(maxsize=4096)
def parse(text: str) -> Numeral | None:
    """The number that a run of numeral characters says, or None where it says none (八五, 十四五, 一一)."""
    if not text or len(text) > _LONGEST:
        return None
    value = _positional(text)
    if value is not None:
        form = BARE if text[0] in "百千万亿" else PLAIN
        return Numeral(value, value, form)
    return _pair(text) or _spelled(text)


def _positional(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last = whole = 0  # the scale just read inside its section, and anywhere
    zero = False
    for char in text:
        value = DIGITS.get(char)
        if value is not None:
            if digit is not None:
                return None
            if value == 0 and text != char:
                zero = True
                continue
            digit = value
            continue
        scale = SCALES[char]
        if scale < 10_000:
            if last and scale >= last:
                return None
            section += (1 if digit is None else digit) * scale
            last = scale
        else:
            section += digit or 0
            if not section and not total:
                section = 1
            if scale == 10_000:
                if whole == 10_000 or not section:
                    return None
                total += section * scale
            else:
                total = (total + section) * scale
            section = last = 0
        whole, digit, zero = scale, None, False
    if digit is None:
        return None if zero else total + section
    # 两万三 is 23,000 and 一百五 is 150, but 一百零五 is 105 and 二十五 is 25.
    short = whole >= 100 and not zero
    return total + section + (digit * whole // 10 if short else digit)


def _pair(text: str) -> Numeral | None:
    """Two neighbouring digits that mean "from … to …": 三五, 两三百, 十七八, 二三十."""
    tail = len(text)
    while tail and text[tail - 1] in SCALES:
        tail -= 1
    if tail < 2:
        return None
    low, high = DIGITS.get(text[tail - 2], 0), DIGITS.get(text[tail - 1], 0)
    if not low or not (high == low + 1 or (low, high) == (3, 5)):
        return None
    head, scales = text[: tail - 2], text[tail:]
    if head and (head[-1] not in "十百千" or scales):
        return None
    first, second = _positional(head + text[tail - 2] + scales), _positional(head + text[tail - 1] + scales)
    if first is None or second is None:
        return None
    if head and head[-1] != "十":
        return None
    return Numeral(first, second, PAIR)


def _spelled(text: str) -> Numeral | None:
    """Digit by digit, only where it cannot be a word: with a zero inside, or of three digits and more."""
    if len(text) < 2 or any(char not in DIGITS or char == "两" for char in text):
        return None
    if len(text) < 3 and not ("〇" in text[1:] or "零" in text[1:]):
        return None
    value = int("".join(str(DIGITS[char]) for char in text))
    return Numeral(value, value, SPELLED)


def amount(text: str) -> float:
    """The number of a run of Arabic digits or of numeral characters; 0 where the characters say none."""
    if text[0] not in HANZI:
        return float(text)
    numeral = parse(text)
    return float(numeral.value) if numeral else 0.0
