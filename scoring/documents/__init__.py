"""Documents in: one file per format → `Report` with metadata; a registry of readers; folders."""

from scoring.documents.folder import Documents, read_folder
from scoring.documents.read import MAX_BYTES, READERS, read_file

__all__ = ["MAX_BYTES", "READERS", "Documents", "read_file", "read_folder"]
