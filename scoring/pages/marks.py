"""The marks of a report: one for each place that a criterion's points rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.measures.facts import Fact
from scoring.messages.pages import MARK
from scoring.pages.criteria import Criterion, Statement, score_words, statements
from scoring.tables.links import anchor
from scoring.tables.order import fact_key
from scoring.text.report import Report

# A fact and the number of one of the places it rests on.
Place = tuple[Fact, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch `[start, end)` of a report's text.

    `number` is its place in the text (from 1), `criteria` the ids of the criteria that rest on it, `anchors` the fragments that
    lead to it, its own first. `target` is the fragment of the first criterion's card, `labels` the numbers of the criteria,
    `title` what the mark says in words, one line per criterion.
    """

    number: int
    start: int
    end: int
    criteria: tuple[str, ...]
    anchors: tuple[str, ...]
    target: str
    labels: tuple[str, ...]
    title: str
    colour: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks in the order of the text; the number of the mark for a fact's nth place; the first such place of each
    criterion, which the criterion's own fragment lies on."""

    marks: tuple[Mark, ...] = ()
    numbers: dict[Place, int] = field(default_factory=dict)
    firsts: dict[str, Place] = field(default_factory=dict)

    def card(self, criterion: str) -> str:
        """The fragment of a criterion's card: the criterion's own where no mark has it."""
        return card_fragment(criterion) if criterion in self.firsts else anchor(criterion)

    def fragment(self, criterion: str, fact: Fact, place: int) -> str | None:
        """The fragment of the mark on a fact's nth place, as a quote in the criterion's card links to it; None where this
        report has no such mark."""
        number = self.numbers.get((fact, place))
        if number is None:
            return None
        return anchor(criterion) if self.firsts.get(criterion) == (fact, place) else mark_fragment(number)


def card_fragment(criterion: str) -> str:
    """The card of a criterion whose own fragment lies on a mark. No criterion's id begins with `_`."""
    return f"_card.{anchor(criterion)}"


def mark_fragment(number: int) -> str:
    """The mark with this number."""
    return f"_m{number}"


def marks_of(report: Report, criteria: Sequence[Criterion], names: dict[str, str], decimals: int) -> Marks:
    """The marks for all facts that the criteria use and `report` states.

    One mark per fact and place (a derived fact has several places), also where two of them cover the same words. The
    fragment of a criterion lies on the first place of its first fact in this report.
    """
    users: dict[Place, list[Criterion]] = {}
    said: dict[Place, Statement] = {}
    firsts: dict[str, Place] = {}
    for criterion in criteria:
        for fact in dict.fromkeys(criterion.score.used):
            for number, statement in enumerate(statements(fact, names)):
                if statement.evidence.report_id == report.id:
                    place = (fact, number)
                    said[place] = statement
                    users.setdefault(place, []).append(criterion)
                    firsts.setdefault(criterion.score.criterion, place)
    ordered = sorted(said, key=lambda place: _order(said[place], users[place], place))
    marks = []
    for number, place in enumerate(ordered, start=1):
        own = [anchor(user.score.criterion) for user in users[place] if firsts[user.score.criterion] == place]
        marks.append(_mark(number, said[place], users[place], own, decimals))
    return Marks(tuple(marks), {place: number for number, place in enumerate(ordered, start=1)}, firsts)


def _order(statement: Statement, users: list[Criterion], place: Place) -> tuple[object, ...]:
    evidence = statement.evidence
    return (evidence.start, evidence.end, users[0].number, fact_key(place[0]), place[1])


def _mark(number: int, statement: Statement, users: list[Criterion], own: list[str], decimals: int) -> Mark:
    evidence = statement.evidence
    titles = [
        MARK["title"].format(
            number=user.number,
            criterion=user.score.name,
            statement=statement.words,
            score=score_words(user, decimals),
        )
        for user in users
    ]
    return Mark(
        number=number,
        start=evidence.start,
        end=evidence.end,
        criteria=tuple(user.score.criterion for user in users),
        anchors=(mark_fragment(number), *own),
        target=card_fragment(users[0].score.criterion),
        labels=tuple(str(user.number) for user in users),
        title="\n".join(titles),
        colour=users[0].colour,
    )
