"""What the commands print with: standard output for results, standard error for everything said about them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from scoring.errors import Diagnostic, render
from scoring.messages.cli import TEXT

if TYPE_CHECKING:
    from rich.console import Console

    from scoring.text.report import Report

# A table that goes to a file or a pipe is not squeezed into 80 columns.
PIPE_WIDTH = 160

# From how many reports on a progress bar is worth showing.
MANY = 50


def prepare_streams() -> None:
    """Never fail on a character that the terminal's code page lacks (cp936 on Windows): print a substitute."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def console() -> Console:
    """A rich console on standard output."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, soft_wrap=False)


def say(text: str) -> None:
    """One line to standard error."""
    print(text, file=sys.stderr)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> bool:
    """Print every diagnostic to standard error, and how many there were. True if there was an error among them."""
    found = list(diagnostics)
    for diagnostic in found:
        say(render(diagnostic))
    errors = sum(diagnostic.is_error for diagnostic in found)
    if found:
        say(TEXT["diagnostics"].format(errors=errors, warnings=len(found) - errors))
    return errors > 0


def json_line(value: Any, indent: int | None = None) -> str:
    """`value` as JSON, in Chinese where the output can carry it and escaped where its encoding could lose something."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
    return json.dumps(value, ensure_ascii=not unicode, indent=indent)


def track(reports: Sequence[Report]) -> Iterable[Report]:
    """The reports, with a bar on standard error while they pass if there are many and a person is watching."""
    if len(reports) < MANY or not sys.stderr.isatty():
        return reports
    from rich.console import Console
    from rich.progress import track as bar

    return bar(reports, TEXT["reading"], console=Console(stderr=True), transient=True)
