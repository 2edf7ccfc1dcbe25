"""The overview: ranking per group, dimension bars, coverage and points at stake, last year, and the way to the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from scoring.messages.pages import OVERVIEW, PAGE, PUBLIC_WEIGHTS
from scoring.messages.workbook import COLUMNS, GUIDE
from scoring.outputs import public_path
from scoring.pages.frame import edition, page, skip_links
from scoring.pages.markup import Html, element, text, together
from scoring.pages.palette import COLOURS
from scoring.pages.ranking import dimension_table, ranking_table
from scoring.results import Run, UnitScore
from scoring.tables.format import cell_text
from scoring.tables.guide import Guide, guide
from scoring.tables.order import ranked_units
from scoring.tables.types import State
from scoring.tables.words import group_words

RANKING_FRAGMENT = "_ranking"


def overview_page(run: Run, *, public: bool = False) -> str:
    """The page of all units of `run`, grouped and ranked. `public` leaves out doubts and what could not be read.

    Links lead to the evidence pages in the same folder. The same run gives the same text, in whatever order it lists things.
    """
    groups = [(name, tuple(units)) for name, units in groupby(ranked_units(run), key=lambda unit: unit.group)]
    about = guide(run)
    parts = [
        skip_links((RANKING_FRAGMENT, PAGE["to_ranking"])),
        _header(run, about, public),
        element(
            "main",
            _filter(groups),
            element("h2", OVERVIEW["groups"], id=RANKING_FRAGMENT, class_="unseen", tabindex=-1),
            *(_group(run, number, units, public) for number, (_, units) in enumerate(groups)),
            _notes(run, about, public),
        ),
    ]
    title = PAGE["overview_title"].format(title=run.rubric.title)
    return page(title, together(parts), run, kind="overview", public=public)


def _header(run: Run, about: Guide, public: bool) -> Html:
    facts = (element("div", element("dt", name), element("dd", value)) for name, value in about.facts)
    said = PUBLIC_WEIGHTS.get(run.rubric.weights_status, about.warning) if public else about.warning
    warning = element("p", said, class_="warning") if about.warns else Html("")
    return element(
        "header",
        edition(public),
        element("h1", about.title),
        element("dl", *facts, class_="summary"),
        warning,
        element("p", PAGE["missing_is_not_undone"], PAGE["pending_counts_nothing"], class_="lead"),
    )


def _filter(groups: Sequence[tuple[str, tuple[UnitScore, ...]]]) -> Html:
    """Shown by the script: without it there is nothing to filter with, and all units are there."""
    everybody = [unit for _, units in groups for unit in units]
    links = together(
        element(
            "a",
            OVERVIEW["group_units"].format(group=group_words(name), count=len(units)),
            href=f"#{group_fragment(number)}",
        )
        for number, (name, units) in enumerate(groups)
    )
    names = [group_words(name) for name, _ in groups]
    grades = list(dict.fromkeys(unit.grade for unit in everybody if unit.grade))
    search = element("label", OVERVIEW["search"], element("input", type="search", id="_search", autocomplete="off"))
    shown = OVERVIEW["shown"].format(shown=len(everybody), all=len(everybody))
    form = element(
        "form",
        search,
        _choice("_group", OVERVIEW["group"], names),
        _choice("_grade", OVERVIEW["grade"], grades),
        element("button", OVERVIEW["reset"], type="reset"),
        element("output", shown, id="_shown", data_words=OVERVIEW["shown"], aria_live="polite"),
        id="_filter",
        hidden=True,
        aria_label=OVERVIEW["filter"],
    )
    return element("div", element("nav", links, aria_label=OVERVIEW["groups"]), form, class_="tools")


def _choice(id_: str, label: str, values: Sequence[str]) -> Html:
    options = (element("option", value, value=value) for value in values)
    every = element("option", OVERVIEW["all"], value="")
    return element("label", label, element("select", every, *options, id=id_, autocomplete="off"))


def group_fragment(number: int) -> str:
    """The fragment of the group with this number in the order of the page."""
    return f"_group{number}"


def _group(run: Run, number: int, units: tuple[UnitScore, ...], public: bool) -> Html:
    name = group_words(units[0].group)
    title = OVERVIEW["group_units"].format(group=name, count=len(units))
    return element(
        "section",
        element("h3", title, id=group_fragment(number)),
        ranking_table(run, units, public),
        dimension_table(run, units),
        class_="group",
        aria_labelledby=group_fragment(number),
    )


def _notes(run: Run, about: Guide, public: bool) -> Html:
    # The guide's own words on the workbook are left to the workbook.
    parts: list[Html] = [
        element("h2", OVERVIEW["notes"]),
        element("p", OVERVIEW["bar_legend"]),
        _key(run),
        element("p", OVERVIEW["mean_note"]),
    ]
    if any(unit.previous_total is not None for unit in run.units):
        parts.append(element("p", OVERVIEW["rate_of_previous"]))
    parts.append(_legend(about))
    if run.diagnostics and not public:
        parts.append(_problems(run))
    return element("section", *parts, class_="notes")


def _key(run: Run) -> Html:
    """The dimensions with their colours, in the order of the bars."""
    items = (
        element("li", element("span", str(number), class_="n"), node.name, class_=f"d{(number - 1) % COLOURS}")
        for number, node in enumerate(run.rubric.dimensions, start=1)
    )
    return element("ol", *items, class_="key")


def _legend(about: Guide) -> Html:
    heads = (element("th", column.title, scope="col") for column in about.legend.columns)
    rows = []
    for row in about.legend.rows:
        state, meaning, count = row.cells
        assert isinstance(state, State)
        chip = element("span", state.words, class_=f"state {state.code}")
        cells = (
            element("th", chip, scope="row"),
            element("td", cell_text(meaning)),
            element("td", cell_text(count), class_="number"),
        )
        rows.append(element("tr", *cells))
    table = (element("thead", element("tr", *heads)), element("tbody", *rows))
    return element("table", element("caption", GUIDE["legend"]), *table, class_="legend")


def _problems(run: Run) -> Html:
    items = []
    for found in sorted(run.diagnostics, key=lambda found: (public_path(found.file or ""), found.code, found.message)):
        file = public_path(found.file) if found.file else ""
        items.append(element("li", element("b", file), " ", found.message, element("small", found.help or "")))
    summary = element("summary", text(OVERVIEW["problems"].format(count=len(items))))
    return element("details", summary, element("ul", *items), class_="problems", aria_label=COLUMNS["remark"])
