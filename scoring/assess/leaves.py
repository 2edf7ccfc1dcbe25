"""One unit's score on one criterion: does it concern the unit, who answers it, and what do they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from scoring.assess import show
from scoring.assess.answers import from_measure, from_practice
from scoring.assess.beside import beside
from scoring.assess.case import PLAINLY, Asking, Case
from scoring.assess.elsewhere import NOTHING_USED, from_formula, from_people, from_table
from scoring.assess.items import from_items
from scoring.assess.outcomes import blank, no_report, not_applicable, pending
from scoring.assess.pick import of_measure, pick, rejection
from scoring.assess.subjects import cell_number
from scoring.assess.totals import stored
from scoring.measures.facts import DONE, WHOLE, Fact
from scoring.messages.assess import QUOTES, REASONS, REJECTED, ROUNDED
from scoring.results import Deduction, LeafScore, Outcome
from scoring.rubric.rule_specs import subjects
from scoring.rubric.types import FORMULA, JUDGEMENT, MEASURE, PRACTICE, REPORT, TABLE, Leaf, Node, Rubric
from scoring.sources.types import Cell

# Who answers a criterion. Each takes the criterion, its blank score, the case and what it is asked with.
_ANSWER: dict[str, Callable[[Leaf, LeafScore, Case, Asking], LeafScore]] = {
    MEASURE: from_measure,
    REPORT: from_measure,
    PRACTICE: from_practice,
    TABLE: from_table,
    FORMULA: from_formula,
    JUDGEMENT: from_people,
}
_OF_REPORT = frozenset([MEASURE, REPORT, PRACTICE])
_QUOTED = frozenset([Outcome.SCORED, Outcome.ZERO])

Asked = Callable[[Leaf], Asking]


def plainly(leaf: Leaf) -> Asking:  # noqa: ARG001
    """A criterion asked without group and last year."""
    return PLAINLY


def score_leaves(case: Case, asked: Asked = plainly) -> tuple[LeafScore, ...]:
    """The unit's scores on all criteria of its rubric, in the order of the rubric; `asked` gives what a criterion is asked with."""
    return tuple(
        score_leaf(leaf, dimension, case, asked(leaf), applies) for leaf, dimension, applies in leaves_of(case.rubric)
    )


def leaves_of(rubric: Rubric) -> Iterator[tuple[Leaf, str, tuple[tuple[str, ...], ...]]]:
    """Every criterion of the tree with its first-level dimension and the kinds that it and the dimensions above it are limited to."""
    for dimension in rubric.dimensions:
        for leaf, applies in _walk(dimension, ()):
            yield leaf, dimension.id, applies


def _walk(node: Node, above: tuple[tuple[str, ...], ...]) -> Iterator[tuple[Leaf, tuple[tuple[str, ...], ...]]]:
    limits = (*above, node.applies_to) if node.applies_to else above
    for child in node.children:
        if isinstance(child, Node):
            yield from _walk(child, limits)
        else:
            yield child, (*limits, child.applies_to) if child.applies_to else limits


def score_leaf(
    leaf: Leaf,
    dimension: str,
    case: Case,
    asking: Asking = PLAINLY,
    applies: tuple[tuple[str, ...], ...] = (),
    base: LeafScore | None = None,
) -> LeafScore:
    """The unit's score on one criterion; `base` is its blank score, if there is one already.

    In this order: other kinds of units only → not applicable (pending where that hangs on a power to enforce that the unit list does not
    speak of); no report where a report has to answer → no_report; the report
    states that there is no case of the matter (`na_when`) → not applicable; else what its source says. A policy may then ask another
    formula; points are rounded where the criterion says so; scores with too few quotes are treated as it says.
    """
    base = base or blank(leaf, dimension)
    concerned = case.concerned(applies)
    if concerned is None:
        found = pending(base, REASONS["power_unknown"])
    elif not concerned:
        found = not_applicable(base, leaf.na, REASONS["na_unit_type"], NOTHING_USED)
    else:
        found = _answered(leaf, base, case, asking)
    found = _by_formula(leaf, base, found, case, asking)
    found = _rounded(leaf, _quoted(leaf, found))
    return beside(leaf, found, case, asking)


def _answered(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    entry = case.entry
    if not entry.reports and _needs_report(leaf):
        code = "no_report" if entry.year is None else "no_report_year"
        return no_report(base, REASONS[code].format(year=entry.year))
    none = _no_cases(leaf, case)
    if none is not None:
        return _without_cases(leaf, base, none, case)
    cell = _cell_of_none(leaf, case)
    if cell is not None:
        return _without_cell(leaf, base, cell, case)
    if subjects(leaf.rule.spec):
        return from_items(leaf, base, case, asking)
    return _ANSWER[leaf.source](leaf, base, case, asking)


def _needs_report(leaf: Leaf) -> bool:
    """Whether nobody but the report can answer. A formula over tables alone, or items of tables alone, need none."""
    items = subjects(leaf.rule.spec)
    if items:
        return all(subject.source in _OF_REPORT for subject in items)
    if leaf.formula is not None:
        return bool(leaf.formula.subjects) and all(one.source in _OF_REPORT for one in leaf.formula.subjects)
    return leaf.source in _OF_REPORT


def _no_cases(leaf: Leaf, case: Case) -> Fact | None:
    """The fact by which the criterion does not concern the unit. It must speak for the whole unit: a zero of a part leaves the
    other parts open."""
    if leaf.na_when is None or leaf.na_when.source == TABLE:
        return None
    fact = pick(case.facts, leaf.na_when.measure)
    if fact is None or fact.status != DONE or fact.scope != WHOLE:
        return None
    return fact if fact.value == float(leaf.na_when.equals) else None


def _without_cases(leaf: Leaf, base: LeafScore, none: Fact, case: Case) -> LeafScore:
    reason = REASONS["na_when"].format(measure=case.names.get(none.measure, none.measure), value=show.shown(none))
    others = tuple(fact for fact in of_measure(case.facts, leaf.subject) if fact != none)
    reasons = tuple(REJECTED["no_cases"] if fact.chosen else rejection(fact) for fact in others)
    flags = ("rate_without_cases",) if any(fact.chosen for fact in others) else ()
    answer = replace(NOTHING_USED, used=(none,), rejected=others, rejected_for=reasons, flags=flags)
    return not_applicable(base, leaf.na, reason, answer)


def _cell_of_none(leaf: Leaf, case: Case) -> Cell | None:
    """The cell by which the criterion does not concern the unit."""
    if leaf.na_when is None or leaf.na_when.source != TABLE:
        return None
    cell = case.cell(leaf.na_when.measure)
    return cell if cell is not None and cell_number(cell) == leaf.na_when.equals else None


def _without_cell(leaf: Leaf, base: LeafScore, cell: Cell, case: Case) -> LeafScore:
    assert leaf.na_when is not None
    name = leaf.na_when.measure.partition(".")[2]
    shown = cell.shown or show.plain(leaf.na_when.equals)
    others = of_measure(case.facts, leaf.subject)
    reasons = tuple(REJECTED["no_cases"] if fact.chosen else rejection(fact) for fact in others)
    reason = REASONS["na_when_table"].format(column=name, value=shown)
    answer = replace(NOTHING_USED, way="table", cells=(cell,), rejected=others, rejected_for=reasons)
    return not_applicable(base, leaf.na, reason, answer)


def _by_formula(leaf: Leaf, base: LeafScore, found: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """What the formula of a policy gives where the policy asks for one. If it has no value either, somebody has to look."""
    policy = {Outcome.MISSING: leaf.missing, Outcome.NOT_APPLICABLE: leaf.na}.get(found.outcome)
    if policy is None or policy.formula is None:
        return found
    waiting = replace(leaf, missing=replace(policy, name="pending"), na=replace(policy, name="pending"))
    other = from_formula(waiting, base, case, asking, policy.formula)
    words = "：".join(filter(None, (found.words, other.words)))
    if other.outcome in _QUOTED:
        return replace(other, words=words)
    return pending(base, words)


def _quoted(leaf: Leaf, score: LeafScore) -> LeafScore:
    """A score whose quotes are too few, as the criterion says: to a reviewer, nothing, or a share of it."""
    rule = leaf.without_quotes
    if rule is None or "few_quotes" not in score.flags or score.points is None or score.outcome not in _QUOTED:
        return score
    reason = REASONS["few_quotes"].format(count=len(score.used), needed=leaf.evidence)
    if rule.name == "review":
        words = f"{score.words}；{reason}{QUOTES['review']}"
        return replace(score, outcome=Outcome.PENDING, points=None, stake=leaf.points, words=words, deductions=())
    share = Decimal(0) if rule.share is None else rule.share
    points = stored(Fraction(score.points) * Fraction(share))
    words = f"{score.words}；{reason}{QUOTES[rule.name].format(share=show.percent(share))}"
    lost = (*score.deductions, Deduction("quotes", score.points - points, reason)) if points < score.points else ()
    outcome = Outcome.SCORED if points else Outcome.ZERO
    return replace(score, points=points, outcome=outcome, words=words, deductions=lost or score.deductions)


def _rounded(leaf: Leaf, score: LeafScore) -> LeafScore:
    """The points rounded half up to the criterion's own places; the last deduction takes the difference."""
    if leaf.places is None or score.points is None:
        return score
    points = score.points.quantize(Decimal(1).scaleb(-leaf.places), rounding=ROUND_HALF_UP)
    points = stored(Fraction(min(points, leaf.points)))
    if points == score.points:
        return score
    words = score.words + ROUNDED.format(places=leaf.places, points=show.plain(points))
    return replace(score, points=points, words=words, deductions=_settled(score.deductions, leaf.points - points))


def _settled(deductions: tuple[Deduction, ...], lost: Decimal) -> tuple[Deduction, ...]:
    """The deductions so that they add up to `lost`: what is too much goes from the last ones, what is missing to the last."""
    over = sum((one.points for one in deductions), Decimal(0)) - lost
    kept = list(deductions)
    while kept and kept[-1].points <= over:
        over -= kept.pop().points
    if kept and over:
        kept[-1] = replace(kept[-1], points=kept[-1].points - over)
    return tuple(kept)


def index_of(leaves: tuple[LeafScore, ...]) -> Mapping[str, LeafScore]:
    """The scores by criterion."""
    return {leaf.criterion: leaf for leaf in leaves}
