"""Every finding about a rubric with its remedy: docs/rubric.md takes the list from here."""

from __future__ import annotations

from scoring.messages import rubric, yaml_source

# Remedies that are written per case; what stands for them in the list.
_PER_CASE = "按提示修改"


def error_reference() -> str:
    """Markdown table of all codes, by code: what is said, and what to do."""
    lines = ["| 代码 | 意思 | 改法 |", "|---|---|---|"]
    messages = {**yaml_source.MESSAGES, **rubric.MESSAGES}
    remedies = {**yaml_source.HELP, **rubric.HELP}
    for code in sorted(messages):
        lines.append(f"| `{code}` | {_plain(messages[code])} | {_plain(remedies.get(code, _PER_CASE))} |")
    return "\n".join(lines) + "\n"


def _plain(template: str) -> str:
    """A template as a sentence: what is filled in is shown as …"""
    text = template.replace("{{", "\0").replace("}}", "\1")
    while "{" in text and "}" in text[text.index("{") :]:
        start = text.index("{")
        text = text[:start] + "…" + text[text.index("}", start) + 1 :]
    return text.replace("\0", "{").replace("\1", "}").replace("|", "\\|")
