"""The collector of cycles, seldom: scoring makes millions of objects and no cycles, so that looking for them took a fifth of the time. Writing a
workbook does make cycles: it is collected after each (`making`)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 50, 1000)


@contextmanager
def seldom() -> Iterator[None]:
    """What is there already is left alone meanwhile (the roll of a million reports); what comes is looked at seldom."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
