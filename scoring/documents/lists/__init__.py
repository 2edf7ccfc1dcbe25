"""Lists of reports: spreadsheets, CSV, JSON, JSON lines and Parquet that hold one report per row."""
