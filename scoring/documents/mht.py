"""Reader of pages saved as one file (MHT): the page in it, read as any other page."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.html import page_lines, page_text

_MAX_PARTS = 2000


def read_mht(data: bytes) -> Content:
    """The report in the first page of `data`.

    Raises `Unreadable` with damaged-file where there is no page inside, else as `read_html` does.
    """
    page = _page(email.message_from_bytes(data, policy=email.policy.compat32))
    if page is None:
        raise Unreadable("damaged-file", reason="没有找到其中的网页")
    body = page.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise Unreadable("blank-file")
    text, encoding, replaced = page_text(body, page.get_content_charset())
    lines, flags = page_lines(text)
    if replaced:
        flags = ["replaced_bytes", *flags]
    return content_of("mht", ["\n".join(lines)], encoding=encoding, paged=False, flags=flags)


def _page(message: Message) -> Message | None:
    """The part that is the page: the first of type text/html (pictures and frames follow it)."""
    for number, part in enumerate(message.walk()):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
        if number > _MAX_PARTS:
            return None
    return None
