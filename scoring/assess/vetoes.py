"""Vetoes and gates of one unit: which are triggered, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.assess import show
from scoring.assess.case import Case
from scoring.assess.subjects import State, state_of
from scoring.messages.assess import EFFECTS, VALUES, VETO
from scoring.results import VetoScore
from scoring.rubric.types import Condition, Effect, Node, Rubric, Veto


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the triggered vetoes of a unit come to together. `zeroed` are dimensions and criteria, each with the veto's name; `at_most` the
    least of the totals allowed (None: no limit); `grade_cap` the lowest of the grades allowed ("" = no limit)."""

    vetoes: tuple[VetoScore, ...] = ()
    zeroed: Mapping[str, str] | None = None
    at_most: Decimal | None = None
    grade_cap: str = ""
    stopped: bool = False
    barred: bool = False
    open: bool = False


def rule_on(case: Case) -> Ruling:
    """The ruling on the unit of `case`. The order of the vetoes never matters: the hardest effect of each kind counts."""
    scores, effects = [], []
    for veto in case.rubric.vetoes:
        concerned = not veto.applies_to or case.concerned([veto.applies_to])
        if concerned is False:
            continue
        score = _judge(veto, case) if concerned else _open(veto, case)
        scores.append(score)
        if score.triggered:
            effects += [(effect, veto.name) for effect in veto.effects]
    names = {effect.name for effect, _ in effects}
    limits = [effect.points for effect, _ in effects if effect.points is not None]
    limits += [Decimal(0)] if "zero_total" in names else []
    zeroed: dict[str, str] = {}
    for effect, name in sorted(effects, key=lambda pair: pair[1]):
        if effect.name == "zero_node":
            zeroed.setdefault(effect.node, name)
    order = [grade.name for grade in case.rubric.grades]
    caps = [order.index(effect.grade) for effect, _ in effects if effect.grade in order]
    return Ruling(
        tuple(scores),
        zeroed,
        min(limits, default=None),
        order[max(caps)] if caps else "",
        "stop" in names,
        "bar" in names,
        any(score.triggered is None for score in scores),
    )


def _open(veto: Veto, case: Case) -> VetoScore:
    """A veto of which nobody knows whether it concerns the unit: a doubt, no effect."""
    effects = tuple(effect_words(effect, case.rubric) for effect in veto.effects)
    return VetoScore(veto.id, veto.name, None, VETO["power_unknown"].format(name=veto.name), effects, gate=veto.gate)


def _judge(veto: Veto, case: Case) -> VetoScore:
    state = state_of(case, veto.condition.subject)
    effects = tuple(effect_words(effect, case.rubric) for effect in veto.effects)
    used = () if state.fact is None else (state.fact,)
    cells = () if state.cell is None else (state.cell,)
    if state.value is None:
        triggered: bool | None = {"trigger": True, "ignore": False}.get(veto.missing)
        key = "silent_differ" if len(state.judgements) > 1 else f"silent_{veto.missing}"
        words = VETO[key].format(name=veto.name)
        return VetoScore(veto.id, veto.name, triggered, words, effects, used, cells, state.judgements, veto.gate)
    triggered = veto.condition.holds(state.value) != veto.gate
    words = VETO["triggered" if triggered else "fine"].format(name=veto.name, value=_shown(state, veto.condition))
    return VetoScore(veto.id, veto.name, triggered, words, effects, used, cells, state.judgements, veto.gate)


def _shown(state: State, condition: Condition) -> str:
    assert state.value is not None
    if state.text:
        return state.text
    if condition.subject.unit == show.YES_NO:
        return VALUES["yes" if state.value else "no"]
    return show.number(state.value, condition.subject.unit)


def effect_words(effect: Effect, rubric: Rubric) -> str:
    """What follows, as people read it."""
    points = "" if effect.points is None else show.plain(effect.points)
    node = next((name for id_, name in _names(rubric) if id_ == effect.node), effect.node)
    return EFFECTS[effect.name].format(node=node, grade=effect.grade, points=points)


def _names(rubric: Rubric) -> Iterator[tuple[str, str]]:
    for dimension in rubric.dimensions:
        yield from _below(dimension)


def _below(node: Node) -> Iterator[tuple[str, str]]:
    yield node.id, node.name
    for child in node.children:
        if isinstance(child, Node):
            yield from _below(child)
        else:
            yield child.id, child.name
