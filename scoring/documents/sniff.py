"""What a file holds, told from its bytes; the name only decides between kinds of plain text."""

from __future__ import annotations

import codecs
import re
import zipfile

from scoring.documents.archive import ZIP_ERRORS, Directory

TEXT = "text"
DATA = "data"
CSV, JSON = "csv", "json"
ENCRYPTED = "encrypted"

_OFFICE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("Book", "xls"),
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"MM\x00+", "image"),
    (b"II+\x00", "image"),
    (b"PAR1", "parquet"),
)
_ZIP_MEMBERS = (("OFD.xml", "ofd"), ("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_HTML_PAGE = re.compile(
    rb"\A\s{0,200}(?:<!--.{0,2000}?-->\s{0,200}|<\?xml[^>]{0,200}\?>\s{0,200}){0,3}<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_TAG = re.compile(rb"<(?:div|p|table|span|body|head|meta|title|br)\b", re.I)
_MHT = re.compile(rb"^(?:MIME-Version:|Content-Type:\s*multipart/related)", re.I | re.M)

# Plain text by content that may hold a list of reports.
_LIST_SUFFIXES = {".csv": CSV, ".tsv": CSV, ".json": JSON, ".jsonl": JSON, ".ndjson": JSON}
# Plain text by content, but tables and settings by purpose: never a report.
_DATA_SUFFIXES = frozenset(
    (
        ".yaml",
        ".yml",
        ".toml",
        ".ini",
        ".cfg",
        ".xml",
        ".log",
        ".py",
        ".js",
        ".css",
        ".sh",
        ".bat",
        ".sql",
        ".lock",
    )
)
# Formats that programs write as binary or markup: plain text under such a name was renamed.
_FORMAT_SUFFIXES = frozenset(
    (
        ".pdf",
        ".doc",
        ".docx",
        ".wps",
        ".xls",
        ".xlsx",
        ".et",
        ".ppt",
        ".pptx",
        ".ofd",
        ".rtf",
        ".zip",
        ".rar",
        ".7z",
        ".png",
        ".jpg",
        ".jpeg",
    )
)
_PAGE_SUFFIXES = frozenset((".htm", ".html", ".shtml", ".xhtml"))


def sniff(data: bytes, suffix: str) -> str:
    """The kind of `data`: `text`, `data`, or a format such as `pdf`, `docx`, `ofd`, `html` (see messages.documents.KINDS).

    `suffix` is the file's lower-case extension with its dot. Formats are told by content whatever the name says; the name
    only tells lists (.csv, .json) and settings from reports in plain text, and a page (.html) from the source of one kept as .txt.
    """
    head = data[:4096]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data, suffix)
    if (head.startswith(b"BM") and b"\x00" in head[:16]) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    return _markup_kind(head, suffix)


def renamed(suffix: str) -> bool:
    """Whether a file of plain text bears the extension of another format."""
    return suffix in _FORMAT_SUFFIXES


def _zip_kind(data: bytes) -> str:
    try:
        stream = Directory(data)
        with zipfile.ZipFile(stream) as archive:
            stream.limited = False
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype")
                return "epub" if b"epub" in mimetype else "odt" if mimetype.endswith(b"opendocument.text") else "odf"
    except ZIP_ERRORS:
        # A broken archive still is one: its reader says what is wrong. Names stand in front of every member.
        return next((kind for member, kind in _ZIP_MEMBERS if member.encode("ascii") in data), "zip")
    for member, kind in _ZIP_MEMBERS:
        if any(name == member or (member.endswith("/") and name.startswith(member)) for name in names):
            return kind
    return "zip"


def _ole_kind(data: bytes, suffix: str) -> str:
    for stream, kind in _OFFICE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    # The list of streams may be cut off; its reader says so.
    return "doc" if suffix in (".doc", ".wps") else "ole"


def _markup_kind(head: bytes, suffix: str) -> str:
    bare = _as_ascii(head)
    # A page's source saved as .txt is read: the cleaned view drops the tags, and offices have many of these.
    if suffix != ".txt" and (_HTML_PAGE.match(bare) or (suffix in _PAGE_SUFFIXES and _TAG.search(bare))):
        return "html"
    start = head[:1024].lower()
    if (
        (b"mime-version:" in start or b"content-type:" in start)
        and _MHT.search(head[:1024])
        and (b"boundary=" in head or suffix in (".mht", ".mhtml"))
    ):
        return "mht"
    if bare.lstrip()[:5] == b"<?xml":
        return "xml"
    if suffix in _LIST_SUFFIXES:
        return _LIST_SUFFIXES[suffix]
    return DATA if suffix in _DATA_SUFFIXES else TEXT


def _as_ascii(head: bytes) -> bytes:
    """The beginning without its byte order mark; of UTF-16 the ASCII characters, which is all that markup is told by."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode("ascii", "replace")
    return head.removeprefix(codecs.BOM_UTF8)
