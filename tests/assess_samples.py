"""Small reports, facts and rubrics for the tests of assessment and ranking. All places and figures are invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.measures.facts import Derivation, Fact, Operand
from scoring.rubric.rule_specs import DoneSpec, LinearNode, LinearSpec, RuleSpec, TargetSpec, Worth
from scoring.rubric.types import Grade, Leaf, Node, Policy, Position, Rubric, Rule
from scoring.sources.types import (
    Cell,
    Judgement,
    Listed,
    Place,
    SelfScore,
    Sources,
    TableInfo,
    TableRow,
    unit_key,
)
from scoring.text.report import Metadata, MetadataValue, Report, Span, cite

PLACE = Position("sample.yaml", 1, 1)
SENTENCE = "本县全年办理有关事项的情况见后附各表，数字均经核对。"


def worth(share: str) -> Worth:
    return Worth(share=Decimal(share))


def linear(zero: str, full: str) -> LinearSpec:
    """Nothing at `zero`, full marks at `full`, whichever is greater."""
    nodes = (LinearNode(Decimal(zero), worth("0")), LinearNode(Decimal(full), worth("1")))
    return LinearSpec(tuple(sorted(nodes, key=lambda node: node.at)), unit="ratio")


DONE = DoneSpec()
TARGET_4 = TargetSpec(Decimal(4), unit="次")


def leaf(id_: str, points: str = "4", spec: RuleSpec = DONE, source: str = "measure", **more: Any) -> Leaf:
    """A criterion on the measure (practice, table …) of the same name as its id."""
    made = Leaf(
        id=id_,
        name=f"项目{id_}",
        points=Decimal(points),
        source=source,
        subject=id_,
        rule=Rule(type(spec).__name__, spec, PLACE),
        missing=Policy("pending"),
        na=Policy("exclude"),
        position=PLACE,
    )
    return replace(made, **more)


def node(id_: str, *children: Leaf | Node, **more: Any) -> Node:
    total = sum((child.points for child in children), Decimal(0))
    return Node(id=id_, name=f"维度{id_}", points=total, children=children, position=PLACE, **more)


def rubric(*dimensions: Node, **more: Any) -> Rubric:
    made = Rubric(
        id="sample",
        title="示例",
        year=None,
        weights_status="illustrative",
        basis="示例",
        points=sum((dimension.points for dimension in dimensions), Decimal(0)),
        dimensions=dimensions,
        grades=(Grade("好", Decimal(9)), Grade("中", Decimal(6)), Grade("差", Decimal(0))),
        file="sample.yaml",
        sha256="0" * 64,
    )
    return replace(made, **more)


def said(value: str) -> MetadataValue:
    return MetadataValue(value, "header")


def report(
    unit: str = "青禾县人民政府",
    year: int | None = 2023,
    path: str = "",
    published: str | None = None,
    unit_type: str = "county",
    region: str | None = None,
) -> Report:
    """A report with the least a unit needs; `path` defaults to the unit and the year."""
    name = path or f"{unit}{year}.txt"
    metadata = Metadata(
        unit=said(unit) if unit else None,
        unit_type=said(unit_type),
        report_year=None if year is None else said(str(year)),
        publish_date=None if published is None else said(published),
        region=None if region is None else said(region),
    )
    return Report(f"{name}#000000000000", name, SENTENCE, "0" * 64, "utf-8", metadata)


def fact(of: Report, measure: str, value: float = 1.0, at: int = 0, **more: Any) -> Fact:
    """A stated, chosen fact of the report's year; rates are values with `value_unit="ratio"`."""
    made = Fact(
        report_id=of.id,
        unit=of.unit,
        year=of.year,
        measure=measure,
        kind="measure",
        value=value,
        value_unit="件",
        low=value,
        high=value,
        approx="exact",
        period="" if of.year is None else str(of.year),
        scope="whole",
        status="done",
        evidence=cite(of, Span(at, at + 2)),
        chosen=True,
    )
    return replace(made, **more)


def rate(of: Report, measure: str, value: float, **more: Any) -> Fact:
    return fact(of, measure, value, **{"value_unit": "ratio", **more})


def practice(of: Report, name: str, status: str = "done", **more: Any) -> Fact:
    return fact(of, name, 1.0, **{"kind": "practice", "value_unit": "", "status": status, **more})


def derived(of: Report, measure: str, over: float, under: float, **more: Any) -> Fact:
    """A rate from two counts."""
    quotes = cite(of, Span(0, 2)), cite(of, Span(4, 6))
    operands = (Operand("over", over, quotes[0]), Operand("under", under, quotes[1]))
    return rate(
        of, measure, over / under, **{"derived": Derivation("over / under", operands), "flags": ("derived",), **more}
    )


def cell(value: str | int | Decimal, column: str = "", file: str = "表.xlsx", row: int = 2) -> Cell:
    """A cell: numbers and percentages as such, other text as it stands."""
    shown = str(value)
    number: Decimal | str = shown
    if shown.endswith("%"):
        number = Decimal(shown[:-1]).scaleb(-2)
    elif shown.replace(".", "", 1).replace("-", "", 1).isdecimal():
        number = Decimal(shown)
    return Cell(number, Place(file, row=row, column=column), shown)


def table_row(table: str, number: int, **cells: str | int) -> TableRow:
    file = f"{table}.xlsx"
    return TableRow({name: cell(value, name, file, number) for name, value in cells.items()}, Place(file, row=number))


def sources(
    *rows: tuple[str, int | None, str, dict[str, str | int]],
    judged: dict[tuple[str, str], list[Any]] | None = None,
    self_scores: dict[tuple[str, str], str] | None = None,
    listed: tuple[Listed, ...] = (),
    tables: tuple[str, ...] = (),
    year: int | None = 2023,
) -> Sources:
    """Sources from rows (unit, year, table, cells). `judged` has levels (text) or points (numbers) by unit and criterion; `tables` are
    given though no unit has a row in them."""
    found: dict[tuple[str, int | None, str], tuple[TableRow, ...]] = {}
    for number, (unit, of, table, cells) in enumerate(rows, start=2):
        key = (unit_key(unit), of, table)
        found[key] = (*found.get(key, ()), table_row(table, number, **cells))
    given = {}
    for (unit, criterion), answers in (judged or {}).items():
        given[unit_key(unit), year, criterion] = tuple(
            Judgement(None, answer, f"评委{number}", Place("评分.xlsx", row=number))
            if isinstance(answer, str)
            else Judgement(Decimal(str(answer)), "", f"评委{number}", Place("评分.xlsx", row=number))
            for number, answer in enumerate(answers, start=1)
        )
    own = {
        (unit_key(unit), year, criterion): SelfScore(Decimal(points), Place("自评.xlsx"))
        for (unit, criterion), points in (self_scores or {}).items()
    }
    names = dict.fromkeys((*tables, *(table for _, _, table, _ in rows)))
    infos = tuple(TableInfo(name, (), Place(f"{name}.xlsx")) for name in names)
    return Sources(found, given, own, listed, infos)
