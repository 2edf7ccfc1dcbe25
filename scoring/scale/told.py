"""The diagnostics of this room."""

from __future__ import annotations

from scoring.errors import ERROR, Diagnostic
from scoring.messages.scale import HELP, MESSAGES


def told(code: str, file: str | None, *, severity: str = ERROR, **words: object) -> Diagnostic:
    """The diagnostic `code` of messages.scale about `file`."""
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code].format(**words), severity=severity)
