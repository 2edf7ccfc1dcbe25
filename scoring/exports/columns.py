"""The two flat tables of a run: a row per unit and criterion, a row per fact. Column names are ids; order and types are fixed.

Points are numbers with the shortest digits that give the same double back; no score is an empty cell and `outcome` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from scoring.results import LeafScore, Run, UnitScore
from scoring.store.records import fact_record
from scoring.tables.order import Place, ordered_facts, places, ranked_units, with_pools
from scoring.tables.words import deduction_words

Value = str | int | float | bool | None
Row = dict[str, Value]

# Name, type, Chinese title. The types are those of the JSON Schema: text, whole, number, flag.
TEXT, WHOLE, NUMBER, FLAG = "text", "whole", "number", "flag"
RESULTS: tuple[tuple[str, str, str], ...] = (
    ("unit", TEXT, "单位"),
    ("unit_type", TEXT, "单位类型"),
    ("group", TEXT, "组"),
    ("year", WHOLE, "年度"),
    ("rank", NUMBER, "名次"),
    ("published", NUMBER, "总分"),
    ("grade", TEXT, "等次"),
    ("criterion", TEXT, "指标编号"),
    ("name", TEXT, "指标"),
    ("dimension", TEXT, "维度编号"),
    ("full_marks", NUMBER, "满分"),
    ("points", NUMBER, "得分"),
    ("outcome", TEXT, "状态"),
    ("stake", NUMBER, "待定分值"),
    ("excluded", FLAG, "不计入"),
    ("scale", NUMBER, "折算系数"),
    ("value", NUMBER, "数值"),
    ("value_text", TEXT, "数值（文字）"),
    ("way", TEXT, "依据种类"),
    ("words", TEXT, "计算过程"),
    ("deductions", TEXT, "扣分"),
    ("engine_points", NUMBER, "引擎得分"),
    ("overridden", FLAG, "复核改分"),
    ("public_reason", TEXT, "扣分原因"),
    ("report", TEXT, "报告编号"),
    ("quote", TEXT, "原文"),
    ("start", WHOLE, "起"),
    ("end", WHOLE, "止"),
    ("page", WHOLE, "页"),
    ("confidence", NUMBER, "识别置信度"),
    ("flags", TEXT, "提示"),
)
FACTS: tuple[tuple[str, str, str], ...] = (
    ("report", TEXT, "报告编号"),
    ("unit", TEXT, "单位"),
    ("year", WHOLE, "年度"),
    ("measure", TEXT, "测量项编号"),
    ("measure_name", TEXT, "测量项"),
    ("kind", TEXT, "种类"),
    ("value", NUMBER, "值"),
    ("value_unit", TEXT, "单位（量）"),
    ("low", NUMBER, "下限"),
    ("high", NUMBER, "上限"),
    ("low_open", FLAG, "不含下限"),
    ("high_open", FLAG, "不含上限"),
    ("approx", TEXT, "近似"),
    ("soft", FLAG, "约数"),
    ("period", TEXT, "时段"),
    ("scope", TEXT, "范围"),
    ("status", TEXT, "状态"),
    ("quote", TEXT, "原文"),
    ("start", WHOLE, "起"),
    ("end", WHOLE, "止"),
    ("sentence_start", WHOLE, "句起"),
    ("sentence_end", WHOLE, "句止"),
    ("section", TEXT, "章节"),
    ("role", TEXT, "所在部分"),
    ("page", WHOLE, "页"),
    ("confidence", NUMBER, "识别置信度"),
    ("chosen", FLAG, "采用"),
    ("flags", TEXT, "提示"),
    ("note", TEXT, "说明"),
    ("formula", TEXT, "推算公式"),
)
_JOIN = "；"


def result_rows(run: Run) -> Iterator[Row]:
    """A row per unit and criterion, those of the pools last; units by group and rank."""
    order = places(run.rubric)
    for unit in ranked_units(run):
        yield from unit_rows(unit, order, run.rubric.places)


def unit_rows(unit: UnitScore, order: dict[str, Place], decimals: int) -> Iterator[Row]:
    """The rows of one unit; `order` are the places of the criteria in the rubric, `decimals` those of its points."""
    for leaf in with_pools(unit, order):
        yield _result(unit, leaf, decimals)


def _result(unit: UnitScore, leaf: LeafScore, decimals: int) -> Row:
    override = leaf.override
    evidence = leaf.used[0].evidence if leaf.used else None
    return {
        "unit": unit.unit,
        "unit_type": unit.unit_type,
        "group": unit.group,
        "year": unit.year,
        "rank": _number(unit.rank) if unit.ranked else None,
        "published": _number(unit.published),
        "grade": unit.grade,
        "criterion": leaf.criterion,
        "name": leaf.name,
        "dimension": leaf.dimension,
        "full_marks": _number(leaf.full_marks),
        "points": _number(leaf.points),
        "outcome": leaf.outcome.value,
        "stake": _number(leaf.stake),
        "excluded": leaf.excluded,
        "scale": _number(leaf.scale),
        "value": leaf.value,
        "value_text": leaf.value_text,
        "way": leaf.way,
        "words": leaf.words,
        "deductions": deduction_words(leaf.deductions, decimals),
        "engine_points": _number(leaf.points if override is None else override.engine_points),
        "overridden": override is not None,
        "public_reason": "" if override is None else override.by.public_reason,
        "report": None if evidence is None else evidence.report_id,
        "quote": None if evidence is None else evidence.quote,
        "start": None if evidence is None else evidence.start,
        "end": None if evidence is None else evidence.end,
        "page": None if evidence is None else evidence.page,
        "confidence": None if evidence is None else evidence.confidence,
        "flags": _JOIN.join(sorted(leaf.flags)),
    }


def fact_rows(run: Run) -> Iterator[Row]:
    """A row per fact, by unit, report and place."""
    names = dict(run.measure_names)
    for unit in ranked_units(run):
        for fact in ordered_facts(unit):
            record = fact_record(fact)
            derived = record.pop("derived")
            record["flags"] = _JOIN.join(record["flags"])
            record["measure_name"] = names.get(fact.measure, fact.measure)
            record["formula"] = None if derived is None else derived["formula"]
            yield {name: record[name] for name, _, _ in FACTS}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def names_of(columns: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """The ids of the columns."""
    return tuple(name for name, _, _ in columns)
