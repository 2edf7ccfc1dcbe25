"""Make the pictures of the workbook's sheets and of the pages in docs/pictures/ from the fixtures.

    .venv/bin/python docs/make_pictures.py

Needs LibreOffice (soffice), poppler (pdftoppm, pdftotext) and Chromium. The first page of every sheet as it is printed, the overview page and one
evidence page, one PNG each.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring import pipeline
from scoring.messages.workbook import GUIDE, SHEETS
from scoring.pages import write_pages
from scoring.tables.links import OVERVIEW
from scoring.workbook import write_workbook

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
REPORTS = ROOT / "fixtures" / "reports"
RESOLUTION = 64
PROGRAMS = ("soffice", "pdftoppm", "pdftotext", "chromium")
WINDOW = "1200,900"


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
        write_pages(run, folder / "pages")
        evidence = next(path for path in sorted((folder / "pages").glob("*.html")) if path.name != OVERVIEW)
        for key, page in (("overview", folder / "pages" / OVERVIEW), ("evidence", evidence)):
            shoot(page, PICTURES / f"page-{key}.png", folder / "browser")
    return 0


def shoot(page: Path, picture: Path, profile: Path) -> None:
    """The top of a page as Chromium shows it."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    options = [f"--window-size={WINDOW}", "--hide-scrollbars", f"--screenshot={picture}"]
    subprocess.run([*command, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    smaller(picture)
    print(f"{picture.name}  {picture.stat().st_size // 1024} KB")


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
