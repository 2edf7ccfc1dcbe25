"""What is looked for all over a working text: sentence ends, enumerators, words that may turn the role. The compiled kernel finds it where there is one."""

from __future__ import annotations

from typing import Any, NamedTuple

from scoring.text import headings, kernel, roles, sentences


class Found(NamedTuple):
    """The offsets just after sentence ends, those of turning words, and `(start, end, style)` of enumerators, each in order."""

    ends: list[int]
    turning: list[int]
    enumerators: list[tuple[int, int, str]]


def find_plainly(text: str) -> Found:
    """As `find`, in Python alone."""
    return Found(sentences.sentence_ends(text), roles.turning_places(text), headings.find_enumerators(text))


def kernel_tables() -> dict[str, Any]:
    """What the compiled way needs to know."""
    return {
        "closers": sentences.CLOSERS,
        "special": headings.SPECIAL,
        "styles": (
            *(headings.PART, headings.ORDINAL, headings.ITEM, headings.FIRST),
            *(headings.SECOND, headings.THIRD, headings.FOURTH, headings.SEQUENCE),
        ),
        "turns": roles.TURNING_WORDS,
    }


_scanner = kernel.native.Scanner(kernel_tables()) if kernel.native else None


def find(text: str) -> Found:
    """All of it in `text`; linear in its length."""
    if _scanner is None:
        return find_plainly(text)
    return Found(*_scanner.find(text))
