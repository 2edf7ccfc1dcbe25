"""Kinds of units that a rubric tells apart: unit types, the groups of the unit list that its head names, and the power to enforce."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.messages.rubric import UNIT_TYPE_NAMES
from scoring.rubric.aliases import canonical, meant
from scoring.yaml_source import Mapping, Node, Scalar, Sequence

UNIT_TYPES = ("province", "prefecture", "county", "township", "department", "zone", "other")
DEFAULT = "default"
# Whether a unit may enforce the law, as the unit list says it. Beside types and groups in `applies_to` it is a further condition.
WITH_POWER, WITHOUT_POWER = "with_enforcement", "without_enforcement"
POWERS = (WITH_POWER, WITHOUT_POWER)


@dataclass(frozen=True, slots=True)
class Kinds:
    """`unit_types` are those of the head (all, where it names none: then `open`); `groups` are (group, unit type)."""

    unit_types: tuple[str, ...] = UNIT_TYPES
    groups: tuple[tuple[str, str], ...] = ()
    open: bool = True

    def names(self) -> tuple[str, ...]:
        """Every word that `by_type` may use."""
        return (*UNIT_TYPES, *(group for group, _ in self.groups))

    def limits(self) -> tuple[str, ...]:
        """Every word that `applies_to` may use."""
        return (*self.names(), *POWERS)

    def named(self, word: str) -> str:
        """The kind that `word` means: a group of that name before a Chinese spelling of a unit type."""
        return word if word in self.names() else meant(word, (*UNIT_TYPES, *POWERS, DEFAULT))

    def assessed(self) -> tuple[str, ...]:
        """The kinds that units may have: groups first, as they say more, then unit types."""
        return (*(group for group, _ in self.groups), *self.unit_types)

    def words_of(self, kind: str) -> frozenset[str]:
        """What a unit of this kind is called: itself, and for a group its unit type."""
        return frozenset([kind, dict(self.groups).get(kind, kind)])

    def narrowed(self, reach: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
        """What is left of `reach` under a restriction to `own`; () stands for all kinds in both. A group lies inside its unit type."""
        if not reach or not own:
            return own or reach
        powers = tuple(dict.fromkeys(kind for kind in (*reach, *own) if kind in POWERS))
        above, here = _typed(reach), _typed(own)
        left = [kind for kind in here if self.words_of(kind) & set(above)]
        left += [kind for kind in above if kind not in left and self.words_of(kind) & set(here)]
        if not above or not here:
            left = list(here or above)
        elif not left:
            return ()
        return () if len(powers) == len(POWERS) else (*left, *powers)


ALL_KINDS = Kinds()


def kinds_of(root: Mapping) -> Kinds:
    """The kinds that the head in `root` names. What is wrong there is complained about where the head is read."""
    unit_types = tuple(word for word in map(_type, _words(_under(root, "unit_types"))) if word in UNIT_TYPES)
    node = _under(root, "groups")
    groups: list[tuple[str, str]] = []
    if isinstance(node, Mapping):
        groups = [(key.text, _type(_text(value))) for key, value in node.entries if _type(_text(value)) in UNIT_TYPES]
    return Kinds(unit_types or UNIT_TYPES, tuple(groups), not unit_types)


def kind_name(kind: str) -> str:
    """A kind as people read it."""
    return UNIT_TYPE_NAMES.get(kind, kind)


def _type(word: str) -> str:
    return meant(word, UNIT_TYPES)


def _under(root: Mapping, key: str) -> Node | None:
    return next((value for name, value in root.entries if canonical(name.text) == key), None)


def _typed(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The types and groups among `kinds`."""
    return tuple(kind for kind in kinds if kind not in POWERS)


def _words(node: Node | None) -> tuple[str, ...]:
    return tuple(map(_text, node.items)) if isinstance(node, Sequence) else ()


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
