"""The table of a run of benchmarks, and of what changed between two, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

# A change smaller than this is no change, however quiet the machine was.
LEAST = 0.03
# One or two rounds do not show their noise: times must differ by more than this.
FEW, LEAST_OF_FEW = 3, 0.25


class Change(NamedTuple):
    """A comparison in two runs; `factor` is now ÷ base, `beyond` whether it lies outside what single rounds gave."""

    part: str
    name: str
    base: float
    now: float
    factor: float
    beyond: bool


def figure(value: float) -> str:
    """Three figures: 0.0123, 1.23, 12.3, 123, 12,345."""
    if value >= 100 or value == 0:
        return f"{value:,.0f}"
    return f"{value:.{2 if value >= 10 else 3}g}" if value < 10 else f"{value:.1f}"


def markdown(run: Mapping[str, Any]) -> str:
    """The whole page of a run."""
    about, known = run["machine"], run["versions"]
    lines = [
        f"# Benchmarks of {run['date'][:10]}{' (quick)' if run['quick'] else ''}",
        "",
        "Made by `make bench`. Ratios are theirs ÷ ours for times and memory, ours ÷ theirs for shares that are right: above 1 we do better.",
        "Behind it what single rounds gave (10th to 90th percentile). The machine may have been shared: seconds mean little, ratios hold.",
        "",
        f"- machine: {about['processor']}, {about['cores']} cores, {about['system']}, Python {about['python']}, load {about['load']}",
        f"- commit {run['commit'] or 'unknown'}, {run['date']}, {run['all_seconds']:.0f} s in all",
        "- versions: " + ", ".join(f"{name} {number}" for name, number in known.items()),
        "",
        "| part | what | beside | ours | theirs | | ratio | rounds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    notes: dict[str, int] = {}
    for row in run["rows"]:
        mark = f" [{notes.setdefault(row['note'], len(notes) + 1)}]" if row["note"] else ""
        spread = f" ({figure(row['low'])}–{figure(row['high'])}, {row['rounds']})" if row["rounds"] > 1 else ""
        lines.append(
            f"| {row['part']} | {row['name']}{mark} | {row['peer']} | {figure(row['ours'])} | {figure(row['theirs'])} | {row['unit']} "
            f"| **{figure(row['ratio'])}** | {spread.strip(' ()') or '1'} |"
        )
    lines += ["", *(f"[{number}] {note}  " for note, number in notes.items())]
    if run["not_run"]:
        lines += ["", "Not run:", ""]
        lines += [f"- {one['part']}, {one['name']}: {one['reason']}" for one in run["not_run"]]
    return "\n".join(lines) + "\n"


def changes(base: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """The comparisons that both runs have, in the order of the later one."""
    before = {(row["part"], row["name"]): row for row in base["rows"]}
    found = []
    for row in now["rows"]:
        old = before.get((row["part"], row["name"]))
        if old is None:
            continue
        factor = row["ratio"] / max(old["ratio"], 1e-12)
        # The spreads do not meet: no round of the one was like a round of the other.
        apart = row["low"] > old["high"] or row["high"] < old["low"]
        few = min(row["rounds"], old["rounds"]) < FEW and not row["unit"].startswith("%")
        least = LEAST_OF_FEW if few else LEAST
        beyond = apart and (factor > 1 + least or factor < 1 / (1 + least))
        found.append(Change(row["part"], row["name"], old["ratio"], row["ratio"], factor, beyond))
    return found


def compare_markdown(base: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What changed from `base` to `now`: ratios, their factor, whether it is more than noise, and what only one of them has."""
    lines = [
        f"Base: {base['commit'] or 'unknown'} of {base['date'][:16]}; now: {now['commit'] or 'unknown'} of {now['date'][:16]}",
        "",
        "| part | what | base | now | factor | |",
        "|---|---|---|---|---|---|",
    ]
    for one in changes(base, now):
        verdict = ("better" if one.factor > 1 else "WORSE") if one.beyond else "noise"
        lines.append(
            f"| {one.part} | {one.name} | {figure(one.base)} | {figure(one.now)} | {one.factor:.2f} | {verdict} |"
        )
    for title, here, there in (("Only in the base", base, now), ("Only now", now, base)):
        known = {(row["part"], row["name"]) for row in there["rows"]}
        alone = [row for row in here["rows"] if (row["part"], row["name"]) not in known]
        lines += ["", f"{title}:", ""] if alone else []
        lines += [f"- {row['part']}, {row['name']}: {figure(row['ratio'])}" for row in alone]
    for title, run in (("base", base), ("now", now)):
        lines += ["", f"Not run ({title}):", ""] if run["not_run"] else []
        lines += [f"- {one['part']}, {one['name']}: {one['reason']}" for one in run["not_run"]]
    if base["machine"]["processor"] != now["machine"]["processor"] or base["quick"] != now["quick"]:
        lines += ["", "The two runs are not alike (another machine, or quick and full): read the factors with care."]
    return "\n".join(lines) + "\n"
