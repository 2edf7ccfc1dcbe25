"""What an unquoted scalar means. Stricter than YAML 1.1: what looks like text stays text.

| written                      | read as                                   |
|------------------------------|-------------------------------------------|
| `12`, `-3`, `0`              | int                                       |
| `0.5`, `-1.25`               | Decimal, exactly as written               |
| `95%`, `99.5%`, `95％`       | Decimal, a hundredth of it (0.95)         |
| `true`, `false`              | bool                                      |
| `null`, nothing at all       | None                                      |
| `010`, `1:30`, `on`, `yes`, `2024-01-05`, `1e3`, `1_000`, `~`, anything quoted | text |

Numbers of more than 18 digits stay text: no count in a report has so many.
"""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.yaml_source.nodes import Plain

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_PERCENT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?[%％]")


def value_of(text: str, quoted: bool) -> Plain:
    """The value of a scalar by the table above."""
    if quoted:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if is_percent(text):
        return Decimal(text[:-1]).scaleb(-2)
    return text


def is_percent(text: str) -> bool:
    """Whether the text is written as a percentage."""
    return _PERCENT.fullmatch(text) is not None
