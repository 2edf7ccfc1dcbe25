"""A rubric file → `Rubric`, or every mistake in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from scoring.errors import Diagnostic
from scoring.messages.rubric import HELP, MESSAGES
from scoring.messages.yaml_source import DID_YOU_MEAN
from scoring.resources import rubrics_folder
from scoring.rubric.checks import check_tree
from scoring.rubric.context import Context
from scoring.rubric.head import full_marks, read_grades, read_places
from scoring.rubric.leaf import Defaults
from scoring.rubric.shapes import ALL, BY_UNIT_TYPE, HEAD
from scoring.rubric.tree import build, read_criteria
from scoring.rubric.types import Node, Policy, Rubric
from scoring.vocabulary import Vocabulary
from scoring.yaml_source import Collector, Source, load, load_file, nearest
from scoring.yaml_source.readers import listed

Loaded = tuple[Rubric | None, tuple[Diagnostic, ...]]

_SUFFIXES = (".yaml", ".yml")
_EVERYBODY = "全部"


def load_rubric(path_or_name: str | Path, vocabulary: Vocabulary) -> Loaded:
    """The rubric of a file, or the shipped one of that name (`county`), and what was found wrong with it.

    The rubric is None if any finding is an error; warnings leave it usable. Never raises for what the file holds.
    """
    path = find_rubric(path_or_name)
    if path is None:
        return None, (_unknown(str(path_or_name)),)
    given = Path(path_or_name)
    shown = given.as_posix() if path == given else path.name
    return read_rubric(load_file(path, shown), vocabulary)


def parse_rubric(text: str, file: str, vocabulary: Vocabulary) -> Loaded:
    """The rubric in `text`; `file` is the name that diagnostics show."""
    return read_rubric(load(text, file), vocabulary)


def shipped_rubrics() -> tuple[str, ...]:
    """The names of the rubrics that come with the program, sorted."""
    return tuple(sorted(path.stem for path in rubrics_folder().glob("*.yaml")))


def find_rubric(path_or_name: str | Path) -> Path | None:
    """The file that is meant: a path as it stands, a name from the shipped rubrics. None for a name nobody knows.

    What looks like a path (a folder or a YAML suffix in it) is never taken for a name, so that a missing file is reported as such.
    """
    path = Path(path_or_name)
    if path.is_file() or path.suffix.lower() in _SUFFIXES or len(path.parts) > 1:
        return path
    shipped = rubrics_folder() / f"{path.name}.yaml"
    return shipped if path.name in shipped_rubrics() else None


def read_rubric(source: Source, vocabulary: Vocabulary) -> Loaded:
    """The rubric that `source` holds, with all findings."""
    collector = Collector(source)
    if source.root is None:
        return None, collector.diagnostics
    file = Path(source.file).name
    context = Context(collector, vocabulary, file)
    fields = HEAD.read("rubric", source.root, collector)
    if fields is None:
        return None, collector.diagnostics
    defaults = Defaults(fields.get("missing", Policy("pending")), fields.get("na", Policy("exclude")))
    drafts = read_criteria(fields.at("criteria"), defaults, context) if fields.has("criteria") else ()
    unit_types = fields.get("unit_types", ())
    check_tree(drafts, unit_types, context)
    total = full_marks(fields, drafts, context)
    places = read_places(fields, context)
    grades = read_grades(fields, total, context)
    if collector.failed or total is None:
        return None, collector.diagnostics
    dimensions = tuple(node for node in (build(draft, context) for draft in drafts) if isinstance(node, Node))
    groups = fields.get("groups", BY_UNIT_TYPE)
    rubric = Rubric(
        id=fields.get("id"),
        title=fields.get("title"),
        year=fields.get("year"),
        weights_status=fields.get("weights_status"),
        basis=fields.get("basis", ""),
        points=total,
        dimensions=dimensions,
        grades=grades,
        file=file,
        sha256=hashlib.sha256(source.text.replace("\r\n", "\n").encode("utf-8")).hexdigest(),
        places=places,
        ties=fields.get("ties", "min"),
        groups=_EVERYBODY if groups == ALL else groups,
        unit_types=unit_types,
        note=fields.get("note", ""),
    )
    return rubric, collector.diagnostics


def _unknown(name: str) -> Diagnostic:
    names = shipped_rubrics()
    close = nearest(name, names)
    help = HELP["rubric-unknown"].format(choices=listed(names))
    if close is not None:
        help = f"{DID_YOU_MEAN.format(word=close)}{help}"
    return Diagnostic("rubric-unknown", MESSAGES["rubric-unknown"].format(name=name), help=help)
