"""Letters and notices as Word documents, from the template that comes with the program or the office's own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.errors import WARNING, Diagnostic, OutputError, ScoringError
from scoring.feedback.bytes import steady
from scoring.feedback.chart import bars_png, chinese_font
from scoring.feedback.context import Values, letter_values, mean_rate, notice_values, rate, top_nodes
from scoring.messages.feedback import HELP, MESSAGES, NOTICE
from scoring.outputs import replace_file
from scoring.results import Run, UnitScore
from scoring.sources.types import unit_key
from scoring.tables.public import public_run
from scoring.tables.words import group_words

TEMPLATES = Path(__file__).parent / "templates"
_CHART_CM = 15.5
_LONGEST_NAME = 40
_PDF_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what was wrong on the way."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def write_feedback(
    run: Run,
    folder: Path,
    units: Sequence[str] = (),
    template: Path | None = None,
    *,
    notice: bool = False,
    pdf: bool = False,
) -> Written:
    """Write a letter for each unit (or those in `units`), with `notice` a draft notice for each group too, with `pdf` each of them as PDF as well.

    Only what may be told outside the office stands in them. The same run and template give the same bytes. Raises ScoringError for a unit that
    is not in the run and for a template that cannot be used.
    """
    edition = public_run(run)
    wanted = _wanted(edition, units)
    own = template or TEMPLATES / "feedback.docx"
    problems: list[Diagnostic] = []
    font = chinese_font()
    if font is None:
        problems.append(_told("no-cjk-font", severity=WARNING))
    documents = [(_letter_name(unit), own, letter_values(edition, unit), unit) for unit in wanted]
    if notice:
        for group in dict.fromkeys(unit.group for unit in edition.units):
            name = _safe(NOTICE["file"].format(group=group_words(group)).removesuffix(".docx")) + ".docx"
            documents.append((name, TEMPLATES / "notice.docx", notice_values(edition, group), None))  # type: ignore[arg-type]
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError([_told("letter-not-written", folder.name, reason=error.strerror or str(error))]) from error
    written: list[Path] = []
    for name, source, values, unit in documents:
        chart = None if unit is None or font is None else _chart(edition, unit, font)
        data = render(source, values, chart)
        try:
            replace_file(folder / name, lambda place, data=data: _put(place, data))  # type: ignore[misc]
        except OutputError as error:
            problems += error.diagnostics
        else:
            written.append(folder / name)
    if pdf:
        made, wrong = _as_pdf(written)
        written += made
        problems += wrong
    return Written(tuple(written), tuple(problems))


def _put(place: Path, data: bytes) -> None:
    place.write_bytes(data)


def _wanted(run: Run, units: Sequence[str]) -> list[UnitScore]:
    by_key = {unit_key(unit.unit): unit for unit in run.units}
    missing = [name for name in units if unit_key(name) not in by_key]
    if missing:
        known = "、".join(unit.unit for unit in run.units[:20])
        raise ScoringError([_told("no-such-unit", unit=name, known=known) for name in missing])
    return [by_key[unit_key(name)] for name in units] if units else list(run.units)


def _letter_name(unit: UnitScore) -> str:
    return _safe(f"{unit.unit}-{unit.year}" if unit.year is not None else unit.unit) + ".docx"


def _safe(name: str) -> str:
    """A file name that every system takes."""
    plain = "".join(char if char.isalnum() or char in "-（）" else "-" for char in unicodedata.normalize("NFC", name))
    return re.sub("-{2,}", "-", plain).strip("-")[:_LONGEST_NAME] or "-"


def _chart(run: Run, unit: UnitScore, font: str) -> bytes:
    group = [other for other in run.units if other.group == unit.group]
    nodes = top_nodes(run, unit)
    return bars_png([(node.name, rate(node), mean_rate(node.node, group)) for node in nodes], font)


def render(template: Path, values: Values, chart: bytes | None = None) -> bytes:
    """The document that `template` makes of `values`. Text in the values is text, whatever it looks like. Raises ScoringError naming an unknown
    variable or a broken mark."""
    from docx.shared import Cm
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        document = DocxTemplate(str(template))
        document.init_docx()
    except Exception as error:
        # python-docx raises whatever happened to break in a file that is no document.
        raise ScoringError([_told("template-unreadable", template.name, reason=type(error).__name__)]) from error
    filled: dict[str, Any] = dict(values)
    if chart is not None:
        filled["chart"] = InlineImage(document, io.BytesIO(chart), width=Cm(_CHART_CM))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document.render(filled, environment, autoescape=True)
    except TemplateSyntaxError as error:
        told = _told("template-syntax", template.name, line=error.lineno, reason=error.message or "")
        raise ScoringError([told]) from error
    except (UndefinedError, SecurityError) as error:
        raise ScoringError([_told("template-variable", template.name, name=_name_in(str(error)))]) from error
    stream = io.BytesIO()
    document.save(stream)
    return steady(stream.getvalue())


def _name_in(message: str) -> str:
    found = re.findall(r"'([^']+)'", message)
    return found[-1] if found else message[:60]


def _as_pdf(files: Sequence[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """The documents as PDF beside them, by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        return [], [_told("no-converter")]
    made: list[Path] = []
    problems: list[Diagnostic] = []
    with tempfile.TemporaryDirectory(prefix="scoring-", ignore_cleanup_errors=True) as profile:
        for file in files:
            place = Path(profile) / "out"
            command = [
                program,
                f"-env:UserInstallation={Path(profile).as_uri()}/p",
                "--headless",
                "--convert-to",
                "pdf",
            ]
            try:
                subprocess.run(
                    [*command, "--outdir", str(place), str(file)], capture_output=True, timeout=_PDF_SECONDS, check=True
                )
                data = (place / file.with_suffix(".pdf").name).read_bytes()
                replace_file(file.with_suffix(".pdf"), lambda at, data=data: _put(at, data))  # type: ignore[misc]
            except (subprocess.SubprocessError, OSError) as error:
                problems.append(_told("converter-failed", file.name, reason=type(error).__name__))
            except OutputError as error:
                problems += error.diagnostics
            else:
                made.append(file.with_suffix(".pdf"))
    return made, problems


def _told(code: str, file: str | None = None, severity: str = "error", **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code].format(**words), severity=severity)
