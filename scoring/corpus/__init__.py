"""Scoring and comparing data sets that do not fit into memory, one year and group at a time."""
