"""Entropy weights (熵权)."""

from __future__ import annotations

from collections.abc import Sequence


def entropy(matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """wⱼ = dⱼ ÷ Σ d with dⱼ = 1 + Σᵢ pᵢⱼ ln pᵢⱼ ÷ ln n and pᵢⱼ = xᵢⱼ ÷ Σᵢ xᵢⱼ (0 ln 0 = 0): columns that tell units apart weigh more.

    `matrix`: n ≥ 2 rows, entries 0 or more. A constant column (all zeros included) gets 0; all columns constant: all 0. Example:
    columns (1, 0) and (0.5, 0.5) → (1, 0). Raises ValueError for a negative entry or fewer than two rows.
    """
    import numpy as np

    figures = np.array(matrix, dtype=float)
    if figures.ndim != 2 or figures.shape[0] < 2 or bool((figures < 0).any()):
        raise ValueError("entropy weights need two rows or more, without negative figures")
    constant = figures.max(axis=0) - figures.min(axis=0) <= 1e-12
    sums = figures.sum(axis=0)
    parts = figures / np.where(sums > 0, sums, 1.0)
    logs = np.log(np.where(parts > 0, parts, 1.0))
    spread = 1.0 + (parts * logs).sum(axis=0) / np.log(figures.shape[0])
    spread = np.where(constant, 0.0, np.maximum(spread, 0.0))
    total = float(spread.sum())
    return tuple(float(value) / total if total else 0.0 for value in spread)
