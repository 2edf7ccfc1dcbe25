"""`grades`: lines and quotas."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.messages.rubric import HELP
from scoring.rubric.context import Context, plain_text
from scoring.rubric.shapes import GRADE, QUOTA
from scoring.rubric.types import Grade, Quota
from scoring.yaml_source import Node, Scalar, Sequence
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.scalars import is_percent
from scoring.yaml_source.shape import Fields

_NO_LINE = Decimal(0)


def read_grades(fields: Fields, total: Decimal | None, context: Context) -> tuple[Grade, ...]:
    """The grades from the highest line down; lines in points, percentages taken of `total`. A grade with a quota and no line takes
    whoever has a place for it."""
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
    lines: list[Decimal] = []
    places: dict[str, Node] = {}
    for item in node.items:
        read = GRADE.read("grades", item, context.collector)
        grade = None if read is None or total is None else _grade(read, total, context)
        if read is None or grade is None or total is None:
            continue
        _check_name(grade, read, places, context)
        if read.has("from"):
            _check_line(grade, read, lines, total, context)
            lines.append(grade.minimum)
        grades.append(grade)
        places.setdefault(grade.name, read.at("name"))
    if grades and len(grades) == len(node.items) and grades[-1].minimum > 0:
        context.warning("grades-floor", node.items[-1], line=plain_text(grades[-1].minimum))
    return tuple(grades)


def _grade(read: Fields, total: Decimal, context: Context) -> Grade | None:
    quota = _quota(read, context)
    if read.has("name") and not read.has("from") and not read.has("quota"):
        context.error("grade-line", read.node, name=read.get("name"))
        return None
    if not read.complete or (read.has("quota") and quota is None):
        return None
    return Grade(read.get("name"), _line(read, total) if read.has("from") else _NO_LINE, quota)


def _line(read: Fields, total: Decimal) -> Decimal:
    node = read.at("from")
    value: Decimal = read.get("from")
    return value * total if isinstance(node, Scalar) and is_percent(node.text) else value


def _quota(grade: Fields, context: Context) -> Quota | None:
    node = grade.nodes.get("quota")
    read = None if node is None else QUOTA.read("quota", node, context.collector)
    if read is None or not read.complete:
        return None
    top: Decimal = read.get("top")
    place = read.at("top")
    share = isinstance(place, Scalar) and is_percent(place.text)
    if (share and top > 1) or (not share and top != top.to_integral_value()):
        context.error("quota-top", place, value=place.text if isinstance(place, Scalar) else plain_text(top))
        return None
    quota = Quota(partial=read.get("partial", "floor"), tied_in=read.get("tied", "in") == "in")
    return replace(quota, share=top) if share else replace(quota, count=int(top))


def _check_name(grade: Grade, read: Fields, places: dict[str, Node], context: Context) -> None:
    if grade.name in places:
        context.error("grades-twice", read.at("name"), name=grade.name, line=places[grade.name].line)


def _check_line(grade: Grade, read: Fields, before: list[Decimal], total: Decimal, context: Context) -> None:
    shown = plain_text(grade.minimum)
    if grade.minimum > total:
        context.error("grades-unreachable", read.at("from"), line=shown, points=plain_text(total))
    elif before and grade.minimum >= before[-1]:
        context.error("grades-order", read.at("from"), line=shown, before=plain_text(before[-1]))


def definitions() -> dict[str, Any]:
    """The parts of the schema that grades consist of."""
    return {"grades": {"type": "array", "minItems": 1, "items": GRADE.schema()}, "quota": QUOTA.schema()}
