"""Reader of .docx (and .wps in the same form): what Word shows, with automatic numbers, notes, boxes, and changes accepted."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from scoring.documents.archive import Archive, resolve
from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.word.docx_body import Body
from scoring.documents.word.docx_lists import child, default_style, local, read_numbering, value

if TYPE_CHECKING:
    from lxml import etree

_MAIN = "word/document.xml"
_NOTE_TYPES = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes) -> Content:
    """The text of the document's body. Headers, footers, comments and a generated table of contents are left out.

    Raises `Unreadable` with damaged-file, encrypted, zip-bomb, xml-dtd, blank-file or too-much-text. Flags: numbering_missing
    (a paragraph is numbered by a list that the file does not define), part_left_out (a document embedded as a whole).
    """
    archive = Archive(data)
    main = _main_part(archive)
    document = _part(archive, main)
    body = child(document, "body")
    if document is None or body is None:
        raise Unreadable("damaged-file", reason="缺少正文（document.xml）")
    others = _related(archive, main)
    styles = _part(archive, others.get("styles"))
    notes = {
        (kind, value(note, "id") or ""): note
        for kind in ("footnote", "endnote")
        for note in _notes(_part(archive, others.get(f"{kind}s")), kind)
    }
    numbering = read_numbering(_part(archive, others.get("numbering")), styles)
    reading = Body(numbering, default_style(styles), notes)
    lines = reading.lines(body)
    return content_of("docx", ["\n".join(lines)], encoding="docx", paged=False, flags=sorted(reading.flags))


def _main_part(archive: Archive) -> str:
    """The name of the part that holds the text, as the package says, else where it usually is."""
    relations = _part(archive, "_rels/.rels")
    for relation in relations if relations is not None else ():
        if (value(relation, "Type") or "").endswith("/officeDocument"):
            name = resolve("", value(relation, "Target") or "")
            if name in archive:
                return name
    return _MAIN


def _related(archive: Archive, main: str) -> dict[str, str]:
    """The other parts by what they are (styles, numbering, footnotes …)."""
    folder, name = posixpath.split(main)
    found = {
        kind: f"{folder}/{kind}.xml"
        for kind in ("styles", "numbering", "footnotes", "endnotes")
        if f"{folder}/{kind}.xml" in archive
    }
    relations = _part(archive, f"{folder}/_rels/{name}.rels")
    for relation in relations if relations is not None else ():
        target = resolve(main, value(relation, "Target") or "")
        if value(relation, "TargetMode") != "External" and target in archive:
            found[(value(relation, "Type") or "").rpartition("/")[2]] = target
    return found


def _notes(root: etree._Element | None, kind: str) -> list[etree._Element]:
    if root is None:
        return []
    return [note for note in root if local(note) == kind and value(note, "type") not in _NOTE_TYPES]


def _part(archive: Archive, name: str | None) -> etree._Element | None:
    return archive.xml(name) if name is not None and name in archive else None
