"""`scoring rubric watch`: on every save, check and score again."""

from __future__ import annotations

import time
from typing import Any

import click

from scoring.cli.console import print_diagnostics
from scoring.cli.lazy import Command
from scoring.cli.rubric_on import keep, material_of, on_options
from scoring.cli.rubric_try import of_inputs, print_changes, print_moves
from scoring.messages.cli import EPILOG, HELP
from scoring.messages.workbench import SAID

# Seconds between two looks: a save is answered within two of them.
PAUSE = 0.2


@click.command("watch", cls=Command, help=HELP["rubric.watch"], epilog=EPILOG["rubric.watch"])
@click.argument("name", metavar="标准")
@on_options(required=True)
def watch(name: str, **options: Any) -> int:
    """Look at the file until Ctrl-C; that is the way to end it, so it returns 0."""
    from scoring import pipeline
    from scoring.workbench.watch import begin, step

    vocabulary = pipeline.load_vocabulary()
    material = material_of(**options)
    print_diagnostics(of_inputs(material.diagnostics))
    known = begin(name)
    print(SAID["watching"].format(path=known.path.as_posix()), flush=True)
    saves = -1
    try:
        while True:
            known, news = step(known, material, vocabulary)
            if news is not None:
                saves += 1
                tell(news, saves, len(known.scored.units) if known.scored is not None else 0)
                keep()
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        print(SAID["watch_end"].format(count=max(0, saves)))
    return 0


def tell(news: Any, saves: int, units: int) -> None:
    """Print what a save brought."""
    if saves:
        print(f"\n{SAID['watch_saved'].format(number=saves)}")
    print_diagnostics(news.diagnostics if saves else (*news.diagnostics, *of_inputs(news.beside)))
    if news.rubric is None:
        print(SAID["watch_wrong"], flush=True)
        return
    if news.moves is None:
        leaves = sum(1 for _ in news.rubric.leaves())
        points = f"{news.rubric.points:f}"
        print(SAID["watch_base"].format(leaves=leaves, points=points, units=units), flush=True)
        return
    print_changes(news.changes, nothing=SAID["watch_same"])
    if any(change.counts for change in news.changes):
        print_moves(news.moves, news.rubric.places, everything=False)
    print(end="", flush=True)
