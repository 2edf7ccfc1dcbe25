"""What parts of one figure can be added: those that do not lie within each other, told together."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.measures.facts import Fact

# A sentence's end and the next one's start lie this far apart at most: a blank, a line break.
NEXT_SENTENCE = 2
# What is honoured at a higher level was at a lower one before (省级7个、市级23个、县级218个): these lie within each other.
_LEVELS = ("国家级", "省级", "部级", "市级")


def nested(parts: Iterable[Fact]) -> bool:
    """Whether some of the parts may be counted in others of them."""
    return any(fact.scope.endswith(_LEVELS) for fact in parts)


def beside(whole: Fact, part: Fact) -> bool:
    """Whether the part is told in the sentence of the whole or in the next one."""
    there, here = part.evidence.sentence_start, whole.evidence
    return there == here.sentence_start or 0 <= there - here.sentence_end <= NEXT_SENTENCE
