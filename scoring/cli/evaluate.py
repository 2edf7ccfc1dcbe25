"""`scoring evaluate`: what is read against what a careful reader annotated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoring.cli.console import console, print_diagnostics, say
from scoring.cli.extract import check_measures, wanted
from scoring.cli.lazy import Command
from scoring.errors import Diagnostic, ScoringError
from scoring.evaluate.annotation import AnnotatedFact
from scoring.evaluate.counts import Counts
from scoring.evaluate.evaluation import Evaluation, FileResult, wrong_pairs
from scoring.evaluate.saved import FORMAT, changes, to_data
from scoring.measures.facts import Fact
from scoring.messages.cli import (
    EPILOG,
    EVALUATE,
    EVALUATE_COLUMNS,
    EVALUATE_FIGURES,
    EVALUATE_FILE_COLUMNS,
    EVALUATE_LISTS,
    HELP,
    TEXT,
)

SENTENCE_ENDS = "。；;！!？?\n"
LONGEST = 120


def _patterns(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


@click.command("evaluate", cls=Command, help=HELP["evaluate"], epilog=EPILOG["evaluate"])
@click.argument("gold", metavar="标注文件夹", type=click.Path(path_type=Path))
@click.argument("texts", metavar="原文文件夹", type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help=HELP["option.show"])
@click.option("--json", "json_file", metavar="文件", type=click.Path(path_type=Path), help=HELP["option.json"])
@click.option("--compare", metavar="文件", type=click.Path(path_type=Path), help=HELP["option.compare"])
@click.option("--measures", metavar="编号,编号", callback=_patterns, help=HELP["option.measures"])
def evaluate(
    gold: Path, texts: Path, show: bool, json_file: Path | None, compare: Path | None, measures: tuple[str, ...]
) -> int:
    """Print the figures per file, per measure and in all. Returns the exit code."""
    from scoring import pipeline

    library = pipeline.load_measures()
    check_measures(measures, pipeline.load_vocabulary().names())
    before = None if compare is None else _read_saved(compare)
    evaluation, diagnostics = pipeline.evaluate(gold, texts, library, lambda measure: wanted(measure, measures))
    screen = console()
    if evaluation.files:
        _print_measures(screen, evaluation)
        _print_files(screen, evaluation)
        if show:
            for file in evaluation.files:
                _show(screen, file)
        _print_total(screen, evaluation)
    data = to_data(evaluation)
    if before is not None:
        _print_changes(screen, before, data)
    if json_file is not None:
        from scoring.outputs import write_text

        write_text(json_file, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        say(TEXT["written"].format(path=json_file.as_posix()))
    return int(print_diagnostics(diagnostics))


def _read_saved(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unusable(file, str(error)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _unusable(file, EVALUATE["not_saved"])
    return data


def _unusable(file: Path, detail: str) -> ScoringError:
    message = EVALUATE["unusable"].format(detail=detail)
    return ScoringError([Diagnostic("evaluation-file", message, file=file.as_posix(), help=EVALUATE["unusable_help"])])


def _percent(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


def _figures(counts: Counts) -> tuple[str, ...]:
    return (
        str(counts.annotated),
        str(counts.found),
        str(counts.hits),
        _percent(counts.precision),
        _percent(counts.recall),
        _percent(counts.f1),
        str(counts.wrong),
    )


def _table(title: str, first: str, further: tuple[str, ...] = ()) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column(first, overflow="fold")
    for heading in (*EVALUATE_COLUMNS, *further):
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _print_measures(screen: Console, evaluation: Evaluation) -> None:
    table = _table(EVALUATE["by_measure"], EVALUATE["measure"])
    for measure, counts in evaluation.by_measure():
        table.add_row(measure, *_figures(counts))
    screen.print(table)


def _print_files(screen: Console, evaluation: Evaluation) -> None:
    table = _table(EVALUATE["by_file"], EVALUATE["file"], EVALUATE_FILE_COLUMNS)
    for file in evaluation.files:
        one = Evaluation((file,))
        choices, checks = one.choices, one.checks
        table.add_row(
            Text(file.annotation.file),
            *_figures(file.counts),
            _percent(file.with_period.f1),
            _percent(one.practices.f1),
            f"{choices[0]}/{choices[1]}",
            f"{checks[0]}/{checks[1]}",
        )
    screen.print(table)


def _print_total(screen: Console, evaluation: Evaluation) -> None:
    counts, period, practices = evaluation.counts, evaluation.with_period, evaluation.practices
    choices, checks, unstated = evaluation.choices, evaluation.checks, evaluation.unstated_checks
    share = counts.wrong_share
    for line in (
        EVALUATE["total_facts"].format(
            files=len(evaluation.files),
            annotated=counts.annotated,
            found=counts.found,
            hits=counts.hits,
            precision=_percent(counts.precision),
            recall=_percent(counts.recall),
            f1=_percent(counts.f1),
        ),
        EVALUATE["total_period"].format(f1=_percent(period.f1)),
        EVALUATE["total_wrong"].format(wrong=counts.wrong, share="–" if share is None else f"{share:.2%}"),
        EVALUATE["total_unverbatim"].format(count=evaluation.unverbatim),
        EVALUATE["total_practices"].format(
            precision=_percent(practices.precision), recall=_percent(practices.recall), f1=_percent(practices.f1)
        ),
        EVALUATE["total_choice"].format(
            right=choices[0], judged=choices[1], share=_percent(choices[0] / choices[1] if choices[1] else None)
        ),
        EVALUATE["total_checks"].format(equal=checks[0], annotated=checks[1], own=unstated[0], unstated=unstated[1]),
    ):
        screen.print(Text(line))


def _show(screen: Console, file: FileResult) -> None:
    wrong, misses, extras = wrong_pairs(file.matching)
    screen.print(Text(file.annotation.file, style="bold"))
    text = file.annotation.text
    for fact, taken in wrong:
        _entry(screen, EVALUATE["wrong"], f"{fact.measure} {_annotated(fact)} → {_read(taken)}")
        _sentence(screen, *_around(text, fact.quote))
        _sentence(screen, *_of(text, taken))
    for fact in misses:
        _entry(screen, EVALUATE["miss"], f"{fact.measure} {_annotated(fact)}")
        _sentence(screen, *_around(text, fact.quote))
    for taken in extras:
        _entry(screen, EVALUATE["extra"], f"{taken.measure} {_read(taken)}")
        _sentence(screen, *_of(text, taken))
    for evidence in file.unverbatim:
        _entry(screen, EVALUATE["unverbatim"], f"{evidence.start}–{evidence.end} {evidence.quote}")
    _show_judged(screen, file)


def _show_judged(screen: Console, file: FileResult) -> None:
    text = file.annotation.text
    for practice in file.practices:
        if practice.expected != practice.found and not practice.ambiguous:
            _entry(screen, EVALUATE["practice"], f"{practice.practice} {practice.expected} → {practice.found}")
            if practice.annotated_quote:
                _sentence(screen, *_around(text, practice.annotated_quote))
            if practice.fact is not None:
                _sentence(screen, *_of(text, practice.fact))
    for choice in file.choices:
        if not choice.right:
            taken = EVALUATE["nothing"] if choice.chosen is None else _read(choice.chosen)
            _entry(screen, EVALUATE["choice"], f"{choice.measure} {choice.expected:g} → {taken}")
            if choice.chosen is not None:
                _sentence(screen, *_of(text, choice.chosen))
    for result in file.checks:
        if not result.right:
            check = result.check
            derived = EVALUATE["nothing"] if result.derived is None else f"{result.derived.value:g}"
            _entry(screen, EVALUATE["check"], f"{check.measure} {check.formula} = {check.derived:g} → {derived}")


def _annotated(fact: AnnotatedFact) -> str:
    return f"{fact.value:.10g} ({fact.status}, {fact.period}, {fact.scope})"


def _read(fact: Fact) -> str:
    return f"{fact.value:.10g} ({fact.status}, {fact.period}, {fact.scope})"


def _entry(screen: Console, kind: str, words: str) -> None:
    screen.print(Text.assemble("  ", (kind, "yellow"), " ", words))


def _sentence(screen: Console, before: str, hit: str, after: str) -> None:
    flat = [part.replace("\r", "").replace("\n", "⏎") for part in (before[-LONGEST:], hit, after[:LONGEST])]
    screen.print(Text.assemble("      ", flat[0], (flat[1], "bold red"), flat[2]))


def _of(text: str, fact: Fact) -> tuple[str, str, str]:
    evidence = fact.evidence
    before = text[evidence.sentence_start : evidence.start]
    return before, evidence.quote, text[evidence.end : max(evidence.end, evidence.sentence_end)]


def _around(text: str, quote: str) -> tuple[str, str, str]:
    """The sentence around an annotated quote's first place in the text."""
    start = text.find(quote)
    if start < 0:
        return "", quote, ""
    end = start + len(quote)
    first = max(text.rfind(mark, 0, start) for mark in SENTENCE_ENDS) + 1
    ends = [place for mark in SENTENCE_ENDS if (place := text.find(mark, end)) >= 0]
    return text[first:start], quote, text[end : min(ends, default=len(text))]


def _print_changes(screen: Console, before: dict[str, Any], after: dict[str, Any]) -> None:
    screen.print(Text(EVALUATE["changes"], style="bold"))
    for key in ("facts", "facts_with_period", "practices"):
        old, new = before[key]["f1"], after[key]["f1"]
        screen.print(Text(f"  {EVALUATE_FIGURES[key]} F1 {_percent(old)} → {_percent(new)}"))
    old, new = before["facts"]["wrong"], after["facts"]["wrong"]
    screen.print(Text(f"  {EVALUATE['wrong']} {old} → {new}"))
    for change in changes(before, after):
        for sign, keys in (("+", change.came), ("-", change.went)):
            for key in keys:
                screen.print(Text(f"  {sign} {EVALUATE_LISTS[change.kind]} {change.file}: {key}"))
