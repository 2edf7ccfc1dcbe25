"""The numbers in a rubric that people change from year to year: points, shares, thresholds, each with its address and a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.messages.rubric import BY_TYPE_DEFAULT
from scoring.messages.rubric_words import (
    FIGURE_JOIN,
    FIGURE_NAMES,
    FIGURE_OF_ITEM,
    FIGURE_OF_KIND,
    KEY_NAMES,
    LIST_NAMES,
)
from scoring.rubric.by_type import BY_TYPE
from scoring.rubric.kinds import DEFAULT, kind_name
from scoring.workbench.addresses import at, scalars, value_of
from scoring.yaml_source import Mapping as YamlMapping
from scoring.yaml_source import Node, Scalar
from scoring.yaml_source.scalars import is_percent

POINTS, SHARE, VALUE = "points", "share", "value"

# The keys of a node that say what it is worth in its parent; only one of them is written.
WORTH_KEYS = ("points", "weight", "rescale_to")
_POINT_KEYS = frozenset(["points", "step", "cap", "missing", "base", "other", "rest", "constant", "places", "last"])
_SHARE_KEYS = frozenset(["share", "met"])
_OWN_KEYS = ("qualitative", "missing", "na", "when", "require", "effect")
_NOT_FIGURES = frozenset(["period", "evidence", "year", "rounding", "scope"])


@dataclass(frozen=True, slots=True)
class Figure:
    """One number below a node. `keys` lead to it, `kind` says what it is measured in: points of the criterion, a share of them, or
    the value that is scored. `name` is what people call it."""

    keys: tuple[str, ...]
    node: Scalar
    kind: str
    name: str

    @property
    def value(self) -> Decimal:
        assert isinstance(self.node.value, int | Decimal)
        return Decimal(self.node.value)


def figures(node: YamlMapping) -> Iterator[Figure]:
    """The numbers of one dimension, criterion or pool (not of those below it), in the order of the file: what it is worth, then those of its
    rule and policies."""
    for keys, scalar in scalars(node):
        number = isinstance(scalar.value, int | Decimal) and not isinstance(scalar.value, bool)
        if number and not _NOT_FIGURES & set(keys) and _wanted(keys):
            yield Figure(keys, scalar, _kind(keys, scalar), _name(keys, node))


def rule_of(keys: tuple[str, ...]) -> str:
    """The name of the rule that the keys lead into, "" for none."""
    plain = _plain(keys)
    return plain[1] if len(plain) > 1 and plain[0] == "rule" else ""


def decimal_text(value: Decimal, like: Scalar | None = None) -> str:
    """A number as it is written in a rubric: as a percentage where `like` is one, without needless zeros."""
    percent = like is not None and is_percent(like.text)
    shown = value * 100 if percent else value
    text = f"{shown:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in ("", "-0") else text
    return f"{text}%" if percent else text


def _wanted(keys: tuple[str, ...]) -> bool:
    plain = _plain(keys)
    return bool(plain) and (plain[0] in WORTH_KEYS or plain[0] in ("rule", *_OWN_KEYS))


def _kind(keys: tuple[str, ...], scalar: Scalar) -> str:
    plain = _plain(keys)
    last = next((key for key in reversed(plain) if not key.isdecimal()), "")
    if last in _SHARE_KEYS:
        return SHARE
    if plain[0] in WORTH_KEYS:
        return POINTS
    if plain[0] != "rule":
        return POINTS if plain[0] == "effect" else VALUE
    judged = rule_of(keys) == "judgement" and last in ("min", "max")
    listed = plain[-2:-1] == ("levels",)
    if listed and "tariff" not in plain:
        return SHARE
    if last in _POINT_KEYS or judged or listed:
        return SHARE if is_percent(scalar.text) else POINTS
    return VALUE


def _plain(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys without the choice by unit type on the way."""
    found: list[str] = []
    skip = False
    for key in keys:
        if skip or key == BY_TYPE:
            skip = key == BY_TYPE
            continue
        found.append(key)
    return tuple(found)


def _name(keys: tuple[str, ...], node: YamlMapping) -> str:
    """`第2档 低于`, `写明不足 每个扣`, `分值（乡镇）`."""
    rule = rule_of(keys)
    names: Mapping[str, str] = FIGURE_NAMES.get(rule, {})
    parts: list[str] = []
    kind = ""
    before = ""
    skipped = 2 if rule else 0
    for number, key in enumerate(keys, start=1):
        chosen, before = before == BY_TYPE, key
        if chosen:
            kind = key
        elif key != BY_TYPE and skipped:
            skipped -= 1
        elif key.isdecimal():
            if parts and parts[-1] in LIST_NAMES:
                # A list's own name says nothing beside the name of its item.
                parts.pop()
            parts.append(_item(keys[:number], node))
        elif key != BY_TYPE:
            parts.append(names[key] if key in names else KEY_NAMES.get(key, key))
    name = FIGURE_JOIN.join(filter(None, parts))
    if not kind:
        return name
    return FIGURE_OF_KIND.format(name=name, kind=BY_TYPE_DEFAULT if kind == DEFAULT else kind_name(kind))


def _item(keys: tuple[str, ...], node: YamlMapping) -> str:
    """An item of a list by its name, else its number."""
    item: Node | None = at(node, keys)
    if isinstance(item, YamlMapping):
        name = value_of(item, "name")
        if isinstance(name, Scalar) and name.text:
            return name.text
    before = next((key for key in reversed(keys[:-1]) if not key.isdecimal()), "")
    return FIGURE_OF_ITEM.get(before, FIGURE_OF_ITEM[""]).format(number=keys[-1])
