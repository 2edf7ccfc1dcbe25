"""The same document, the same bytes: without clocks in the archive and in the properties."""

from __future__ import annotations

import io
import re
import zipfile

_DATE = b"2000-01-01T00:00:00Z"
_CLOCKS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_MOMENT = (1980, 1, 1, 0, 0, 0)


def steady(data: bytes) -> bytes:
    """The .docx in `data` with fixed dates, its parts in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "docProps/core.xml":
                content = _CLOCKS.sub(rb"\g<1>" + _DATE + rb"\g<2>", content)
            part = zipfile.ZipInfo(info.filename, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, content)
    return stream.getvalue()
