"""What a command costs before it does anything, each in processes of its own: the package, the whole measure library, and peers' start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable

from frame import Found, NotRun, children, in_turns, missing, timed

PART = "start-up"
LIBRARY = "from scoring.pipeline import load_measures; load_measures()"


def rows(quick: bool) -> Iterable[Found]:
    least = 3 if quick else 5
    work: dict[str, Callable[[], object]] = {"ours": _process(LIBRARY), "package": _process("import scoring.cli.main")}
    peers = {
        "jieba": "import logging, jieba; jieba.setLogLevel(logging.WARNING); jieba.initialize()",
        "spacy": "import spacy; spacy.blank('zh')",
        "pandas": "import pandas",
    }
    work |= {peer: _process(code) for peer, code in peers.items() if not missing(peer)}
    spent = in_turns(work, 0.0, least, children)
    for peer in peers:
        name = f"measure library ready beside {peer} ready"
        if peer in spent:
            yield timed(PART, name, peer, spent, 1, unit="ms")
        else:
            yield NotRun(PART, name, missing(peer))
    yield timed(PART, "measure library ready beside the commands imported", "package", spent, 1, unit="ms")


def _process(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
