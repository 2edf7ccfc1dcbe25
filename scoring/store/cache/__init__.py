"""What was read of files, kept from one command to the next: the same bytes are not parsed or read a second time.

cache         what the rooms above use: reports and facts, kept or read
answers       what child processes made of bytes
report_codec · fact_codec   reports and facts as bytes and back, and what they hang on
programs      hashes of the parts of this program that read
store         entries with digests, written in batches, thrown away by age
sqlite · local · lock       the file, and what its faults mean
check         what is in it, throwing away, looking it through
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import on_demand

if TYPE_CHECKING:
    from scoring.store.cache.cache import Cache, resting
    from scoring.store.cache.sqlite import FILE, FOLDER
    from scoring.store.cache.store import LIMIT
else:
    __getattr__ = on_demand(
        __name__,
        {
            "cache": "Cache resting",
            "sqlite": "FILE FOLDER",
            "store": "LIMIT",
        },
    )

__all__ = ["FILE", "FOLDER", "LIMIT", "Cache", "resting"]
