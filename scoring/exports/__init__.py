"""Results and facts as CSV, Parquet and JSON with a schema."""
