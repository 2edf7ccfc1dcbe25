"""A run as a folder of its own, from which everything can be made again: `reports_out/runs/<id>`.

    manifest.json     what the run is made of, with the hash of every file here
    texts/            the source text of each report, decoded, otherwise untouched
    reports.json      what each report says about itself, with places
    facts.parquet     every fact
    results.parquet   every score (for other programs; not read back)
    results.json      the run as `scoring score` writes it
    rubric/           the rubric's files
    sources/          the files beside the reports
    review.jsonl      what reviewers changed (appended by the review; not in the manifest)
    run.log           when and where (the only file with a clock and paths; not in the manifest)

The id is a digest of everything the results hang on, so the same inputs have the same folder. A folder is written beside its place and put
there in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, OutputError, ScoringError
from scoring.measures.facts import Fact
from scoring.messages.store import HELP, MESSAGES
from scoring.rubric.types import Rubric
from scoring.sources.load import Given
from scoring.store.fact_table import read_facts, write_facts
from scoring.store.inputs import Inputs
from scoring.store.report_records import report_of, report_record
from scoring.store.rubric_copy import read_copy
from scoring.store.unfinished import clear_unfinished, unfinished
from scoring.text.report import Report
from scoring.vocabulary import Vocabulary

FORMAT = 1
MANIFEST, REVIEW, LOG = "manifest.json", "review.jsonl", "run.log"
_ID_DIGITS = 16
_APART = frozenset([MANIFEST, REVIEW, LOG])
_LEAST_PREFIX = 4
_RUBRIC = "rubric/"
_NO_FILE = hashlib.sha256(b"").hexdigest()
Writers = Mapping[str, Callable[[Path], None]]


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run folder that was read and found whole. `command` is the normalised command, `engine` the version that made it."""

    path: Path
    id: str
    inputs: Inputs
    rubric: Rubric
    engine: str
    command: str

    @property
    def review(self) -> Path:
        """Where the log of the review lies, or will lie."""
        return self.path / REVIEW


def run_id(inputs: Inputs, rubric_files: Mapping[str, bytes], engine: str) -> str:
    """Sixteen hexadecimal digits over everything the results hang on."""
    return _digest(_parts(inputs, rubric_files, engine))[:_ID_DIGITS]


def _parts(inputs: Inputs, rubric_files: Mapping[str, bytes], engine: str) -> bytes:
    about = {
        "format": FORMAT,
        "engine": engine,
        "measures": inputs.measures_sha256,
        "rubric": {name: _digest(data) for name, data in rubric_files.items()},
        "sources": sorted([one.kind, one.name, one.path.name, _digest(_content(one))] for one in inputs.given),
        "reports": _digest(_reports(inputs)),
        "year": inputs.year,
        "previous": inputs.previous,
        "checklist": inputs.checklist,
    }
    return json.dumps(about, ensure_ascii=True, sort_keys=True).encode("ascii")


def _content(given: Given) -> bytes:
    """The bytes of a file beside the reports; none for one that is not there or cannot be opened, which the run has told."""
    try:
        return given.path.read_bytes()
    except OSError:
        return b""


def _id_told_by(manifest: Mapping[str, Any]) -> str:
    """The id that a manifest's own lines give: another one than it names means that a line was altered."""
    files: Mapping[str, str] = manifest["files"]
    about = {
        "format": FORMAT,
        "engine": manifest["engine"],
        "measures": manifest["measures_sha256"],
        "rubric": {name.removeprefix(_RUBRIC): digest for name, digest in files.items() if name.startswith(_RUBRIC)},
        "sources": sorted(
            [one["kind"], one["name"], one["file"].split("/", 2)[2], files.get(one["file"], _NO_FILE)]
            for one in manifest["sources"]
        ),
        "reports": files["reports.json"],
        "year": manifest["year"],
        "previous": manifest["previous"],
        "checklist": manifest["checklist"],
    }
    return _digest(json.dumps(about, ensure_ascii=True, sort_keys=True).encode("ascii"))[:_ID_DIGITS]


def save_run_folder(
    root: Path, inputs: Inputs, rubric_files: Mapping[str, bytes], about: Mapping[str, str], further: Writers
) -> Path:
    """Write the folder of a run below `root` and return it; where it is there already and whole, it is left as it is.

    `about` holds engine and command, `further` the results as files by name. Raises OutputError; then nothing stands under the run's name.
    """
    place = root / run_id(inputs, rubric_files, about["engine"])
    clear_unfinished(root)
    if (place / MANIFEST).is_file() and not damages(place):
        return place
    try:
        with unfinished(root) as temporary:
            _fill(temporary, inputs, rubric_files, further)
            _write_manifest(temporary, place.name, inputs, about)
            _put(temporary, place)
    except OSError as error:
        raise _not_written(root, error.strerror or str(error)) from error
    return place


def _fill(folder: Path, inputs: Inputs, rubric_files: Mapping[str, bytes], further: Writers) -> None:
    for name in ("texts", "rubric", "sources"):
        (folder / name).mkdir()
    everything = _everything(inputs)
    for number, report in enumerate(everything, start=1):
        (folder / text_name(number)).write_bytes(report.text.encode("utf-8", "surrogatepass"))
    (folder / "reports.json").write_bytes(_reports(inputs))
    facts = [fact for report in everything for fact in inputs.facts.get(report.id, ())]
    write_facts(facts, folder / "facts.parquet")
    for name, data in rubric_files.items():
        (folder / "rubric" / name).write_bytes(data)
    for number, one in enumerate(_given(inputs), start=1):
        place = folder / "sources" / str(number)
        place.mkdir()
        if one.path.is_file():
            shutil.copyfile(one.path, place / one.path.name)
    for name, write in further.items():
        write(folder / name)


def _given(inputs: Inputs) -> list[Given]:
    return sorted(inputs.given, key=lambda one: (one.kind, one.name, one.path.name, _digest(_content(one))))


def _everything(inputs: Inputs) -> list[Report]:
    """Every report once, by id."""
    found = {report.id: report for report in (*inputs.before, *inputs.now)}
    return [found[id_] for id_ in sorted(found)]


def text_name(number: int) -> str:
    """Where the text of a report lies, by its number from 1 in the order of `reports.json`."""
    return f"texts/{number:06}.txt"


def _reports(inputs: Inputs) -> bytes:
    data = {
        "reports": [report_record(report) for report in _everything(inputs)],
        "now": sorted(report.id for report in inputs.now),
        "before": sorted(report.id for report in inputs.before),
        "diagnostics": [asdict(one) for one in inputs.diagnostics],
        "earlier": [asdict(one) for one in inputs.earlier],
    }
    return _json(data)


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _write_manifest(folder: Path, id_: str, inputs: Inputs, about: Mapping[str, str]) -> None:
    files = {path.relative_to(folder).as_posix(): _digest(path.read_bytes()) for path in _files(folder)}
    manifest = {
        "format": FORMAT,
        "id": id_,
        **about,
        "year": inputs.year,
        "previous": inputs.previous,
        "measures_sha256": inputs.measures_sha256,
        "checklist": inputs.checklist,
        "inputs": [[report.path, report.sha256] for report in _everything(inputs)],
        "sources": [
            {"kind": one.kind, "name": one.name, "file": f"sources/{number}/{one.path.name}"}
            for number, one in enumerate(_given(inputs), start=1)
        ],
        "files": dict(sorted(files.items())),
    }
    (folder / MANIFEST).write_bytes(_json(manifest))


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.relative_to(folder).as_posix() not in _APART)


def _put(temporary: Path, place: Path) -> None:
    """In one step: a damaged folder of that name goes aside first, its review log and run log are kept. Whoever was killed in between
    left it aside under a name known here, so the logs are found again."""
    aside = place.with_name(f".{place.name}.old")
    if place.exists() and aside.exists():
        shutil.rmtree(aside)
    if place.exists():
        os.replace(place, aside)
    for name in (REVIEW, LOG):
        if (aside / name).is_file():
            shutil.copyfile(aside / name, temporary / name)
    try:
        os.replace(temporary, place)
    except OSError:
        # Somebody else may have put the same run there meanwhile.
        if not (place / MANIFEST).is_file() or damages(place):
            raise
    shutil.rmtree(aside, ignore_errors=True)


def manifest_of(path: Path) -> dict[str, Any]:
    """The manifest of a run folder. Raises ScoringError for none, another format, or one that is damaged or was altered."""
    try:
        manifest: dict[str, Any] = json.loads((path / MANIFEST).read_bytes())
        if manifest["format"] != FORMAT:
            raise ScoringError([_told("run-format", path.name, format=str(manifest["format"]))])
        told = _id_told_by(manifest)
        dict(manifest["files"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ScoringError([_told("run-none", path.name)]) from error
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ScoringError([_told("run-manifest", path.name, reason=type(error).__name__)]) from error
    if told != manifest.get("id"):
        raise ScoringError([_told("run-file-changed", f"{path.name}/{MANIFEST}")])
    return manifest


def damages(path: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a run folder, file by file; nothing if it is as it was written."""
    try:
        manifest = manifest_of(path)
    except ScoringError as error:
        return tuple(error.diagnostics)
    found = []
    for name, digest in sorted(manifest["files"].items()):
        try:
            same = _digest((path / name).read_bytes()) == digest
        except OSError:
            found.append(_told("run-file-missing", f"{path.name}/{name}"))
            continue
        if not same:
            found.append(_told("run-file-changed", f"{path.name}/{name}"))
    return tuple(found)


def open_run(path: Path, vocabulary: Vocabulary) -> OpenRun:
    """The run in the folder `path`. Raises ScoringError with every file that is missing or was altered, or that the program of today cannot use."""
    wrong = damages(path)
    if wrong:
        raise ScoringError(list(wrong))
    manifest = manifest_of(path)
    try:
        files = {one.name: one.read_bytes() for one in sorted((path / "rubric").iterdir())}
        rubric = read_copy(files, vocabulary)
        inputs = _inputs(path, manifest)
    except (KeyError, ValueError, TypeError, OSError) as error:
        reason = f"{type(error).__name__}: {error}"[:100]
        raise ScoringError([_told("run-unusable", path.name, reason=reason)]) from error
    if rubric is None:
        raise ScoringError([_told("run-rubric", path.name)])
    return OpenRun(path, manifest["id"], inputs, rubric, manifest["engine"], manifest["command"])


def _inputs(path: Path, manifest: Mapping[str, Any]) -> Inputs:
    data = json.loads((path / "reports.json").read_bytes())
    texts = (path / text_name(number) for number in range(1, len(data["reports"]) + 1))
    reports = {
        record["id"]: report_of(record, text.read_bytes().decode("utf-8", "surrogatepass"))
        for record, text in zip(data["reports"], texts, strict=True)
    }
    facts: dict[str, tuple[Fact, ...]] = read_facts(path / "facts.parquet", reports)
    return Inputs(
        now=tuple(reports[id_] for id_ in data["now"]),
        facts=facts,
        measures_sha256=manifest["measures_sha256"],
        before=tuple(reports[id_] for id_ in data["before"]),
        given=tuple(Given(one["kind"], path / one["file"], one["name"]) for one in manifest["sources"]),
        year=manifest["year"],
        previous=manifest["previous"],
        diagnostics=_diagnostics(data["diagnostics"]),
        earlier=_diagnostics(data["earlier"]),
        checklist=manifest["checklist"],
    )


def _diagnostics(records: Iterable[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(**record) for record in records)


def find_run(name: str | Path, root: Path) -> Path:
    """The folder of a run: a path as it stands, or the first digits of an id below `root`. Raises ScoringError for none or several."""
    path = Path(name)
    if (path / MANIFEST).is_file() or len(path.parts) > 1:
        return path
    known = runs_in(root)
    found = [one for one in known if one.name.startswith(str(name)) and len(str(name)) >= _LEAST_PREFIX]
    if len(found) != 1:
        code = "run-several" if found else "run-unknown"
        shown = "、".join(one.name for one in (found or known)[:10])
        raise ScoringError([_told(code, str(name), known=shown)])
    return found[0]


def runs_in(root: Path) -> tuple[Path, ...]:
    """The run folders below `root`, by id."""
    if not root.is_dir():
        return ()
    # What begins with a dot is being written, or was put aside.
    return tuple(sorted(one for one in root.glob("[!.]*") if (one / MANIFEST).is_file()))


def is_run(path: Path) -> bool:
    """Whether `path` is a run folder."""
    return (path / MANIFEST).is_file()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _told(code: str, file: str, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code].format(**words))


def _not_written(root: Path, reason: str) -> OutputError:
    code = "run-not-written"
    return OutputError([Diagnostic(code, MESSAGES[code].format(reason=reason), root.name, help=HELP[code])])
