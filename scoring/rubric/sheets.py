"""A rubric made of other rubrics, one for each kind of units: counties by one sheet, departments by another, in one run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from scoring.errors import Diagnostic
from scoring.messages.rubric_docs import DOCS
from scoring.rubric.aliases import canonical
from scoring.rubric.context import Context, did_you_mean
from scoring.rubric.grammar.parts import shape
from scoring.rubric.head import read_groups, read_places, read_ties
from scoring.rubric.kinds import Kinds
from scoring.rubric.shapes import HEAD
from scoring.rubric.types import Rubric
from scoring.yaml_source import Mapping, Node, Scalar
from scoring.yaml_source.readers import Part, complain_type
from scoring.yaml_source.shape import Fields, Key

SHEETS = "sheets"
_OF_HEAD = ("id", "title", "year", "weights_status", "basis", "note", "groups", "rounding", "ties")
SHEETS_HEAD = shape(
    *(key for key in HEAD.keys if key.name in _OF_HEAD), Key(SHEETS, Part(SHEETS), DOCS["sheets"], required=True)
)
Loaded = tuple[Rubric | None, tuple[Diagnostic, ...]]
# Reads the rubric of that name, which stands at the node; None if there is no such file.
Load = Callable[[str, Node], Loaded | None]


def is_of_sheets(root: Node) -> bool:
    """Whether the file names sheets instead of criteria."""
    return isinstance(root, Mapping) and any(canonical(key.text) == SHEETS for key, _ in root.entries)


def read_sheets(root: Mapping, context: Context, load: Load, names: tuple[str, ...]) -> Loaded:
    """The rubric whose variants are the sheets; title, groups, precision and ties are those of the file that names them.

    The findings of the sheets' own files are among the findings. A sheet may tell kinds of units apart itself; it may not be made of
    sheets.
    """
    fields = SHEETS_HEAD.read("rubric", root, context.collector)
    if fields is None:
        return None, context.collector.diagnostics
    found, further = _load_all(fields, context, load, names)
    places, (ties, _), groups = read_places(fields, context), read_ties(fields, context), read_groups(fields, context)
    variants: list[tuple[str, Rubric]] = []
    for kind in context.kinds.assessed():
        unit_type = _type_of(kind, context.kinds)
        sheet = found.get(kind) or found.get(unit_type)
        if sheet is not None:
            own = sheet.of(unit_type, kind)
            variants.append((kind, replace(own, variants=(), places=places, ties=ties, groups=groups)))
    diagnostics = (*context.collector.diagnostics, *further)
    if any(one.is_error for one in diagnostics) or not variants:
        return None, diagnostics
    head = replace(
        variants[0][1],
        id=fields.get("id"),
        title=fields.get("title"),
        year=fields.get("year"),
        weights_status=fields.get("weights_status"),
        basis=fields.get("basis", ""),
        note=fields.get("note", ""),
        file=context.file,
        sha256=_hash(context.collector.source.text, [variant.sha256 for _, variant in variants]),
        unit_types=tuple(dict.fromkeys(_type_of(kind, context.kinds) for kind, _ in variants)),
        group_types=context.kinds.groups,
        variants=tuple(variants),
        bases=tuple(dict.fromkeys(file for sheet in found.values() for file in (sheet.file, *sheet.bases))),
    )
    return head, diagnostics


def _load_all(
    fields: Fields, context: Context, load: Load, names: tuple[str, ...]
) -> tuple[dict[str, Rubric], tuple[Diagnostic, ...]]:
    node = fields.nodes.get(SHEETS)
    if not isinstance(node, Mapping):
        if node is not None:
            complain_type(SHEETS, node, "mapping", context.collector)
        return {}, ()
    if not node.entries:
        context.error("rule-empty", node, rule=SHEETS)
    found: dict[str, Rubric] = {}
    further: dict[Diagnostic, None] = {}
    for key, value in node.entries:
        kind = context.kinds.named(key.text)
        if kind not in context.kinds.names():
            context.error("kind-unknown", key, did_you_mean(key.text, context.kinds.names()), name=key.text)
            continue
        name = value.value if isinstance(value, Scalar) else None
        if not isinstance(name, str):
            complain_type(key.text, value, "text", context.collector)
            continue
        loaded = load(name, value)
        if loaded is None:
            context.error("sheet-unknown", value, did_you_mean(name, names), name=name)
            continue
        rubric, diagnostics = loaded
        further.update(dict.fromkeys(diagnostics))
        if rubric is not None:
            found[kind] = rubric
    return found, tuple(further)


def _type_of(kind: str, kinds: Kinds) -> str:
    return dict(kinds.groups).get(kind, kind)


def _hash(text: str, others: list[str]) -> str:
    together = "\0".join([text.replace("\r\n", "\n"), *others])
    return hashlib.sha256(together.encode("utf-8")).hexdigest()
