"""Make the pictures of the workbook's sheets in docs/pictures/ from the fixtures.

    .venv/bin/python docs/make_pictures.py

Needs LibreOffice (soffice) and poppler (pdftoppm, pdftotext). The first page of every sheet as it is printed, one PNG each.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring import pipeline
from scoring.messages.workbook import GUIDE, SHEETS
from scoring.workbook import write_workbook

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
REPORTS = ROOT / "fixtures" / "reports"
RESOLUTION = 64
PROGRAMS = ("soffice", "pdftoppm", "pdftotext")


def main() -> int:
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if absent:
        print(f"not installed: {', '.join(absent)}", file=sys.stderr)
        return 1
    rubric, _ = pipeline.load_rubric("county")
    run = pipeline.score([REPORTS / "2024"], rubric, previous=[REPORTS / "2023"])
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(run, folder / "workbook.xlsx", run_id="example")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*command, str(folder / "workbook.xlsx")], check=True, capture_output=True, timeout=300)
        for key, page in first_pages(folder / "workbook.pdf").items():
            place = PICTURES / f"workbook-{key}"
            command = ["pdftoppm", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
            subprocess.run([*command, str(folder / "workbook.pdf"), str(place)], check=True)
            smaller(place.with_suffix(".png"))
            print(f"{place.name}.png  {place.with_suffix('.png').stat().st_size // 1024} KB")
    return 0


def smaller(picture: Path) -> None:
    """The picture with 48 colours, which is enough for text on fills."""
    from PIL import Image

    with Image.open(picture) as image:
        few = image.convert("RGB").quantize(48, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def first_pages(pdf: Path) -> dict[str, int]:
    """The first page of each sheet, by the sheet's name in the page's first line."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout.decode("utf-8")
    # Nobody reads or prints the intermediate figures.
    names = {title: key for key, title in SHEETS.items() if key != "calculation"} | {GUIDE["title"]: "guide"}
    found: dict[str, int] = {}
    for number, page in enumerate(text.split("\f"), start=1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        for line in (*lines[:1], *lines[-4:]):
            key = names.get(line)
            if key is not None:
                found.setdefault(key, number)
                break
    return found


if __name__ == "__main__":
    sys.exit(main())
