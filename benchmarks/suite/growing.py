"""How the time of reading facts grows with the library and with the reports (`scaling.py` has the figures in full)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from frame import Found, NotRun, compared, in_turns, missing

from scoring.documents import read_folder
from scoring.pipeline import load_measures
from suite.texts import folder_of

PART = "growth"


def rows(quick: bool) -> Iterable[Found]:
    reason = missing("scaling")
    if reason:
        yield NotRun(PART, "growth", f"this package cannot be asked so ({reason})")
        return
    from scaling import doubled

    from scoring.measures.extract import Extractor

    library = load_measures()
    one, two = Extractor(library), Extractor(doubled(library))
    with TemporaryDirectory() as place:
        count = folder_of(Path(place), 40 if quick else 150)
        reports = read_folder([Path(place)]).reports
    work: dict[str, Callable[[], object]] = {
        "single": lambda: [one.facts(report) for report in reports],
        "double library": lambda: [two.facts(report) for report in reports],
        "four times": lambda: [one.facts(report) for _ in range(4) for report in reports],
    }
    spent = in_turns(work, 3.0 if quick else 12.0)
    note = f"{count} reports; the goal is above 0.67"
    yield compared(
        PART,
        "twice the measures",
        "the library as it is",
        spent["double library"],
        spent["single"],
        unit="ms a report",
        per=count / 1000,
        note=note,
    )
    once = [4 * seconds for seconds in spent["single"]]
    yield compared(
        PART,
        "four times the reports",
        "four times the time of one",
        spent["four times"],
        once,
        unit="ms a report",
        per=4 * count / 1000,
        note="exactly linear is 1",
    )
