"""A rubric file → `Rubric`, or every mistake in it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic
from scoring.messages.rubric import HELP, MESSAGES, ONLY_FOR_TYPES
from scoring.messages.yaml_source import DID_YOU_MEAN
from scoring.resources import rubrics_folder
from scoring.rubric.by_type import resolve, uses_types
from scoring.rubric.context import Context, did_you_mean
from scoring.rubric.extends import Find, joined
from scoring.rubric.kinds import Kinds, kind_name, kinds_of
from scoring.rubric.read import read_root
from scoring.rubric.sheets import is_of_sheets, read_sheets
from scoring.rubric.types import Rubric
from scoring.vocabulary import Vocabulary
from scoring.yaml_source import Collector, Mapping, Node, Scalar, Source, load, load_file, nearest
from scoring.yaml_source.readers import listed

Loaded = tuple[Rubric | None, tuple[Diagnostic, ...]]

_SUFFIXES = (".yaml", ".yml")
_SHIPPED = "rubrics"


def load_rubric(path_or_name: str | Path, vocabulary: Vocabulary, find: Find | None = None) -> Loaded:
    """The rubric of a file, or the shipped one of that name (`county`), and what was found wrong with it.

    The rubric is None if any finding is an error; warnings leave it usable. Never raises for what the file holds. `find` gets the files that
    it extends or is made of (`find_base` if not given).
    """
    path = find_rubric(path_or_name)
    if path is None:
        return None, (_unknown(str(path_or_name)),)
    given = Path(path_or_name)
    shown = given.as_posix() if path == given else path.name
    return read_rubric(load_file(path, shown), vocabulary, path.parent, find)


def parse_rubric(text: str, file: str, vocabulary: Vocabulary, folder: Path | None = None) -> Loaded:
    """The rubric in `text`; `file` is the name that diagnostics show, `folder` where files that it extends are looked for."""
    return read_rubric(load(text, file), vocabulary, folder)


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


def read_rubric(source: Source, vocabulary: Vocabulary, folder: Path | None = None, find: Find | None = None) -> Loaded:
    """The rubric that `source` holds, with all findings.

    What differs by unit type is read once for every kind of units; such variants stand in `Rubric.variants`. Findings that hold for some
    kinds only say for which.
    """
    find = find or find_base
    root, collector = joined(source, folder, find, shipped_rubrics)
    if root is None:
        return None, collector.diagnostics
    if not isinstance(root, Mapping):
        return _read(root, source, collector, vocabulary, Kinds())
    kinds = kinds_of(root)
    if is_of_sheets(root):
        context = Context(collector, vocabulary, Path(source.file).name, kinds=kinds)
        return read_sheets(root, context, partial(_sheet, context, folder, find), shipped_rubrics())
    if not uses_types(root):
        return _read(root, source, collector, vocabulary, kinds)
    return _read_variants(root, source, collector, vocabulary, kinds)


def _read(
    root: Node,
    source: Source,
    collector: Collector,
    vocabulary: Vocabulary,
    kinds: Kinds,
    reading: tuple[str, ...] = (),
) -> Loaded:
    context = Context(collector, vocabulary, Path(source.file).name, kinds=kinds, reading=reading)
    rubric = read_root(root, context)
    if rubric is None or collector.failed:
        return None, collector.diagnostics
    bases = tuple(other.file for other in collector.others)
    return replace(rubric, sha256=_hash(source, collector.others), bases=bases), collector.diagnostics


def _read_variants(root: Mapping, source: Source, collector: Collector, vocabulary: Vocabulary, kinds: Kinds) -> Loaded:
    """One reading per kind; kinds for which the same stands there share one."""
    missing: dict[Scalar, list[str]] = {}
    resolved: list[tuple[Mapping, list[str]]] = []
    for kind in kinds.assessed():
        found = resolve(root, kind, kinds, partial(_complain, collector, missing, kind))
        same = next((of for other, of in resolved if other == found), None)
        if same is None:
            resolved.append((found, [kind]))
        else:
            same.append(kind)
    readings: list[tuple[list[str], Loaded]] = []
    for found, of in resolved:
        own = Collector(source, collector.others)
        readings.append((of, _read(found, source, own, vocabulary, kinds, tuple(of))))
    for key, without in missing.items():
        names = "、".join(map(kind_name, without))
        words = MESSAGES["by-type-missing"].format(types=names)
        collector.error("by-type-missing", key, words, HELP["by-type-missing"])
    diagnostics = _together(collector, readings)
    if any(found.is_error for found in diagnostics):
        return None, diagnostics
    variants = tuple((kind, rubric) for of, (rubric, _) in readings for kind in of if rubric is not None)
    return replace(variants[0][1], variants=variants), diagnostics


def _complain(
    collector: Collector, missing: dict[Scalar, list[str]], kind: str, code: str, node: Scalar, **words: Any
) -> None:
    """Takes a complaint about `by_type`; what is missing is told once for all kinds."""
    if code == "by-type-missing":
        missing.setdefault(node, []).append(kind)
        return
    choices = words.pop("choices", ())
    help = did_you_mean(node.text, choices) if choices else HELP[code].format(**words)
    collector.error(code, node, MESSAGES[code].format(**words), help)


def _together(collector: Collector, readings: list[tuple[list[str], Loaded]]) -> tuple[Diagnostic, ...]:
    """The findings of all readings, each once; those that only some kinds have name them."""
    kinds: dict[Diagnostic, list[str]] = {}
    for of, (_, diagnostics) in readings:
        for found in diagnostics:
            kinds.setdefault(found, []).extend(of)
    everybody = sum(len(of) for of, _ in readings)
    for found, of in kinds.items():
        if len(of) < everybody:
            types = "、".join(map(kind_name, of))
            found = replace(found, message=ONLY_FOR_TYPES.format(message=found.message, types=types))
        collector.add(found)
    return collector.diagnostics


def _sheet(context: Context, folder: Path | None, find: Find, name: str, node: Node) -> Loaded | None:
    """One sheet of a rubric that is made of several; None if there is no such file."""
    found = find(name, folder)
    if found is None:
        return None
    source, beside = found
    if source.root is not None and is_of_sheets(source.root):
        context.error("sheet-nested", node, name=name)
        return None, ()
    return read_rubric(source, context.vocabulary, beside, find)


def _hash(source: Source, others: tuple[Source, ...]) -> str:
    """The hash of the file's text, and of the texts of the files that it extends."""
    texts = [known.text.replace("\r\n", "\n") for known in (source, *others)]
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()


def find_base(name: str, folder: Path | None) -> tuple[Source, Path | None] | None:
    """The rubric that `extends: name` means: a shipped one by its name, else a file beside the one that says so."""
    if name in shipped_rubrics():
        path = rubrics_folder() / f"{name}.yaml"
        return load_file(path, f"{_SHIPPED}/{path.name}"), path.parent
    path = (folder or Path()) / name
    if path.suffix.lower() not in _SUFFIXES or not path.is_file():
        return None
    return load_file(path, path.as_posix() if folder is None else Path(name).as_posix()), path.parent


def _unknown(name: str) -> Diagnostic:
    names = shipped_rubrics()
    close = nearest(name, names)
    help = HELP["rubric-unknown"].format(choices=listed(names))
    if close is not None:
        help = f"{DID_YOU_MEAN.format(word=close)}{help}"
    return Diagnostic("rubric-unknown", MESSAGES["rubric-unknown"].format(name=name), help=help)
