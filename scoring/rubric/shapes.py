"""The keys of a rubric's head, dimensions, criteria, pools and vetoes. Checks and JSON Schema both come from these tables."""

from __future__ import annotations

from decimal import Decimal

from scoring.composite.combine import METHODS
from scoring.messages.rubric import HELP
from scoring.messages.rubric_docs import DOCS
from scoring.rubric.grammar import GRAMMARS
from scoring.rubric.grammar.parts import FIGURE, SOURCE_KEYS, shape
from scoring.rubric.kinds import UNIT_TYPES
from scoring.rubric.readers import (
    POSITIVE,
    SHARE,
    Figure,
    Id,
    Judged,
    Kinds,
    Period,
    PolicyReader,
    QuotesWanted,
    SubjectId,
    Word,
)
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, SOURCES
from scoring.yaml_source.readers import Boolean, Integer, ListOf, Number, Part, Text
from scoring.yaml_source.shape import Key, Shape

WEIGHTS_STATUSES = ("illustrative", "local", "official")
TIES = ("min", "dense", "average", "forbid")
BY_UNIT_TYPE, OF_LIST, ALL = "unit_type", "list", "all"
INTERVALS = ("stated", "low", "review")
DIRECTIONS = ("up", "down", "none")
MISSING_POLICIES = ("zero", "pending", "exclude", "group_mean")
NA_POLICIES = ("full", "zero", "exclude", "group_mean")
VETO_MISSING = ("pending", "trigger", "ignore")
HALF_UP = "half_up"

_POINTS = Figure(POSITIVE)
_REMARKS = (Key("basis", Text(), DOCS["basis"]), Key("note", Text(), DOCS["note"]))
_COMMON = (Key("applies_to", Kinds(), DOCS["applies_to"]), *_REMARKS)
_IDENTITY = (Key("id", Id(), DOCS["id"], required=True), Key("name", Text(), DOCS["name"], required=True))
_PARTS = (
    Key("points", _POINTS, DOCS["points"]),
    Key("weight", _POINTS, DOCS["weight"]),
)
_COMBINED = (
    Key("combine", Word(METHODS), DOCS["combine"]),
    Key("weights", Part("weights"), DOCS["weights"]),
)
_UNDER_RULE = {rule: HELP["under-rule"].format(key=rule) for rule in GRAMMARS}


def _hinted(*keys: Key, **hints: str) -> Shape:
    made = shape(*keys)
    return Shape(made.keys, {**made.hints, **hints}, made.aliases)


HEAD = shape(
    Key("id", Id(), DOCS["id"], required=True),
    Key("title", Text(), DOCS["title"], required=True),
    Key("year", Integer(1949, 2999), DOCS["year"]),
    Key("weights_status", Word(WEIGHTS_STATUSES), DOCS["weights_status"], required=True),
    *_REMARKS,
    Key("extends", Text(), DOCS["extends"]),
    Key("remove", ListOf(Id()), DOCS["remove"]),
    Key("points", _POINTS, DOCS["head_points"]),
    Key("unit_types", ListOf(Word(UNIT_TYPES)), DOCS["unit_types"]),
    Key("groups", Part("groups"), DOCS["groups"]),
    Key("rounding", Part("rounding"), DOCS["rounding"]),
    Key("ties", Part("ties"), DOCS["ties"]),
    Key("grades", Part("grades"), DOCS["grades"]),
    Key("missing", PolicyReader(MISSING_POLICIES), DOCS["missing"]),
    Key("na", PolicyReader(NA_POLICIES), DOCS["na"]),
    Key("tables", Part("tables"), DOCS["tables"]),
    *_COMBINED,
    Key("criteria", Part("criteria"), DOCS["criteria"], required=True),
    Key("bonus", Part("pools"), DOCS["bonus"]),
    Key("penalty", Part("pools"), DOCS["penalty"]),
    Key("veto", Part("vetoes"), DOCS["veto"]),
    Key("gate", Part("gates"), DOCS["gate"]),
)

ROUNDING = shape(
    Key("places", Integer(0, 4), DOCS["places"], required=True), Key("mode", Word((HALF_UP,)), DOCS["mode"])
)

GRADE = shape(
    Key("name", Text(), DOCS["name"], required=True),
    Key("from", FIGURE, DOCS["grade_from"]),
    Key("quota", Part("quota"), DOCS["quota"]),
)

QUOTA = shape(
    Key("top", Number(Decimal(0), low_open=True), DOCS["top"], required=True),
    Key("partial", Word(("floor", "ceil")), DOCS["partial"]),
    Key("tied", Word(("in", "out")), DOCS["tied"]),
)

TIE_BREAKS = shape(
    Key("keys", ListOf(Id()), DOCS["tie_keys"], required=True), Key("then", Word(TIES), DOCS["tie_then"])
)

TABLE_DECLARATION = shape(
    Key("name", Text(), DOCS["table_name"]),
    Key("office", Text(), DOCS["office"]),
    Key("document", Text(), DOCS["document"]),
    Key("date", Text(), DOCS["date"]),
    Key("columns", ListOf(Text()), DOCS["columns"]),
)

NODE = _hinted(
    *_IDENTITY,
    *_PARTS,
    Key("rescale_to", _POINTS, DOCS["rescale_to"]),
    Key("criteria", Part("criteria"), DOCS["criteria"], required=True),
    Key("missing", PolicyReader(MISSING_POLICIES), DOCS["missing_below"]),
    Key("na", PolicyReader(NA_POLICIES), DOCS["na_below"]),
    *_COMBINED,
    *_COMMON,
    **dict.fromkeys((*SOURCES, "rule", "qualitative", "scorer", "evidence"), HELP["node-key"]),
)

LEAF = _hinted(
    *_IDENTITY,
    *_PARTS,
    Key("measure", SubjectId(MEASURE), DOCS["measure"]),
    Key("practice", SubjectId(PRACTICE), DOCS["practice"]),
    Key("report", SubjectId(REPORT), DOCS["report"]),
    Key("table", Text(), DOCS["table"]),
    Key("formula", Text(), DOCS["formula"]),
    Key("judgement", Judged(), DOCS["judgement"]),
    Key("rule", Part("rule"), DOCS["rule"]),
    Key("missing", PolicyReader(MISSING_POLICIES, formulas=True), DOCS["missing"]),
    Key("na", PolicyReader(NA_POLICIES, formulas=True), DOCS["na"]),
    Key("na_when", Part("na_when"), DOCS["na_when"]),
    Key("qualitative", Part("qualitative"), DOCS["qualitative"]),
    Key("interval", Word(INTERVALS), DOCS["interval"]),
    Key("scope", Text(), DOCS["scope"]),
    Key("period", Period(), DOCS["period"]),
    Key("direction", Word(DIRECTIONS), DOCS["direction"]),
    Key("unit", Text(), DOCS["unit"]),
    Key("compare", Text(), DOCS["compare"]),
    Key("evidence", QuotesWanted(), DOCS["evidence"]),
    Key("rounding", Part("rounding"), DOCS["leaf_rounding"]),
    Key("scorer", Text(), DOCS["scorer"]),
    *_COMMON,
    **_UNDER_RULE,
    causes=HELP["under-deduct"],
)

QUALITATIVE = shape(
    Key("share", Figure(SHARE), DOCS["qualitative_share"], required=True),
    Key("practices", ListOf(SubjectId(PRACTICE)), DOCS["qualitative_practices"]),
    Key("measures", ListOf(SubjectId(MEASURE)), DOCS["qualitative_measures"]),
)

NA_WHEN = shape(
    Key("measure", SubjectId(MEASURE), DOCS["na_when_measure"]),
    Key("table", Text(), DOCS["table"]),
    Key("equals", FIGURE, DOCS["equals"], required=True),
)

POOL = shape(
    *_IDENTITY,
    Key("points", _POINTS, DOCS["pool_points"], required=True),
    Key("outside", Boolean(), DOCS["outside"]),
    Key("criteria", Part("criteria"), DOCS["pool_criteria"], required=True),
    Key("missing", PolicyReader(MISSING_POLICIES), DOCS["missing_below"]),
    Key("na", PolicyReader(NA_POLICIES), DOCS["na_below"]),
    *_REMARKS,
)

CONDITION = shape(
    *SOURCE_KEYS,
    Key("judgement", Judged(), DOCS["judgement"]),
    Key("under", FIGURE, DOCS["under"]),
    Key("over", FIGURE, DOCS["over"]),
    Key("at_least", FIGURE, DOCS["at_least"]),
    Key("at_most", FIGURE, DOCS["at_most"]),
    Key("when", Word(("done", "not_done")), DOCS["when"]),
)

_VETO = (
    *_IDENTITY,
    Key("effect", Part("effect"), DOCS["effect"], required=True),
    Key("missing", Word(VETO_MISSING), DOCS["veto_missing"]),
    *_COMMON,
)
VETO = shape(Key("when", Part("condition"), DOCS["veto_when"], required=True), *_VETO)
GATE = shape(Key("require", Part("condition"), DOCS["require"], required=True), *_VETO)

EFFECTS_ALONE = ("zero_total", "stop", "bar")
EFFECT = shape(
    Key("zero_node", Id(), DOCS["effect"]),
    Key("cap_grade", Text(), DOCS["effect"]),
    Key("points", Number(Decimal(0)), DOCS["effect"]),
)
