"""The facts of one report as a few kilobytes of compressed bytes and back: columns, each distinct word and place once, quotes by their places."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, TypeVar

from scoring.measures.facts import Derivation, Fact, Operand
from scoring.text.report import Evidence, Report, Span, cite

# What reading bytes raises that are not what they should be, although their digest is right.
BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, zlib.error)
# Fast rather than small: what is kept is read more often than written.
_LEVEL = 1
_WORDS = ("measure", "kind", "value_unit", "approx", "period", "scope", "status", "note")
_NUMBERS = ("value", "low", "high")
_PLAIN = attrgetter(*_WORDS, *_NUMBERS)
_SIGNS = attrgetter("low_open", "high_open", "soft", "chosen")
_PLACE = attrgetter("start", "end", "sentence_start", "sentence_end", "section", "role")
# The signs by the number that stands for them.
_SIGNED = [tuple(bool(number >> at & 1) for at in range(4)) for number in range(16)]

Value = TypeVar("Value", bound=Hashable)


def facts_bytes(facts: Sequence[Fact]) -> bytes:
    """`facts`, all of one report, without the text, unit and year that they share with it."""
    rows = list(map(_PLAIN, facts))
    plain = list(zip(*rows, strict=True)) if rows else [()] * (len(_WORDS) + len(_NUMBERS))
    named, numbers = plain[: len(_WORDS)], plain[len(_WORDS) :]
    evidence = [_PLACE(fact.evidence) for fact in facts]
    marked = [fact.flags for fact in facts]
    derived = [
        (at, fact.derived.formula, [(one.measure, one.value, _PLACE(one.evidence)) for one in fact.derived.operands])
        for at, fact in enumerate(facts)
        if fact.derived is not None
    ]
    places = _numbered(chain(evidence, (place for _, _, operands in derived for _, _, place in operands)))
    words = _numbered(chain(*named, (word for place in places for word in place[4:])))
    flags = _numbered(marked)
    columns = [
        *(list(map(words.__getitem__, column)) for column in named),
        *numbers,
        list(map(_SIGNED.index, map(_SIGNS, facts))),
        list(map(places.__getitem__, evidence)),
        list(map(flags.__getitem__, marked)),
    ]
    cited = [(*place[:4], words[place[4]], words[place[5]]) for place in places]
    operands = [
        (at, formula, [(measure, value, places[place]) for measure, value, place in told])
        for at, formula, told in derived
    ]
    return packed([list(words), list(flags), cited, operands, columns])


def facts_of(data: bytes, report: Report) -> tuple[Fact, ...]:
    """The facts of `report` out of `facts_bytes`. Raises one of `BROKEN` for what is not that."""
    texts, marks, cited, derived, columns = unpacked(data)
    word: Callable[[int], str] = [sys.intern(text) for text in texts].__getitem__
    flags = [tuple(map(sys.intern, one)) for one in marks]
    places = [
        cite(report, Span(start, end), Span(first, last), word(section), word(role))
        for start, end, first, last, section, role in cited
    ]
    *named, values, lows, highs, signs, evidence, marked = columns
    if len({len(column) for column in columns}) != 1:
        raise ValueError("columns of different lengths")
    measures, kinds, units, approx, periods, scopes, statuses, notes = ([word(at) for at in column] for column in named)
    low_open, high_open, soft, chosen = zip(*(_SIGNED[number] for number in signs), strict=True) if signs else ((),) * 4
    found = map(
        Fact,
        *(repeat(report.id), repeat(report.unit), repeat(report.year)),
        *(measures, kinds, values, units, lows, highs, approx, periods, scopes, statuses),
        (places[at] for at in evidence),
        *(low_open, high_open, soft, chosen),
        (flags[at] for at in marked),
        notes,
        _derivations(derived, len(signs), places),
    )
    return tuple(found)


def packed(record: Any) -> bytes:
    """A record of lists, texts and numbers as compressed JSON."""
    return zlib.compress(json.dumps(record, separators=(",", ":")).encode("ascii"), _LEVEL)


def unpacked(data: bytes) -> Any:
    """The record again. Raises one of `BROKEN`."""
    return json.loads(zlib.decompress(data))


def _numbered(values: Iterable[Value]) -> dict[Value, int]:
    """Each distinct value and its number, in the order in which they come first."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _derivations(derived: Sequence[Sequence[Any]], count: int, places: Sequence[Evidence]) -> list[Derivation | None]:
    found: list[Derivation | None] = [None] * count
    for at, formula, operands in derived:
        found[at] = Derivation(formula, tuple(_operands(operands, places)))
    return found


def _operands(records: Sequence[Sequence[Any]], places: Sequence[Evidence]) -> Iterator[Operand]:
    for measure, value, place in records:
        yield Operand(sys.intern(measure), value, places[place])
