"""How many colours the style sheet has for dimensions (`.d0` to `.d9`); more dimensions begin again with the first."""

from __future__ import annotations

COLOURS = 10
