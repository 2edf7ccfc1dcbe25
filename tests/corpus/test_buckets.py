"""Rows dealt out by lot come back whole and in their order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as arrow
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.corpus.buckets import Buckets

_KEYS = st.sampled_from("abcdef")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(_KEYS, max_size=12), max_size=5),
    st.dictionaries(_KEYS, st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True)),
    st.integers(1, 8),
    st.sampled_from([0, 1 << 20]),
)
def test_every_lot_has_its_rows(tables: list[list[str]], lots: dict[str, list[int]], most: int, waiting: int) -> None:
    with TemporaryDirectory() as folder:
        buckets = Buckets(Path(folder) / "rows", 7, most)
        number = 0
        wanted: dict[int, list[tuple[str, int]]] = {lot: [] for lot in range(7)}
        with buckets.filled(waiting) as filler:
            for keys in tables:
                numbers = list(range(number, number + len(keys)))
                number += len(keys)
                rows = arrow.table({"key": arrow.array(keys, arrow.string()), "n": arrow.array(numbers, arrow.int64())})
                filler.add(rows, "key", lots)
                for key, place in zip(keys, numbers, strict=True):
                    for lot in lots.get(key, ()):
                        wanted[lot].append((key, place))
        assert len(list((Path(folder) / "rows").iterdir())) <= most
        for lot in range(7):
            rows = buckets.read(lot)
            found = [] if rows is None else [(row["key"], row["n"]) for row in rows.to_pylist()]
            # A report's rows stand together; which of two reports comes first is no matter.
            assert sorted(found) == sorted(wanted[lot])
            for key in "abcdef":
                mine = [place for name, place in found if name == key]
                assert mine == sorted(mine)
