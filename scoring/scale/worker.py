"""A worker process: tasks in, steps and receipts out, one JSON object a line. It ends when the one who started it is gone, also in mid-task."""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import traceback
from typing import Any, BinaryIO

from scoring.errors import ScoringError
from scoring.scale.types import Step, receipt_record, task_of
from scoring.scale.work import WORKS


def main() -> None:
    """Answer tasks until the parent closes its end. The last argument of the process names the work (`work.WORKS`)."""
    requests, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = WORKS[sys.argv[-1]]
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, tasks), daemon=True).start()

    def say(about: dict[str, Any]) -> None:
        answers.write(json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n")
        answers.flush()

    def step(one: Step) -> None:
        say({"step": one.file})

    say({"ready": True})
    while True:
        task = task_of(json.loads(tasks.get()))
        try:
            receipt = work(task, step)
        except OSError as error:
            say({"os": [error.errno, error.strerror or str(error)]})
        except ScoringError as error:
            say({"told": [one.code for one in error.diagnostics]})
        except Exception:
            # A mistake of the program: the parent shows it.
            say({"mistake": traceback.format_exc()})
        else:
            say(
                {
                    "receipt": receipt_record(receipt),
                    "seconds": receipt.seconds,
                    "reused": receipt.reused,
                    "cut": receipt.cut,
                }
            )


def _listen(requests: BinaryIO, tasks: queue.SimpleQueue[bytes]) -> None:
    for line in requests:
        tasks.put(line)
    # The parent is gone, or wants no more: whatever is under way is of no use to anybody.
    os._exit(0)


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Our ends of the two pipes, out of the reach of a library that prints."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return requests, answers
