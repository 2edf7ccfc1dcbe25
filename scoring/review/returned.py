"""A workbook as it came back: the sheets a reviewer fills in, each row by the titles of its columns, with what is typed and what is shown."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scoring.errors import ERROR, WARNING, Diagnostic, ScoringError
from scoring.messages.review import HELP, MESSAGES
from scoring.tables.review_columns import RUN_PROPERTY

_MOST_BYTES = 80 * 1024 * 1024
_MOST_UNPACKED = 600 * 1024 * 1024
# Sheets pack 10 to 40 times; what packs better than this is made to unfold. Small parts are harmless.
_MOST_RATIO, _HARMLESS = 300, 4 * 1024 * 1024
_HEADER_WITHIN = 10
_MOST_COLUMNS = 300
# The custom property of a drawn sample.
SAMPLE_PROPERTY = "scoring-sample"
_MOST_MERGED = 20
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z0-9:]{2,20})"')
_ERROR = re.compile(r"#(?:N/A|VALUE!|REF!|DIV/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell: its value as stored, the formula if it holds one."""

    value: Any = None
    formula: str = ""

    @property
    def text(self) -> str:
        """What stands there, without white space at its ends; numbers with the fewest digits."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, datetime | date):
            return value.isoformat()[:10]
        return str(value).strip()

    @property
    def is_error(self) -> bool:
        """Whether it shows an error value."""
        return isinstance(self.value, str) and bool(_ERROR.fullmatch(self.value.strip()))

    def __bool__(self) -> bool:
        return bool(self.formula) or bool(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as people count it, its cells by title."""

    number: int
    cells: Mapping[str, Typed]
    titles: frozenset[str] = frozenset()

    def __getitem__(self, title: str) -> Typed:
        return self.cells.get(title, Typed())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `columns` gives the letter of each title."""

    name: str
    columns: Mapping[str, str]
    lines: tuple[Line, ...]

    def place(self, line: Line, title: str) -> str:
        """`复核台账!O3`."""
        return f"{self.name}!{self.columns.get(title, '')}{line.number}"


@dataclass(slots=True)
class Returned:
    """A returned file. `problems` grow while it is read."""

    name: str
    sha256: str
    run: str
    problems: list[Diagnostic] = field(default_factory=list)
    _book: Any = None
    _formulas: Any = None
    _merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sample: bool = False

    def tell(
        self,
        code: str,
        place: str = "",
        line: int | None = None,
        severity: str = ERROR,
        words: Mapping[str, object] | None = None,
        **more: object,
    ) -> None:
        """A problem at a place of this file (`sheet!cell`)."""
        told = {**(words or {}), **more}
        message = (f"{place}：" if place else "") + MESSAGES[code].format(**told)
        help_ = HELP[code].format(**told)
        self.problems.append(Diagnostic(code, message, self.name, line, help=help_, severity=severity))

    def sheet(self, name: str, needed: Sequence[str], key: str) -> Sheet | None:
        """The sheet with its columns found by title in one of the first ten rows (that with the title `key`). None, with everything told, where the
        sheet or one of the `needed` columns is not there."""
        if name not in self._book.sheetnames:
            # A drawn sample holds the ledger only.
            if not self.sample:
                self.tell("review-no-sheet", sheet=name)
            return None
        if name in self._merged:
            self.tell("review-merged", severity=WARNING, sheet=name, where="、".join(self._merged[name]))
        rows = zip(_rows(self._book[name]), _rows(self._formulas[name]), strict=False)
        titles: dict[str, int] = {}
        known: frozenset[str] = frozenset()
        lines: list[Line] = []
        for number, (values, formulas) in enumerate(rows, start=1):
            if not titles:
                found = [_text(value) for value in values]
                if key in found:
                    if not self._header(name, found, needed):
                        return None
                    titles = {title: at for at, title in enumerate(found) if title}
                    known = frozenset(titles)
                elif number >= _HEADER_WITHIN:
                    break
                continue
            cells = {title: _typed(values, formulas, at) for title, at in titles.items()}
            if any(cells.values()):
                lines.append(Line(number, {title: cell for title, cell in cells.items() if cell}, known))
        if not titles:
            self.tell("review-no-column", sheet=name, column=key)
            return None
        return Sheet(name, {title: _letters(at) for title, at in titles.items()}, tuple(lines))

    def _header(self, name: str, found: Sequence[str], needed: Sequence[str]) -> bool:
        missing = [title for title in needed if title not in found]
        for title in missing:
            self.tell("review-no-column", sheet=name, column=title)
        twice = [title for title in needed if found.count(title) > 1]
        for title in twice:
            self.tell("review-two-columns", sheet=name, column=title)
        return not missing and not twice


def open_returned(path: Path) -> Returned:
    """The file at `path`. Raises ScoringError for one that cannot be read at all."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise _refused("review-too-large", path, size=size // 1024**2)
        data = path.read_bytes()
    except OSError as error:
        raise _refused("review-unreadable", path, reason=error.strerror or str(error)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            unpacked = sum(info.file_size for info in infos)
            if unpacked > _MOST_UNPACKED or any(
                info.file_size > _HARMLESS and info.file_size > _MOST_RATIO * max(1, info.compress_size)
                for info in infos
            ):
                raise _refused("review-too-large", path, size=unpacked // 1024**2)
            merged = _merged_sheets(archive)
        values, formulas = _load(data, True), _load(data, False)
        run = _run_of(formulas, values)
    except ScoringError:
        raise
    except Exception as error:
        # On damaged files zipfile, the XML parser and openpyxl raise whatever happened to break; all of it means the same, and is said.
        raise _refused("review-unreadable", path, reason=f"{type(error).__name__}") from error
    found = Returned(path.name, hashlib.sha256(data).hexdigest(), run)
    found._book, found._formulas, found._merged = values, formulas, merged
    found.sample = any(prop.name == SAMPLE_PROPERTY for prop in getattr(formulas, "custom_doc_props", ()))
    return found


def _load(data: bytes, values: bool) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl warns of parts it leaves out when it writes; nothing is written.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=values)


def _run_of(book: Any, values: Any) -> str:
    """The run's id: the document's property, else the row of 运行信息."""
    for prop in getattr(book, "custom_doc_props", ()):
        if prop.name == RUN_PROPERTY:
            return str(prop.value)
    for name in values.sheetnames:
        if name != "运行信息":
            continue
        for row in _rows(values[name]):
            cells = [_text(cell) for cell in row]
            if RUN_PROPERTY in cells[:-1]:
                return cells[cells.index(RUN_PROPERTY) + 1]
    return ""


def _merged_sheets(archive: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """The merged areas of each sheet that has any, the first twenty of each."""
    from openpyxl.reader.workbook import WorkbookParser

    parser = WorkbookParser(archive, "xl/workbook.xml")
    parser.parse()
    found: dict[str, tuple[str, ...]] = {}
    for sheet, relation in parser.find_sheets():
        areas: dict[str, None] = {}
        with archive.open(relation.target) as stream:
            tail = b""
            while chunk := stream.read(1 << 20):
                areas |= dict.fromkeys(area.decode("ascii") for area in _MERGED.findall(tail + chunk))
                tail = chunk[-100:]
        if areas:
            found[str(sheet.name)] = tuple(areas)[:_MOST_MERGED]
    return found


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)


def _typed(values: Sequence[Any], formulas: Sequence[Any], at: int) -> Typed:
    value = values[at] if at < len(values) else None
    formula = formulas[at] if at < len(formulas) else None
    return Typed(value, formula if isinstance(formula, str) and formula.startswith("=") else "")


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _letters(at: int) -> str:
    name, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _refused(code: str, path: Path, **words: object) -> ScoringError:
    return ScoringError([Diagnostic(code, MESSAGES[code].format(**words), path.name, help=HELP[code])])
