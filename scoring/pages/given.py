"""What stands behind a score beside the report: cells of other offices' tables, scores given by people, the unit's own score.

The public is told what an office issued and what people gave as a reason for the unit; who scored and why inside the office
stays there.
"""

from __future__ import annotations

from collections.abc import Iterable

from scoring.messages.assess import WAYS
from scoring.messages.pages import CARDS
from scoring.pages.criteria import Criterion
from scoring.pages.markup import Html, element
from scoring.sources.grid import place_words
from scoring.sources.types import Cell, Judgement
from scoring.tables.format import fixed, plain


def told_words(criterion: Criterion, public: bool) -> str:
    """How the score was computed; for the public without the name of the person who scored."""
    score = criterion.score
    if not public:
        return score.words
    words = score.words
    named = "" if criterion.leaf is None else criterion.leaf.scorer
    for scorer in {one.scorer for one in score.judgements} - {"", named}:
        told = WAYS["judgement"].format(scorer=scorer)
        words = words.replace(told, WAYS["judgement"].format(scorer=CARDS["scorer"]), 1)
    return words


def given_elsewhere(criterion: Criterion, decimals: int, public: bool) -> Html:
    """The list of cells and judgements behind the score; internally with their places, the unit's own score and the figure
    it was compared with."""
    score = criterion.score
    items = [_cell(cell, public) for cell in score.cells]
    if not public:
        items += [_judgement(one) for one in score.judgements]
        if score.self_score is not None:
            items.append(element("li", CARDS["self_score"].format(points=fixed(score.self_score, decimals))))
        if score.compared:
            items.append(element("li", CARDS["compared"].format(words=score.compared)))
    return element("ul", *items, class_="given") if items else Html("")


def _cell(cell: Cell, public: bool) -> Html:
    shown = cell.shown or (cell.value if isinstance(cell.value, str) else plain(cell.value))
    details = [cell.office, cell.document, cell.date, "" if public else place_words(cell.place)]
    return element("li", CARDS["cell"].format(column=cell.place.column, shown=shown).strip(), *_small(details))


def _judgement(one: Judgement) -> Html:
    given = one.level or ("" if one.value is None else plain(one.value))
    reason = CARDS["judgement_reason"].format(reason=one.reason) if one.reason else ""
    said = CARDS["judgement"].format(scorer=one.scorer or CARDS["scorer"], given=given)
    return element("li", said, *_small([one.date, one.public_reason, reason, place_words(one.place)]))


def _small(details: Iterable[str]) -> tuple[Html, ...]:
    parts = [element("span", detail) for detail in details if detail]
    return (element("small", *parts),) if parts else ()
