"""Reading scans: characters and figures right, seconds per page and memory, beside tesseract on the same pictures in the same run.

    python benchmarks/ocr.py [--dpi 150] [--look PNG]

Needs the extra `ocr`, a Chinese font, and for the other column `tesseract` with chi_sim. The scans are made from the fixture reports
(fixtures/documents/made_scan.py: askew, noise, red seal). Ours is the whole way of a page, engine, layout and doubts; tesseract gets
the red channel at 200 dpi, psm 3, as it reads best. Truth is what was printed; blanks aside, signs in their half-width form, by number
and not by order (cells of several lines are put together). `--look` writes one page with its text, doubts in red, beside the scan.
"""

from __future__ import annotations

import argparse
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures" / "documents"))

from frame import Found, NotRun, compared, cpu, missing  # noqa: E402
from made_layout import Page, laid_out  # noqa: E402
from made_model import NAMES, TITLE, read_blocks  # noqa: E402
from made_scan import font, scanned  # noqa: E402

from scoring.documents.ocr_engine import Sheet, read_sheet  # noqa: E402
from scoring.documents.ocr_layout import level, skew, text_of  # noqa: E402

_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_OTHERS_DPI = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dpi", type=int, default=150, help="of the scans that we read (default: 150)")
    parser.add_argument("--look", type=Path, help="write a page with its text to this PNG")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {len(NAMES)} reports")
    first = scanned(read_blocks(NAMES[1]), dpi=arguments.dpi)[0]
    ours(first)
    if arguments.look:
        look(first, arguments.look)
    measure("ours", ours, arguments.dpi)
    if shutil.which("tesseract"):
        measure("tesseract", tesseract, _OTHERS_DPI)
    else:
        print("tesseract is not here")
    print(f"memory, this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def ours(picture: Image.Image) -> tuple[str, int]:
    """The text, and the number of characters said to be doubtful."""
    found = text_of(read_sheet(np.asarray(picture)))
    return found.text, sum(end - start for start, end in found.doubtful)


def tesseract(picture: Image.Image) -> tuple[str, int]:
    """What tesseract makes of the red channel."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        picture.getchannel("R").save(path, dpi=(_OTHERS_DPI, _OTHERS_DPI))
        command = ["tesseract", str(path), "-", "-l", "chi_sim", "--psm", "3"]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout, 0


class Marks(NamedTuple):
    """How one reader did on pages of one kind; seconds by the clock and of CPU, page by page."""

    right: int
    total: int
    figures: int
    wanted: int
    doubts: int
    seconds: list[float]
    used: list[float]


def measure(title: str, read: Callable[[Image.Image], tuple[str, int]], dpi: int) -> None:
    """Prints one reader's line for sharp and for blurred pages."""
    for kind in ("sharp", "blurred"):
        one = marked(read, dpi, kind == "blurred", NAMES)
        print(
            f"{title:10} {dpi} dpi {kind:8} {len(one.seconds)} pages: characters {100 * one.right / one.total:.2f} %, figures {one.figures}/{one.wanted}, "
            f"doubtful {one.doubts}, {sum(one.seconds) / len(one.seconds):.2f} s/page"
        )


def marked(read: Callable[[Image.Image], tuple[str, int]], dpi: int, blur: bool, names: Iterable[str]) -> Marks:
    """One reader on the scans of the reports named."""
    right = total = figures = wanted = doubts = 0
    seconds, used = [], []
    for name in names:
        blocks = read_blocks(name)
        title_text = next(block.text for block in blocks if block.kind == TITLE)
        printed = laid_out(blocks, head=title_text)
        blurred = range(1, len(printed) + 1) if blur else ()
        for page, picture in zip(printed, scanned(blocks, dpi=dpi, blurred=tuple(blurred)), strict=True):
            started, before = time.perf_counter(), cpu()
            text, unsure = read(picture)
            seconds.append(time.perf_counter() - started)
            used.append(cpu() - before)
            truth, found = Counter(_bare(_words(page))), Counter(_bare(text))
            right, total = right + (truth & found).total(), total + truth.total()
            stated, read_figures = _figures(_words(page)), _figures(text)
            figures, wanted = figures + (stated & read_figures).total(), wanted + stated.total()
            doubts += unsure
    return Marks(right, total, figures, wanted, doubts, seconds, used)


def rows(quick: bool) -> Iterable[Found]:
    """Part of `make bench`: sharp and blurred pages beside tesseract."""
    reason = missing("rapidocr") or ("" if shutil.which("tesseract") else "tesseract is not on the PATH")
    reason = reason or ("" if font() else "no Chinese font to print pages with")
    if reason:
        yield NotRun("ocr", "scans beside tesseract", reason)
        return
    names = NAMES[1:2] if quick else NAMES[:1]
    ours(scanned(read_blocks(NAMES[1]), dpi=150)[0])
    for kind in ("sharp",) if quick else ("sharp", "blurred"):
        own = marked(ours, 150, kind == "blurred", names)
        other = marked(tesseract, _OTHERS_DPI, kind == "blurred", names)
        note = f"{len(own.seconds)} {kind} pages; ours at 150 dpi, tesseract at {_OTHERS_DPI}"
        yield compared("ocr", f"CPU, {kind}", "tesseract", own.used, other.used, unit="s a page", note=note)
        for what, mine, theirs in (
            ("characters right", own.right / own.total, other.right / other.total),
            ("figures right", own.figures / own.wanted, other.figures / other.wanted),
        ):
            yield compared("ocr", f"{what}, {kind}", "tesseract", [100 * mine], [100 * theirs], unit="%", more=True)


def _words(page: Page) -> str:
    return "\n".join(text.text for text in page.texts)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("—", "-").replace("“", '"').replace("”", '"')
    return "".join(folded.split())


def _figures(text: str) -> Counter[str]:
    # Blanks inside words are tesseract's manner; between lines and cells nothing is joined.
    lines = (re.sub(r"(?<=\S) (?=\S)", "", unicodedata.normalize("NFKC", line)) for line in text.splitlines())
    return Counter(found for line in lines for found in _FIGURE.findall(line))


def look(picture: Image.Image, path: Path) -> None:
    """Writes the scan beside the text that was read, each line where it stands, doubts in red; boxes on the scan."""
    sheet = read_sheet(np.asarray(picture))
    left = Image.fromarray(sheet.pixels).convert("RGB")
    right = Image.new("RGB", left.size, "white")
    _draw_lines(sheet, ImageDraw.Draw(left), ImageDraw.Draw(right))
    both = Image.new("RGB", (left.width * 2, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    both.save(path)


def _draw_lines(sheet: Sheet, scan: ImageDraw.ImageDraw, page: ImageDraw.ImageDraw) -> None:
    name = font()
    assert name is not None
    angle = skew(sheet.lines)
    for line in sheet.lines:
        scan.polygon([*line.corners], outline=(0, 90, 200))
        flat = level(line, angle, sheet.pixels.shape)
        # Level lines are in points.
        scale = 150 / 72
        size = round((flat.corners[3][1] - flat.corners[0][1]) * scale * 0.75)
        face = ImageFont.truetype(name, max(size, 8), index=2 if name.endswith(".ttc") else 0)
        for glyph in flat.glyphs:
            unsure = glyph.score < 0.8 and glyph.text.isalnum()
            colour = (220, 0, 0) if unsure else (0, 0, 0)
            page.text((glyph.x * scale, glyph.y * scale), glyph.text, font=face, fill=colour, anchor="mm")


if __name__ == "__main__":
    main()
