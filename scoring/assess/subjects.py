"""What a measure, a practice, a report measure, a table column or a person says of one unit, as a number a rule can use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.assess import show
from scoring.assess.case import Case
from scoring.assess.pick import LAST_YEAR, of_measure, pick
from scoring.assess.practices import practice_state
from scoring.measures.facts import DONE, Fact
from scoring.messages.assess import NO_WORDS, VALUES, YES_WORDS
from scoring.rubric.rule_specs import Subject
from scoring.rubric.types import JUDGEMENT, PRACTICE, TABLE
from scoring.rules.inputs import exact
from scoring.sources.types import NOT_APPLICABLE, Cell, Judgement


@dataclass(frozen=True, slots=True)
class State:
    """`value` None: nobody says (or says no number). `text` is the value as it is shown. The rest is what it rests on."""

    value: Decimal | None = None
    text: str = ""
    fact: Fact | None = None
    cell: Cell | None = None
    judgements: tuple[Judgement, ...] = ()


SILENT = State()


def state_of(case: Case, subject: Subject, scope: str | None = None, period: str | None = None) -> State:
    """What is known of `subject`: a practice is 1 when stated as done and 0 when stated only as a plan or a problem or as not done; a
    yes or no in a table is 1 or 0. Where `subject.last`, what was known the year before, or what this year's report says of that year."""
    if subject.last:
        return _last_year(case, subject, scope)
    if subject.source == TABLE:
        return _of_cell(case.cell(subject.id), subject)
    if subject.source == JUDGEMENT:
        return _of_person(case, subject.id)
    if subject.source == PRACTICE:
        stated = of_measure(case.facts, subject.id)
        if not stated:
            return SILENT
        fact, state = practice_state(stated)
        return State(Decimal(1) if state == DONE else Decimal(0), VALUES[state], fact)
    found = pick(case.facts, subject.id, scope, period)
    if found is None:
        return SILENT
    # A yes or no reads better as the rule itself puts it after the name of its item.
    return State(exact(found.value), "" if found.value_unit == show.YES_NO else show.shown(found), found)


def _last_year(case: Case, subject: Subject, scope: str | None) -> State:
    """Last year's value. Quotes are only of this year's reports: where last year's says it, the value stands without one."""
    now = replace(subject, last=False)
    if subject.source == TABLE:
        if case.entry.year is None:
            return SILENT
        return _of_cell(case.cell(subject.id, case.entry.year - 1), now)
    found = SILENT if case.last is None else state_of(case.last, now, scope)
    if found.value is not None or subject.source == PRACTICE:
        return State(found.value, found.text)
    stated = pick(case.facts, subject.id, scope, LAST_YEAR)
    return SILENT if stated is None else State(exact(stated.value), show.shown(stated), stated)


def cell_number(cell: Cell) -> Decimal | None:
    """The number of a cell; a yes or no as 1 or 0; None for other text."""
    return cell.value if isinstance(cell.value, Decimal) else yes_or_no(cell.value)


def yes_or_no(text: str) -> Decimal | None:
    """1 or 0 for a word that says yes or no; None for others."""
    plain = text.strip()
    if plain in YES_WORDS:
        return Decimal(1)
    return Decimal(0) if plain in NO_WORDS else None


def _of_cell(cell: Cell | None, subject: Subject) -> State:
    value = None if cell is None else cell_number(cell)
    if cell is None or (value is None and cell.state == NOT_APPLICABLE):
        return SILENT
    return State(
        value, cell.shown or (show.number(value, subject.unit) if value is not None else str(cell.value)), cell=cell
    )


def _of_person(case: Case, criterion: str) -> State:
    """A yes or no that people gave; all of them have to agree."""
    given = case.sources.judgements(case.entry.unit, case.entry.year, criterion)
    answers = {one.value if one.value is not None else yes_or_no(one.level) for one in given}
    if len(answers) != 1:
        return State(judgements=given)
    (value,) = answers
    text = "" if value is None else VALUES["yes" if value else "no"]
    return State(value, text, judgements=given)
