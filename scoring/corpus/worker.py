"""A worker process of `workers`: a function and a thing in, a result out. It ends when the one who started it is gone, also in mid-work."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
import traceback
from typing import IO, Any

from scoring.corpus.seldom import seldom
from scoring.corpus.workers import DONE, MISTAKE, OS, OUTPUT, READY, TOLD, frames, write_frame
from scoring.errors import OutputError, ScoringError


def main() -> None:
    """Do what is asked until the parent closes its end."""
    requests, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, asked), daemon=True).start()
    _say(answers, READY)
    path, function = "", None
    with seldom():
        while True:
            wanted, thing = pickle.loads(asked.get())
            if wanted != path:
                path, function = wanted, None
                with open(path, "rb") as file:
                    function = pickle.load(file)
            _answer(answers, function, pickle.loads(thing))


def _answer(answers: IO[bytes], function: Any, thing: Any) -> None:
    try:
        result = function(thing)
    except OSError as error:
        _say(answers, OS, (error.errno, error.strerror or str(error)))
    except OutputError as error:
        _say(answers, OUTPUT, error.diagnostics)
    except ScoringError as error:
        _say(answers, TOLD, error.diagnostics)
    except Exception:
        # A mistake of the program: the parent shows it.
        _say(answers, MISTAKE, traceback.format_exc())
    else:
        _say(answers, DONE, result)


def _say(answers: IO[bytes], kind: str, about: Any = None) -> None:
    write_frame(answers, pickle.dumps((kind, about), pickle.HIGHEST_PROTOCOL))


def _listen(requests: IO[bytes], asked: queue.SimpleQueue[bytes]) -> None:
    for data in frames(requests):
        asked.put(data)
    # The parent is gone, or wants no more: whatever is under way is of no use to anybody.
    os._exit(0)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Our ends of the two pipes, out of the reach of a library that prints."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return requests, answers
