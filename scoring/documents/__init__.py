"""Documents in: one file per format → `Report` with metadata; a registry of readers; folders."""

from scoring.documents.folder import Documents, read_folder
from scoring.documents.formats import FORMATS
from scoring.documents.read import MAX_BYTES, read_file

__all__ = ["FORMATS", "MAX_BYTES", "Documents", "read_file", "read_folder"]
