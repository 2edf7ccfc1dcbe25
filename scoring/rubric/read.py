"""The nodes of one rubric, all files joined and unit types settled → `Rubric`."""

from __future__ import annotations

from dataclasses import replace

from scoring.rubric.checks import check_alone, check_ids, check_item_ids, check_tree, check_types
from scoring.rubric.context import Context
from scoring.rubric.grades import read_grades
from scoring.rubric.head import (
    check_tie_keys,
    full_marks,
    read_groups,
    read_places,
    read_tables,
    read_ties,
)
from scoring.rubric.leaf import Defaults
from scoring.rubric.pools import read_pools
from scoring.rubric.shapes import HEAD
from scoring.rubric.tree import Draft, build, read_criteria, weighed_counts, weighting_of
from scoring.rubric.types import Node, Policy, Pool, Rubric
from scoring.rubric.vetoes import DraftVeto, check_effects, read_vetoes
from scoring.yaml_source import Node as YamlNode
from scoring.yaml_source.shape import Fields


def read_root(root: YamlNode, context: Context) -> Rubric | None:
    """The rubric in `root` (its hash and bases are added by the caller); what is wrong is noted in the context's collector. None if too
    much is missing to build one."""
    fields = HEAD.read("rubric", root, context.collector)
    if fields is None:
        return None
    if fields.has("remove") and not fields.has("extends"):
        context.error("keys-without", fields.key_at("remove"), key="remove", needed="extends")
    context = replace(context, tables=read_tables(fields, context))
    defaults = Defaults(fields.get("missing", Policy("pending")), fields.get("na", Policy("exclude")))
    drafts: tuple[Draft, ...] = ()
    if fields.has("criteria"):
        weighed = fields.has("weights")
        drafts = read_criteria(fields.at("criteria"), defaults, context, fields.get("points"), weighed)
    pools, vetoes = read_pools(fields, context), read_vetoes(fields, context)
    check_tree(drafts, context)
    check_types(drafts, fields.at("unit_types"), context)
    everything = [draft for top in drafts for draft in top.walk()]
    written = [*((draft.id, draft.fields) for draft in everything)]
    for pool in pools:
        written += [(_id(pool.fields), pool.fields), *((_id(inner), inner) for inner in pool.inside)]
    written += [(_id(veto.fields), veto.fields) for veto in vetoes]
    check_ids(written, context)
    check_alone([*(inner for pool in pools for inner in pool.inside), *(veto.fields for veto in vetoes)], context)
    leaves = [(draft.leaf, draft.fields) for draft in everything if draft.leaf is not None]
    leaves += [
        (leaf, inner) for pool in pools if pool.pool for leaf, inner in zip(pool.pool.leaves, pool.inside, strict=True)
    ]
    check_item_ids(leaves, [name for name, _ in written if name is not None], context)
    return _rubric(fields, drafts, [pool.pool for pool in pools if pool.pool is not None], vetoes, context)


def _id(fields: Fields) -> str | None:
    found = fields.get("id")
    return found if isinstance(found, str) else None


def _rubric(
    fields: Fields, drafts: tuple[Draft, ...], pools: list[Pool], vetoes: tuple[DraftVeto, ...], context: Context
) -> Rubric | None:
    total = full_marks(fields, drafts, context)
    places = read_places(fields, context)
    grades = read_grades(fields, total, context)
    ties, keys = read_ties(fields, context)
    groups = read_groups(fields, context)
    weighting = weighting_of(fields, drafts, context)
    ids = [draft.id for top in drafts for draft in top.walk() if draft.id is not None]
    check_tie_keys(fields, keys, ids, context)
    check_effects(vetoes, ids, [grade.name for grade in grades], context)
    if context.collector.failed or total is None:
        return None
    counts = weighed_counts(weighting, total, len(drafts))
    built = [build(draft, context, (), part) for draft, part in zip(drafts, counts, strict=True)]
    return Rubric(
        id=fields.get("id"),
        title=fields.get("title"),
        year=fields.get("year"),
        weights_status=fields.get("weights_status"),
        basis=fields.get("basis", ""),
        points=total,
        dimensions=tuple(node for node in built if isinstance(node, Node)),
        grades=grades,
        file=context.file,
        sha256="",
        places=places,
        ties=ties,
        groups=groups,
        unit_types=fields.get("unit_types", ()),
        note=fields.get("note", ""),
        combine=fields.get("combine", "sum"),
        weighting=weighting,
        tie_keys=keys,
        pools=tuple(pools),
        vetoes=tuple(veto.veto for veto in vetoes if veto.veto is not None),
        tables=context.tables,
        group_types=context.kinds.groups,
    )
