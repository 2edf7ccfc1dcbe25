"""Reading documents: files per second per format, how much of an article is found on a page, and what hostile files cost.

    python benchmarks/documents.py [--seconds 2]

The files are made from the fixture reports (fixtures/documents). Files per second count the reader in its child process and the way
there and back, without metadata, by the clock; beside it the bytes are only decoded. Pages are compared with what they were made from:
characters of lines that both have, by readability-lxml alone and by our reader. Hostile files: seconds and memory of the child.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures" / "documents"))

from hostile import HOSTILE  # noqa: E402
from made_model import NAMES, Block, as_text, read_blocks  # noqa: E402
from made_page import CONTAINERS, as_page  # noqa: E402
from make import MAKERS  # noqa: E402

from scoring.documents.content import Unreadable  # noqa: E402
from scoring.documents.html import read_html  # noqa: E402
from scoring.documents.isolation import Isolation  # noqa: E402
from scoring.documents.obtain import obtain  # noqa: E402
from scoring.documents.page.tree import parse_page, write_lines  # noqa: E402
from scoring.documents.sniff import sniff  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2, help="seconds to spend on each format (default: 2)")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {len(NAMES)} reports")
    speed(arguments.seconds)
    articles()
    hostile()


def speed(seconds: float) -> None:
    """Files per second of every format, each beside decoding the plain text."""
    reports = [read_blocks(name) for name in NAMES]
    print("\nformat             KB   files/s   ms")
    for ending, maker in MAKERS.items():
        files = [maker(blocks) for blocks in reports]
        kinds = [sniff(data, f".{ending.rpartition('.')[2]}") for data in files]
        obtain(kinds[0], files[0])
        done, started = 0, time.perf_counter()
        for kind, data in itertools.cycle(list(zip(kinds, files, strict=True))):
            obtain(kind, data)
            done += 1
            spent = time.perf_counter() - started
            if spent > seconds:
                break
        size = sum(map(len, files)) / len(files) / 1024
        print(f"{ending:15} {size:6.0f} {done / spent:9.0f} {1000 * spent / done:6.1f}")


def articles() -> None:
    """Recall and precision of the article on made pages."""
    print("\npages                      ours             readability alone")
    for title, pages in _pages():
        totals: Counter[str] = Counter()
        for blocks, page in pages:
            truth = _lines(as_text(blocks).splitlines())
            for side, lines in (("ours", read_html(page.encode()).text.splitlines()), ("theirs", _readability(page))):
                found = _lines(lines)
                both = _size(truth & found)
                totals[f"{side} recall"] += both
                totals[f"{side} found"] += _size(found)
                totals[f"{side} precise"] += both
            totals["truth"] += _size(truth)
        shares = [
            f"{100 * totals[f'{side} recall'] / totals['truth']:6.1f} / {100 * totals[f'{side} precise'] / max(1, totals[f'{side} found']):5.1f}"
            for side in ("ours", "theirs")
        ]
        print(f"{title:22} {shares[0]}   {shares[1]}")


def _pages() -> Iterator[tuple[str, list[tuple[list[Block], str]]]]:
    reports = [read_blocks(name) for name in NAMES]
    known = [name for name in CONTAINERS if name not in ("unknown", "bare", "layout")]
    yield "known systems", [(blocks, as_page(blocks, name)) for blocks in reports for name in known]
    for name in ("unknown", "bare", "layout"):
        yield f"{name}", [(blocks, as_page(blocks, name)) for blocks in reports]
        yield f"{name}, 60 links", [(blocks, as_page(blocks, name, links=12)) for blocks in reports]
    short = [blocks[:9] for blocks in reports]
    yield "short, 60 links", [(blocks, as_page(blocks, "bare", links=12)) for blocks in short]
    yield "open fonts", [(blocks, as_page(blocks, "unknown", fonts=True)) for blocks in reports]


def _readability(page: str) -> list[str]:
    import logging

    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    root = parse_page(Document(page).summary(html_partial=True))
    return [] if root is None else write_lines(root)


def _lines(lines: list[str]) -> Counter[str]:
    return Counter(bare for line in lines if (bare := "".join(line.split())))


def _size(lines: Counter[str]) -> int:
    return sum(len(line) * count for line, count in lines.items())


def hostile() -> None:
    """What the hostile set costs, with a new child for each file."""
    print("\nhostile file             KB  seconds  outcome")
    for name, one in HOSTILE.items():
        data = one.make()
        kind = sniff(data, f".{name.rpartition('.')[2]}") if data else ""
        own = Isolation()
        started = time.perf_counter()
        outcome = _outcome(own, kind, data)
        print(f"{name:21} {len(data) / 1024:6.0f} {time.perf_counter() - started:8.2f}  {outcome}")
        own.close()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of a child: {most:.0f} MB")


def _outcome(own: Isolation, kind: str, data: bytes) -> str:
    from scoring.documents.formats import FORMATS

    if kind not in FORMATS:
        return f"told in the parent ({kind or 'empty'})"
    try:
        return f"read, {len(own.parse(FORMATS[kind].reader, data).text):,} characters"
    except Unreadable as error:
        return error.code


if __name__ == "__main__":
    main()
