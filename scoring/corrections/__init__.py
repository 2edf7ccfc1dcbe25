"""What people changed after the engine: overrides of scores, corrected facts, corrected data of reports."""
