"""The library for the kernel: what the rooms around know of words and records, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scoring.measures import kernel
from scoring.measures.facts import Fact
from scoring.measures.grammar import RATE_SLOT
from scoring.measures.kernel.plain import lay_out
from scoring.measures.library import Library
from scoring.measures.match import BODIES, COUNTS_BODIES, SEVERAL, Claim, Matcher, glue_of
from scoring.measures.reading import NEW_WORDS, SIGNS
from scoring.measures.resolve import SUSPECTS
from scoring.measures.shelf import takes
from scoring.measures.statements import Statement
from scoring.measures.tokens import KINDS, TOTALS, Token, is_zero_rate, label_cell
from scoring.text.quantities.types import Quantity
from scoring.text.report import Evidence, cite

if TYPE_CHECKING:
    from scoring.measures.kernel.native import Tables


def tables_of(library: Library, matcher: Matcher) -> Tables | None:
    """The library as the kernel takes it; None where there is no kernel."""
    if not kernel.built():
        return None
    around = {
        "claim": Claim,
        "takes": takes,
        "ties": matcher.ties,
        "body_units": COUNTS_BODIES,
        "token": Token,
        "fact": Fact,
        "statement": Statement,
        "evidence": Evidence,
        "cite": cite,
        "quantity": Quantity,
        "classes": KINDS,
        "label": label_cell,
        "zero_rate": is_zero_rate,
        "rate_slot": RATE_SLOT,
        "totals": TOTALS.fullmatch,
    }
    return kernel.tables({**(library.layout or layout_of(library)), **around})


def layout_of(library: Library) -> dict[str, Any]:
    """The library laid out as numbers, with the words that are looked for besides."""
    words = {
        "bodies": BODIES,
        "several": SEVERAL,
        "plan_words": library.lexicon.get("plan_words", ()),
        "signs": SIGNS,
        "new_words": NEW_WORDS,
        "suspects": SUSPECTS,
    }
    return lay_out(library, glue_of(library), words)
