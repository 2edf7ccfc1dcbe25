"""A task at which workers died, and the search for the file that kills them.

When a worker dies the scheduler suspects everything that it had, so a suspect is done with nothing else under way: first the whole task, and if
workers die of it again, pieces of it, from the file that was begun last: one file, two, four … until a piece kills, then its halves. A file
that is found is refused and the task is done again; there may be more of them.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from scoring.scale.limits import CRASHED
from scoring.scale.types import Task

# How often a task may kill without a file being found.
_IN_VAIN = 2


class Piece(NamedTuple):
    """Files of a task, from the one at `start` to before the one at `stop`."""

    start: int
    stop: int


class Suspect:
    """One such task. `said` is the file that it told of last; `piece` is what is to be done next, None for the whole task."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.said = 0
        self._pieces: deque[Piece] = deque()
        self._in_vain = 0

    @property
    def piece(self) -> Piece | None:
        return self._pieces[0] if self._pieces else None

    def next(self) -> Task:
        """What is to be done next: the whole task, or a piece of it that writes nothing."""
        piece = self.piece
        if piece is None:
            self.said = 0
            return self.task
        return self.task._replace(files=self.task.files[piece.start : piece.stop], out="")

    def died(self) -> bool:
        """Workers died of what was to be done; whether the search can go on."""
        piece = self.piece
        if piece is None:
            self._in_vain += 1
            start, size = self.said, 1
            while start < len(self.task.files):
                self._pieces.append(Piece(start, min(start + size, len(self.task.files))))
                start, size = start + size, 2 * size
            return self._in_vain <= _IN_VAIN
        self._pieces.clear()
        if piece.stop - piece.start == 1:
            self._refuse(piece.start)
        else:
            half = (piece.start + piece.stop) // 2
            self._pieces += (Piece(piece.start, half), Piece(half, piece.stop))
        return True

    def lived(self) -> None:
        """A piece did no harm."""
        self._pieces.popleft()

    def _refuse(self, file: int) -> None:
        refused = {**dict(self.task.refused), self.task.files[file].shown: CRASHED}
        self.task = self.task._replace(refused=tuple(sorted(refused.items())))
        self._in_vain = 0
