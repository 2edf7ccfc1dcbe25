"""LibreOffice as calculator: stored values poisoned first, then everything worked out anew, and compared with what was stored."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

POISON = "-987654.321"
# LibreOffice works files of other programs out anew only where told so (0 = always).
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
Values = dict[str, dict[str, object]]


def soffice() -> str:
    """LibreOffice's program; the test is skipped with a message where there is none, but never on the build machine."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    return program


def poisoned(path: Path, place: Path) -> int:
    """A copy of the workbook with a wrong number stored beside every formula; how many there are."""
    count = 0
    with ZipFile(path) as source, ZipFile(place, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = data.decode("utf-8")
                text, found = re.subn(
                    r'(<c r="[A-Z]+\d+"(?: s="\d+")?)(?: t="(?:str|b|e)")?>(<f>.*?</f>)<v>.*?</v>',
                    rf"\1>\2<v>{POISON}</v>",
                    text,
                )
                text, empty = re.subn(
                    r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="str">(<f>.*?</f>)<v/>', rf"\1>\2<v>{POISON}</v>", text
                )
                count += found + empty
                data = text.encode("utf-8")
            target.writestr(name, data)
    return count


def recalculated(path: Path, folder: Path) -> Values:
    """All values of the workbook after LibreOffice has worked it out anew, by sheet and cell."""
    program = soffice()
    profile = folder / "profile"
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    out = folder / "out"
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=240)
    return values_of(out / path.name)


def values_of(path: Path) -> Values:
    """All stored values that are not empty."""
    workbook = load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
        }
        for sheet in workbook
    }


def formulas_of(path: Path) -> dict[str, dict[str, str]]:
    """All formulas by sheet and cell."""
    workbook = load_workbook(path)
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        for sheet in workbook
    }


def differences(
    wanted: Values, found: Values, formulas: dict[str, dict[str, str]]
) -> list[tuple[str, str, object, object]]:
    """Formula cells whose values differ by more than 1e-9."""
    wrong: list[tuple[str, str, object, object]] = []
    for sheet, cells in formulas.items():
        for cell in cells:
            one, other = wanted[sheet].get(cell), found[sheet].get(cell)
            if isinstance(one, int | float) and isinstance(other, int | float):
                if abs(one - other) > 1e-9:
                    wrong.append((sheet, cell, one, other))
            elif one != other:
                wrong.append((sheet, cell, one, other))
    return wrong
