"""The formulas that tie the sheets together. Each stands beside the engine's value, so that a program which does not calculate shows the same."""
