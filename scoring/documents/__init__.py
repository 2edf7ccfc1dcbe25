"""Documents in: one file per format → `Report` with metadata; a registry of readers; folders."""

from scoring.documents.folder import Documents, read_folder, sources_in
from scoring.documents.formats import FORMATS
from scoring.documents.held import Held, Source, read_source
from scoring.documents.read import MAX_BYTES, read_file

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
