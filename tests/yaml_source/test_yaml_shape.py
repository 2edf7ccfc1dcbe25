from __future__ import annotations

from decimal import Decimal

import jsonschema
import pytest

from scoring.yaml_source import Collector, load
from scoring.yaml_source.readers import Choice, Integer, ListOf, Number, Text
from scoring.yaml_source.shape import Fields, Key, Shape

SHAPE = Shape(
    (
        Key("name", Text(), "名称", required=True),
        Key("share", Number(Decimal(0), Decimal(1))),
        Key("above", Number(Decimal(0), low_open=True)),
        Key("places", Integer(0, 4)),
        Key("ties", Choice(("min", "dense"))),
        Key("types", ListOf(Choice(("county", "zone")))),
    ),
    hints={"bands": "写在规则里"},
    aliases={"名称": "name"},
)


def _read(text: str) -> tuple[Fields | None, list[str]]:
    source = load(text, "f.yaml")
    assert source.root is not None
    collector = Collector(source)
    fields = SHAPE.read("条目", source.root, collector)
    return fields, [found.code for found in collector.diagnostics]


def test_values_come_by_canonical_name() -> None:
    fields, codes = _read("名称: 甲\nshare: 80%\nabove: 0.5\nplaces: 2\nties: dense\ntypes: [zone]\n")
    assert codes == []
    assert fields is not None
    assert fields.complete
    assert fields.values == {
        "name": "甲",
        "share": Decimal("0.80"),
        "above": Decimal("0.5"),
        "places": 2,
        "ties": "dense",
        "types": ("zone",),
    }
    assert fields.at("name").line == 1
    assert fields.key_at("share").column == 1
    assert fields.get("none", 7) == 7


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("share: 0.5", ["key-missing"]),
        ("name: 甲\n名称: 乙", ["key-twice"]),
        ("name: 甲\nbands: 1", ["key-unknown"]),
        ("name: 1", ["value-type"]),
        ("name: '  '", ["value-empty"]),
        ("name: 甲\nshare: 1.5", ["value-range"]),
        ("name: 甲\nabove: 0", ["value-range"]),
        ("name: 甲\nshare: true", ["value-type"]),
        ("name: 甲\nplaces: 1.5", ["value-type"]),
        ("name: 甲\nplaces: 5", ["value-range"]),
        ("name: 甲\nties: max", ["value-choice"]),
        ("name: 甲\ntypes: zone", ["value-type"]),
        ("name: 甲\ntypes: [zone, zone, x]", ["value-repeated", "value-choice"]),
        ("[1]", ["value-type"]),
    ],
)
def test_mistakes(text: str, codes: list[str]) -> None:
    fields, found = _read(text + "\n")
    assert found == codes
    assert fields is None or not fields.complete


def test_wrong_values_are_present_but_not_read() -> None:
    fields, _ = _read("name: 甲\nshare: 很多\n")
    assert fields is not None
    assert fields.has("share")
    assert fields.get("share") is None


def test_the_schema_says_the_same() -> None:
    validator = jsonschema.Draft202012Validator(SHAPE.schema())
    assert validator.is_valid({"name": "甲", "share": "80%", "ties": "min"})
    assert validator.is_valid({"名称": "甲"})
    assert not validator.is_valid({"share": 0.5})
    assert not validator.is_valid({"name": "甲", "weight": 1})
    assert not validator.is_valid({"name": "甲", "share": "很多"})
    assert not validator.is_valid({"name": "甲", "above": 0})
    assert not validator.is_valid({"name": "甲", "types": []})
