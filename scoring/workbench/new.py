"""A rubric of one's own, begun as a copy of a shipped one."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import Diagnostic, RubricError
from scoring.messages.workbench import HELP, MESSAGES
from scoring.rubric.load import find_rubric
from scoring.rubric.readers import ID_PATTERN
from scoring.vocabulary import Vocabulary
from scoring.workbench.files import RubricFile, check_place, open_rubric, write_new
from scoring.workbench.settings import edited

SCHEMA = "rubric.schema.json"
_SCHEMA_LINE = re.compile(r"(?m)^(#\s*yaml-language-server:\s*\$schema=)(\S+)")
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Copied:
    """The file that was written and the id of the rubric in it; `schema` is the schema that editors look for beside it, None where it is
    there."""

    path: Path
    id: str
    schema: Path | None


def new_rubric(
    name: str,
    origin: str,
    vocabulary: Vocabulary,
    output: Path | None = None,
    title: str | None = None,
    year: int | None = None,
) -> Copied:
    """Write a copy of the rubric `origin` with `name` for its id (and title and year, where given); comments and layout are kept.

    `name` may be a file name, then its stem is the id. Raises RubricError where the name is no id or the origin cannot be read or
    is wrong, OutputError where the file is there already or cannot be written.
    """
    given = Path(name)
    file_named = given.suffix.lower() in _SUFFIXES
    id_ = given.stem if file_named else name
    if not re.fullmatch(ID_PATTERN, id_):
        raise RubricError([_problem("new-name", name=id_)])
    path = output or (given if file_named else Path(f"{id_}.yaml"))
    source = open_rubric(origin, vocabulary)
    wanted = [f"id={id_}", *([f"title={title}"] if title else []), *([f"year={year}"] if year else [])]
    copied, _ = edited(source, wanted)
    check_place(copied, path, vocabulary)
    text, schema = _schema(copied, find_rubric(origin), path)
    write_new(path, copied.with_text(text).bytes(), refusal="new-exists")
    return Copied(path, id_, schema)


def _schema(file: RubricFile, origin: Path | None, path: Path) -> tuple[str, Path | None]:
    """The text with the line for editors pointing to the same schema from where the copy lies; to one beside the copy where the
    original's is not there."""
    line = _SCHEMA_LINE.search(file.text)
    if line is None or ":" in line[2]:
        return file.text, None
    there = None if origin is None else (origin.parent / line[2]).resolve()
    beside = path.parent / SCHEMA
    target, missing = SCHEMA, None if beside.is_file() else beside
    if there is not None and there.is_file():
        # From another drive no relative way leads there; then the copy is to have one beside it.
        with contextlib.suppress(ValueError):
            target, missing = Path(os.path.relpath(there, path.parent.resolve())).as_posix(), None
    return file.text[: line.start(2)] + target + file.text[line.end(2) :], missing


def _problem(code: str, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), help=HELP[code].format(**words))
