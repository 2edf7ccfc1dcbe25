"""Worker processes of this program: started alike, spoken to over pipes, ended whatever they do."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from {module} import main; main()"
# One thread per library: the workers share the processors among themselves.
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def start_process(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process that runs `main` of a module of this program; it reads from its stdin and answers on its stdout."""
    return subprocess.Popen(
        [sys.executable, "-c", _START.format(module=module), _ROOT, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_THREADS, **os.environ, "MALLOC_ARENA_MAX": "2"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def end_process(process: subprocess.Popen[bytes]) -> None:
    """End a worker process, whatever it does, and close what led to it and from it."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
