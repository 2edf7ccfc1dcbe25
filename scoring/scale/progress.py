"""How far a run over many files is: done of all, how many a second, how long it will take. Only the clock that never jumps is asked."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from scoring.scale.types import Receipt, Step

# The rate is that of the last minute or so: what is read changes on the way.
_WINDOW = 60.0


@dataclass(slots=True)
class Progress:
    """Counts of a run: `total` files (None: not known yet), `done` of them, `reports`, `errors` and `reused` files of parts that were there.
    `shown` is called after each change."""

    total: int | None = None
    shown: Callable[[Progress], None] | None = None
    clock: Callable[[], float] = time.monotonic
    reports: int = 0
    errors: int = 0
    reused: int = 0
    _complete: int = 0
    _open: dict[int, int] = field(default_factory=dict)
    _marks: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def done(self) -> int:
        """Files that have been read; those under way do not count."""
        return self._complete + sum(self._open.values())

    def step(self, step: Step) -> None:
        """A worker begins a file: those of its task before it are done."""
        self._open[step.number] = step.file
        self._changed()

    def receipt(self, receipt: Receipt, files: int) -> None:
        """A task of so many files is done."""
        self._open.pop(receipt.number, None)
        self._complete += files
        self.reports += receipt.reports
        self.errors += receipt.errors
        self.reused += files if receipt.reused else 0
        self._changed()

    def advance(self) -> None:
        """One more file is done, where there are no tasks."""
        self._complete += 1
        self._changed()

    def rate(self) -> float | None:
        """Files a second of late; None where that cannot be told yet."""
        if len(self._marks) < 2:
            return None
        (begun, before), (now, done) = self._marks[0], self._marks[-1]
        return (done - before) / (now - begun) if now > begun and done > before else None

    def left(self) -> float | None:
        """Seconds until the end, as the rate of late tells."""
        rate = self.rate()
        if rate is None or self.total is None:
            return None
        return max(0, self.total - self.done) / rate

    def _changed(self) -> None:
        now = self.clock()
        # A mark a second is enough to tell a rate.
        if not self._marks or now - self._marks[-1][0] >= 1.0:
            self._marks.append((now, self.done))
            while now - self._marks[0][0] > _WINDOW:
                self._marks.popleft()
        if self.shown is not None:
            self.shown(self)
