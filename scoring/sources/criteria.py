"""Which criterion of the rubric a row or a column of a sheet is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from scoring.sources.fields import Tell, text_of
from scoring.sources.layout import Column, Layout, Row
from scoring.sources.titles import folded, title_of
from scoring.sources.wanted import Wanted, WantedCriterion


@dataclass(frozen=True, slots=True)
class Asked:
    """A row, the column with its answer, and the criterion's id; `criterion` is None where no rubric is known."""

    row: Row
    column: Column
    id: str
    criterion: WantedCriterion | None


@dataclass(slots=True)
class Criteria:
    """The rubric's criteria by id and by name; names that fit several, or none, are told once each."""

    wanted: Wanted
    by_word: dict[str, list[WantedCriterion]] = field(default_factory=dict)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for criterion in self.wanted.criteria:
            title = title_of(criterion.name)
            for word in {folded(criterion.id), folded(criterion.name), folded(title.bare)}:
                self.by_word.setdefault(word, []).append(criterion)

    def find(self, text: str) -> tuple[str, WantedCriterion | None] | None:
        """The id and the criterion that `text` names; None for none or several. Without a rubric the text is its own id."""
        if not self.wanted.known:
            return text, None
        title = title_of(text)
        for word in (title.id, text, title.shown, title.bare):
            found = self.by_word.get(folded(word), []) if word else []
            if len(found) == 1:
                return found[0].id, found[0]
        return None

    def complain(self, text: str, layout: Layout, row: Row | None, column: Column | None, tell: Tell) -> None:
        """Say, once for each text of a sheet, that it names no criterion or several."""
        self.unknown[layout.sheet, text] += 1
        if self.unknown[layout.sheet, text] > 1:
            return
        several = self.by_word.get(folded(text), [])
        if several:
            ids = "、".join(criterion.id for criterion in several)
            tell(layout.diagnose("criterion-several", row, column, shown=text, ids=ids))
            return
        near = get_close_matches(folded(text), self.by_word, n=1, cutoff=0.6)
        if near:
            criterion = self.by_word[near[0]][0]
            near_words = f"{criterion.name}（{criterion.id}）"
            tell(layout.diagnose("criterion-near", row, column, shown=text, near=near_words))
        else:
            tell(layout.diagnose("criterion-unknown", row, column, shown=text))


def asked_in(layout: Layout, score: str, criteria: Criteria, tell: Tell) -> Iterator[Asked]:
    """Every row of the sheet with the criterion it answers.

    The criterion is named in a column of the row, or above the titles, or by the sheet's name; else every column whose title is a criterion
    answers that one (a row per unit). `score` is the role of the column with the answers.
    """
    named = [column for column in layout.columns if column.role in ("criterion_id", "criterion")]
    column = layout.column(score)
    if named:
        if column is None:
            tell(layout.diagnose(f"no-column-{score}"))
            return
        yield from _by_row(layout, named, column, criteria, tell)
        return
    one = layout.about.get("criterion", "") or layout.sheet
    found = criteria.find(one) if criteria.wanted.known or layout.about.get("criterion") else None
    if column is not None:
        if found is None:
            tell(layout.diagnose("criterion-none", shown=one))
            return
        for row in layout.rows:
            yield Asked(row, column, *found)
        return
    yield from _by_column(layout, criteria, tell)


def _by_row(layout: Layout, named: list[Column], column: Column, criteria: Criteria, tell: Tell) -> Iterator[Asked]:
    named = sorted(named, key=lambda one: one.role != "criterion_id")
    for row in layout.rows:
        texts = [(one, text) for one in named if (text := text_of(layout, row, one, tell))]
        if not texts:
            if row.raw(column) is not None:
                tell(layout.diagnose("criterion-blank", row, named[0]))
            continue
        found = [(one, text, criteria.find(text)) for one, text in texts]
        known = {match[0] for _, _, match in found if match is not None}
        if criteria.wanted.known and len(known) > 1:
            words = "、".join(f"“{text}”" for _, text in texts)
            tell(layout.diagnose("criterion-differs", row, named[0], shown=words))
            continue
        match = next((match for _, _, match in found if match is not None), None)
        if match is None:
            criteria.complain(texts[0][1], layout, row, texts[0][0], tell)
            continue
        yield Asked(row, column, *match)


def _by_column(layout: Layout, criteria: Criteria, tell: Tell) -> Iterator[Asked]:
    matches: list[tuple[Column, tuple[str, WantedCriterion | None]]] = []
    for column in layout.data():
        text = column.title.id or column.title.shown
        match = criteria.find(text) or criteria.find(column.title.shown)
        if match is None:
            criteria.complain(text, layout, None, column, tell)
            continue
        if any(match[0] == known[0] for _, known in matches):
            tell(layout.diagnose("criterion-column-twice", None, column, shown=text))
            continue
        matches.append((column, match))
    for row in layout.rows:
        for column, match in matches:
            yield Asked(row, column, *match)
