"""The head of a rubric: grades, rounding, the total."""

from __future__ import annotations

from decimal import Decimal

from scoring.messages.rubric import HELP
from scoring.rubric.checks import terms
from scoring.rubric.context import Context, plain_text
from scoring.rubric.shapes import GRADE, ROUNDING
from scoring.rubric.tree import Draft
from scoring.rubric.types import Grade
from scoring.yaml_source import Node, Scalar, Sequence
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.scalars import is_percent
from scoring.yaml_source.shape import Fields

DEFAULT_PLACES = 2


def read_places(fields: Fields, context: Context) -> int:
    """The decimals that totals are published with."""
    node = fields.nodes.get("rounding")
    if node is None:
        return DEFAULT_PLACES
    read = ROUNDING.read("rounding", node, context.collector)
    return DEFAULT_PLACES if read is None else int(read.get("places", DEFAULT_PLACES))


def full_marks(fields: Fields, drafts: tuple[Draft, ...], context: Context) -> Decimal | None:
    """The rubric's full marks: the sum of its dimensions, which a stated `points` must equal. None where a dimension's
    points are wrong themselves."""
    points = [draft.points for draft in drafts]
    known = [value for value in points if value is not None]
    written = getattr(fields.nodes.get("criteria"), "items", ())
    if len(known) < len(written) or not known:
        return None
    total = sum(known, Decimal(0))
    stated: Decimal | None = fields.get("points")
    if stated is not None and stated != total:
        words = {"sum": plain_text(total), "points": plain_text(stated)}
        help = HELP["points-total"].format(terms=terms(drafts), **words)
        context.error("points-total", fields.at("points"), help, **words)
    return total


def read_grades(fields: Fields, total: Decimal | None, context: Context) -> tuple[Grade, ...]:
    """The grades from the highest line down; lines in points, percentages taken of `total`."""
    node = fields.nodes.get("grades")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        complain_type("grades", node, "list", context.collector)
        return ()
    if not node.items:
        context.error("criteria-empty", node, help=HELP["grades-empty"], key="grades")
        return ()
    grades: list[Grade] = []
    places: dict[str, Node] = {}
    for item in node.items:
        read = GRADE.read("grades", item, context.collector)
        if read is None or not read.complete or total is None:
            continue
        grade = Grade(read.get("name"), _line(read, total))
        _check_grade(grade, read, grades, places, total, context)
        grades.append(grade)
        places.setdefault(grade.name, read.at("name"))
    if grades and len(grades) == len(node.items) and grades[-1].minimum > 0:
        context.warning("grades-floor", node.items[-1], line=plain_text(grades[-1].minimum))
    return tuple(grades)


def _line(read: Fields, total: Decimal) -> Decimal:
    node = read.at("from")
    value: Decimal = read.get("from")
    return value * total if isinstance(node, Scalar) and is_percent(node.text) else value


def _check_grade(
    grade: Grade, read: Fields, before: list[Grade], places: dict[str, Node], total: Decimal, context: Context
) -> None:
    shown = plain_text(grade.minimum)
    if grade.minimum > total:
        context.error("grades-unreachable", read.at("from"), line=shown, points=plain_text(total))
    elif before and grade.minimum >= before[-1].minimum:
        context.error("grades-order", read.at("from"), line=shown, before=plain_text(before[-1].minimum))
    if grade.name in places:
        context.error("grades-twice", read.at("name"), name=grade.name, line=places[grade.name].line)
