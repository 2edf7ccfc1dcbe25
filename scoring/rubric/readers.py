"""How the values that only rubrics have are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.messages.rubric import HELP, MESSAGES
from scoring.messages.yaml_source import HELP as YAML_HELP
from scoring.messages.yaml_source import MESSAGES as YAML_MESSAGES
from scoring.rubric import reserved
from scoring.rubric.aliases import canonical
from scoring.rubric.types import Policy
from scoring.yaml_source import Collector, Mapping, Node, Scalar
from scoring.yaml_source.readers import Choice, Number, Text, complain_type

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)*$"


def refuse_reserved(node: Mapping, collector: Collector) -> bool:
    """Notes every reserved key of `node`; whether there was one."""
    found = [key for key, _ in node.entries if canonical(key.text) in reserved.KEYS]
    for key in found:
        message = YAML_MESSAGES["key-reserved"].format(key=key.text)
        collector.error("key-reserved", key, message, YAML_HELP["key-reserved"])
    return bool(found)


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
class SubjectId:
    """The id of a measure, practice or report measure; whether it exists is checked where the vocabulary is known."""

    source: str

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        return Text().read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.source}"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may one day differ by unit type."""

    number: Number

    def read(self, key: str, node: Node, collector: Collector) -> Decimal | None:
        if isinstance(node, Mapping) and refuse_reserved(node, collector):
            return None
        return self.number.read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return self.number.schema()


@dataclass(frozen=True, slots=True)
class Period:
    """A period in words (`report_year`, `2023年1-6月`), or a year as a number."""

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if isinstance(node, Scalar) and isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.text
        return Text().read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"], "minLength": 1}


@dataclass(frozen=True, slots=True)
class PolicyReader:
    """What happens without a value: one of `names`, or a mapping `{share: 50%}`."""

    names: tuple[str, ...]

    def read(self, key: str, node: Node, collector: Collector) -> Policy | None:
        if isinstance(node, Mapping):
            return self._share(key, node, collector)
        if isinstance(node, Scalar) and isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            message = MESSAGES["policy-share"].format(key=key)
            collector.error("policy-share", node, message, HELP["policy-share"])
            return None
        name = Choice(self.names, reserved.POLICIES).read(key, node, collector)
        return None if name is None else Policy(name)

    def schema(self) -> dict[str, Any]:
        share = {
            "type": "object",
            "properties": {word: SHARE.schema() for word in ("share", "份额")},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [{"enum": list(self.names)}, share]}

    def _share(self, key: str, node: Mapping, collector: Collector) -> Policy | None:
        if refuse_reserved(node, collector):
            return None
        if [canonical(name.text) for name, _ in node.entries] != ["share"]:
            message = MESSAGES["policy-share"].format(key=key)
            collector.error("policy-share", node, message, HELP["policy-share"])
            return None
        share = SHARE.read("share", node.entries[0][1], collector)
        return None if share is None else Policy("share", share)


@dataclass(frozen=True, slots=True)
class Ties:
    """How equal totals are ranked; breaking them by keys is for later."""

    choice: Choice

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if isinstance(node, Mapping) and refuse_reserved(node, collector):
            return None
        return self.choice.read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return self.choice.schema()


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
        if isinstance(node, Scalar) and node.text == "all":
            return ALL
        return POSITIVE.read(key, node, collector)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [*POSITIVE.schema()["anyOf"], {"const": "all"}]}


ALL = Decimal("Infinity")
SHARE = Number(Decimal(0), Decimal(1), kind="share", help=HELP["share"])
POSITIVE = Number(Decimal(0), low_open=True)
NOT_NEGATIVE = Number(Decimal(0))
