"""Keeping totals: where a node's points are set, its siblings share what is left in their old proportions.

    new(sibling) = old(sibling) × (points of parent − Σ points that were set) ÷ Σ old points of the siblings that were not

What changes its points takes what it consists of along: a dimension its children, a criterion the points inside its rule. Results are cut to
as few decimals as keep every part above 0, and the remainders go where they are largest, so that sums are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from scoring.errors import Diagnostic, RubricError
from scoring.messages.workbench import HELP, MESSAGES
from scoring.rubric.types import Leaf, Node, Rubric, counted
from scoring.workbench.addresses import Address, find, value_of
from scoring.workbench.figures import POINTS, Figure, decimal_text, figures
from scoring.workbench.files import RubricFile, join
from scoring.workbench.settings import Setting
from scoring.yaml_source import Mapping as YamlMapping
from scoring.yaml_source import Scalar, load

_MOST_PLACES = 4
_ROUGH = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One number that moves with others: where, what it is called, from what to what. `inner` True: inside a criterion's rule."""

    address: Address
    name: str
    old: Decimal
    new: Decimal
    inner: bool = False


@dataclass(slots=True)
class _Plan:
    """What is set: `wanted` what nodes make of their parents, by id ("" the full marks), `scales` the own scale of those that are rescaled.
    And what follows from it."""

    root: YamlMapping
    wanted: dict[str, Decimal]
    scales: dict[str, Decimal]
    set: frozenset[tuple[str, tuple[str, ...]]]
    steps: list[Step]
    problems: list[Diagnostic]

    def refuse(self, code: str, **words: object) -> None:
        self.problems.append(Diagnostic(code, MESSAGES[code].format(**words), help=HELP[code].format(**words)))

    def worth_key(self, id_: str) -> str:
        """Under which key a node's worth stands as one number; "" where it differs by unit type."""
        node = find(self.root, id_)
        for key in ("weight", "rescale_to", "points"):
            value = None if node is None else value_of(node, key)
            if value is not None:
                return key if isinstance(value, Scalar) else ""
        return ""

    def has_points(self, id_: str) -> bool:
        node = find(self.root, id_)
        return node is not None and value_of(node, "points") is not None


def rescale(
    rubric: Rubric, file: RubricFile, settings: Iterable[Setting]
) -> tuple[tuple[Setting, ...], tuple[Step, ...]]:
    """`settings` with those that keep all sums, and what these move.

    `rubric` is what `file` holds before anything is set. Raises RubricError where nothing is left to share out, and where parts differ by
    unit type: then somebody has to say which one gives way.
    """
    given = tuple(settings)
    plan = _plan(file, given)
    whole = plan.wanted.get("", rubric.points)
    _fit("", rubric.title, rubric.dimensions, rubric.points, whole, rubric.weighting is not None, plan)
    for pool in rubric.pools:
        # A pool's points are its cap; its criteria keep theirs.
        for leaf in pool.leaves:
            if leaf.id in plan.wanted:
                _inside(leaf, plan.wanted[leaf.id], plan)
    if plan.problems:
        raise RubricError(plan.problems)
    more = tuple(Setting(step.address, decimal_text(step.new)) for step in plan.steps)
    return (*given, *more), tuple(plan.steps)


def _plan(file: RubricFile, given: Sequence[Setting]) -> _Plan:
    plan = _Plan(join(file).root, {}, {}, frozenset((one.address.id, one.address.keys) for one in given), [], [])
    for setting in given:
        value, keys, id_ = _number(setting.value), setting.address.keys, setting.address.id
        if value is None or len(keys) != 1:
            continue
        if keys[0] == ("points" if not id_ else plan.worth_key(id_)) and keys[0] != "weight":
            plan.wanted[id_] = value
        elif keys[0] == "points" and id_:
            plan.scales[id_] = value
    return plan


def _number(text: str) -> Decimal | None:
    node = load(text, "").root
    value = node.value if isinstance(node, Scalar) else None
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _fit(
    id_: str, name: str, children: Sequence[Node | Leaf], before: Decimal, now: Decimal, weighed: bool, plan: _Plan
) -> None:
    """Make the children add up to `now` again; they added up to `before`."""
    old = [counted(child) for child in children]
    by_weight = any(plan.worth_key(child.id) == "weight" for child in children)
    touched = before != now or any(child.id in plan.wanted for child in children)
    new: Sequence[Decimal] | None = old
    if by_weight and before != now:
        new = allocate(old, now)
    elif touched and not weighed and not by_weight:
        new = _shared(id_ or name, children, old, before, now, plan)
    if new is None:
        return
    for child, was, becomes in zip(children, old, new, strict=True):
        key = plan.worth_key(child.id)
        if becomes != was and child.id not in plan.wanted and key != "weight":
            if not key:
                plan.refuse("rescale-types", id=child.id)
                continue
            plan.steps.append(Step(Address(child.id, (key,)), child.name, was, becomes))
        # With a weight or a rescaling beside them, points are only the node's own scale.
        apart = key == "rescale_to" or (key == "weight" and plan.has_points(child.id))
        own = plan.scales.get(child.id, child.points) if apart else child.points if becomes == was else becomes
        if isinstance(child, Node):
            _fit(child.id, child.name, child.children, child.points, own, child.weighting is not None, plan)
        elif own != child.points:
            _inside(child, own, plan)


def _shared(
    where: str, children: Sequence[Node | Leaf], old: Sequence[Decimal], before: Decimal, now: Decimal, plan: _Plan
) -> list[Decimal] | None:
    """The points of all children when those that were not set share what is left; None, with a complaint, where that cannot be."""
    if sum(old, Decimal(0)) != before:
        plan.refuse("rescale-types", id=where)
        return None
    new = [plan.wanted.get(child.id, points) for child, points in zip(children, old, strict=True)]
    if sum(new, Decimal(0)) == now:
        return new
    free = [index for index, child in enumerate(children) if child.id not in plan.wanted]
    taken = sum((points for index, points in enumerate(new) if index not in free), Decimal(0))
    if not free or taken >= now:
        words = {"id": where, "taken": decimal_text(taken), "points": decimal_text(now)}
        plan.refuse("rescale-nothing" if free else "rescale-all", **words)
        return None
    for index, share in zip(free, allocate([old[index] for index in free], now - taken), strict=True):
        new[index] = share
    return new


def _inside(leaf: Leaf, becomes: Decimal, plan: _Plan) -> None:
    """The points written inside the criterion's rule go with its own, unless they are set themselves. The step of a judgement is how
    finely people may judge: it stays."""
    node = find(plan.root, leaf.id)
    inner = [
        one
        for one in (() if node is None else figures(node))
        if one.kind == POINTS and one.keys[0] == "rule" and not (one.keys[-1] == "step" and "judgement" in one.keys)
    ]
    listed = [one for one in inner if one.keys[1] == "checklist"]
    exact = sum((one.value for one in listed), Decimal(0)) == leaf.points
    values = _together(listed, becomes) if exact else {}
    factor = Fraction(becomes) / Fraction(leaf.points)
    for one in inner:
        new = values.get(one.keys, _times(one.value, factor))
        if new != one.value and (leaf.id, one.keys) not in plan.set:
            plan.steps.append(Step(Address(leaf.id, one.keys), f"{leaf.name} {one.name}", one.value, new, inner=True))


def _together(items: Sequence[Figure], whole: Decimal) -> dict[tuple[str, ...], Decimal]:
    """Items that have to add up to the full marks."""
    shares = allocate([one.value for one in items], whole)
    return {one.keys: share for one, share in zip(items, shares, strict=True)}


def _times(value: Decimal, factor: Fraction) -> Decimal:
    exact = Fraction(value) * factor
    for places in range(_ROUGH, _MOST_PLACES + 1):
        found = _rounded(exact, places)
        if found or not value:
            return found
    return _rounded(exact, 2 * _MOST_PLACES)


def _rounded(value: Fraction, places: int) -> Decimal:
    digits = Decimal(value.numerator) / Decimal(value.denominator)
    return digits.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def allocate(parts: Sequence[Decimal], whole: Decimal) -> tuple[Decimal, ...]:
    """`whole` shared out in proportion to `parts`: with as many decimals as parts and whole have (two at least where it does not come out
    even), more where a part would vanish. The parts add up to exactly `whole`; what is left over goes to the largest remainders, the first
    of equal ones."""
    total = Fraction(sum(parts, Decimal(0)))
    exact = [Fraction(part) / total * Fraction(whole) for part in parts]
    written = max((_places(value) for value in (*parts, whole)), default=0)
    for places in range(written, max(written, _MOST_PLACES) + 1):
        unit = Decimal(1).scaleb(-places)
        floors = [
            (Decimal(value.numerator) / Decimal(value.denominator)).quantize(unit, rounding=ROUND_FLOOR)
            for value in exact
        ]
        even = all(Fraction(floor) == value for floor, value in zip(floors, exact, strict=True))
        found = _with_remainders(floors, exact, whole, unit)
        if even or (places >= min(_ROUGH, max(written, _MOST_PLACES)) and all(found)):
            return found
    return found


def _with_remainders(
    floors: Sequence[Decimal], exact: Sequence[Fraction], whole: Decimal, unit: Decimal
) -> tuple[Decimal, ...]:
    left = int((whole - sum(floors, Decimal(0))) / unit)
    order = sorted(range(len(exact)), key=lambda index: (Fraction(floors[index]) - exact[index], index))
    gains = set(order[:left])
    return tuple(floor + unit if index in gains else floor for index, floor in enumerate(floors))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)
