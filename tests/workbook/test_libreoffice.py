"""LibreOffice opens the workbook and finds the same values in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sample_run import make_run

from scoring.workbook import write_workbook


@pytest.mark.acceptance
def test_libreoffice_reads_the_same_values(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "结果.xlsx"
    write_workbook(make_run(), path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    ours, theirs = load_workbook(path), load_workbook(out / path.name)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    # What formulas come to is compared where runs are the engine's own.
                    continue
                other = theirs[sheet.title][cell.coordinate].value
                assert other == pytest.approx(cell.value) if isinstance(cell.value, float) else other == cell.value
