"""A rubric's file as it lies there: its text, what it extends, and the way back to disk."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from scoring.errors import Diagnostic, OutputError, RubricError
from scoring.messages.workbench import HELP, MESSAGES, REASONS
from scoring.outputs import replace_file
from scoring.rubric.extends import joined
from scoring.rubric.load import Loaded, find_base, find_rubric, load_rubric, read_rubric, shipped_rubrics
from scoring.vocabulary import Vocabulary
from scoring.yaml_source import Mapping, Source, load, load_file

_BOM = b"\xef\xbb\xbf"
# A rubric before and after a change, and some steps between; nodes are frozen, so that sharing them is safe.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class RubricFile:
    """`text` is the file without byte order mark (`bom` says whether it has one), line ends as they are. `file` is the name that
    diagnostics show, `folder` where files that it extends are looked for."""

    file: str
    text: str
    folder: Path | None = None
    bom: bool = False

    def with_text(self, text: str) -> RubricFile:
        """The same file with other text."""
        return replace(self, text=text)

    def source(self) -> Source:
        return _load(self.text, self.file)

    def read(self, vocabulary: Vocabulary) -> Loaded:
        """The rubric, and what is wrong with it."""
        return read_rubric(self.source(), vocabulary, self.folder)

    def bytes(self) -> bytes:
        """What belongs on disk."""
        return (_BOM if self.bom else b"") + self.text.encode("utf-8")

    @property
    def sha256(self) -> str:
        """The hash of the file's own bytes."""
        return hashlib.sha256(self.bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Joined:
    """The nodes of a rubric: `own` are those of its file, `root` those of all files that it extends under them; each node of another file
    carries that file's name. `texts` are the texts by file name."""

    own: Mapping
    root: Mapping
    texts: dict[str, str]


def open_rubric(path_or_name: str | Path, vocabulary: Vocabulary) -> RubricFile:
    """The file that is meant: a path, or the name of a shipped rubric. Raises RubricError where it cannot be read as YAML."""
    path = find_rubric(path_or_name)
    if path is None:
        raise RubricError(load_rubric(path_or_name, vocabulary)[1])
    given = Path(path_or_name)
    shown = given.as_posix() if path == given else path.name
    source = load_file(path, shown)
    if source.root is None:
        raise RubricError(source.diagnostics)
    return RubricFile(shown, source.text, path.parent, path.read_bytes().startswith(_BOM))


@lru_cache(maxsize=_KEPT)
def _load(text: str, file: str) -> Source:
    return load(text, file)


@lru_cache(maxsize=_KEPT)
def join(file: RubricFile) -> Joined:
    """The nodes of `file` and of what it extends. Raises RubricError for a file that is no mapping."""
    source = file.source()
    root, collector = joined(source, file.folder, find_base, shipped_rubrics)
    if not isinstance(source.root, Mapping) or not isinstance(root, Mapping):
        raise RubricError(collector.diagnostics)
    texts = {other.file: other.text for other in collector.others}
    return Joined(source.root, root, {"": file.text, **texts})


def check_place(file: RubricFile, path: Path, vocabulary: Vocabulary) -> None:
    """Raises RubricError if `file` would be wrong at `path`: what it extends by a relative path may not be found from there."""
    found, diagnostics = replace(file, folder=path.parent).read(vocabulary)
    if found is None:
        raise RubricError(diagnostics)


def reason_of(error: OSError) -> str:
    """Why the system refused, in words; its own where there are none of ours."""
    return REASONS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or type(error).__name__)


def write_new(path: Path, data: bytes, overwrite: bool = False, refusal: str = "file-exists") -> None:
    """Write `data` to `path`. A file that is there already stays as it is, unless `overwrite`.

    Raises OutputError: `refusal` for a file that is there, file-unwritable, or as `replace_file` does.
    """

    def write(place: Path) -> None:
        place.write_bytes(data)

    if overwrite:
        replace_file(path, write)
        return
    try:
        with path.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError as error:
        message = MESSAGES[refusal].format()
        raise OutputError([Diagnostic(refusal, message, path.as_posix(), help=HELP[refusal])]) from error
    except OSError as error:
        message = MESSAGES["file-unwritable"].format(reason=reason_of(error))
        problem = Diagnostic("file-unwritable", message, path.as_posix(), help=HELP["file-unwritable"])
        raise OutputError([problem]) from error
