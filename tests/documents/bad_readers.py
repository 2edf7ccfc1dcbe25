"""Readers that misbehave, for the tests of isolation. Loaded by the child process."""

from __future__ import annotations

import os
import sys
import time

from scoring.documents.content import Content, Unreadable

TEXT = "青柳县坚持依法行政，办理案件三十件。\n"


def good(data: bytes) -> Content:
    return Content(TEXT + str(len(data)), "utf-8", (0, 3), ("flag",), "made")


def process(_: bytes) -> Content:
    return Content(str(os.getpid()), "utf-8")


def refuse(_: bytes) -> Content:
    raise Unreadable("damaged-file", reason="试验")


def fail(_: bytes) -> Content:
    raise KeyError("missing part")


def hang(_: bytes) -> Content:
    while True:
        time.sleep(1)


def spin(_: bytes) -> Content:
    while True:
        pass


def crash(_: bytes) -> Content:
    os.abort()


def leave(_: bytes) -> Content:
    os._exit(0)


def eat(_: bytes) -> Content:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def swell(_: bytes) -> Content:
    """Holds more than a child should keep, and answers."""
    global _held
    _held = bytearray(b"x") * (320 * 1024 * 1024)
    return Content(str(os.getpid()), "utf-8")


_held = bytearray()


def chatter(_: bytes) -> Content:
    """Prints where a careless library would."""
    print("noise", flush=True)
    os.write(1, b"noise")
    print("noise", file=sys.stderr, flush=True)
    return Content(TEXT, "utf-8")
