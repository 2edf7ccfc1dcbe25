"""Documents in: one file per format → `Report` with metadata; a registry of readers; folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import on_demand

if TYPE_CHECKING:
    from scoring.documents.folder import Documents, read_folder, sources_in
    from scoring.documents.formats import FORMATS
    from scoring.documents.held import Held, Source, read_source
    from scoring.documents.read import MAX_BYTES, read_file
else:
    __getattr__ = on_demand(
        __name__,
        {
            "folder": "Documents read_folder sources_in",
            "formats": "FORMATS",
            "held": "Held Source read_source",
            "read": "MAX_BYTES read_file",
        },
    )

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Documents",
    "Held",
    "Source",
    "read_file",
    "read_folder",
    "read_source",
    "sources_in",
]
