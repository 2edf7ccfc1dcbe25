"""Synthetic reports: invented places, sentences and figures, written for this project."""
