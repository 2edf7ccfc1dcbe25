"""The built wheel carries everything: `scoring demo` works from it in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment with the wheel; what it depends on is borrowed from the one we run in."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet")
    _run(*pip, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder, root, cwd=folder)
    (wheel,) = folder.glob("scoring-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    _run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    own = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    # A path in a .pth file comes after the environment's own packages, and .pth files in it are not followed.
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_demo_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    python = installed / Path(sys.executable).name
    where = _run(python, "-c", "import scoring; print(scoring.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    printed = _run(installed / "scoring", "demo", cwd=tmp_path)
    assert "已写出: reports_out/demo.xlsx" in printed
    assert sorted(path.name for path in (tmp_path / "reports_out").iterdir()) == ["demo.json", "demo.xlsx"]


def test_what_travels(installed: Path, root: Path, tmp_path: Path) -> None:
    python = installed / Path(sys.executable).name
    code = "import scoring.resources as r; print(r.rubrics_folder(), r.fixture_reports_folder(), sep='\\n')"
    rubrics, reports = (Path(line) for line in _run(python, "-c", code, cwd=tmp_path).splitlines())
    for ours, theirs in ((root / "rubrics", rubrics), (root / "fixtures" / "reports", reports)):
        assert _files(ours) == _files(theirs)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
