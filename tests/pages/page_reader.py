"""Pages read back with the standard library's parser: elements, their attributes and texts."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset(["meta", "input"])


class Element:
    """An element of a page. `children` are elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        """All text inside, joined."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, class_: str = "") -> list[Element]:
        """The elements inside with this tag (and class), in the order of the page."""
        return [part for part in self.walk() if part.tag == tag and (not class_ or class_ in part.classes)]

    def by_id(self, id_: str) -> Element:
        (found,) = [part for part in self.walk() if part.attributes.get("id") == id_]
        return found

    def under(self, id_: str) -> list[str]:
        """The ids around the elements whose id this is, and on it."""
        return [str(part.attributes["id"]) for part in self.walk() if "id" in part.attributes and part.holds(id_)]

    def holds(self, id_: str) -> bool:
        return any(part.attributes.get("id") == id_ for part in self.walk())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(page: str) -> Element:
    """The page as a tree. Fails where an end tag does not close what was opened last."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, [element.tag for element in reader.open]
    return reader.root


def marked(text: Element) -> dict[int, str]:
    """The text of each mark, by its number: what its stretches hold, joined."""
    found: dict[int, str] = {}
    for stretch in text.all("mark"):
        for number in map(int, stretch.attributes["data-m"].split()):
            found[number] = found.get(number, "") + stretch.text
    return found
