"""Columns of a Parquet file as Python values. Texts are read as codes into the words that occur, which are few; nothing here loads pandas,
which pyarrow does for `pyarrow.array`, `to_numpy` and `read_table`, and which takes longer than all that is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray


def read_columns(path: Path, names: Iterable[str] | None = None) -> pyarrow.Table:
    """The columns called `names` (all without), every one in one piece, texts as codes. Raises ValueError for a file that is no Parquet."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    schema = parquet.read_schema(path)
    texts = [field.name for field in schema if field.type == arrow.string()]
    wanted = schema.names if names is None else list(names)
    return parquet.ParquetFile(path, read_dictionary=texts).read(columns=wanted, use_threads=False).combine_chunks()


def codes_of(column: pyarrow.ChunkedArray) -> tuple[NDArray[np.int32], list[Any]]:
    """A code per row, and what the codes stand for; code -1 stands for none, and the last of the values is None."""
    import numpy as np

    if column.num_chunks == 0 or not len(column):
        return np.empty(0, np.int32), [None]
    piece = column.chunk(0)
    if not hasattr(piece, "indices"):
        piece = piece.dictionary_encode()
    indices = piece.indices
    codes = _plain(indices, np.int32)
    there = _there(indices)
    return codes if there is None else np.where(there, codes, np.int32(-1)), [*piece.dictionary.to_pylist(), None]


def values_of(column: pyarrow.ChunkedArray, rows: NDArray[np.int64] | None = None) -> list[Any]:
    """The values of a column, or those in some of its rows."""
    import numpy as np

    if column.num_chunks and hasattr(column.chunk(0), "indices"):
        codes, words = codes_of(column)
        return [words[code] for code in (codes if rows is None else codes[rows]).tolist()]
    if rows is None or column.num_chunks != 1 or str(column.type) not in _NUMBERS:
        found: list[Any] = column.to_pylist()
        return found if rows is None else [found[row] for row in rows.tolist()]
    piece = column.chunk(0)
    there = _there(piece)
    values: list[Any] = _plain(piece, np.dtype(_NUMBERS[str(column.type)]))[rows].tolist()
    if there is None:
        return values
    return [value if has else None for value, has in zip(values, there[rows].tolist(), strict=True)]


def rows_with(table: pyarrow.Table, name: str, wanted: Iterable[str]) -> NDArray[np.int64]:
    """The rows whose column `name` holds one of some words."""
    import numpy as np

    codes, words = codes_of(table.column(name))
    asked = set(wanted)
    own = [code for code, word in enumerate(words) if word in asked]
    return np.flatnonzero(np.isin(codes, own)).astype(np.int64)


# Types whose values lie one behind the other in memory.
_NUMBERS = {"int64": "int64", "double": "float64"}


def _plain(piece: pyarrow.Array, kind: Any) -> NDArray[Any]:
    import numpy as np

    return np.frombuffer(piece.buffers()[1], kind)[piece.offset : piece.offset + len(piece)]


def _there(piece: pyarrow.Array) -> NDArray[np.bool_] | None:
    """Which rows have a value; None where all have."""
    import numpy as np

    valid = piece.buffers()[0]
    if valid is None or not piece.null_count:
        return None
    bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")
    return bits[piece.offset : piece.offset + len(piece)].astype(np.bool_)
