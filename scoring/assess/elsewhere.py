"""Criteria that are answered from elsewhere than the report: tables, formulas, people."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoring.assess import show
from scoring.assess.awarding import Ready, Unfit, ready
from scoring.assess.case import Asking, Case
from scoring.assess.lists import refusal_of, rows_of
from scoring.assess.outcomes import Answer, judged, missing, not_applicable, pending, scored
from scoring.assess.pick import LAST_YEAR
from scoring.assess.subjects import State, cell_number, state_of
from scoring.assess.totals import stored
from scoring.messages.assess import OPERAND, REASONS, TABLE_SOURCE, WAYS
from scoring.results import Award, LeafScore
from scoring.rubric.rule_specs import CountSpec, DoneSpec, ImportedSpec, JudgementSpec, LevelsSpec
from scoring.rubric.types import UNIT_LIST, Formula, Leaf
from scoring.rules import award, imported, judgement, levels
from scoring.rules.formula import work_out
from scoring.rules.inputs import RuleInputs, Vote
from scoring.sources.types import NOT_APPLICABLE, Cell, Judgement

# A rate this far above one is a percentage without its sign.
_NO_RATE = Decimal(2)
NOTHING_USED = Answer(None, "", "none", "", ())


def from_table(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """The score on a table's column, or on its rows.

    No such table: pending. The table does not speak of the unit: the policy for silence. What cannot be scored as it stands (text for a number,
    several rows for one, a percentage without its sign, a score outside its scale) is pending and says so; nothing is corrected.
    """
    table, _, column = leaf.subject.partition(".")
    if not case.has_table(table):
        return pending(base, REASONS["pending_table"].format(subject=column_title(leaf, case)))
    if not column:
        return _from_rows(leaf, base, case, asking)
    cell = case.cell(leaf.subject, _year(leaf, case))
    if cell is None:
        count = len(case.rows(table))
        if count > 1:
            return pending(base, REASONS["table_rows"].format(subject=column_title(leaf, case), count=count))
        return missing(
            base, leaf.missing, REASONS["table_silent"].format(subject=column_title(leaf, case)), NOTHING_USED
        )
    answer = _of_cell(leaf, cell, case)
    if cell.state == NOT_APPLICABLE and not _asks_whether(leaf):
        return not_applicable(base, leaf.na, REASONS["na_table"].format(subject=column_title(leaf, case)), answer)
    if isinstance(leaf.rule.spec, LevelsSpec):
        return _level(leaf, base, answer, str(cell.value), case, asking)
    return _number(leaf, base, case, asking, answer, cell)


def _asks_whether(leaf: Leaf) -> bool:
    """Whether the rule asks if there is something at all: then 无 is an answer."""
    spec = leaf.rule.spec
    return isinstance(spec, DoneSpec) and not spec.unit and (spec.at_least, spec.at_most) == (Decimal(1), None)


def _year(leaf: Leaf, case: Case) -> int | None:
    """The year whose row the criterion asks for; None is the unit's own."""
    if leaf.period == LAST_YEAR and case.entry.year is not None:
        return case.entry.year - 1
    return int(leaf.period) if leaf.period is not None and leaf.period.isdecimal() else None


def _of_cell(leaf: Leaf, cell: Cell, case: Case) -> Answer:
    value = cell_number(cell)
    text = cell.shown or (show.number(value, leaf.unit) if value is not None else str(cell.value))
    number = None if value is None else float(value)
    return Answer(number, text, "table", table_words(leaf.subject, cell, case), (), cells=(cell,))


def column_title(leaf: Leaf, case: Case) -> str:
    """What people call the column that a criterion asks for: the rubric's name for the table, and the column's own title; a column that has
    only an id is told by the name of its criterion."""
    table, _, column = leaf.subject.partition(".")
    declared = case.rubric.declared(table)
    name = declared.name if declared is not None and declared.name else "" if table.isascii() else table
    if not column:
        return name or leaf.name
    title = leaf.name if column.isascii() else column
    return f"{name}.{title}" if name else title


def table_words(subject: str, cell: Cell, case: Case) -> str:
    """Where a table's value comes from: office, document and date, of the file or as the rubric declares them."""
    table = subject.partition(".")[0]
    if table == UNIT_LIST:
        return WAYS["self_table"]
    declared = case.rubric.declared(table)
    parts = [cell.office, cell.document, cell.date]
    if declared is not None:
        said = (declared.office, declared.document or declared.name, declared.date)
        parts = [own or other for own, other in zip(parts, said, strict=True)]
    known = "，".join(filter(None, parts))
    return WAYS["table"].format(source=TABLE_SOURCE.format(parts=known) if known else "")


def _number(leaf: Leaf, base: LeafScore, case: Case, asking: Asking, answer: Answer, cell: Cell) -> LeafScore:
    spec, value = leaf.rule.spec, cell_number(cell)
    words = {"subject": column_title(leaf, case), "value": answer.value_text}
    if value is None:
        return pending(base, REASONS["table_text"].format(**words), answer)
    if getattr(spec, "unit", "") == show.RATIO and value > _NO_RATE:
        return pending(base, REASONS["table_scale"].format(**words), answer)
    refused = imported.refusal(spec, value) if isinstance(spec, ImportedSpec) else None
    if refused is not None:
        return pending(base, REASONS["table_refused"].format(refusal=refused, **words), answer)
    judge = ready(leaf, case, asking)
    if isinstance(judge, Unfit):
        return _unfit(leaf, base, judge, answer)
    return scored(base, _with_divisor(answer, judge), judge.award(value, answer.value_text))


def _with_divisor(answer: Answer, judge: Ready) -> Answer:
    return answer if judge.cell is None else replace(answer, cells=(*answer.cells, judge.cell))


def _unfit(leaf: Leaf, base: LeafScore, judge: Unfit, answer: Answer) -> LeafScore:
    return pending(base, judge.reason, answer) if judge.waits else missing(base, leaf.missing, judge.reason, answer)


def _from_rows(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """A list by tariff, or the votes of a table whose columns are the levels."""
    spec = leaf.rule.spec
    if isinstance(spec, LevelsSpec):
        return _votes_of_table(leaf, base, case, asking, spec)
    assert isinstance(spec, CountSpec)
    assert spec.tariff is not None
    listing = rows_of(case, leaf.subject, spec.tariff)
    assert listing is not None
    cells = listing.cells
    words = table_words(leaf.subject, cells[0], case) if cells else WAYS["table"].format(source="")
    text = f"{len(listing.items)}项"
    answer = Answer(float(len(listing.items)), text, "table", words, (), cells=cells)
    refused = refusal_of(spec.tariff, listing.items, leaf.subject)
    if refused:
        return pending(base, refused, answer)
    given = award(spec, leaf.points, RuleInputs(rows={leaf.subject: listing.items}, kind=asking.kind))
    return scored(base, answer, given)


def _votes_of_table(leaf: Leaf, base: LeafScore, case: Case, asking: Asking, spec: LevelsSpec) -> LeafScore:
    cells = [(level.name, case.cell(f"{leaf.subject}.{level.name}")) for level in spec.levels]
    there = [(name, cell) for name, cell in cells if cell is not None]
    if not there:
        return missing(
            base, leaf.missing, REASONS["table_silent"].format(subject=column_title(leaf, case)), NOTHING_USED
        )
    answer = Answer(
        None, "", "table", table_words(leaf.subject, there[0][1], case), (), cells=tuple(c for _, c in there)
    )
    votes = []
    for name, cell in there:
        count = cell_number(cell)
        if count is None or count < 0:
            words = {"subject": f"{column_title(leaf, case)}.{name}", "value": cell.shown or str(cell.value)}
            return pending(base, REASONS["table_text"].format(**words), answer)
        votes.append(Vote(count, name))
    if not any(vote.weight for vote in votes):
        return missing(base, leaf.missing, REASONS["table_silent"].format(subject=column_title(leaf, case)), answer)
    given = award(spec, leaf.points, RuleInputs(votes=tuple(votes), kind=asking.kind))
    return scored(base, replace(answer, value_text=levels.cast_words(spec, votes)), given)


def _level(leaf: Leaf, base: LeafScore, answer: Answer, level: str, case: Case, asking: Asking) -> LeafScore:
    refused = levels.refusal(leaf.rule.spec, level)
    if refused is not None:
        words = {"subject": column_title(leaf, case), "value": level}
        return pending(base, REASONS["table_refused"].format(refusal=refused, **words), answer)
    return scored(base, answer, award(leaf.rule.spec, leaf.points, RuleInputs(level=level, kind=asking.kind)))


def from_formula(leaf: Leaf, base: LeafScore, case: Case, asking: Asking, formula: Formula | None = None) -> LeafScore:
    """The score on what a formula comes to (the criterion's own, or that of a policy). A missing operand: the policy for silence. A
    division by zero: the criterion does not concern the unit."""
    wanted = formula or leaf.formula
    assert wanted is not None
    states = {subject.key: state_of(case, subject, leaf.scope, leaf.period) for subject in wanted.subjects}
    worked = work_out(wanted.root, {name: state.value for name, state in states.items()})
    named = {subject.key: subject.name for subject in wanted.subjects}
    answer = _operands(states)
    if worked.value is None and worked.by_zero:
        return not_applicable(base, leaf.na, REASONS["formula_zero"], answer)
    if worked.value is None:
        names = "、".join(named[name] for name in worked.missing)
        return missing(base, leaf.missing, REASONS["formula_missing"].format(names=names), answer)
    judge = ready(leaf, case, asking)
    if isinstance(judge, Unfit):
        return _unfit(leaf, base, judge, answer)
    value = stored(worked.value)
    text = show.number(value, leaf.unit or getattr(leaf.rule.spec, "unit", ""))
    operands = "，".join(
        OPERAND.format(name=named[name], value=state.text or show.number(state.value, ""))
        for name, state in states.items()
        if state.value is not None
    )
    words = WAYS["formula"].format(formula=wanted.text, value=text, operands=operands)
    rough = any(state.fact is not None and state.fact.approx != "exact" for state in states.values())
    answer = replace(
        _with_divisor(answer, judge),
        value=float(value),
        value_text=text,
        way="formula",
        words=words,
        flags=("approximate",) if rough else (),
    )
    return scored(base, answer, judge.award(value, text), leaf.evidence)


def _operands(states: dict[str, State]) -> Answer:
    facts = tuple(dict.fromkeys(state.fact for state in states.values() if state.fact is not None))
    cells = tuple(state.cell for state in states.values() if state.cell is not None)
    return Answer(None, "", "none", "", facts, cells=cells)


def from_people(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """The score that people gave; pending until they have, and where what they gave is not allowed."""
    given = case.sources.judgements(case.entry.unit, case.entry.year, leaf.id)
    if not given:
        code = "pending_judgement" if leaf.subject else "pending_judgement_unnamed"
        return pending(base, REASONS[code].format(subject=leaf.subject))
    spec = leaf.rule.spec
    answer = _of_people(given, leaf)
    for one in given:
        refused = _refusal(leaf, one)
        if refused is not None:
            shown = one.level or (show.plain(one.value) if one.value is not None else "")
            words = REASONS["judgement_refused"].format(value=shown, refusal=refused)
            return pending(base, words, replace(answer, flags=("judgement_refused",)))
    return judged(base, answer, _by_people(spec, leaf, given, asking))


def _by_people(spec: LevelsSpec | JudgementSpec, leaf: Leaf, given: tuple[Judgement, ...], asking: Asking) -> Award:
    if len(given) > 1:
        votes = tuple(Vote(one.weight, one.level, one.value) for one in given)
        return award(spec, leaf.points, RuleInputs(votes=votes, kind=asking.kind))
    return award(spec, leaf.points, RuleInputs(given[0].value, level=given[0].level, kind=asking.kind))


def _refusal(leaf: Leaf, one: Judgement) -> str | None:
    spec = leaf.rule.spec
    if isinstance(spec, LevelsSpec):
        return levels.refusal(spec, one.level)
    return judgement.refusal(spec, leaf.points, one.value if one.value is not None else Decimal(-1))


def _of_people(given: tuple[Judgement, ...], leaf: Leaf) -> Answer:
    scorers = [one.scorer for one in given if one.scorer]
    if len(given) > 1:
        words = WAYS["judgements"].format(count=len(given))
    else:
        words = WAYS["judgement"].format(scorer=scorers[0] if scorers else leaf.scorer)
    said = [one.public_reason for one in given if one.public_reason]
    text = "、".join(one.level or show.plain(one.value or Decimal(0)) for one in given)
    value = float(given[0].value) if len(given) == 1 and given[0].value is not None else None
    return Answer(value, text, "judgement", "；".join([words, *said]), (), judgements=given)
