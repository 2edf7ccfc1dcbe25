"""How much of another project's specification of Chinese numbers the numeral reader reads right.

The specifications are files of cases (`Input`, `Results[].Resolution.value`), as in the Chinese number and percent
models of Microsoft Recognizers-Text. They are not part of this project: name local copies.

    python benchmarks/quantities_yardstick.py NumberModel.json PercentModel.json

Only forms that official prose uses are judged; the others are counted with the reason why they are left out. A case is
right when the values read, in order, are those of the case (1e-9 relative). If cn2an is installed, its reading of the
same cases stands beside.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from math import isclose
from pathlib import Path
from typing import NamedTuple

from scoring.text.quantities import read
from scoring.text.quantities.types import ACCEPTED, MONEY, POINTS, RATE

# Forms that reports do not use, or that this reader takes otherwise on purpose. The first that matches names the case.
LEFT_OUT = (
    ("traditional script", "[億萬兩個點餘幾陸貳倆負雙對蘋]"),
    ("formal numerals (壹贰叁) outside money", "[壹贰叁肆伍陆柒捌玖拾佰仟倆]"),
    ("k, M, exponents, powers", "[kKＫM^]|[0-9０-９][eEｅ]"),
    ("dozens, pairs, halves, discounts", "打|双|对|折|半"),
    ("mixed fractions and fractions with a stroke", "又|[/／]"),
    ("a minus or 负 before the number", "^[-－负]"),
    ("blanks inside Chinese numerals and words", "[一-龥] +[0-9０-９一-龥]|[0-9０-９] +[0-9０-９一-龥]成"),
    ("lists of figures with comma and blank", "[0-9０-９], "),
    ("兆 and 万万", "兆|万万"),
    ("figures that begin with a dot, runs of dots", r"^\.|\.\.|\d\.\d+\.\d"),
    ("figures of dates, which are rejected here", "年"),
    ("two-sided readings (二三十, 5-20%), ranges here", "二三十|[0-9]-[0-9]"),
    ("a numeral torn from its fraction or decimals", "分之。|点两|百点"),
    ("一百分之, a percentage here and a fraction there", "一百分之"),
    ("a numeral character alone (here a word, a marker or damage)", "^[一二三四五六七八九十百千万两]$"),
)
_LEFT_OUT = [(reason, re.compile(pattern)) for reason, pattern in LEFT_OUT]
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


class Case(NamedTuple):
    """One case: the text and the values it must give (percentages in percent)."""

    text: str
    values: tuple[float, ...]
    percent: bool


def cases(path: Path) -> Iterator[Case]:
    """The cases of a specification file. Raises ValueError, naming the file, if it is no such file."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
        for entry in entries:
            results = entry["Results"]
            values = tuple(float(result["Resolution"]["value"].rstrip("%").replace(",", "")) for result in results)
            yield Case(entry["Input"], values, "Percent" in path.stem)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: not a file of cases with Input and Results ({error})") from error


def ours(case: Case) -> list[float]:
    """The values this project reads: percentages in percent, or everything else."""
    found = []
    for item in read(case.text):
        if item.cls not in ACCEPTED or item.value is None:
            continue
        percent = item.cls == POINTS or (item.cls == RATE and item.unit in ("%", "‰", "成"))
        money = item.cls == MONEY or item.unit.endswith("元")
        if percent == case.percent and not money:
            found.append(item.value * 100 if item.cls == RATE and percent else item.value)
    return found


def cn2an_reader() -> Callable[[Case], list[float]] | None:
    """cn2an's reading: a lone numeral is converted, a sentence transformed and its figures taken."""
    try:
        import cn2an
    except ImportError:
        return None

    def theirs(case: Case) -> list[float]:
        try:
            return [float(cn2an.cn2an(case.text, "smart"))]
        except ValueError:
            pass
        try:
            changed = str(cn2an.transform(case.text, "cn2an"))
        except ValueError:
            return []
        return [float(figure) for figure in _FIGURE.findall(changed)]

    return theirs


def same(found: list[float], wanted: tuple[float, ...]) -> bool:
    return len(found) == len(wanted) and all(
        isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) for one, other in zip(found, wanted, strict=True)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specifications", nargs="+", type=Path, help="local specification files (JSON)")
    parser.add_argument("--wrong", action="store_true", help="print the cases read wrong")
    arguments = parser.parse_args()
    theirs = cn2an_reader()
    for path in arguments.specifications:
        try:
            listed = list(cases(path))
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 2
        report(path, listed, theirs, arguments.wrong)
    return 0


def report(path: Path, listed: list[Case], theirs: Callable[[Case], list[float]] | None, wrong: bool) -> None:
    """Print the figures of one file."""
    reasons: Counter[str] = Counter()
    judged = []
    for case in listed:
        reason = next((name for name, pattern in _LEFT_OUT if pattern.search(case.text)), None)
        if reason is None:
            judged.append(case)
        else:
            reasons[reason] += 1
    begun = time.perf_counter()
    right = [case for case in judged if same(ours(case), case.values)]
    took = time.perf_counter() - begun
    share = len(right) / len(judged) if judged else 0.0
    print(f"{path.name}: {len(listed)} cases, {len(judged)} judged")
    print(f"  this reader  {len(right)} right ({share:.1%}), {took * 1e6 / max(len(judged), 1):.0f} µs a case")
    if theirs is None:
        print("  cn2an        not installed")
    else:
        count = sum(same(theirs(case), case.values) for case in judged)
        print(f"  cn2an        {count} right ({count / max(len(judged), 1):.1%})")
    for reason, count in sorted(reasons.items()):
        print(f"  left out {count:4}  {reason}")
    if wrong:
        for case in judged:
            if case not in right:
                print(f"  wrong  {case.text}  wanted {list(case.values)}  read {ours(case)}")


if __name__ == "__main__":
    sys.exit(main())
