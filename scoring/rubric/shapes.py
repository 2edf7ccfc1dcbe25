"""The keys of a rubric's head, dimensions and criteria. Checks and JSON Schema both come from these tables."""

from __future__ import annotations

from decimal import Decimal

from scoring.messages.rubric import DOCS, HELP
from scoring.rubric import reserved
from scoring.rubric.aliases import ALIASES
from scoring.rubric.grammar import GRAMMARS
from scoring.rubric.readers import POSITIVE, SHARE, Figure, Id, Judged, Period, PolicyReader, SubjectId, Ties
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, SOURCES
from scoring.yaml_source.readers import Choice, Integer, ListOf, Number, Part, Text
from scoring.yaml_source.shape import Key, Shape

UNIT_TYPES = ("province", "prefecture", "county", "township", "department", "zone", "other")
WEIGHTS_STATUSES = ("illustrative", "local", "official")
TIES = ("min", "dense", "average")
BY_UNIT_TYPE, ALL = "unit_type", "all"
INTERVALS = ("stated", "low", "review")
DIRECTIONS = ("up", "down", "none")
MISSING_POLICIES = ("zero", "pending", "exclude")
NA_POLICIES = ("full", "zero", "exclude")
HALF_UP = "half_up"

_UNIT_TYPE_LIST = ListOf(Choice(UNIT_TYPES))
_POINTS = Figure(POSITIVE)
_COMMON = (
    Key("applies_to", _UNIT_TYPE_LIST, DOCS["applies_to"]),
    Key("basis", Text(), DOCS["basis"]),
    Key("note", Text(), DOCS["note"]),
)
_IDENTITY = (
    Key("id", Id(), DOCS["id"], required=True),
    Key("name", Text(), DOCS["name"], required=True),
    Key("points", _POINTS, DOCS["points"], required=True),
)
_UNDER_RULE = {rule: HELP["under-rule"].format(key=rule) for rule in GRAMMARS}

HEAD = Shape(
    (
        Key("id", Id(), DOCS["id"], required=True),
        Key("title", Text(), DOCS["title"], required=True),
        Key("year", Integer(1949, 2999), DOCS["year"]),
        Key("weights_status", Choice(WEIGHTS_STATUSES), DOCS["weights_status"], required=True),
        Key("basis", Text(), DOCS["basis"]),
        Key("note", Text(), DOCS["note"]),
        Key("points", _POINTS, DOCS["head_points"]),
        Key("unit_types", _UNIT_TYPE_LIST, DOCS["unit_types"]),
        Key("groups", Choice((BY_UNIT_TYPE, ALL), reserved.GROUPS), DOCS["groups"]),
        Key("rounding", Part("rounding"), DOCS["rounding"]),
        Key("ties", Ties(Choice(TIES, reserved.TIES)), DOCS["ties"]),
        Key("grades", Part("grades"), DOCS["grades"]),
        Key("missing", PolicyReader(MISSING_POLICIES), DOCS["missing"]),
        Key("na", PolicyReader(NA_POLICIES), DOCS["na"]),
        Key("criteria", Part("criteria"), DOCS["criteria"], required=True),
    ),
    reserved.KEYS,
    aliases=ALIASES,
)

ROUNDING = Shape(
    (
        Key("places", Integer(0, 4), DOCS["places"], required=True),
        Key("mode", Choice((HALF_UP,)), DOCS["mode"]),
    ),
    reserved.KEYS,
    aliases=ALIASES,
)

GRADE = Shape(
    (
        Key("name", Text(), DOCS["name"], required=True),
        Key("from", Figure(Number(Decimal(0))), DOCS["grade_from"], required=True),
    ),
    reserved.KEYS,
    aliases=ALIASES,
)

NODE = Shape(
    (
        *_IDENTITY,
        Key("criteria", Part("criteria"), DOCS["criteria"], required=True),
        Key("combine", Choice(("sum",), reserved.COMBINE), DOCS["combine"]),
        *_COMMON,
    ),
    reserved.KEYS,
    hints=dict.fromkeys((*SOURCES, "rule", "missing", "na", "qualitative", "scorer", "evidence"), HELP["node-key"]),
    aliases=ALIASES,
)

LEAF = Shape(
    (
        *_IDENTITY,
        Key("measure", SubjectId(MEASURE), DOCS["measure"]),
        Key("practice", SubjectId(PRACTICE), DOCS["practice"]),
        Key("report", SubjectId(REPORT), DOCS["report"]),
        Key("table", Text(), DOCS["table"]),
        Key("judgement", Judged(), DOCS["judgement"]),
        Key("rule", Part("rule"), DOCS["rule"]),
        Key("missing", PolicyReader(MISSING_POLICIES), DOCS["missing"]),
        Key("na", PolicyReader(NA_POLICIES), DOCS["na"]),
        Key("na_when", Part("na_when"), DOCS["na_when"]),
        Key("qualitative", Part("qualitative"), DOCS["qualitative"]),
        Key("interval", Choice(INTERVALS), DOCS["interval"]),
        Key("scope", Text(), DOCS["scope"]),
        Key("period", Period(), DOCS["period"]),
        Key("direction", Choice(DIRECTIONS), DOCS["direction"]),
        Key("evidence", Integer(0, 20), DOCS["evidence"]),
        Key("scorer", Text(), DOCS["scorer"]),
        *_COMMON,
    ),
    reserved.KEYS,
    hints=_UNDER_RULE | {"causes": HELP["under-deduct"]},
    aliases=ALIASES,
)

QUALITATIVE = Shape(
    (
        Key("share", Figure(SHARE), DOCS["qualitative_share"], required=True),
        Key("practices", ListOf(SubjectId(PRACTICE)), DOCS["qualitative_practices"]),
        Key("measures", ListOf(SubjectId(MEASURE)), DOCS["qualitative_measures"]),
    ),
    reserved.KEYS,
    aliases=ALIASES,
)

NA_WHEN = Shape(
    (
        Key("measure", SubjectId(MEASURE), DOCS["na_when_measure"], required=True),
        Key("equals", Figure(Number(Decimal(0))), DOCS["equals"], required=True),
    ),
    reserved.KEYS,
    aliases=ALIASES,
)
