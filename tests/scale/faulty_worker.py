"""Faults of workers on other machines: loaded into a worker by `dask worker --preload faulty_worker`, named in FAULT."""

from __future__ import annotations

import os
import signal
from typing import Any

from scoring.scale import hand

_do, _about = hand.do, hand.about
KILLER = "毒"


def _killed(record: dict[str, Any], kind: str, topic: str, sure: bool) -> dict[str, Any]:
    """A file that takes the whole worker with it."""
    refused = {shown for shown, _ in record["refused"]}
    if any(KILLER in file[0] and file[0] not in refused for file in record["files"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return _do(record, kind, topic, sure)


def _other_version() -> dict[str, str]:
    found = _about()
    return {**found, "engine": "0.0.7", "environment": found["environment"].replace("lxml ", "lxml 1.0 of ")}


if os.environ.get("FAULT") == "kill":
    hand.do = _killed
if os.environ.get("FAULT") == "version":
    hand.about = _other_version
