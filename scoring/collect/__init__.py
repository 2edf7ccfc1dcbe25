"""Which unit's report for which year is in which file: a checklist for the office, and its answer."""
