"""scoring: facts out of 法治政府建设 annual reports, scores against a YAML rubric, evidence for every point."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def on_demand(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """What a package offers, imported when it is asked for: the `__getattr__` of `package`, by `modules` (module inside the package → the
    names that it gives, parted by blanks). A command that needs one room of a wide package does not import the others."""
    places = {name: module for module, names in modules.items() for name in names.split()}

    def get(name: str) -> Any:
        module = places.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
