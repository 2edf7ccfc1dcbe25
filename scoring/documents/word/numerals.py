"""A counter as Word prints it: 1, 一, （一）'s 一, ①, 甲, A, i …"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def counting(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """The number in Chinese words up to 9999; 10 to 19 without a leading 一."""
    if not 0 < number < 10_000:
        return str(number)
    parts: list[str] = []
    gap = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(parts)
            continue
        if gap:
            parts.append("零")
            gap = False
        one_ten = digit == 1 and place == 1 and not parts and digits == _DIGITS
        parts.append(("" if one_ten else digits[digit]) + (units[place - 1] if place else ""))
    return "".join(parts)


def _formal(number: int) -> str:
    return counting(number, _FORMAL, "拾佰仟")


def _by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _letters(first: str) -> Callable[[int], str]:
    """A … Z, AA, BB …, as Word goes on."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * min(1 + (number - 1) // 26, 10)


def _roman(number: int) -> str:
    parts = []
    for value, sign in (*_ROMAN, *_ROMAN_UNITS):
        parts.append(sign * min(number // value, 50))
        number %= value
    return "".join(parts)


def _circled(first: int, most: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if number <= most else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _padded(number: int) -> str:
    return f"{number:02d}"


# By the names of WordprocessingML (ST_NumberFormat). What is not here is printed as a plain number.
FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": _padded,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "ideographDigital": _by_digit,
    "taiwaneseDigital": _by_digit,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "koreanDigital": _by_digit,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled(0x2460, 20),
    "decimalEnclosedCircleChinese": _circled(0x2460, 20),
    "ideographEnclosedCircle": _circled(0x3280, 10),
    "decimalEnclosedParen": _circled(0x2474, 20),
    "decimalEnclosedFullstop": _circled(0x2488, 20),
}

# The same formats by the numbers that old .doc files use.
_IN_ORDER = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital "
    "japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand "
    "decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung "
    "decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional "
    "ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand "
    "taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand koreanDigital"
)
BY_CODE: Mapping[int, str] = dict(enumerate(_IN_ORDER.split()))


def numeral(number: int, style: str) -> str:
    """`number` in the format called `style`; counters below one (a list that starts at 0) are printed as they are."""
    return FORMATS.get(style, str)(number) if number > 0 else str(number)
