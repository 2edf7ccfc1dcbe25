"""Rows dealt out to files by lot, so that each lot is read in one go, whatever the order they come in.

A few hundred files at most, each of some successive lots; rows wait in memory only up to a limit. No sort is needed: that of a year's texts and facts
takes a data base more memory than it is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

MOST_FILES = 256
# Bytes of rows that wait to be written.
WAITING = 128 * 1024 * 1024
LOT = "lot"


class Buckets:
    """The files of one table in a folder: file k has the lots from k × `span` on. Rows of a lot stand in the order in which they came."""

    def __init__(self, folder: Path, lots: int, most: int = MOST_FILES) -> None:
        self._folder, self._lots, self._most = folder, lots, most
        self._span = max(1, -(-lots // most))
        self._read: tuple[int, pyarrow.Table] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process, without what was read here."""
        return Buckets, (self._folder, self._lots, self._most)

    @contextmanager
    def filled(self, waiting: int = WAITING) -> Iterator[_Filler]:
        """Takes rows meanwhile. What was taken can be read afterwards."""
        self._folder.mkdir(parents=True, exist_ok=True)
        filler = _Filler(self._folder, self._span, waiting)
        try:
            yield filler
        finally:
            filler.close()

    def read(self, lot: int) -> pyarrow.Table | None:
        """The rows of a lot; None where it has none. The file is kept in memory until a lot of another one is asked for."""
        import pyarrow as arrow
        import pyarrow.compute as compute

        number = lot // self._span
        if self._read is None or self._read[0] != number:
            self._read = None
            path = _path(self._folder, number)
            if not path.exists():
                return None
            with arrow.OSFile(str(path)) as file, arrow.ipc.open_stream(file) as stream:
                self._read = (number, stream.read_all())
        rows = self._read[1]
        return rows.filter(compute.equal(rows.column(LOT), lot))


class _Filler:
    def __init__(self, folder: Path, span: int, most: int) -> None:
        self._folder, self._span, self._most = folder, span, most
        self._writers: dict[int, Any] = {}
        self._waiting: dict[int, list[pyarrow.Table]] = {}
        self._held = 0

    def add(self, rows: pyarrow.Table, column: str, lots: Mapping[str, Sequence[int]]) -> None:
        """Take those of `rows` whose `column` is in `lots`, for each of its lots."""
        import numpy as np
        import pyarrow as arrow

        encoded = rows.column(column).combine_chunks().dictionary_encode()
        names = [lots.get(name, ()) for name in encoded.dictionary.to_pylist()]
        places = encoded.indices.to_numpy(zero_copy_only=False)
        for layer in range(max(map(len, names), default=0)):
            own = np.array([found[layer] if layer < len(found) else -1 for found in names], dtype=np.int64)[places]
            order = np.argsort(own, kind="stable")
            order = order[own[order] >= 0]
            if not len(order):
                continue
            taken = rows.take(arrow.array(order)).append_column(LOT, arrow.array(own[order]))
            buckets = own[order] // self._span
            starts = [0, *(np.flatnonzero(np.diff(buckets)) + 1).tolist(), len(buckets)]
            for start, stop in pairwise(starts):
                self._waiting.setdefault(int(buckets[start]), []).append(taken.slice(start, stop - start))
            self._held += taken.nbytes
        if self._held > self._most:
            self._write()

    def _write(self) -> None:
        import pyarrow as arrow

        for number, tables in sorted(self._waiting.items()):
            rows = arrow.concat_tables(tables)
            if number not in self._writers:
                options = arrow.ipc.IpcWriteOptions(compression="lz4")
                self._writers[number] = arrow.ipc.new_stream(
                    str(_path(self._folder, number)), rows.schema, options=options
                )
            self._writers[number].write_table(rows.combine_chunks())
        self._waiting, self._held = {}, 0

    def close(self) -> None:
        self._write()
        for writer in self._writers.values():
            writer.close()


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:05}.arrows"
