"""CRITIC weights: contrast and conflict between columns."""

from __future__ import annotations

from collections.abc import Sequence


def critic(matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """wⱼ = cⱼ ÷ Σ c with cⱼ = σⱼ × Σₖ (1 − rⱼₖ): σ the standard deviation (divisor n − 1) of the column after min-max, r Pearson's
    correlation, k over the columns that vary.

    `matrix`: n ≥ 2 rows; more is better in every column (turn those of the other polarity first). A constant column gets 0 and takes
    no part in the others' sums, so that it never makes them undefined. One varying column alone gets 1 (its sum is empty), and so do
    columns that all run exactly together share equally. All constant: all 0. Raises ValueError for fewer than two rows.
    """
    import numpy as np

    figures = np.array(matrix, dtype=float)
    if figures.ndim != 2 or figures.shape[0] < 2:
        raise ValueError("CRITIC weights need two rows or more")
    width = figures.max(axis=0) - figures.min(axis=0)
    varying = np.flatnonzero(width > 1e-12)
    found = np.zeros(figures.shape[1])
    if varying.size:
        scaled = (figures[:, varying] - figures[:, varying].min(axis=0)) / width[varying]
        deviation = scaled.std(axis=0, ddof=1)
        correlation = np.atleast_2d(np.corrcoef(scaled, rowvar=False))
        conflict = (1.0 - correlation).sum(axis=1) if varying.size > 1 else np.ones(1)
        content = deviation * np.maximum(conflict, 0.0)
        # Columns that all say the same hold no conflict at all: then none of them is preferred.
        content = content if float(content.sum()) > 1e-9 else np.ones(varying.size)
        found[varying] = content / content.sum()
    return tuple(float(value) for value in found)
