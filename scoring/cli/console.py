"""What the commands print with: standard output for results, standard error for everything said about them."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scoring.errors import Diagnostic, render
from scoring.messages.cli import TEXT
from scoring.messages.scale import PROGRESS

if TYPE_CHECKING:
    import rich.progress
    from rich.console import Console

    from scoring.scale.progress import Progress
    from scoring.text.report import Report

# A table that goes to a file or a pipe is not squeezed into 80 columns.
PIPE_WIDTH = 160

# From how many reports on a progress bar is worth showing.
MANY = 50

# Seconds between two states of a bar, and between two lines where nobody is watching.
REDRAW, LINE_EVERY = 0.1, 30.0


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
    """The reports, with a bar on standard error while they pass if there are many."""
    if len(reports) < MANY:
        return reports
    return _tracked(reports)


def _tracked(reports: Sequence[Report]) -> Iterator[Report]:
    from scoring.scale.progress import Progress

    with Bar(TEXT["reading"]) as bar:
        progress = Progress(len(reports), bar.show)
        for report in reports:
            yield report
            progress.advance()


class Bar:
    """How far something is, on standard error: a bar that is gone afterwards where a person is watching, else a line now and then."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._last = time.monotonic()
        self._rich: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bars

            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[words]}"))
            self._rich = Bars(*columns, console=Console(stderr=True), transient=True)
            self._task = self._rich.add_task(self._title, total=None, words="")
            self._rich.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._rich is not None:
            self._rich.stop()

    def show(self, progress: Progress) -> None:
        """Show how far it is now; more often than a person can read it, nothing is done."""
        now = time.monotonic()
        if now - self._last < (REDRAW if self._rich is not None else LINE_EVERY):
            return
        self._last = now
        if self._rich is not None and self._task is not None:
            self._rich.update(self._task, total=progress.total, completed=progress.done, words=words_of(progress))
        else:
            say(f"{self._title} {words_of(progress)}")


def words_of(progress: Progress) -> str:
    """How far something is: done of all, how many a second, how long it will take, how many could not be read."""
    rate, left = progress.rate(), progress.left()
    parts = [
        PROGRESS["done"].format(
            done=progress.done, total=PROGRESS["some"] if progress.total is None else progress.total
        )
    ]
    if rate is not None:
        parts.append(PROGRESS["rate"].format(rate=f"{rate:.3g}" if rate < 100 else f"{rate:.0f}"))
    if left is not None:
        parts.append(PROGRESS["left"].format(left=_duration(left)))
    if progress.errors:
        parts.append(PROGRESS["errors"].format(errors=progress.errors))
    return PROGRESS["join"].join(parts)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return PROGRESS["hours"].format(hours=hours, minutes=minutes)
    return (
        PROGRESS["minutes"].format(minutes=minutes, seconds=rest)
        if minutes
        else PROGRESS["seconds"].format(seconds=rest)
    )
