"""Reading numbers in Chinese prose beside cn2an and Recognizers-Text: the share read right and the time.

The sentences are made here, each with one figure whose value is known: counts in six ways of writing, rates, decimals with 万 and 亿.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import isclose
from random import Random

from frame import Found, NotRun, compared, in_turns, missing, timed
from synthetic.figures import HANZI, MARKED, PLAIN, count, hanzi, rate

from scoring.text.quantities import ACCEPTED, read

PART = "numerals"
Reader = Callable[[str], list[float]]
_ARABIC = re.compile(r"-?\d+(?:\.\d+)?[万亿]?")
# Where figures are written: nothing else in these is a number.
_SENTENCES = (
    "全年共办理各类事项{}件，按期办结。",
    "占比{}，比上年有所提高。",
    "投入资金{}元，用于改善设施。",
    "其中由司法所承办的有{}件。",
)


def cases(number: int, seed: int = 3) -> list[tuple[str, float]]:
    """Sentences with a figure and its value; percentages as shares of one."""
    chance = Random(seed)
    found = []
    for place in range(number):
        value = int(10 ** (chance.random() * 6.5))
        kind = place % 8
        if kind < 3:
            found.append((_SENTENCES[0].format(count(value, (PLAIN, MARKED, HANZI)[kind])), float(value)))
        elif kind < 5:
            tenths = chance.randrange(1, 1000)
            found.append((_SENTENCES[1].format(rate(tenths, (PLAIN, HANZI)[kind - 3])), tenths / 1000))
        elif kind == 5:
            tenths = chance.randrange(11, 9999)
            found.append((_SENTENCES[2].format(f"{tenths / 10:g}万"), tenths * 1000.0))
        elif kind == 6:
            hundreds = chance.randrange(101, 9999)
            found.append((_SENTENCES[2].format(f"{hundreds / 100:g}亿"), hundreds * 1e6))
        else:
            small = chance.randrange(2, 999)
            found.append((_SENTENCES[3].format(hanzi(small)), float(small)))
    return found


def ours(text: str) -> list[float]:
    return [item.value for item in read(text) if item.cls in ACCEPTED and item.value is not None]


def cn2an() -> Reader | str:
    """cn2an turns the numerals of a sentence into figures; they are picked out here, and what has 万 or 亿 behind it is given to it once more."""
    reason = missing("cn2an")
    if reason:
        return reason
    from cn2an import cn2an as convert
    from cn2an import transform

    def theirs(text: str) -> list[float]:
        try:
            changed = str(transform(text, "cn2an"))
        except ValueError:
            return []
        found = []
        for match in _ARABIC.finditer(changed):
            follows = changed[match.end() : match.end() + 1]
            value = float(convert(match[0], "smart")) if match[0][-1] in "万亿" else float(match[0])
            found.append(value / 100 if follows in ("%", "％") else value)
        return found

    return theirs


def recognizers() -> Reader | str:
    reason = missing("recognizers_number")
    if reason:
        return f"{reason} (its last release, 1.0.2a2 of 2019, needs emoji below 2: pip install recognizers-text-number 'emoji<1.7')"
    from recognizers_number import NumberRecognizer
    from recognizers_text import Culture

    recognizer = NumberRecognizer(Culture.Chinese)
    numbers, percents = (
        recognizer.get_number_model(Culture.Chinese),
        recognizer.get_percentage_model(Culture.Chinese),
    )

    def theirs(text: str) -> list[float]:
        shares = [float(one.resolution["value"].rstrip("%")) / 100 for one in percents.parse(text)]
        return shares or [float(one.resolution["value"]) for one in numbers.parse(text)]

    return theirs


def right(reader: Reader, asked: list[tuple[str, float]]) -> float:
    """The share of sentences whose one figure is read, and nothing else."""
    return sum(_same(reader(text), value) for text, value in asked) / len(asked)


def _same(found: list[float], value: float) -> bool:
    return len(found) == 1 and isclose(found[0], value, rel_tol=1e-9)


def rows(quick: bool) -> Iterable[Found]:
    asked = cases(80 if quick else 400)
    readers = {"cn2an": cn2an(), "Recognizers-Text": recognizers()}
    work: dict[str, Callable[[], object]] = {"ours": lambda: [ours(text) for text, _ in asked]}
    for peer, reader in readers.items():
        if not isinstance(reader, str):
            work[peer] = _all(reader, asked)
    spent = in_turns(work, 2.0 if quick else 8.0)
    own = right(ours, asked)
    for peer, reader in readers.items():
        if isinstance(reader, str):
            yield NotRun(PART, f"numerals beside {peer}", reader)
            continue
        yield timed(
            PART, f"time beside {peer}", peer, spent, len(asked), unit="ms a sentence", note=f"{len(asked)} sentences"
        )
        theirs = right(reader, asked)
        yield compared(PART, f"read right beside {peer}", peer, [100 * own], [100 * theirs], unit="% right", more=True)


def _all(reader: Reader, asked: list[tuple[str, float]]) -> Callable[[], object]:
    return lambda: [reader(text) for text, _ in asked]
