"""Weights from principal components."""

from __future__ import annotations

from collections.abc import Sequence

# Components that explain less than one column does are noise (Kaiser).
_LEAST_EIGENVALUE = 1.0 - 1e-9


def pca(matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """wⱼ in proportion to Σₖ λₖ vⱼₖ² over the components k of the correlation matrix with eigenvalue λₖ ≥ 1 (vₖ of length 1): the
    variance of column j that the kept components carry.

    `matrix`: n ≥ 2 rows. A constant column gets 0; one varying column gets 1; all constant: all 0. Signs and the order of components
    of equal eigenvalue do not matter, as squares are added. Raises ValueError for fewer than two rows.
    """
    import numpy as np

    figures = np.array(matrix, dtype=float)
    if figures.ndim != 2 or figures.shape[0] < 2:
        raise ValueError("weights from principal components need two rows or more")
    varying = np.flatnonzero(figures.max(axis=0) - figures.min(axis=0) > 1e-12)
    found = np.zeros(figures.shape[1])
    if varying.size == 1:
        found[varying] = 1.0
    elif varying.size:
        correlation = np.corrcoef(figures[:, varying], rowvar=False)
        values, vectors = np.linalg.eigh(correlation)
        kept = values >= _LEAST_EIGENVALUE
        carried = (vectors[:, kept] ** 2 * values[kept]).sum(axis=1)
        found[varying] = carried / carried.sum()
    return tuple(float(value) for value in found)
