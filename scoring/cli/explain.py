"""`scoring explain`: one criterion of one report, from the score back to the words it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from scoring.cli.cached import cache_of, cache_options
from scoring.cli.columns import reading_options
from scoring.cli.console import console, print_diagnostics, say
from scoring.cli.given import given, source_options
from scoring.cli.lazy import Command
from scoring.cli.tables import passage_text
from scoring.cli.usage import nearest
from scoring.measures.facts import PRACTICE, Fact
from scoring.messages import workbook as words
from scoring.messages.cli import EPILOG, EXPLAIN, HELP, TEXT, USAGE
from scoring.messages.sources import ABOUT_OTHERS
from scoring.results import LeafScore, Run, UnitScore
from scoring.rubric.types import Leaf, Rubric
from scoring.sources.grid import place_words
from scoring.sources.types import Cell, Judgement
from scoring.tables.format import fixed, plain
from scoring.tables.order import Place, places, reports_by_id
from scoring.tables.rule_words import rule_words
from scoring.tables.types import Passage
from scoring.tables.words import (
    confidence_words,
    deduction_words,
    fact_value_words,
    flag_words,
    looked_up,
    offsets,
    policy_words,
    source_words,
    state_of,
)
from scoring.text.report import Evidence, Report


@click.command("explain", cls=Command, help=HELP["explain"], epilog=EPILOG["explain"])
@click.argument("report", metavar="报告", type=click.Path(path_type=Path))
@click.argument("criterion", metavar="指标")
@click.option("--rubric", "rubric_name", metavar="标准", default="county", help=HELP["option.rubric_default"])
@source_options
@reading_options
@cache_options
@click.option("--context", metavar="字数", type=click.IntRange(0, 2000), default=60, help=HELP["option.context"])
def explain(
    report: Path,
    criterion: str,
    rubric_name: str,
    context: int,
    checklist: Path | None,
    columns: dict[str, str],
    cache: Path | None,
    no_cache: bool,
    **options: Any,
) -> int:
    """Print how the criterion came to its points for each unit and year in the input. Returns the exit code."""
    from scoring import pipeline

    rubric, warnings = pipeline.load_rubric(rubric_name)
    leaf = find_criterion(rubric, criterion)
    sources, problems = given(**options)
    with cache_of(cache, no_cache) as kept:
        run = pipeline.score([report], rubric, sources=sources, checklist=checklist, columns=columns, cache=kept)
    # Of units without a report only the list knows; they are another report's concern, and so is what is said of them.
    units = [unit for unit in run.units if unit.reports]
    screen = console()
    place = places(rubric)[leaf.id]
    for unit in units:
        score = next(score for score in unit.leaves if score.criterion == leaf.id)
        _Explanation(screen, run, unit, place, context).show(score)
    said = (one for one in run.diagnostics if one.code not in ABOUT_OTHERS)
    failed = print_diagnostics((*warnings, *problems, *kept.problems, *said))
    if not units:
        say(TEXT["no_reports"])
    return int(failed or not units)


def find_criterion(rubric: Rubric, word: str) -> Leaf:
    """The criterion with this id, or this name, or the only one whose id or name contains it. Refuses anything else,
    naming the nearest."""
    leaves = list(rubric.leaves())
    for leaf in leaves:
        if word in (leaf.id, leaf.name):
            return leaf
    partly = [leaf for leaf in leaves if word in leaf.id or word in leaf.name]
    if len(partly) == 1:
        return partly[0]
    near = [leaf.id for leaf in partly] or nearest(word, (leaf.id for leaf in leaves))
    by_name = nearest(word, (leaf.name for leaf in leaves))
    near += [leaf.id for leaf in leaves if leaf.name in by_name and leaf.id not in near]
    raise click.UsageError(
        USAGE["no_such_criterion"].format(name=word, near=" / ".join(near[:8]) or USAGE["none_near"]),
        click.get_current_context(silent=True),
    )


class _Explanation:
    """Prints one criterion score of one unit, heading by heading."""

    def __init__(self, screen: Console, run: Run, unit: UnitScore, place: Place, context: int) -> None:
        self.screen = screen
        self.run = run
        self.unit = unit
        self.leaf = place.leaf
        self.pool = place.pool
        self.path = place.path
        self.context = context
        self.reports = reports_by_id(run.units)
        self.names = dict(run.measure_names)

    def show(self, score: LeafScore) -> None:
        self._score(score)
        self._rule(score)
        self._heading(EXPLAIN["used"].format(way=looked_up(words.WAYS, score.way)))
        if not (score.used or score.cells or score.judgements):
            self._line(EXPLAIN["none_used"])
        for cell in score.cells:
            self._cell(cell)
        for judgement in score.judgements:
            self._judgement(judgement)
        for fact in score.used:
            self._fact(fact)
        self._heading(EXPLAIN["rejected"])
        if not score.rejected:
            self._line(EXPLAIN["none_rejected"])
        reasons = (*score.rejected_for, *[""] * (len(score.rejected) - len(score.rejected_for)))
        for fact, reason in zip(score.rejected, reasons, strict=True):
            self._fact(fact, reason)
        self.screen.print()

    def _score(self, score: LeafScore) -> None:
        places_ = self.run.rubric.places
        full = fixed(score.full_marks, places_)
        points = EXPLAIN["no_points"] if score.points is None else fixed(score.points, places_)
        year = "" if self.unit.year is None else EXPLAIN["year"].format(year=self.unit.year)
        self.screen.print(Text(f"{self.unit.unit}{year}  {' / '.join((*self.path, self.leaf.name))}", style="bold"))
        self._line(f"{self.leaf.id}  {EXPLAIN['points'].format(points=points, full=full)}")
        self._line(EXPLAIN["state"].format(state=state_of(score, self.leaf, self.pool).words, value=score.value_text))
        if score.stake:
            self._line(EXPLAIN["stake"].format(points=fixed(score.stake, places_)))
        if score.self_score is not None:
            self._line(EXPLAIN["self_score"].format(points=fixed(score.self_score, places_)))
        if score.compared:
            self._line(EXPLAIN["compared"].format(words=score.compared))
        if score.flags:
            self._line(EXPLAIN["flags"].format(flags=flag_words(score.flags)))

    def _rule(self, score: LeafScore) -> None:
        leaf = self.leaf
        self._heading(EXPLAIN["rule"])
        position = leaf.rule.position
        rule = rule_words(leaf.rule)
        self._line(EXPLAIN["rule_name"].format(rule=rule, file=Path(position.file).name, line=position.line))
        self._line(source_words(leaf, self.names))
        self._line(EXPLAIN["missing"].format(policy=policy_words(leaf.missing)))
        if leaf.basis:
            self._line(EXPLAIN["basis"].format(basis=leaf.basis))
        if score.words:
            self._line(EXPLAIN["computed"].format(words=score.words))
        for line in deduction_words(score.deductions, self.run.rubric.places).splitlines():
            self._line(line)

    def _cell(self, cell: Cell) -> None:
        origin = "，".join(filter(None, (cell.office, cell.document, cell.date)))
        self._line(EXPLAIN["cell"].format(column=cell.place.column, shown=cell.shown or cell.value))
        if origin:
            self._line("  " + EXPLAIN["origin"].format(origin=origin))
        self._line("  " + place_words(cell.place), style="dim")

    def _judgement(self, judgement: Judgement) -> None:
        given = judgement.level or ("" if judgement.value is None else plain(judgement.value))
        date = f"（{judgement.date}）" if judgement.date else ""
        self._line(EXPLAIN["judgement"].format(scorer=judgement.scorer, date=date, given=given))
        self._line("  " + EXPLAIN["judgement_reason"].format(reason=judgement.reason))
        self._line("  " + place_words(judgement.place), style="dim")

    def _fact(self, fact: Fact, reason: str = "") -> None:
        parts = (
            self.names.get(fact.measure, fact.measure),
            "" if fact.kind == PRACTICE else fact_value_words(fact),
            looked_up(words.STATUSES, fact.status),
            looked_up(words.PERIODS, fact.period),
            looked_up(words.SCOPES, fact.scope),
        )
        self._line("· " + "，".join(part for part in parts if part))
        if reason:
            self._line("  " + EXPLAIN["reason"].format(reason=reason))
        if fact.flags:
            self._line("  " + EXPLAIN["flags"].format(flags=flag_words(fact.flags)))
        if fact.derived is None:
            self._quote(fact.evidence)
            return
        self._line("  " + EXPLAIN["formula"].format(formula=fact.derived.formula))
        for operand in fact.derived.operands:
            self._line(f"  {self.names.get(operand.measure, operand.measure)} = {operand.value:g}")
            self._quote(operand.evidence)

    def _quote(self, evidence: Evidence) -> None:
        report = self.reports.get(evidence.report_id)
        page = "" if evidence.page is None else EXPLAIN["page"].format(page=evidence.page)
        said = confidence_words(evidence)
        page += f"  {said}" if said else ""
        section = f"  {evidence.section}" if evidence.section else ""
        path = evidence.report_id.rpartition("#")[0] if report is None else report.path
        self._line(f"  {path}  {offsets(evidence)}{page}{section}", style="dim")
        self.screen.print(Text("    ") + passage_text(surroundings(evidence, report, self.context)))

    def _heading(self, words_: str) -> None:
        self.screen.print(Text(words_, style="bold cyan"))

    def _line(self, words_: str, style: str = "") -> None:
        self.screen.print(Text(f"  {words_}", style=style))


def surroundings(evidence: Evidence, report: Report | None, characters: int) -> Passage:
    """The quote with up to `characters` on each side, line breaks shown as ⏎, … where the text goes on."""
    if report is None:
        return Passage("", evidence.quote, "")
    start = max(0, evidence.start - characters)
    end = min(len(report.text), evidence.end + characters)
    before = ("…" if start else "") + report.text[start : evidence.start]
    after = report.text[evidence.end : end] + ("…" if end < len(report.text) else "")
    return Passage(_one_line(before), _one_line(evidence.quote), _one_line(after))


def _one_line(text: str) -> str:
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
