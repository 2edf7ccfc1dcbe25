"""YAML text → `Source`. Builds the nodes from PyYAML's events: no constructors run, nothing is looked up, depth and size
are bounded. Aliases, anchors, tags, merge keys and several documents in one file are refused, each with its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from scoring.errors import Diagnostic
from scoring.messages.yaml_source import HELP, MESSAGES
from scoring.yaml_source import syntax
from scoring.yaml_source.nodes import Mapping, Node, Scalar, Sequence, Source
from scoring.yaml_source.scalars import value_of

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

# The C parser is ten times faster; its messages differ, so that broken files are read again by the other one.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_file(path: Path, file: str | None = None) -> Source:
    """Reads a YAML file (UTF-8, with or without byte order mark). `file` is the name shown (default: the path).

    A file that is missing, unreadable, too large or in another encoding gives a `Source` without root whose diagnostics say so.
    """
    shown = file if file is not None else path.as_posix()
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        code = "yaml-file-missing" if isinstance(error, FileNotFoundError) else "yaml-file-unreadable"
        return _unreadable(shown, code, reason=error.strerror or type(error).__name__)
    if len(data) > MAX_BYTES:
        return _unreadable(shown, "yaml-size", limit=MAX_BYTES // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(shown, "yaml-encoding", line=line)
    return load(text, shown)


def load(text: str, file: str) -> Source:
    """Reads YAML text. `file` is the name diagnostics show. Never raises for what the text holds: see `Source.diagnostics`."""
    text = text.removeprefix("\ufeff")
    lines = syntax.split_lines(text)
    if len(text) > MAX_BYTES:
        return _unreadable(file, "yaml-size", limit=MAX_BYTES // 1_000_000)
    bad = syntax.unprintable(text)
    if bad is not None:
        return _broken(file, text, lines, bad)
    try:
        root, found = _Builder(text, lines).build(_FAST)
    except (yaml.YAMLError, UnicodeError):
        # Read again by the parser whose messages are known, so that every machine says the same.
        try:
            root, found = _Builder(text, lines).build(yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            return _broken(file, text, lines, syntax.explain(error, lines))
    source = Source(file, text, root, (), lines)
    diagnostics = tuple(_place(source, problem) for problem in found)
    return Source(file, text, root, diagnostics, lines)


class _Builder:
    """Turns the events of one document into nodes, without recursion."""

    def __init__(self, text: str, lines: tuple[str, ...]) -> None:
        self.text = text
        self.lines = lines
        self.problems: list[syntax.Problem] = []
        self.stack: list[tuple[Any, list[Node]]] = []
        self.root: Node | None = None
        self.count = 0

    def build(self, loader_class: Any) -> tuple[Node | None, list[syntax.Problem]]:
        loader = loader_class(self.text)
        try:
            documents = 0
            while loader.check_event():
                event = loader.get_event()
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._complain("yaml-documents", event)
                        break
                if not self._take(event):
                    return None, self.problems
        finally:
            loader.dispose()
        if self.root is None or (isinstance(self.root, Scalar) and not self.root.text and not self.root.quoted):
            if not self.problems:
                self.problems.append(syntax.Problem("yaml-empty", None, None))
            return None, self.problems
        return self.root, self.problems

    def _take(self, event: Any) -> bool:
        """Uses one event. False when the file is beyond its bounds and reading must stop."""
        if isinstance(event, yaml.AliasEvent):
            self._complain("yaml-alias", event, name=str(event.anchor))
            self._put(self._scalar(event, f"*{event.anchor}"))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_properties(event)
            self._put(self._scalar(event, event.value))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_properties(event)
            self.stack.append((event, []))
            if len(self.stack) > MAX_DEPTH:
                self._complain("yaml-depth", event, limit=MAX_DEPTH)
                return False
        elif isinstance(event, yaml.SequenceEndEvent):
            start, items = self.stack.pop()
            self._put(Sequence(tuple(items), *self._extent(start, event, items)))
        elif isinstance(event, yaml.MappingEndEvent):
            start, items = self.stack.pop()
            self._put(Mapping(self._entries(items), *self._extent(start, event, items)))
        self.count += 1
        if self.count > MAX_NODES:
            self._complain("yaml-nodes", event, limit=MAX_NODES)
            return False
        return True

    def _put(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][1].append(node)
        else:
            self.root = node

    def _scalar(self, event: Any, text: str) -> Scalar:
        # Taken from the text, not from the event's style: the two parsers name block scalars differently. Properties
        # (anchor, tag) before the value were refused already.
        start, end = event.start_mark.index, event.end_mark.index
        quoted = self.text[start : start + 1] in ('"', "'", "|", ">") if start < end else False
        line, column, length = self._place(event.start_mark, end)
        return Scalar(text, value_of(text, quoted), line, column, length, start, end, quoted)

    def _extent(self, start: Any, end: Any, items: list[Node]) -> tuple[int, int, int, int, int]:
        """line, column, length, start, end of a collection. A block's end mark lies behind the comments that follow it, so
        the end of its last item stands for it."""
        last = end.end_mark.index if end.end_mark.index > end.start_mark.index or not items else items[-1].end
        return *self._place(start.start_mark, last), start.start_mark.index, last

    def _place(self, mark: Any, end: int) -> tuple[int, int, int]:
        line_text = self.lines[mark.line] if mark.line < len(self.lines) else ""
        rest = line_text[mark.column :].rstrip()
        return mark.line + 1, mark.column + 1, max(1, min(len(rest), end - mark.index))

    def _entries(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._complain_at("yaml-key", key)
            elif key.text == "<<" and not key.quoted:
                self._complain_at("yaml-merge", key)
            elif key.text in entries:
                first = entries[key.text][0]
                self._complain_at("yaml-duplicate", key, key=key.text, line=first.line, column=first.column)
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain("yaml-alias", event, name=str(event.anchor))
        if event.tag is not None:
            self._complain("yaml-tag", event, name=str(event.tag).replace("tag:yaml.org,2002:", "!!"))

    def _complain(self, code: str, event: Any, **words: Any) -> None:
        mark = event.start_mark
        line, column, _ = self._place(mark, mark.index + 1)
        self.problems.append(syntax.Problem(code, line, column, words=words))

    def _complain_at(self, code: str, node: Node, **words: Any) -> None:
        self.problems.append(syntax.Problem(code, node.line, node.column, node.length, words))


def _place(source: Source, problem: syntax.Problem) -> Diagnostic:
    message = MESSAGES[problem.code].format(**problem.words)
    help = HELP[problem.code].format(**problem.words)
    excerpt = source.excerpt(problem.line, problem.column)
    return Diagnostic(problem.code, message, source.file, problem.line, problem.column, excerpt, problem.length, help)


def _broken(file: str, text: str, lines: tuple[str, ...], problem: syntax.Problem) -> Source:
    source = Source(file, text, None, (), lines)
    return Source(file, text, None, (_place(source, problem),), lines)


def _unreadable(file: str, code: str, **words: Any) -> Source:
    return _broken(file, "", (), syntax.Problem(code, words.pop("line", None), None, words=words))
