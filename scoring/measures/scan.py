"""One pass over a report: its clauses, the topics that are open, and the value tokens that patterns can claim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from scoring.measures.library import Library, Opening, Phrase
from scoring.measures.tokens import Clauses, Token, ValueWord, read_tokens
from scoring.measures.topics import TopicWord, open_topics
from scoring.text import quantities
from scoring.text.quantities.types import Quantity
from scoring.text.regex import regex
from scoring.text.view import View

if TYPE_CHECKING:
    from scoring.measures.kernel.native import Found, Tables

__all__ = ["Scan", "Token", "scan_report"]

_BOUNDARY = regex(r"[,;。|!?\n]")
_BRACKETS = regex(r"\([^()\n]{0,80}\)")


@dataclass(slots=True)
class Scan:
    """All that matching needs to know of one report, in working-text offsets.

    `topics[group]` are the topic words near values, in order. `beginnings` are the words that practice templates begin with, `honours` the verbs of
    honour, by their starts. `boundaries` are the places of clause marks, `brackets` the spans of brackets. Where the kernel is in use, `found`
    knows the topics and beginnings instead.
    """

    view: View
    text: str
    tokens: list[Token]
    quantities: Sequence[Quantity]
    sentence_starts: list[int]
    topics: Mapping[str, list[TopicWord]] = field(default_factory=dict)
    beginnings: list[tuple[int, int, tuple[Phrase, ...]]] = field(default_factory=list)
    honours: list[tuple[int, int]] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    found: Found | None = None
    _mirrored: str = ""
    _of_role: dict[str, list[int]] = field(default_factory=dict)

    def of_role(self, role: str) -> Sequence[int]:
        """The numbers of the sentences of a role."""
        filed = self._of_role
        if not filed:
            for number, sentence in enumerate(self.view.sentences):
                known = filed.get(sentence.role)
                if known is None:
                    filed[sentence.role] = [number]
                else:
                    known.append(number)
        return filed.get(role, ())

    def first_of_role(self, role: str) -> int | None:
        """The number of the first sentence of a role."""
        found = self.of_role(role)
        return found[0] if found else None

    @property
    def mirrored(self) -> str:
        """The working text read backwards."""
        if not self._mirrored:
            self._mirrored = self.text[::-1]
        return self._mirrored

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that holds `position` (the one before it between sentences)."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def clause_start(self, position: int) -> int:
        """Where the clause that reaches up to `position` begins: behind the clause mark before it."""
        at = bisect_left(self.boundaries, position)
        return self.boundaries[at - 1] + 1 if at else 0

    def clause_end(self, position: int, limit: int) -> int:
        """Where the clause that goes on at `position` ends, at `limit` at the latest."""
        at = bisect_left(self.boundaries, position)
        return min(limit, self.boundaries[at]) if at < len(self.boundaries) else limit


def scan_report(view: View, library: Library, tables: Tables | None = None) -> Scan:
    """Read quantities, clauses, topics and value tokens of a report once; with the kernel's `tables` of the library the compiled way."""
    text = view.text
    if tables is not None and view.sentences:
        return _scan_compiled(view, tables)
    scan = Scan(
        view=view,
        text=text,
        tokens=[],
        quantities=quantities.read_values(text),
        sentence_starts=[sentence.start for sentence in view.sentences],
        boundaries=[match.start() for match in _BOUNDARY.finditer(text)],
        brackets=[match.span() for match in _BRACKETS.finditer(text)],
    )
    if view.sentences:
        words = _find_landmarks(scan, library)
        clauses = Clauses.of(scan.boundaries, scan.brackets)
        scan.tokens = read_tokens(view, scan.quantities, clauses, words.values)
        scan.topics = open_topics(view, scan.brackets, scan.tokens, words.topical)
    return scan


def _scan_compiled(view: View, tables: Tables) -> Scan:
    found = tables.find(view)
    scan = Scan(
        view=view,
        text=view.text,
        tokens=[],
        quantities=quantities.read_values(view.text),
        sentence_starts=[sentence.start for sentence in view.sentences],
        honours=found.honours,
        boundaries=found.boundaries,
        brackets=found.brackets,
        found=found,
    )
    scan.tokens = found.tokens(scan.quantities)
    found.open_topics(scan.tokens)
    return scan


class _Words(NamedTuple):
    """Topic words and words that are values: where they stand and what they mean."""

    topical: list[tuple[int, int, Opening]]
    values: list[ValueWord]


def _find_landmarks(scan: Scan, library: Library) -> _Words:
    """Find all words that count wherever they stand, and file them by their use, in the order of their starts; of words that
    start together the longest is first."""
    _, automaton, opens, tells = library.landmarks
    topical, values = found = _Words([], [])
    # They come by their ends, and sorting keeps the order of those that start together.
    hits = automaton.find_matches_as_indexes(scan.text, True)
    hits.reverse()
    hits.sort(key=_START)
    for word, start, end in hits:
        opening, meaning = opens[word], tells[word]
        if opening is not None:
            topical.append((start, end, opening))
        if meaning is not None:
            begins, value, honours = meaning
            if begins:
                scan.beginnings.append((start, end, begins))
            if value is not None:
                values.append((start, end, value))
            if honours:
                scan.honours.append((start, end))
    return found


_START = itemgetter(1)
