"""Results and facts as CSV, Parquet and JSON with a schema."""

from __future__ import annotations

from scoring.exports.write import FORMATS, export_schema, write_exports

__all__ = ["FORMATS", "export_schema", "write_exports"]
