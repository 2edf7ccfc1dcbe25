"""How the values that only rubrics have are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from scoring.messages.rubric import HELP, MESSAGES
from scoring.messages.rubric_docs import DOCS
from scoring.messages.yaml_source import ALLOWED, DID_YOU_MEAN
from scoring.messages.yaml_source import MESSAGES as YAML_MESSAGES
from scoring.rubric.aliases import ALIASES, HINTS, canonical, meant, spelt
from scoring.rubric.rule_specs import Worth
from scoring.rubric.types import Policy, Quotes
from scoring.yaml_source import Collector, Mapping, Node, Scalar, nearest
from scoring.yaml_source.readers import Choice, Integer, ListOf, Number, Text, complain_type, listed
from scoring.yaml_source.scalars import is_percent
from scoring.yaml_source.shape import Key, Shape

_PERIODS = ("report_year", "last_year", "any")
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)*$"


def with_types(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that may be written apart for each unit type."""
    return {"anyOf": [*schema.get("anyOf", [schema]), {"$ref": "#/$defs/by_type"}]}


@dataclass(frozen=True, slots=True)
class Id:
    """A dotted ASCII id. `1.10` is an id as it stands there, not a number."""

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if not isinstance(node, Scalar) or not node.text:
            complain_type(key, node, "identifier", collector, HELP["id-form"])
            return None
        if not re.fullmatch(ID_PATTERN, node.text):
            message = MESSAGES["id-form"].format(key=key, value=node.text)
            collector.error("id-form", node, message, HELP["id-form"])
            return None
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": ID_PATTERN}, {"type": "number"}]}


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words, or a Chinese spelling of one."""

    words: tuple[str, ...]

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if isinstance(node, Scalar):
            word = meant(node.text, self.words)
            if word not in self.words:
                message = YAML_MESSAGES["value-choice"].format(key=key, value=node.text)
                collector.error("value-choice", node, message, self._help(node.text))
                return None
            node = replace(node, text=word)
        return Choice(self.words).read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(spelt(self.words))}

    def _help(self, word: str) -> str:
        """What was probably meant (Chinese spellings count), else what could stand there."""
        close = nearest(word, spelt(self.words))
        return DID_YOU_MEAN.format(word=close) if close else ALLOWED.format(choices=listed(self.words))


@dataclass(frozen=True, slots=True)
class SubjectId:
    """The id of a measure, practice or report measure; whether it exists is checked where the vocabulary is known."""

    source: str

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        return Text().read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.source}"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number. That it may differ by unit type (`by_type`) is settled before anything is read; here it only shows in the schema."""

    number: Number

    def read(self, key: str, node: Node, collector: Collector) -> Decimal | None:
        return self.number.read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return with_types(self.number.schema())


@dataclass(frozen=True, slots=True)
class Kinds:
    """Unit types, and groups that the head declares; whether they exist is checked where these are known."""

    def read(self, key: str, node: Node, collector: Collector) -> tuple[str, ...] | None:
        return ListOf(Text()).read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/unit_type"}, Text().schema()]}, "minItems": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """A period in words (`report_year`, `2023年1-6月`), or a year as a number."""

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if isinstance(node, Scalar) and isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.text
        text = Text().read(key, node, collector)
        return None if text is None else meant(text, _PERIODS)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"], "minLength": 1}


@dataclass(frozen=True, slots=True)
class PolicyReader:
    """What happens without a value: one of `names`, or a mapping `{share: 50%}`; for criteria (`formulas`) also `{formula: "…"}`, whose
    names are looked up where the vocabulary is known."""

    names: tuple[str, ...]
    formulas: bool = False

    def read(self, key: str, node: Node, collector: Collector) -> Policy | None:
        if isinstance(node, Mapping):
            return self._mapping(key, node, collector)
        if isinstance(node, Scalar) and isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            message = MESSAGES["policy-share"].format(key=key)
            collector.error("policy-share", node, message, HELP["policy-share"].format())
            return None
        name = Word(self.names).read(key, node, collector)
        return None if name is None else Policy(name)

    def schema(self) -> dict[str, Any]:
        readers: list[tuple[str, str, dict[str, Any]]] = [("share", "份额", SHARE.schema())]
        if self.formulas:
            readers.append(("formula", "公式", Text().schema()))
        kinds = [
            {
                "type": "object",
                "properties": dict.fromkeys((name, alias), schema),
                "additionalProperties": False,
                "minProperties": 1,
            }
            for name, alias, schema in readers
        ]
        return with_types({"anyOf": [{"enum": list(spelt(self.names))}, *kinds]})

    def _mapping(self, key: str, node: Mapping, collector: Collector) -> Policy | None:
        written = [canonical(name.text) for name, _ in node.entries]
        if written == ["share"]:
            share = SHARE.read("share", node.entries[0][1], collector)
            return None if share is None else Policy("share", share)
        if self.formulas and written == ["formula"]:
            text = Text().read("formula", node.entries[0][1], collector)
            return None if text is None else Policy("formula")
        message = MESSAGES["policy-share"].format(key=key)
        collector.error("policy-share", node, message, HELP["policy-share"].format())
        return None


@dataclass(frozen=True, slots=True)
class QuotesWanted:
    """How many quotes are asked for; as a mapping also what happens without them."""

    def read(self, key: str, node: Node, collector: Collector) -> tuple[int, Quotes | None] | None:
        if not isinstance(node, Mapping):
            count = Integer(0, 20).read(key, node, collector)
            return None if count is None else (count, None)
        fields = QUOTES.read(key, node, collector)
        if fields is None or not fields.complete:
            return None
        without: Policy = fields.get("without")
        return fields.get("quotes"), Quotes(without.name, without.share)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Integer(0, 20).schema(), QUOTES.schema()]}


@dataclass(frozen=True, slots=True)
class EarnedReader:
    """What something earns, as one number: points, or, as a percentage, a share of the full marks."""

    def read(self, key: str, node: Node, collector: Collector) -> Worth | None:
        if isinstance(node, Scalar) and is_percent(node.text):
            share = SHARE.read(key, node, collector)
            return None if share is None else Worth(share=share)
        points = NOT_NEGATIVE.read(key, node, collector)
        return None if points is None else Worth(points=points)

    def schema(self) -> dict[str, Any]:
        return with_types(NOT_NEGATIVE.schema())


@dataclass(frozen=True, slots=True)
class WordOrNumber:
    """One of a few words, or a number that is not negative."""

    words: tuple[str, ...]

    def read(self, key: str, node: Node, collector: Collector) -> str | Decimal | None:
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return Word(self.words).read(key, node, collector)
        return NOT_NEGATIVE.read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return with_types({"anyOf": [{"enum": list(spelt(self.words))}, *NOT_NEGATIVE.schema()["anyOf"]]})


@dataclass(frozen=True, slots=True)
class Judged:
    """`judgement:` is true, or a phrase that says what is judged."""

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if isinstance(node, Scalar) and node.value is True:
            return ""
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        complain_type(key, node, "judged", collector)
        return None

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"const": True}, {"type": "string", "minLength": 1}]}


@dataclass(frozen=True, slots=True)
class PointsOrAll:
    """Points, or the word `all`: everything the criterion has (read as Decimal "Infinity")."""

    def read(self, key: str, node: Node, collector: Collector) -> Decimal | None:
        if isinstance(node, Scalar) and meant(node.text, ("all",)) == "all":
            return ALL
        return POSITIVE.read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [*POSITIVE.schema()["anyOf"], {"enum": list(spelt(("all",)))}]}


ALL = Decimal("Infinity")
SHARE = Number(Decimal(0), Decimal(1), kind="share", help=HELP["share"])
POSITIVE = Number(Decimal(0), low_open=True)
NOT_NEGATIVE = Number(Decimal(0))
QUOTES = Shape(
    (
        Key("quotes", Integer(1, 20), DOCS["quotes"], required=True),
        Key("without", PolicyReader(("review", "zero")), DOCS["without"], required=True),
    ),
    hints=HINTS,
    aliases=ALIASES,
)
