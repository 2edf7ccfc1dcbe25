"""`scoring rubric diff` and `what-if`: what differs between two rubrics, and whom it moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.console import console, print_diagnostics, say
from scoring.cli.lazy import Command
from scoring.cli.rubric_on import keep, kept_of, material_of, on_options, resting
from scoring.cli.tables import print_table
from scoring.errors import WARNING, Diagnostic, RubricError
from scoring.messages.cli import EPILOG, HELP, TEXT
from scoring.messages.workbench import HELP as REMEDIES
from scoring.messages.workbench import MESSAGES, SAID

if TYPE_CHECKING:
    from scoring.rubric.types import Rubric
    from scoring.workbench.changes import Change
    from scoring.workbench.files import RubricFile
    from scoring.workbench.kept import Kept
    from scoring.workbench.material import Material
    from scoring.workbench.moves import Moves

# How many units and criteria are listed without --all.
UNITS, LEAVES = 20, 12
DEFAULT = "county"
# What a narrow terminal can do without, the first one first.
_LEAST = ("rank_before", "before", "group", "grade")


@click.command("diff", cls=Command, help=HELP["rubric.diff"], epilog=EPILOG["rubric.diff"])
@click.argument("one", metavar="标准甲")
@click.argument("other", metavar="标准乙")
@click.option("--all", "everything", is_flag=True, help=HELP["option.all_moves"])
@on_options(required=False)
def diff(one: str, other: str, everything: bool, **options: Any) -> int:
    """Print the differences and, with reports, what they move. Returns 1 if a rubric or an input has an error."""
    from scoring import pipeline
    from scoring.workbench.bench import rescore, score
    from scoring.workbench.changes import RENAMED, changes
    from scoring.workbench.moves import moves

    before, warnings = pipeline.load_rubric(one)
    after, others = pipeline.load_rubric(other)
    found = changes(before, after, pipeline.load_vocabulary().names())
    print_changes(found)
    problems: list[Diagnostic] = [*warnings, *(problem for problem in others if problem not in warnings)]
    if options["on"]:
        with resting():
            material = material_of(**options)
        with resting():
            base = score(material, before)
        keep()
        renamed = {change.id: change.old for change in found if change.kind == RENAMED}
        print_moves(moves(base, rescore(base, after), renamed), after.places, everything, renamed)
        problems += of_inputs((*material.diagnostics, *material.beside(after).diagnostics))
    return int(print_diagnostics(problems))


@click.command("what-if", cls=Command, help=HELP["rubric.what-if"], epilog=EPILOG["rubric.what-if"])
@click.option("--set", "texts", metavar="编号.键=值", multiple=True, required=True, help=HELP["option.set"])
@click.option("--rubric", "name", metavar="标准", help=HELP["option.rubric_of_run"])
@click.option("--rescale", is_flag=True, help=HELP["option.rescale"])
@click.option("--write", metavar="文件.yaml", type=click.Path(path_type=Path), help=HELP["option.write"])
@click.option("--overwrite", is_flag=True, help=HELP["option.overwrite"])
@click.option("--all", "everything", is_flag=True, help=HELP["option.all_moves"])
@on_options(required=False)
def what_if(
    texts: tuple[str, ...],
    name: str | None,
    rescale: bool,
    write: Path | None,
    overwrite: bool,
    everything: bool,
    **options: Any,
) -> int:
    """Make the settings in memory, print what changes and whom it moves, write the file if asked. Returns 1 if anything has an error."""
    # What is made for thousands of units stays to the end, and the command is over in a second or two.
    with resting():
        return _what_if(texts, name, rescale, write, overwrite, everything, options)


def _what_if(
    texts: tuple[str, ...],
    name: str | None,
    rescale: bool,
    write: Path | None,
    overwrite: bool,
    everything: bool,
    options: dict[str, Any],
) -> int:
    from scoring import pipeline
    from scoring.workbench.bench import rescore as score_again
    from scoring.workbench.bench import score
    from scoring.workbench.changes import changes
    from scoring.workbench.files import check_place, open_rubric, write_new
    from scoring.workbench.moves import moves

    vocabulary = pipeline.load_vocabulary()
    kept = kept_of(vocabulary, **options) if options["on"] else None
    material = material_of(**options) if options["on"] and kept is None else None
    path, problems = _rubric_of(name, kept or material)
    file = open_rubric(path, vocabulary)
    before, wrong = file.read(vocabulary)
    if before is None:
        raise RubricError(wrong)
    changed = _changed(file, before, texts, rescale)
    after, warnings = changed.read(vocabulary)
    if after is None:
        raise RubricError(_with_remedy(warnings, file, before, texts, rescale))
    found = changes(before, after, vocabulary.names())
    print_changes(found, SAID["settings"], SAID["unchanged"])
    if options["on"]:
        base = None if kept is None else kept.scored(before, after)
        if base is None:
            base = score(material or material_of(**options), before)
        material = base.material
        print_moves(moves(base, score_again(base, after)), after.places, everything)
        problems += of_inputs((*material.diagnostics, *material.beside(after).diagnostics))
    failed = print_diagnostics((*warnings, *problems))
    if write is not None:
        check_place(changed, write, vocabulary)
        write_new(write, changed.bytes(), overwrite)
        print(TEXT["written"].format(path=write.as_posix()))
    return int(failed)


def of_inputs(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is worth saying of the inputs every time a rubric is tried: errors, and warnings of this work itself. The doubts about single
    reports and tables are counted: `scoring score` lists them."""
    every = list(dict.fromkeys(found))
    shown = [one for one in every if one.is_error or one.code in MESSAGES]
    if len(shown) < len(every):
        say(SAID["input_warnings"].format(count=len(every) - len(shown)))
    return shown


def _rubric_of(name: str | None, material: Material | Kept | None) -> tuple[str, list[Diagnostic]]:
    """The rubric that is meant: the one named, else that of the saved run, else `county`; with a warning where a run used another one."""
    from scoring import pipeline
    from scoring.rubric.load import find_rubric, shipped_rubrics

    if material is None or material.origin is None:
        return name or DEFAULT, []
    file, sha256 = material.origin
    meant = name or (Path(file).stem if Path(file).stem in shipped_rubrics() else file)
    if name is None and (find_rubric(meant) is None or not Path(find_rubric(meant) or meant).is_file()):
        message = MESSAGES["rubric-of-run"].format(file=file)
        raise RubricError([Diagnostic("rubric-of-run", message, help=REMEDIES["rubric-of-run"])])
    rubric, _ = pipeline.check_rubric(meant)
    if rubric is None or rubric.sha256 == sha256:
        return meant, []
    message = MESSAGES["rubric-other"].format(file=file)
    return meant, [Diagnostic("rubric-other", message, help=REMEDIES["rubric-other"], severity=WARNING)]


def _changed(file: RubricFile, before: Rubric, texts: Iterable[str], rescale: bool) -> RubricFile:
    """The file with its settings made; what is rescaled with them is told."""
    from scoring.workbench.move_tables import step_lines
    from scoring.workbench.rescale import rescale as keep_sums
    from scoring.workbench.settings import apply_settings, edited

    changed, settings = edited(file, texts)
    if not rescale:
        return changed
    every, steps = keep_sums(before, file, settings)
    if steps:
        print(SAID["rescaled"])
        for line in step_lines(steps):
            print(line)
    return apply_settings(file, every)


def _with_remedy(
    diagnostics: Sequence[Diagnostic], file: RubricFile, before: Rubric, texts: Iterable[str], rescale: bool
) -> tuple[Diagnostic, ...]:
    """The findings; where points no longer add up, with what --rescale would do."""
    from scoring.workbench.rescale import rescale as keep_sums
    from scoring.workbench.settings import edited

    sums = [found for found in diagnostics if found.code.startswith("points-")]
    if rescale or not sums:
        return tuple(diagnostics)
    _, settings = edited(file, texts)
    try:
        _, steps = keep_sums(before, file, settings)
    except RubricError:
        # Rescaling is no way out here; its own complaint would only hide what is wrong.
        return tuple(diagnostics)
    told = _steps_text(steps)
    return tuple(
        replace(found, help=f"{found.help}；{SAID['rescale_hint'].format(steps=told)}") if found in sums else found
        for found in diagnostics
    )


def _steps_text(steps: Sequence[Any]) -> str:
    from scoring.workbench.figures import decimal_text
    from scoring.workbench.settings import listed

    return listed(
        [
            SAID["rescale_step"].format(name=step.name, old=decimal_text(step.old), new=decimal_text(step.new))
            for step in steps
        ]
    )


def print_changes(found: Sequence[Change], heading: str = "", nothing: str = "") -> None:
    """The differences of two rubrics."""
    from scoring.workbench.move_tables import change_lines

    if not found:
        print(nothing or SAID["same"])
        return
    print(heading or SAID["changes"].format(count=len(found)))
    for line in change_lines(found):
        print(f"  {line}")
    if not any(change.counts for change in found):
        print(SAID["not_scoring"])


def print_moves(found: Moves, places: int, everything: bool, renamed: dict[str, str] | None = None) -> None:
    """Whom a change moves: how many, through which criteria, and the units that move most."""
    from scoring.workbench.move_tables import leaf_table, summary, unit_table

    print(summary(found))
    screen = console()
    if found.leaves:
        print_table(screen, leaf_table(found, places, None if everything else LEAVES))
        if not everything and len(found.leaves) > LEAVES:
            print(SAID["more_leaves"].format(count=len(found.leaves) - LEAVES))
    if found.units:
        print_table(screen, unit_table(found, places, None if everything else UNITS, renamed), least=_LEAST)
        if not everything and len(found.units) > UNITS:
            print(SAID["more_units"].format(count=len(found.units) - UNITS))
