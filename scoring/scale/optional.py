"""Libraries that are needed only for work on several machines, and may not be installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from scoring.errors import ScoringError
from scoring.scale.cluster_told import told


def library(name: str) -> Any:
    """The module of that name. Raises ScoringError (cluster-not-installed) where it is not installed."""
    if find_spec(name.partition(".")[0]) is None:
        raise ScoringError([told("cluster-not-installed", None, name=name.partition(".")[0])])
    return import_module(name)
