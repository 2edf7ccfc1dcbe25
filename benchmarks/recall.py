"""How many of the figures that were put into synthetic reports are read, measure by measure.

    python benchmarks/make_corpus.py FOLDER --reports 1000
    python benchmarks/recall.py FOLDER [--missed 20]

The sentences were written by people who know the measure library: what is missed here is a fault, what is found says little about real reports.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from make_corpus import truth_file

from scoring.documents import read_folder
from scoring.measures import Library, read_facts
from scoring.pipeline import load_measures
from scoring.text.report import Report


class Recall(NamedTuple):
    """Figures put in and read again, by measure; those not read as (path, measure, value); reports whose year or unit was read wrong."""

    wanted: Counter[str]
    found: Counter[str]
    missed: list[tuple[str, str, float]]
    mistaken: list[str]


def recall(reports: Iterable[Report], truth: Mapping[str, Mapping[str, Any]], library: Library) -> Recall:
    """Compare what is read of `reports` with the truth by path. Files that are no reports, and reports without truth, do not count."""
    found = Recall(Counter(), Counter(), [], [])
    for report in reports:
        known = truth.get(report.path)
        if known is None or known["kind"] == "non_report":
            continue
        if known["unit"] not in report.unit or report.year != known["year"]:
            found.mistaken.append(report.path)
        read = {(one.measure, round(one.value, 6)) for one in read_facts(report, library) if one.value is not None}
        for measure, value in known["facts"]:
            found.wanted[measure] += 1
            if (measure, round(value, 6)) in read:
                found.found[measure] += 1
            else:
                found.missed.append((report.path, measure, value))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", type=int, default=20, help="how many of the figures not read are listed")
    asked = parser.parse_args()
    path = truth_file(asked.folder)
    if not path.is_file():
        print(f"{path.name}: not beside the folder; make_corpus.py writes it", file=sys.stderr)
        return 2
    with path.open(encoding="utf-8") as lines:
        truth = {one["path"]: one for one in map(json.loads, lines)}
    found = recall(read_folder([asked.folder]).reports, truth, load_measures())
    for measure, wanted in sorted(found.wanted.items()):
        if found.found[measure] < wanted:
            print(f"{measure:45} {found.found[measure]} of {wanted}")
    for where, measure, value in found.missed[: asked.missed]:
        print(f"  {where}: {measure} {value:g}")
    wanted, read = found.wanted.total(), found.found.total()
    print(
        f"{read} of {wanted} figures read ({read / max(wanted, 1):.2%}); unit or year mistaken: {len(found.mistaken)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
