"""The exact definition of every rule, as it stands in the program: docs/rubric.md takes it from here."""

from __future__ import annotations

import inspect

from scoring.messages.rubric_docs import RULE_DOCS
from scoring.rules import RULES, formula, tariff


def rule_reference() -> str:
    """Markdown: for every rule its name, what it is for, and the docstring of its function, which is its specification; then tariffs and
    formulas."""
    parts = []
    for name, function in RULES.items():
        parts.append(f"#### `{name}` — {RULE_DOCS[name]}\n\n{_text(function.__doc__)}\n")
    parts.append(f"#### `tariff`\n\n{_text(tariff.charge.__doc__)}\n")
    parts.append(f"#### `formula`\n\n{_text(formula.work_out.__doc__)}\n")
    return "\n".join(parts)


def _text(docstring: str | None) -> str:
    """A docstring as paragraphs of one line each."""
    paragraphs = inspect.cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
