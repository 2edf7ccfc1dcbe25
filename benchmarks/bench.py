"""Every benchmark in one go, each part in a fresh process with a time limit: a table of ratios with machine, versions and date.

    python benchmarks/bench.py [--quick] [--only PART …] [--name NAME] [--publish]

Writes reports_out/bench/NAME.json and .md (NAME: date and commit); `--publish` writes benchmarks/results.md too. A part that cannot run, fails or takes
too long stands in the table with the reason. `--package FOLDER` measures another checkout's package (`make bench-compare` does).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from frame import ROOT, Found, NotRun, Row, machine, versions
from table import markdown

OUT = ROOT / "reports_out" / "bench"
RESULTS = ROOT / "benchmarks" / "results.md"


class Part(NamedTuple):
    """A module with `rows(quick)`, seconds that it may take in full and quick, and what its process finds in its environment."""

    module: str
    full: int
    quick: int
    environment: tuple[tuple[str, str], ...] = ()


# The limits are for what hangs: on an idle machine no part takes a third of them.
PARTS: Mapping[str, Part] = {
    "extract": Part("suite.extracting", 600, 180),
    "extract, no kernel": Part("suite.extracting", 600, 180, (("SCORING_KERNEL", "python"),)),
    "growth": Part("suite.growing", 300, 120),
    "start-up": Part("suite.starting", 300, 120),
    "numerals": Part("suite.numerals", 300, 120),
    "cache": Part("suite.caching", 600, 180),
    "workers": Part("suite.spreading", 900, 240),
    "corpus": Part("suite.outofcore", 900, 300),
    "documents": Part("documents", 300, 120),
    "ocr": Part("ocr", 900, 240),
    "pages": Part("pages", 120, 60),
    "workbook": Part("workbook", 600, 120),
    "what-if": Part("what_if", 600, 120),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=sorted(PARTS), default=list(PARTS), metavar="PART")
    parser.add_argument("--name", default="")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--package", type=Path, help="another folder whose scoring/ is measured")
    parser.add_argument("--rows", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.rows:
        return answer(asked.only[0], asked.quick, asked.rows)
    commit = commit_of(asked.package or ROOT) or "here"
    name = asked.name or f"{datetime.now().astimezone():%Y-%m-%d}-{commit}{'-quick' if asked.quick else ''}"
    OUT.mkdir(parents=True, exist_ok=True)

    def keep(run: dict[str, Any]) -> None:
        # After every part: whoever stops the run has what is done.
        (OUT / f"{name}.json").write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (OUT / f"{name}.md").write_text(markdown(run), encoding="utf-8")

    run = measure(asked.only, quick=asked.quick, package=asked.package, keep=keep)
    text = markdown(run)
    if asked.publish:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)
    print(f"reports_out/bench/{name}.json")
    return 0


def measure(
    parts: Iterable[str],
    *,
    quick: bool,
    package: Path | None = None,
    keep: Callable[[dict[str, Any]], None] = lambda _: None,
) -> dict[str, Any]:
    """Run parts one after another. `package` is the folder whose `scoring` is measured (None: this one); `keep` gets the run after each part."""
    before, known, run = machine(), versions(), dict[str, Any]()
    began, rows, took = time.perf_counter(), list[Found](), dict[str, float]()
    for name in parts:
        print(f"… {name}", file=sys.stderr, flush=True)
        started = time.perf_counter()
        rows += run_part(name, quick, package)
        took[name] = round(time.perf_counter() - started, 1)
        run = {
            "date": datetime.now().astimezone().isoformat(timespec="minutes"),
            "commit": commit_of(package or ROOT),
            "quick": quick,
            "machine": {**before, "load": f"{before.get('load', '?')} to {machine().get('load', '?')}"},
            "versions": known,
            "seconds": took,
            "all_seconds": round(time.perf_counter() - began, 1),
            "rows": [row._asdict() for row in rows if isinstance(row, Row)],
            "not_run": [row._asdict() for row in rows if isinstance(row, NotRun)],
        }
        keep(run)
    return run


def run_part(name: str, quick: bool, package: Path | None = None) -> list[Found]:
    """The rows of one part, from a process of its own. What goes wrong is a NotRun with the reason."""
    part = PARTS[name]
    limit = part.quick if quick else part.full
    with tempfile.TemporaryDirectory() as place:
        found = Path(place) / "rows.json"
        command = [sys.executable, __file__, "--only", name, "--rows", str(found), *(["--quick"] if quick else [])]
        environment = {**os.environ, **dict(part.environment), "XDG_CACHE_HOME": place}
        if package is not None:
            before = environment.get("PYTHONPATH")
            environment["PYTHONPATH"] = os.pathsep.join([str(package), *([before] if before else [])])
        said, code = ended(command, environment, limit)
        return told(name, _rows(found), said, code, limit)


def told(name: str, rows: list[Found], said: str, code: int | None, limit: int) -> list[Found]:
    """The rows, and behind them why there are no more, where the part failed (`code`) or was ended (None)."""
    if code == 0:
        return rows
    last = said.strip().splitlines()[-1] if said.strip() else f"ended with {code}"
    reason = f"took more than {limit} s" if code is None else last[:300]
    return [*rows, NotRun(name, "the rest of the part" if rows else "the part", reason)]


def ended(command: list[str], environment: dict[str, str], limit: int) -> tuple[str, int | None]:
    """What the process said on stderr and its code; None when it was ended for taking too long, with all that it started."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        return process.communicate(timeout=limit)[1], process.returncode
    except subprocess.TimeoutExpired:
        _end(process)
        return process.communicate()[1], None
    except BaseException:
        # Ctrl-C does not reach another session.
        _end(process)
        raise


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    import signal

    os.killpg(process.pid, signal.SIGKILL)


def answer(name: str, quick: bool, found: Path) -> int:
    """In the part's own process: its rows, written one by one so that a part that is cut off leaves what it has."""
    done: list[Found] = []
    for row in importlib.import_module(PARTS[name].module).rows(quick):
        done.append(row._replace(part=name))
        found.write_text(json.dumps([one._asdict() for one in done], ensure_ascii=False), encoding="utf-8")
    return 0


def _rows(found: Path) -> list[Found]:
    if not found.exists():
        return []
    records = json.loads(found.read_text(encoding="utf-8"))
    return [NotRun(**one) if "reason" in one else Row(**one) for one in records]


def commit_of(folder: Path) -> str:
    """The commit that is measured, with a + where files differ from it; "" outside of git."""
    asked = ["git", "-C", str(folder), "describe", "--always", "--dirty=+", "--exclude=*"]
    if not (folder / ".git").exists():
        return ""
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
