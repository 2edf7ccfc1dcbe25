"""The evidence page of one report: its text with marks, the criteria beside it."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.messages import workbook as words
from scoring.messages.pages import CARDS, PAGE, SUMMARY, TEXT
from scoring.pages.cards import Setting, criteria_panel
from scoring.pages.criteria import Section, all_criteria, sections_of
from scoring.pages.frame import edition, page, skip_links
from scoring.pages.marks import Marks, marks_of
from scoring.pages.markup import Html, element, together
from scoring.pages.source_text import source_text
from scoring.pages.unit import beside_the_tree, doubt_words, grade_words, is_placed, previous_words, short, total_bar
from scoring.results import Run, UnitScore
from scoring.tables.format import fixed, number_text, plain
from scoring.tables.links import OVERVIEW, page_name
from scoring.tables.order import unscored_state
from scoring.tables.types import Kind
from scoring.tables.words import flag_words, group_words, state
from scoring.text.report import Report

TEXT_FRAGMENT, CRITERIA_FRAGMENT = "_text", "_criteria"


def evidence_page(run: Run, unit: UnitScore, report: Report, *, public: bool = False) -> str:
    """The page of `report`, one of the reports of `unit`.

    Of several reports of one unit and year only the first counts; the pages of the others hold their text and lead to it.
    `public` leaves out doubts, statements that were not used, and why. The same run gives the same text.
    """
    counts = report.id == unit.reports[0].id
    sections = sections_of(run, unit) if counts else ()
    names = dict(run.measure_names)
    marks = marks_of(report, all_criteria(sections), names, run.rubric.places)
    setting = Setting(report, {known.id: known for known in unit.reports}, names, run.rubric.places, public)
    title = PAGE["evidence_title_without_year" if unit.year is None else "evidence_title"].format(
        unit=unit.unit, year=unit.year
    )
    links = [(TEXT_FRAGMENT, PAGE["to_text"])] + ([(CRITERIA_FRAGMENT, PAGE["to_criteria"])] if counts else [])
    body = together(
        (
            skip_links(*links),
            _header(run, unit, title, public),
            element("main", _text_part(report, marks, public), _beside(unit, sections, marks, setting)),
        )
    )
    return page(title, body, run, kind="evidence", public=public)


def _header(run: Run, unit: UnitScore, title: str, public: bool) -> Html:
    back = element("a", PAGE["to_overview"], href=OVERVIEW, class_="back")
    way = element("p", back, element("span", run.rubric.title), class_="way")
    said = "" if public else doubt_words(unit)
    doubts = element("p", CARDS["flags"].format(flags=said), class_="flags") if said else ""
    return element("header", edition(public), way, element("h1", title), _summary(run, unit), doubts)


def _summary(run: Run, unit: UnitScore) -> Html:
    """Total, rank, grade, coverage, points at stake, last year: never a total without the coverage beside it."""
    decimals = run.rubric.places
    unscored = unscored_state(unit)
    full = short(unit.full_marks, decimals)
    items: list[tuple[str, str]] = []
    if unscored is None:
        of_full = SUMMARY["of_full"].format(full=full)
        total = together((element("b", fixed(unit.published, decimals)), of_full), " ")
        items.append((SUMMARY["total"], total))
    else:
        items.append((SUMMARY["total"], state(unscored).words))
    rank = SUMMARY["rank_value"].format(group=group_words(unit.group), rank=plain(unit.rank))
    items.append((SUMMARY["rank"], rank if is_placed(unit) else words.UNRANKED))
    if unit.grade and is_placed(unit):
        items.append((SUMMARY["grade"], grade_words(unit)))
    beside = beside_the_tree(unit, decimals)
    if beside and unit.base is not None:
        items.append((SUMMARY["base"], fixed(unit.base, decimals)))
    items += beside
    items += [
        (SUMMARY["coverage"], number_text(unit.coverage, Kind.PERCENT)),
        (SUMMARY["stake"], fixed(unit.stake, decimals)),
    ]
    if unit.previous_total is not None:
        items.append((SUMMARY["previous"], previous_words(unit, decimals)))
    pairs = (element("div", element("dt", name), element("dd", value)) for name, value in items)
    return together((element("dl", *pairs, class_="summary"), total_bar(unit, decimals)))


def _text_part(report: Report, marks: Marks, public: bool) -> Html:
    metadata = report.metadata
    about = [
        (TEXT["file"], report.path),
        (TEXT["publisher"], metadata.text("publisher")),
        (TEXT["published"], metadata.text("publish_date")),
        (TEXT["dated"], metadata.text("document_date")),
        (TEXT["characters"], str(len(report.text))),
    ]
    pairs = (element("div", element("dt", name), element("dd", value)) for name, value in about if value)
    notes = [TEXT["about"] if marks.marks else TEXT["no_marks"]]
    if "\0" in report.text:
        notes.append(TEXT["nul"])
    if report.flags and not public:
        notes.append(CARDS["flags"].format(flags=flag_words(sorted(report.flags))))
    return element(
        "section",
        element("h2", TEXT["heading"], id="_text.heading"),
        element("dl", *pairs, class_="about"),
        *(element("p", note, class_="note") for note in notes),
        element("div", source_text(report.text, marks.marks), id=TEXT_FRAGMENT, class_="text", tabindex=-1),
        class_="source",
        aria_labelledby="_text.heading",
    )


def _beside(unit: UnitScore, sections: Sequence[Section], marks: Marks, setting: Setting) -> Html:
    if setting.report.id == unit.reports[0].id:
        heading = element("h2", CARDS["heading"], id=CRITERIA_FRAGMENT, tabindex=-1)
        panel = criteria_panel(sections, marks, setting)
        return element("section", heading, panel, class_="criteria", aria_labelledby=CRITERIA_FRAGMENT)
    counting = unit.reports[0]
    link = element("a", counting.path, href=page_name(counting))
    return element("section", element("p", TEXT["not_counted"], link, class_="note"), class_="criteria")
