"""What changed in the ratios since a base: a JSON file of `make bench`, or a commit, whose package is measured here and now by the benchmarks of today.

    python benchmarks/compare.py BASE [--now JSON] [--only PART …] [--full] [--rounds 2]

For a commit its files are unpacked into a temporary folder; the parts run in turns, base and now, so that whatever slows the machine slows both, and
the rounds of all turns are put together. A kernel that is built here is built there too, where the commit has its sources. For a JSON file a run is
measured now, or `--now` names a second file. A change counts only where the spreads of the two sides do not meet.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import PARTS, measure
from frame import ROOT
from table import compare_markdown

# What is worth comparing by default: OCR and the workbook's peer tell more about other people's programs.
DEFAULT = tuple(part for part in PARTS if part != "ocr")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="a JSON file of reports_out/bench, or a commit")
    parser.add_argument("--now", type=Path, help="a second JSON file instead of measuring")
    parser.add_argument("--only", nargs="+", choices=sorted(PARTS), default=list(DEFAULT), metavar="PART")
    parser.add_argument("--full", action="store_true", help="the full parts; quick ones are the default for a commit")
    parser.add_argument("--rounds", type=int, default=2, help="how often both sides are measured in turns")
    asked = parser.parse_args()
    if asked.rounds < 1:
        parser.error("--rounds from 1 on")
    # Ended from outside it still clears up: the part under way and the temporary folder.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    path = Path(asked.base)
    try:
        if path.is_file():
            base = opened(path)
            now = opened(asked.now) if asked.now else measure(_known(base, asked.only), quick=base["quick"])
        else:
            base, now = against(asked.base, asked.only, quick=not asked.full, rounds=asked.rounds)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(compare_markdown(base, now))
    return 0


def opened(path: Path) -> dict[str, Any]:
    """A run from its file. Raises ValueError, naming the file, for anything else."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for name in ("rows", "not_run", "machine", "quick", "date", "commit"):
            found[name]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: not a run written by make bench ({error!r})") from error
    return found


def _known(base: Mapping[str, Any], asked: Sequence[str]) -> list[str]:
    """The parts of the base among those asked for."""
    there = {row["part"] for row in (*base["rows"], *base["not_run"])}
    return [part for part in asked if part in there]


def against(ref: str, parts: Sequence[str], *, quick: bool, rounds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides, measured in turns: the package of a commit and the one here. Raises ValueError for a commit that there is not."""
    with TemporaryDirectory(prefix="scoring-bench-") as place:
        package = Path(place)
        commit = unpack(ref, package)
        print(build_kernel(package), file=sys.stderr)
        sides: dict[str, list[dict[str, Any]]] = {"base": [], "now": []}
        for _ in range(rounds):
            for name, folder in (("base", package), ("now", None)):
                print(f"== {name}", file=sys.stderr)
                sides[name].append(measure(parts, quick=quick, package=folder))
    base, now = pooled(sides["base"]), pooled(sides["now"])
    return {**base, "commit": commit}, now


def unpack(ref: str, folder: Path) -> str:
    """The files of a commit into `folder`; its short hash. Raises ValueError if there is no such commit."""
    asked = ["git", "-C", str(ROOT), "rev-parse", "--short", "--verify", "--quiet", f"{ref}^{{commit}}"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    if found.returncode:
        raise ValueError(f"{ref}: neither a file nor a commit")
    commit = found.stdout.strip()
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", commit], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    return commit


def build_kernel(folder: Path) -> str:
    """Build the compiled kernel of an unpacked commit where it is built here and that commit has one; what was done, in words."""
    here = [*(ROOT / "scoring").rglob("native.*.so"), *(ROOT / "scoring").rglob("native.*.pyd")]
    scripts = sorted(folder.glob("scoring/*/kernel/build.py"))
    if not here or not scripts:
        return "base: no kernel to be built"
    said = []
    for script in scripts:
        module = ".".join(script.relative_to(folder).with_suffix("").parts)
        command, environment = [sys.executable, "-m", module], {**os.environ, "PYTHONPATH": str(folder)}
        built = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        end = "built" if built.returncode == 0 else f"not built, Python does the work: {built.stderr.strip()[-300:]}"
        said.append(f"base: {module}: {end}")
    return "\n".join(said)


def pooled(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several runs of one side as one: median of the medians, the widest spread, every round counted."""
    rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for run in runs:
        for row in run["rows"]:
            rows.setdefault((row["part"], row["name"]), []).append(row)
    lost = {(one["part"], one["name"]): one for run in runs for one in run["not_run"]}
    return {**runs[-1], "rows": [_together(found) for found in rows.values()], "not_run": list(lost.values())}


def _together(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    rows = list(found)
    ratios = [row["ratio"] for row in rows]
    return {
        **rows[-1],
        **{name: median(row[name] for row in rows) for name in ("ours", "theirs", "ratio")},
        "low": min(*(row["low"] for row in rows), *ratios),
        "high": max(*(row["high"] for row in rows), *ratios),
        "rounds": sum(row["rounds"] for row in rows),
    }


if __name__ == "__main__":
    sys.exit(main())
