"""A rubric as the rows of a sheet: what each row shows, which numbers in it may be changed, and to which addresses they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.messages.rubric_words import KEY_NAMES
from scoring.messages.workbench import ROLE_NAMES, SHEET_GRADES, SHEET_TOTAL, UNITS_OF
from scoring.rubric.aliases import canonical
from scoring.rubric.types import (
    BONUS,
    FORMULA,
    MEASURE,
    PENALTY,
    PRACTICE,
    REPORT,
    TABLE,
    Leaf,
    Node,
    Pool,
    Rubric,
    Veto,
)
from scoring.tables.rule_words import rule_words
from scoring.tables.words import source_words
from scoring.vocabulary import Vocabulary
from scoring.workbench.addresses import LISTS, Address, at, value_of
from scoring.workbench.change_words import told
from scoring.workbench.figures import POINTS, SHARE, WORTH_KEYS, Figure, figures
from scoring.workbench.files import RubricFile, join
from scoring.yaml_source import Mapping as YamlMapping
from scoring.yaml_source import Scalar, Sequence
from scoring.yaml_source.scalars import is_percent

HEAD, NODE, LEAF, VETO, GATE, GRADES = "head", "node", "leaf", "veto", "gate", "grades"
_ROLES = {"bonus": BONUS, "penalty": PENALTY, "veto": VETO, "gate": GATE}
_RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Entry:
    """A number that may be changed: its address, what stands there, and what it may be (`low` itself excluded where `above`)."""

    address: Address
    figure: Figure
    low: Decimal = Decimal(0)
    above: bool = False
    high: Decimal | None = None

    @property
    def percent(self) -> bool:
        return is_percent(self.figure.node.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. The first row of a node has its name, worth, source and rule; every row may have one threshold. `parts` are the ids whose
    worth adds up to this node's, () where nothing is to be added up."""

    id: str
    role: str
    level: int
    first: bool = False
    name: str = ""
    worth: Entry | None = None
    worth_unit: str = ""
    parts: tuple[str, ...] = ()
    source: str = ""
    rule: str = ""
    label: str = ""
    entry: Entry | None = None
    unit: str = ""


def sheet_rows(file: RubricFile, rubric: Rubric, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """The rows for `file`, which holds `rubric`: the full marks, the nodes in the order of the file, the grade lines."""
    root = join(file).root
    names = vocabulary.names()
    parts = {part.id: part for part in _parts(rubric)}
    found: list[Row] = [_total(root, rubric)]
    for key, value in root.entries:
        role = canonical(key.text)
        if role in LISTS and isinstance(value, Sequence):
            found += _nodes(value, _ROLES.get(role, ""), 1, parts, dict(names), vocabulary)
    return (*found, *_grades(root))


def _parts(rubric: Rubric) -> Iterator[Node | Leaf | Pool | Veto]:
    """Every node of all variants."""
    for one in (rubric, *(variant for _, variant in rubric.variants)):
        stack: list[Node | Leaf] = [*one.dimensions]
        while stack:
            part = stack.pop()
            yield part
            stack += part.children if isinstance(part, Node) else ()
        for pool in one.pools:
            yield pool
            yield from pool.leaves
        yield from one.vetoes


def _total(root: YamlMapping, rubric: Rubric) -> Row:
    node = value_of(root, "points")
    figure = None
    if isinstance(node, Scalar) and _numeric(node):
        figure = Figure(("points",), node, POINTS, KEY_NAMES["points"])
    worth = None if figure is None else Entry(Address("", ("points",)), figure, above=True)
    adding = rubric.weighting is None and not rubric.variants
    parts = tuple(dimension.id for dimension in rubric.dimensions) if adding else ()
    return Row("", HEAD, 0, True, SHEET_TOTAL, worth, UNITS_OF[POINTS], parts)


def _nodes(
    nodes: Sequence,
    role: str,
    level: int,
    parts: Mapping[str, Node | Leaf | Pool | Veto],
    names: dict[str, str],
    vocabulary: Vocabulary,
) -> Iterator[Row]:
    for item in nodes.items:
        id_ = value_of(item, "id") if isinstance(item, YamlMapping) else None
        if not isinstance(item, YamlMapping) or not isinstance(id_, Scalar):
            continue
        below = value_of(item, "criteria")
        own = role or (NODE if below is not None else LEAF)
        yield from _rows_of(item, id_.text, own, level, parts.get(id_.text), names, vocabulary)
        if isinstance(below, Sequence):
            yield from _nodes(below, "", level + 1, parts, names, vocabulary)


def _rows_of(
    item: YamlMapping,
    id_: str,
    role: str,
    level: int,
    part: Node | Leaf | Pool | Veto | None,
    names: dict[str, str],
    vocabulary: Vocabulary,
) -> Iterator[Row]:
    numbers = list(figures(item))
    worth = next((one for one in numbers if one.keys in {(key,) for key in WORTH_KEYS}), None)
    rest = [one for one in numbers if one is not worth]
    name = value_of(item, "name")
    first = Row(
        id_,
        role,
        level,
        True,
        name.text if isinstance(name, Scalar) else "",
        None if worth is None else _entry(id_, worth),
        "" if worth is None else UNITS_OF.get(worth.keys[0], ""),
        _adding(part),
        source_words(part, names) if isinstance(part, Leaf) else ROLE_NAMES.get(role, ""),
        rule_words(part.rule) if isinstance(part, Leaf) else told(part, names) if isinstance(part, Pool | Veto) else "",
    )
    if not rest:
        yield first
    for number, figure in enumerate(rest):
        base = first if number == 0 else Row(id_, role, level)
        unit = _unit(figure, item, vocabulary)
        yield _with_threshold(base, figure, _entry(id_, figure), unit)


def _with_threshold(row: Row, figure: Figure, entry: Entry, unit: str) -> Row:
    return Row(
        row.id,
        row.role,
        row.level,
        row.first,
        row.name,
        row.worth,
        row.worth_unit,
        row.parts,
        row.source,
        row.rule,
        figure.name,
        entry,
        unit,
    )


def _adding(part: Node | Leaf | Pool | Veto | None) -> tuple[str, ...]:
    """The children whose worth adds up to the node's: where they are simply added, for all kinds of units alike."""
    if not isinstance(part, Node) or part.weighting is not None:
        return ()
    if sum((child.points for child in part.children), Decimal(0)) != part.points:
        return ()
    return tuple(child.id for child in part.children)


def _entry(id_: str, figure: Figure) -> Entry:
    address = Address(id_, figure.keys)
    if figure.kind == SHARE:
        return Entry(address, figure, high=Decimal(1))
    if is_percent(figure.node.text) and figure.value <= 1:
        # Where a percentage stands somebody may type 60: that is a slip for 60%, never 6000%.
        return Entry(address, figure, high=Decimal(1))
    above = figure.keys[-1] in (*WORTH_KEYS, "step", "per", "cap") and not _may_be_zero(figure)
    return Entry(address, figure, above=above)


def _may_be_zero(figure: Figure) -> bool:
    """Points inside a rule may be 0 (the lowest band); those of a node may not."""
    return figure.keys[-1] == "points" and len(figure.keys) > 1 and figure.keys[0] == "rule"


def _unit(figure: Figure, item: YamlMapping, vocabulary: Vocabulary) -> str:
    if figure.kind in (POINTS, SHARE):
        return UNITS_OF[figure.kind]
    for depth in range(len(figure.keys) - 1, -1, -1):
        holder = at(item, figure.keys[:depth])
        if not isinstance(holder, YamlMapping):
            continue
        for source in (MEASURE, PRACTICE, REPORT, TABLE, FORMULA):
            node = value_of(holder, source)
            if isinstance(node, Scalar):
                entry = vocabulary.find(node.text)
                unit = "" if entry is None else entry.unit
                return UNITS_OF[_RATIO] if unit == _RATIO or is_percent(figure.node.text) else unit
    return ""


def _grades(root: YamlMapping) -> Iterator[Row]:
    grades = value_of(root, "grades")
    if not isinstance(grades, Sequence):
        return
    yield Row("", GRADES, 1, True, SHEET_GRADES)
    for number, item in enumerate(grades.items, start=1):
        name = value_of(item, "name") if isinstance(item, YamlMapping) else None
        label = name.text if isinstance(name, Scalar) else str(number)
        for below in (("from",), ("quota", "top")):
            line = at(item, below)
            if not isinstance(line, Scalar) or not _numeric(line):
                continue
            keys = ("grades", str(number), *below)
            percent = is_percent(line.text)
            title = "".join(KEY_NAMES[key] for key in below)
            figure = Figure(keys, line, SHARE if percent else POINTS, title)
            entry = Entry(Address("", keys), figure, above=below != ("from",), high=Decimal(1) if percent else None)
            unit = UNITS_OF[figure.kind] if below == ("from",) else UNITS_OF["quota_share" if percent else "quota"]
            yield Row("", GRADES, 2, True, label, label=title, entry=entry, unit=unit)


def _numeric(node: object) -> bool:
    return isinstance(node, Scalar) and isinstance(node.value, int | Decimal) and not isinstance(node.value, bool)
