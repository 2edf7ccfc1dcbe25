"""Parts that the grammars of several rules share: lists, thresholds, what something is worth, the source of an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

from scoring.messages.rubric import DIRECTIONS, DOES, HELP
from scoring.messages.rubric_docs import DOCS
from scoring.rubric.aliases import ALIASES, HINTS
from scoring.rubric.context import RATIO, LeafContext, number_text, percent_text, plain_text
from scoring.rubric.readers import POSITIVE, SHARE, Figure, Id, Judged, SubjectId, Word
from scoring.rubric.rule_specs import FLOOR, ONE, PARTIALS, PerStep, RuleSpec, Worth
from scoring.rubric.types import FORMULA, JUDGEMENT, MEASURE, PRACTICE, REPORT, TABLE
from scoring.vocabulary import COUNT, RATE, Entry
from scoring.yaml_source import Mapping, Node, Scalar, Sequence
from scoring.yaml_source.readers import Number, Part, Text, complain_type
from scoring.yaml_source.scalars import is_percent
from scoring.yaml_source.shape import Fields, Key, Shape

T = TypeVar("T")

FIGURE = Figure(Number(Decimal(0)))
STEP = Figure(POSITIVE)
PARTIAL = Word(PARTIALS)
WORTH_KEYS = (Key("share", Figure(SHARE), DOCS["share"]), Key("points", Figure(Number(Decimal(0))), DOCS["points"]))
SOURCE_KEYS = (
    *(Key(source, SubjectId(source), DOCS[source]) for source in (MEASURE, PRACTICE, REPORT)),
    Key(TABLE, Text(), DOCS["table"]),
)
ITEM_SOURCES = (MEASURE, PRACTICE, REPORT, TABLE)
# Items that a person may answer besides: by yes or no, or with a number that is held against a threshold.
JUDGED_KEYS = (Key(JUDGEMENT, Judged(), DOCS["item_judgement"]), Key("id", Id(), DOCS["item_id"]))
YES_NO = "有无"
# Sources that give one value.
VALUED = (MEASURE, REPORT, TABLE, FORMULA)
NONE_OR_MORE = Figure(Number(Decimal(0)))
_ONE_POINT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one rule is written: `parse` reads its arguments (None: `rule: name` alone), `sources` are those it works with."""

    parse: Callable[[Node | None, LeafContext], RuleSpec | None]
    sources: tuple[str, ...]
    schema: Callable[[], dict[str, Any]]
    bare: bool = False


def shape(*keys: Key) -> Shape:
    """A shape of the rubric language: with its aliases, and where words of other sheets belong."""
    return Shape(keys, hints=HINTS, aliases=ALIASES)


def part_key(name: str, doc: str | None = None, required: bool = False) -> Key:
    return Key(name, Part(name), DOCS[doc or name], required)


def items(rule: str, key: str, node: Node | None, leaf: LeafContext) -> tuple[Node, ...] | None:
    """The items of a rule that is a list, or a mapping whose `key` is one. None, with a complaint, if there are none."""
    if isinstance(node, Mapping):
        fields = shape(part_key(key, required=True)).read(rule, node, leaf.context.collector)
        inner = fields.nodes.get(key) if fields is not None else None
        return None if inner is None else items(rule, key, inner, leaf)
    if not isinstance(node, Sequence):
        if node is not None:
            complain_type(rule, node, "list", leaf.context.collector)
        return None
    if not node.items:
        leaf.context.error("rule-empty", node, rule=rule)
        return None
    return node.items


def list_schema(key: str, item: dict[str, Any]) -> dict[str, Any]:
    """The schema of what `items` takes."""
    array = {"type": "array", "items": item, "minItems": 1}
    spellings = [key, *(alias for alias, name in ALIASES.items() if name == key)]
    wrapped = {
        "type": "object",
        "properties": dict.fromkeys(spellings, array),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [array, wrapped]}


def complete(values: list[T | None]) -> tuple[T, ...] | None:
    """The values if none of them is missing."""
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def figure(fields: Fields, key: str, leaf: LeafContext, entry: Entry | None) -> Decimal | None:
    """The threshold under `key`, checked against what it is compared with: 95 for a rate is a slip for 95 %."""
    value: Decimal | None = fields.get(key)
    return None if value is None or not unit_fits(value, fields.at(key), key, leaf, entry) else value


def unit_fits(value: Decimal, node: Node, key: str, leaf: LeafContext, entry: Entry | None) -> bool:
    """Whether the number at `node` is a rate where `entry` is one, and none where it is none. Tables (None) take both."""
    if entry is None or entry.source == TABLE:
        return True
    percent = isinstance(node, Scalar) and is_percent(node.text)
    if entry.is_rate and value > 1 and not percent:
        leaf.context.error("rate-percent", node, key=key, value=plain_text(value))
        return False
    if percent and not entry.is_rate:
        words = {"subject": entry.name, "unit": entry.unit or "个"}
        leaf.context.error("rate-not", node, key=key, value=percent_text(value), **words)
        return False
    return True


def unit_of(leaf: LeafContext, *nodes: Node | None) -> str:
    """The unit of the criterion's values; for tables a ratio where a threshold is written as a percentage."""
    if leaf.entry is not None:
        return leaf.entry.unit
    return RATIO if any(isinstance(node, Scalar) and is_percent(node.text) for node in nodes) else ""


def one_step(unit: str) -> Decimal:
    """What a step is where nobody says: 1, of rates a percentage point."""
    return _ONE_POINT if unit == RATIO else ONE


def lower_of(leaf: LeafContext) -> bool | None:
    """Whether small values are good; None, with a complaint, where nobody says which direction is good."""
    if leaf.direction in DIRECTIONS:
        return leaf.direction == "down"
    leaf.context.error("direction-missing", leaf.place)
    return None


def worth_fits(worth: Worth, node: Node, leaf: LeafContext) -> bool:
    """Whether what is earned is within the full marks; a complaint if not."""
    return worth.points is None or fits(worth.points, node, leaf)


def steps_under(key: str, fields: Fields, leaf: LeafContext, unit: str) -> tuple[PerStep | None, bool]:
    """The steps under `key` (None: not written), and whether they are in order."""
    if not fields.has(key):
        return None, True
    read = STEPS.read(key, fields.at(key), leaf.context.collector)
    found = None if read is None else steps_of(read, leaf, unit, leaf.entry)
    return found, found is not None


def steps_of(read: Fields, leaf: LeafContext, unit: str, entry: Entry | None) -> PerStep | None:
    """So much for every step, as written in `read`; None, with complaints, if that is wrong."""
    if not read.complete:
        return None
    within = [fits(read.get(name), read.at(name), leaf) for name in ("step", "cap") if read.has(name)]
    per = figure(read, "per", leaf, entry) if read.has("per") else one_step(unit)
    if per is None or not all(within):
        return None
    return PerStep(read.get("step"), per, read.get("partial", FLOOR), read.get("cap"))


def worth(fields: Fields, leaf: LeafContext) -> Worth | None:
    """The one of `share` and `points` that is given."""
    context = leaf.context
    if fields.has("share") and fields.has("points"):
        context.error("worth-both", fields.key_at("points"))
        return None
    if not fields.has("share") and not fields.has("points"):
        context.error("worth-none", fields.node)
        return None
    points: Decimal | None = fields.get("points")
    if points is not None and not fits(points, fields.at("points"), leaf):
        return None
    share: Decimal | None = fields.get("share")
    return Worth(share, points) if share is not None or points is not None else None


def fits(points: Decimal, node: Node, leaf: LeafContext) -> bool:
    """Whether points are within the full marks; a complaint if not."""
    if leaf.full_marks is None or points <= leaf.full_marks:
        return True
    leaf.context.error("worth-over", node, points=plain_text(points), full=plain_text(leaf.full_marks))
    return False


def item_entry(fields: Fields, leaf: LeafContext, number: int = 0) -> Entry | None:
    """What an item asks for: its own source, else the criterion's. None, with a complaint, if there is none. `number` is its place in the
    list, from 1: people answer an item without an id under the criterion's id and that number."""
    context = leaf.context
    if any(fields.has(source) for source in (*ITEM_SOURCES, JUDGEMENT)):
        return item_source(fields, leaf, number)
    if leaf.entry is not None:
        return leaf.entry
    if leaf.source == TABLE and leaf.subject:
        return table_entry(leaf.subject, leaf.column or leaf.subject, fields)
    context.error("source-none", fields.node, help=HELP["source-none-item"])
    return None


def item_source(fields: Fields, leaf: LeafContext, number: int = 0) -> Entry | None:
    """What the one source in `fields` names; None, with a complaint, if there is none or several."""
    context = leaf.context
    source = context.source_of(fields, (*ITEM_SOURCES, JUDGEMENT))
    if fields.has("id") and source is not None and source != JUDGEMENT:
        context.error("leaf-idle", fields.key_at("id"), key="id", source=source)
        return None
    if source is None:
        if not any(fields.has(key) for key in ITEM_SOURCES):
            context.error("source-none", fields.node, help=HELP["source-none-item"])
        return None
    name: str | None = fields.get(source)
    if name is None:
        return None
    if source == JUDGEMENT:
        return _judged(name, fields, leaf, number)
    if source != TABLE:
        return context.entry(source, name, fields.at(source))
    found = context.column(name, fields.at(TABLE))
    return None if found is None else table_entry(name, found[1] or found[0], fields)


def _judged(what: str, fields: Fields, leaf: LeafContext, number: int) -> Entry | None:
    """An item that a person answers: with a number where a threshold stands beside it, else by yes or no."""
    name = what or fields.get("name", "")
    if not name:
        leaf.context.missing_key("name", fields.node)
        return None
    counted = any(fields.has(key) for key in ("under", "over", "at_least", "at_most"))
    own = fields.get("id") or f"{leaf.id}.{number}"
    return Entry(own, name, "" if counted else YES_NO, COUNT, "", JUDGEMENT)


def table_entry(name: str, title: str, fields: Fields) -> Entry:
    """A table's column as an entry: a rate where one of the thresholds beside it is written as a percentage."""
    written = [fields.nodes.get(key) for key in ("under", "over", "at_least", "at_most", "per")]
    rate = any(isinstance(node, Scalar) and is_percent(node.text) for node in written)
    return Entry(name, title, RATIO if rate else "", RATE if rate else COUNT, "", TABLE)


def check_direction(leaf: LeafContext, does: str, node: Node, entry: Entry | None) -> None:
    """Warns where a rule rewards the wrong side: `does` is up (more earns more) or down. `entry` is what the rule looks at."""
    own = entry is None or entry == leaf.entry
    direction = leaf.direction if own or entry is None else entry.direction
    name = entry.name if entry is not None else leaf.subject_name
    if direction in DIRECTIONS and direction != does:
        words = {"subject": name, "direction": DIRECTIONS[direction], "does": DOES[does], "other": does}
        leaf.context.warning("direction", node, **words)


STEPS = shape(
    Key("step", STEP, DOCS["step"], required=True),
    Key("per", STEP, DOCS["per"]),
    Key("partial", PARTIAL, DOCS["partial"]),
    Key("cap", STEP, DOCS["cap"]),
)


def trend(earned: list[Decimal]) -> tuple[bool, bool]:
    """Whether a row of points rises anywhere, and whether it falls anywhere."""
    pairs = list(pairwise(earned))
    return any(lower < upper for lower, upper in pairs), any(lower > upper for lower, upper in pairs)


def check_bounds(fields: Fields, low_key: str, high_key: str, leaf: LeafContext) -> bool:
    """Whether the low bound is at most the high one; a complaint if not. True where one is absent."""
    low, high = fields.get(low_key), fields.get(high_key)
    if low is None or high is None or low <= high:
        return True
    words = {"low": text_at(low, fields, low_key), "high": text_at(high, fields, high_key)}
    leaf.context.error("bounds-order", fields.at(high_key), low_key=low_key, high_key=high_key, **words)
    return False


def text_at(value: Decimal, fields: Fields, key: str) -> str:
    return number_text(value, fields.at(key))
