"""The command as a process: closed pipes, narrow code pages."""

from __future__ import annotations

import os
import subprocess
import sys

SCORING = [sys.executable, "-c", "from scoring.cli.main import main; main()"]


def test_a_reader_that_has_gone_is_no_crash() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as pipe:
        done = subprocess.run([*SCORING, "--help"], stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b""
    assert done.returncode == 141


def test_a_code_page_without_the_characters_is_no_crash() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*SCORING, "--help"], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert b"score" in done.stdout
    wrong = subprocess.run([*SCORING, "scoer"], capture_output=True, env=environment, check=False)
    assert wrong.returncode == 2
    assert b"score" in wrong.stderr


def test_chinese_windows_console() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp936", "PYTHONUTF8": "0"}
    done = subprocess.run([*SCORING, "--help"], capture_output=True, env=environment, check=True)
    assert "用法: scoring" in done.stdout.decode("cp936")
