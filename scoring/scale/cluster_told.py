"""The diagnostics of work on several machines."""

from __future__ import annotations

from scoring.errors import Diagnostic
from scoring.messages.cluster import HELP, MESSAGES


def told(code: str, file: str | None, **words: object) -> Diagnostic:
    """The diagnostic `code` of messages.cluster about `file`."""
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code].format(**words))
