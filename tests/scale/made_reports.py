"""Reports for tests of work over many files: short, of several years and kinds of units, and some that cannot be read."""

from __future__ import annotations

from pathlib import Path

_UNITS = ("青柳县", "临江市", "溪口镇", "云岭县公安局", "北塘区", "东岗乡")


def make_reports(folder: Path, count: int) -> Path:
    """`count` reports below `folder`; of every forty one is empty and one is there twice under two names."""
    for number in range(count):
        unit, year = _UNITS[number % len(_UNITS)], 2019 + number % 5
        place = folder / f"{year}" / f"{number // 50:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}-{unit}.txt").write_text(text_of(unit, year, number), encoding="utf-8")
        if number % 40 == 7:
            (place / f"{number:06}-空.txt").write_bytes(b"")
    return folder


def text_of(unit: str, year: int, number: int) -> str:
    """A short report with some figures of its own."""
    return (
        f"{unit}{year}年法治政府建设情况报告\n\n"
        f"{year}年，{unit}办理行政复议案件{number % 90 + 3}件，审结{number % 80 + 1}件。"
        f"全年开展法治培训{number % 7 + 2}次，培训执法人员{number % 300 + 20}人次。\n"
        f"下一步，计划组织行政执法人员轮训{number % 5 + 1}期。\n"
    )
