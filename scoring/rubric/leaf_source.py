"""What a criterion is answered from: its source, the names in its formula, the figure it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.messages.rubric import LAST_YEAR_NAME, SOURCE_NAMES
from scoring.rubric.context import FACT_SOURCES, RATIO, Context
from scoring.rubric.formula import FormulaError, Name, names_in, parse_formula
from scoring.rubric.rule_specs import Subject
from scoring.rubric.types import FORMULA, TABLE, Formula
from scoring.vocabulary import COUNT, NONE, RATE, Entry
from scoring.yaml_source import Mapping, Node, Scalar
from scoring.yaml_source.shape import Fields

_RATIOS = (RATIO, "%", "率")


@dataclass(frozen=True, slots=True)
class LeafSource:
    """`name` is the source's key ("" where the criterion names none), `subject` what it names there, `column` the column of a table,
    `entry` what is known of its values (None: nothing). `fine` False: something about it is wrong, and noted."""

    name: str = ""
    subject: str = ""
    column: str = ""
    entry: Entry | None = None
    formula: Formula | None = None
    unit: str = ""
    fine: bool = True


def read_source(fields: Fields, source: str | None, context: Context) -> LeafSource:
    """The source that `fields` name; `source` is its key, already known to be the only one."""
    if source is None:
        return LeafSource()
    written = fields.get(source)
    if written is None:
        return LeafSource(source, fine=False)
    subject = str(written)
    if source in FACT_SOURCES:
        entry = context.entry(source, subject, fields.at(source))
        return LeafSource(source, subject, entry=entry, fine=entry is not None)
    unit = unit_text(fields.get("unit", ""))
    entry = _own_entry(source, subject, unit, fields)
    if source == TABLE:
        found = context.column(subject, fields.at(TABLE))
        return LeafSource(source, subject, "" if found is None else found[1], entry, unit=unit, fine=found is not None)
    if source == FORMULA:
        formula = read_formula(subject, fields.at(FORMULA), context)
        return LeafSource(source, subject, entry=entry, formula=formula, unit=unit, fine=formula is not None)
    return LeafSource(source, subject, unit=unit)


def unit_text(written: str) -> str:
    """The unit as the engine has it: `%` and 率 are ratios."""
    return RATIO if written in _RATIOS else written


def _own_entry(source: str, subject: str, unit: str, fields: Fields) -> Entry | None:
    """What the criterion itself says of a column or formula: with a unit, that its values are rates or counts."""
    if not unit:
        return None
    direction = fields.get("direction", NONE)
    return Entry(subject, fields.get("name", subject), unit, RATE if unit == RATIO else COUNT, direction, source)


def read_formula(text: str, node: Node, context: Context) -> Formula | None:
    """The formula in `text`; None, with complaints at their places inside it, if it or one of its names is wrong."""
    try:
        root = parse_formula(text)
    except FormulaError as error:
        context.error(error.code, _inside(node, text, error.at, len(error.found)), found=error.found)
        return None
    subjects = [_subject(name, _inside(node, text, name.at, len(name.id)), context) for name in names_in(root)]
    found = tuple(subject for subject in subjects if subject is not None)
    return Formula(text, root, found) if len(found) == len(subjects) else None


def _subject(name: Name, node: Node, context: Context) -> Subject | None:
    found = context.subject(name.id, node)
    if found is None or not name.last:
        return found
    return replace(found, name=LAST_YEAR_NAME.format(name=found.name), last=True)


def formula_of_policy(node: Node, context: Context) -> Formula | None:
    """The formula in `{formula: "…"}`."""
    if not isinstance(node, Mapping):
        return None
    value = node.entries[0][1]
    return read_formula(value.text.strip(), value, context) if isinstance(value, Scalar) else None


def read_compare(fields: Fields, source: str, context: Context) -> Subject | None:
    """What the criterion's value is shown beside: a table column for what a report says, a measure for a table."""
    text: str | None = fields.get("compare")
    if text is None:
        return None
    subject = context.subject(text, fields.at("compare"))
    if subject is None:
        return None
    if (subject.source == TABLE) == (source == TABLE):
        context.error("compare-kind", fields.at("compare"), source=SOURCE_NAMES[subject.source])
        return None
    return subject


def _inside(node: Node, text: str, at: int, length: int) -> Node:
    """The place inside a formula that is written on one line; else the formula as a whole."""
    if not isinstance(node, Scalar) or node.text.strip() != text or node.length < len(text):
        return node
    column = node.column + int(node.quoted) + min(at, len(text))
    return replace(node, column=column, length=max(length, 1))
