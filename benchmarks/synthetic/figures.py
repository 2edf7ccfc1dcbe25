"""How a count and a rate are written: in figures, with a thousands mark, in Chinese numerals, in full-width figures, in 万."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
PLAIN, MARKED, HANZI, FULL = "plain", "marked", "hanzi", "full"


@lru_cache(maxsize=65536)
def hanzi(number: int) -> str:
    """The numeral of 0 ≤ number < 100,000,000: 一百零二, 十五, 三万零四."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        rest = "" if not low else ("零" if low < 1000 else "") + _thousands(low)
        return _thousands(high) + "万" + rest
    text = _thousands(number) or "零"
    return text[1:] if text.startswith("一十") else text


def _thousands(number: int) -> str:
    text, zero = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + sign
            zero = False
        else:
            zero = True
    return text


@lru_cache(maxsize=65536)
def count(number: int, style: str) -> str:
    """A count in the style of its report."""
    if style == PLAIN:
        return str(number)
    if style == MARKED:
        return f"{number:,}"
    if style == HANZI:
        # What is counted stands behind it: 两次, not 二次.
        return "两" if number == 2 else hanzi(number)
    return str(number).translate(_FULL)


@lru_cache(maxsize=8192)
def rate(tenths: int, style: str) -> str:
    """A rate of so many tenths of a per cent."""
    whole, rest = divmod(tenths, 10)
    if style == HANZI:
        return "百分之" + ("百" if tenths == 1000 else hanzi(whole) + (f"点{_DIGITS[rest]}" if rest else ""))
    text = str(whole) if not rest else f"{whole}.{rest}"
    return (text.translate(_FULL) + "％") if style == FULL else text + "%"
