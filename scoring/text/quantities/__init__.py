"""The numeral reader for Chinese official prose. Knows nothing of measures."""

from scoring.text.quantities.reader import read, read_values
from scoring.text.quantities.types import ACCEPTED, REJECTED, Quantity

__all__ = ["ACCEPTED", "REJECTED", "Quantity", "read", "read_values"]
