"""A page as a stream of tags, for pages that no tree can hold: nothing is nested, so nothing is too deep."""

from __future__ import annotations

from html.parser import HTMLParser

from scoring.documents.page.writer import SKIPPED, PageWriter, is_hidden

_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TAGS.split())


class _Stream(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = PageWriter()
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if self.skipping:
            if tag == self.skipping[0]:
                self.skipping.append(tag)
        elif is_hidden(tag, known):
            if tag not in _VOID:
                self.skipping.append(tag)
        else:
            self.writer.start(tag, known)

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[0] or (self.skipping[0] not in SKIPPED and tag in ("body", "html")):
                self.skipping.pop()
        else:
            self.writer.end(tag)

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.writer.text(data)


def flat_lines(source: str) -> list[str]:
    """The lines of the whole page. Linear in its length."""
    stream = _Stream()
    stream.feed(source)
    stream.close()
    return stream.writer.finish()
