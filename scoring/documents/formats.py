"""The registry: what a file may hold, which reader takes it, and what that reader needs.

Readers are named, not imported: each is loaded in the child process that runs it. A later format is one line here, one file
beside it and, if it needs more than the core installs, the name of the extra that brings it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from typing import NamedTuple

from scoring.documents.sniff import TEXT

# The extra for pages that are pictures; PDF and OFD want it for such pages only.
OCR = "ocr"
OCR_MODULES = ("rapidocr", "onnxruntime")


class Format(NamedTuple):
    """`kind` is what `sniff` says, `suffixes` the usual extensions; `reader` is "module:function" (bytes → Content), "" where there
    is none. `holds` is "module:function" (bytes → Members or Rows) for files that hold several reports. `modules` must be importable; `extra` is the extra of this package that installs them ("" = part of the core).
    `becomes` is the format into which the outside program `program` can turn the file: the only way where there is no reader,
    else the way for old variants that the reader refuses."""

    kind: str
    suffixes: tuple[str, ...]
    reader: str = ""
    modules: tuple[str, ...] = ()
    extra: str = ""
    program: str = ""
    becomes: str = ""
    holds: str = ""


_ROWS = (
    Format(TEXT, (".txt", ".text", ".md"), "scoring.documents.txt:read_text"),
    Format("html", (".html", ".htm", ".shtml"), "scoring.documents.html:read_html", ("lxml", "readability")),
    Format("mht", (".mht", ".mhtml"), "scoring.documents.mht:read_mht", ("lxml", "readability")),
    Format("docx", (".docx", ".wps"), "scoring.documents.docx:read_docx", ("lxml",)),
    Format("doc", (".doc", ".wps"), "scoring.documents.doc:read_doc", ("olefile",), "", "soffice", "docx"),
    Format("pdf", (".pdf",), "scoring.documents.pdf:read_pdf", ("pypdfium2",)),
    Format("ofd", (".ofd",), "scoring.documents.ofd:read_ofd", ("lxml",)),
    Format("rtf", (".rtf",), program="soffice", becomes="docx"),
    Format("odt", (".odt",), program="soffice", becomes="docx"),
    Format("image", (".jpg", ".png", ".tif", ".bmp"), "scoring.documents.image:read_image", (*OCR_MODULES, "PIL"), OCR),
    Format("xlsx", (".xlsx",), modules=("openpyxl",), holds="scoring.documents.lists.tables:read_xlsx_list"),
    Format("csv", (".csv", ".tsv"), holds="scoring.documents.lists.tables:read_csv_list"),
    Format("json", (".json", ".jsonl"), holds="scoring.documents.lists.records:read_json_list"),
    Format("parquet", (".parquet",), modules=("pyarrow",), holds="scoring.documents.lists.records:read_parquet_list"),
    Format("xls", (".xls",)),
    Format("zip", (".zip",), holds="scoring.documents.unpack:unpack_zip"),
    Format("rar", (".rar",), modules=("rars",), extra="rar", holds="scoring.documents.unpack:unpack_rar"),
    Format("7z", (".7z",)),
)

FORMATS: Mapping[str, Format] = {row.kind: row for row in _ROWS}


READY, LACKING, LATER = "ready", "lacking", "later"


class Availability(NamedTuple):
    """Whether a format can be read on this machine (`READY`, `LACKING`, `LATER`: not built yet) and what is missing."""

    format: Format
    state: str
    needs: tuple[str, ...] = ()


def availability() -> tuple[Availability, ...]:
    """Every format of the registry, in its order."""
    found = []
    for wanted in _ROWS:
        needs = missing(wanted)
        state = LATER if not (wanted.reader or wanted.becomes or wanted.holds) else LACKING if needs else READY
        found.append(Availability(wanted, state, needs))
    return tuple(found)


def missing(wanted: Format) -> tuple[str, ...]:
    """What this machine lacks for reading `wanted` at all: modules, or the program where there is no reader."""
    if wanted.reader or wanted.holds:
        return tuple(module for module in wanted.modules if find_spec(module) is None)
    return (wanted.program,) if wanted.program and shutil.which(wanted.program) is None else ()
