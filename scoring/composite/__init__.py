"""Arithmetic of composite indices: weights from data, values against those of peers, means of score rates.

Numbers in, numbers out: knows nothing of rubrics, units or reports.
"""
