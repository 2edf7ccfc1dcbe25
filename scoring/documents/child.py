"""The child process that parses: bytes in, text out, nothing shared with the parent but two pipes.

A request is the lengths of two parts and the parts: the reader ("module:function", perhaps with ":argument") and the file's bytes. An answer is a length
and JSON: never a pickle, because what comes back may have passed through a parser that a crafted file has taken over.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, NamedTuple

from scoring.documents.content import Unreadable
from scoring.documents.limits import limit_memory, limit_seconds, rest

REQUEST = struct.Struct(">IQ")
ANSWER = struct.Struct(">Q")


def main() -> None:
    """Answer requests until the parent closes its end. Arguments of the process: memory in bytes, seconds of CPU per file."""
    requests, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(int(sys.argv[-2]))
    while True:
        head = requests.read(REQUEST.size)
        if len(head) < REQUEST.size:
            return
        name, length = REQUEST.unpack(head)
        reader = requests.read(name).decode("utf-8")
        data = requests.read(length)
        if len(data) < length:
            return
        limit_seconds(float(sys.argv[-1]))
        answer, spent = _answer(reader, data)
        rest()
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()
        if spent:
            return


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Our ends of the two pipes, out of the reach of a library that prints: descriptors 0, 1 and 2 lead nowhere."""
    if sys.platform == "win32":
        import msvcrt

        # Copies take over how the system translates line ends.
        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return requests, answers


def _answer(reader: str, data: bytes) -> tuple[bytes, bool]:
    """The answer, and whether this process should end after it (its memory is used up)."""
    try:
        return _packed(_call(reader, data)._asdict()), False
    except Unreadable as error:
        return _packed({"code": error.code, "fields": error.fields}), False
    except MemoryError:
        return _packed({"code": "too-much-memory", "fields": {}}), True
    except Exception as error:
        # Whatever a parser of a damaged file throws is that file's diagnostic; the others go on.
        return _packed({"code": "damaged-file", "fields": {"reason": f"解析出错：{type(error).__name__}"}}), False


def _call(name: str, data: bytes) -> NamedTuple:
    """What the reader "module:function", or "module:function:argument" with a text of its own, makes of the bytes."""
    module, function, *argument = name.split(":", 2)
    reader: Callable[..., NamedTuple] = getattr(import_module(module), function)
    return reader(data, *argument)


def _packed(answer: dict[str, object]) -> bytes:
    return json.dumps(answer, ensure_ascii=True).encode("ascii")
