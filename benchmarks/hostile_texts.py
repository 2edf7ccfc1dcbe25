"""What texts of hostile shapes cost: nanoseconds a character for reading, structure, quantities and metadata, at growing sizes.

Time that grows faster than the text shows as a rising row; the last column is the ratio of the largest size to the smallest.

    python benchmarks/hostile_texts.py [--largest 1600000] [--kinds NAME …]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial

from scoring.documents.metadata import read_metadata
from scoring.documents.txt import read_text
from scoring.text import kernel, quantities
from scoring.text.report import Report
from scoring.text.structure import build_view

_SENTENCE = "全年办理行政复议案件12件，办结率98.5%，"
_PARAGRAPH = "一、工作情况\n（一）加强执法。" + _SENTENCE * 6 + "群众满意。一是学习；二是培训。\n"
KINDS: dict[str, str] = {
    "prose": _PARAGRAPH,
    "one line": _SENTENCE,
    "one line, full stops": _SENTENCE[:-1] + "。",
    "short lines": "受理案件\n",
    "one character a line": "法\n",
    "figures only": "1234567890",
    "figures and commas": "123,",
    "numerals only": "一二三四五六七八九十",
    "enumerators": "一、二、三、（一）（二）1.2.3.",
    "opening brackets": "（“《【",
    "quotations with stops": "“甲？",
    "figures and blanks": "12 ",
    "tabs": "甲\t1\n",
    "bars": "甲|1|2\n",
    "tags": "<p>甲</p>",
    "unclosed tags": "<p <",
    "entities": "&nbsp;甲",
    "labels": "来源：",
    "cities": "在云汀市委、市政府",
    "no Chinese": "lorem ipsum ",
}
_FACTOR = 4


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--largest", type=int, default=1_600_000, help="characters of the largest text (default: 1600000)"
    )
    parser.add_argument("--kinds", nargs="*", choices=list(KINDS), default=list(KINDS), metavar="NAME")
    arguments = parser.parse_args()
    sizes = [arguments.largest // _FACTOR**2, arguments.largest // _FACTOR, arguments.largest]
    print(f"kernel: {kernel.state}; ns a character at {', '.join(f'{size:,}' for size in sizes)} characters")
    for kind in arguments.kinds:
        for step, costs in measure(KINDS[kind], sizes).items():
            shown = "".join(f"{cost:9.1f}" for cost in costs)
            print(f"{kind:<24}{step:<12}{shown}   × {costs[-1] / costs[0]:.2f}")
    return 0


def measure(stretch: str, sizes: list[int]) -> dict[str, list[float]]:
    """Nanoseconds a character by step, one for each size."""
    found: dict[str, list[float]] = {"reading": [], "metadata": [], "structure": [], "quantities": []}
    for size in sizes:
        text = (stretch * (size // len(stretch) + 1))[:size]
        data = text.encode()
        report = Report("a.txt#0", "a.txt", text, "0" * 64, "utf-8")
        working = build_view(text).text
        steps: dict[str, Callable[[], object]] = {
            "reading": partial(read_text, data),
            "metadata": partial(read_metadata, report),
            "structure": partial(build_view, text),
            "quantities": partial(quantities.read, working),
        }
        for step, work in steps.items():
            started = time.process_time()
            work()
            found[step].append((time.process_time() - started) / size * 1e9)
    return found


if __name__ == "__main__":
    sys.exit(main())
