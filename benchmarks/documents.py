"""Reading documents: files per second per format, how much of an article is found on a page, and what hostile files cost.

    python benchmarks/documents.py [--seconds 2]

The files are made from the fixture reports (fixtures/documents). Files per second count the reader in its child process and the way
there and back, without metadata, by the clock; beside it the bytes are only decoded. Pages are compared with what they were made from:
characters of lines that both have, by readability-lxml alone and by our reader. Hostile files: seconds and memory of the child.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures" / "documents"))

from frame import Found, NotRun, compared, in_turns, missing, timed  # noqa: E402
from hostile import HOSTILE  # noqa: E402
from made_docx import as_docx  # noqa: E402
from made_model import NAMES, Block, as_text, read_blocks  # noqa: E402
from made_page import CONTAINERS, as_page  # noqa: E402
from made_pdf import as_pdf  # noqa: E402
from make import MAKERS  # noqa: E402

from scoring.documents.docx import read_docx  # noqa: E402
from scoring.documents.html import read_html  # noqa: E402
from scoring.documents.obtain import obtain  # noqa: E402
from scoring.documents.page.tree import parse_page, write_lines  # noqa: E402
from scoring.documents.pdf import read_pdf  # noqa: E402
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
        shares = [
            f"{recall:6.1f} / {precision:5.1f}"
            for recall, precision in (_shares(pages, side) for side in (_own, _readability))
        ]
        print(f"{title:22} {shares[0]}   {shares[1]}")


def _shares(pages: list[tuple[list[Block], str]], side: Callable[[str], list[str]]) -> tuple[float, float]:
    """Recall and precision of one reader in per cent of characters."""
    both = wanted = read = 0
    for blocks, page in pages:
        truth, found = _lines(as_text(blocks).splitlines()), _lines(side(page))
        both, wanted, read = both + _size(truth & found), wanted + _size(truth), read + _size(found)
    return 100 * both / wanted, 100 * both / max(1, read)


def _own(page: str) -> list[str]:
    return read_html(page.encode()).text.splitlines()


def rows(quick: bool) -> Iterable[Found]:
    """Part of `make bench`: each reader, in this process, beside the library that people would take for it."""
    reports = [read_blocks(name) for name in NAMES]
    pages = [as_page(blocks, "unknown") for blocks in reports]
    words, prints = [as_docx(blocks) for blocks in reports], [as_pdf(blocks) for blocks in reports]
    seconds = 2.0 if quick else 4.0
    asked: tuple[tuple[str, str, str, Callable[[], object], Callable[[], object]], ...] = (
        (
            "a page of an unknown system",
            "readability-lxml",
            "readability",
            lambda: [_own(page) for page in pages],
            lambda: [_readability(page) for page in pages],
        ),
        (
            ".docx",
            "python-docx",
            "docx",
            lambda: [read_docx(data) for data in words],
            lambda: [_python_docx(data) for data in words],
        ),
        (
            "PDF",
            "pypdfium2, bare text",
            "pypdfium2",
            lambda: [read_pdf(data) for data in prints],
            lambda: [_pdfium(data) for data in prints],
        ),
    )
    for name, peer, module, ours, theirs in asked:
        reason = missing(module)
        if reason:
            yield NotRun("documents", name, reason)
            continue
        yield timed(
            "documents", name, peer, in_turns({"ours": ours, peer: theirs}, seconds), len(reports), unit="ms a file"
        )
    if not missing("readability"):
        made = [page for _, found in _pages() for page in found]
        note = f"{len(made)} pages of nine kinds, together"
        for which, own, other in zip(
            ("recall", "precision"), _shares(made, _own), _shares(made, _readability), strict=True
        ):
            name = f"{which} of the article"
            yield compared(
                "documents", name, "readability-lxml", [own], [other], unit="% of characters", more=True, note=note
            )


def _python_docx(data: bytes) -> list[str]:
    from docx import Document

    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def _pdfium(data: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


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
    """What the hostile set costs, each file in a program of its own, read as a folder is: seconds by the clock, memory of the program and of
    its largest child."""
    print("\nhostile file             KB  seconds  MB  MB child  outcome")
    with tempfile.TemporaryDirectory() as folder:
        for name, one in HOSTILE.items():
            data = one.make()
            (Path(folder) / name).write_bytes(data)
            command = [sys.executable, "-c", _READ_ONE, str(Path(folder) / name)]
            told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
            print(
                f"{name:21} {len(data) / 1024:6.0f} {told['seconds']:8.2f} {told['own']:4.0f} {told['child']:8.0f}  {told['outcome']}"
            )


_READ_ONE = """
import atexit, json, resource, sys, time
from pathlib import Path

told = {}

def tell():  # after the children have ended: what is registered first is done last
    told["child"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told["own"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if Path("/proc/self/status").exists():
        # There the other figure is at least what the program had that started this one.
        held = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
        told["own"] = int(held) / 1024
    print(json.dumps(told))

atexit.register(tell)
from scoring.documents import read_folder

started = time.perf_counter()
found = read_folder([Path(sys.argv[1])])
told["seconds"] = time.perf_counter() - started
codes = sorted({one.code for one in found.diagnostics if one.is_error})
read = f"read, {sum(len(one.text) for one in found.reports):,} characters" if found.reports else ""
told["outcome"] = "; ".join(filter(None, [read, *codes]))
"""


if __name__ == "__main__":
    main()
