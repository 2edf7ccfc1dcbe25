"""The criteria beside the text: what each scored, how, what was lost, and the quotes it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.measures.facts import Fact
from scoring.messages import workbook as words
from scoring.messages.pages import CARDS
from scoring.pages.bars import bar
from scoring.pages.criteria import MINUS, PLUS, Criterion, Section, Verdict, all_criteria, counted, signed, statements
from scoring.pages.given import given_elsewhere, told_words
from scoring.pages.marks import Marks
from scoring.pages.markup import Html, element, text, together
from scoring.pages.unit import short
from scoring.results import NodeScore, Outcome
from scoring.rubric.types import BONUS, PENALTY
from scoring.tables.format import fixed, plain
from scoring.tables.links import anchor, page_name
from scoring.tables.order import fact_key
from scoring.tables.words import (
    confidence_words,
    fact_value_words,
    file_of,
    flag_words,
    looked_up,
    measure_name,
    state_of,
)
from scoring.text.report import Evidence, Report

# Outcomes whose value only repeats the state.
_WITHOUT_VALUE = (Outcome.MISSING, Outcome.PENDING, Outcome.NOT_APPLICABLE, Outcome.NO_REPORT)
# What stands before the points of a pool's criteria → its kind.
_POOLS = {PLUS: BONUS, MINUS: PENALTY}
_IDENTIFIER = re.compile("[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cards of a page share: the report shown, the unit's reports by id, names of measures, decimals of points,
    whether the page is the public one."""

    report: Report
    reports: dict[str, Report]
    names: dict[str, str]
    decimals: int
    public: bool


def section_fragment(section: Section) -> str:
    """The fragment of a dimension's heading."""
    return f"_part.{anchor(section.id)}"


def criteria_panel(sections: Sequence[Section], marks: Marks, setting: Setting) -> Html:
    """The filter, the dimensions with their bars, and a card per criterion."""
    return together(
        (
            _filter(sections),
            _overview(sections, setting),
            *(_section(section, marks, setting) for section in sections),
        )
    )


def _filter(sections: Sequence[Section]) -> Html:
    """Three radio buttons that the style sheet acts on: they work without a script."""
    criteria = all_criteria(sections)
    choices = (
        ("_all", CARDS["filter_all"].format(count=len(criteria)), True),
        ("_lost", CARDS["filter_lost"].format(count=sum(criterion.lost for criterion in criteria)), False),
        ("_open", CARDS["filter_open"].format(count=sum(criterion.open for criterion in criteria)), False),
    )
    parts = []
    for id_, label, checked in choices:
        parts.append(element("input", type="radio", name="_shown", id=id_, checked=checked, autocomplete="off"))
        parts.append(element("label", label, for_=id_))
    return element("fieldset", element("legend", CARDS["filter"]), *parts, class_="filter")


def _overview(sections: Sequence[Section], setting: Setting) -> Html:
    rows = []
    for section in sections:
        if section.total is None:
            continue
        link = element("a", section.name, href=f"#{section_fragment(section)}")
        rows.append(
            element(
                "tr",
                element("th", link, scope="row"),
                element("td", _bar(section, section.total, setting.decimals)),
                element("td", _points_of(section, section.total, setting.decimals), class_="number"),
            )
        )
    return element("table", element("caption", CARDS["dimensions"]), element("tbody", *rows), class_="dimensions")


def _bar(section: Section, total: NodeScore, decimals: int) -> Html:
    label = CARDS["bar"].format(
        name=section.name,
        points=fixed(total.points, decimals),
        stake=fixed(total.stake, decimals),
        full=short(total.full_marks, decimals),
    )
    return bar(total.points, total.stake, total.full_marks, label, section.colour)


def _points_of(section: Section, total: NodeScore, decimals: int) -> Html:
    return _score(signed(section.sign, fixed(total.points, decimals)), short(total.full_marks, decimals))


def _score(points: str, full: str) -> Html:
    return Html(f"<b>{text(points)}</b> / {text(full)}")


def _section(section: Section, marks: Marks, setting: Setting) -> Html:
    total: str = ""
    if section.total is not None:
        total = element("span", _points_of(section, section.total, setting.decimals), class_="score")
    heading = element("h3", element("span", section.name), total, id=section_fragment(section))
    combined = "" if section.total is None else section.total.words
    cards = (_card(criterion, marks, setting) for criterion in section.criteria)
    return element("section", heading, _paragraph(combined, "note"), *cards, class_=f"part d{section.colour}")


def _card(criterion: Criterion, marks: Marks, setting: Setting) -> Html:
    score = criterion.score
    kinds = ["card"] + ["lost"] * criterion.lost + ["open"] * criterion.open
    parts = [
        _head(criterion, setting),
        _state(criterion, setting),
        _paragraph(told_words(criterion, setting.public), "words"),
        _deductions(criterion, setting),
        _quotes(criterion, marks, setting),
        given_elsewhere(criterion, setting.decimals, setting.public),
    ]
    if not setting.public:
        parts += [_rejected(criterion, setting), _flags(score.flags)]
    return element(
        "article", *parts, id=marks.card(score.criterion), class_=" ".join(kinds), data_c=score.criterion, tabindex=-1
    )


def _head(criterion: Criterion, setting: Setting) -> Html:
    score = criterion.score
    points = CARDS["no_points"] if score.points is None else fixed(score.points, setting.decimals)
    shown: str = ""
    if criterion.verdict is None:
        shown = element("span", _score(signed(criterion.sign, points), plain(score.full_marks)), class_="score")
    return element(
        "h4",
        element("span", str(criterion.number), class_="n"),
        element("span", score.name, class_="name"),
        shown,
    )


def _verdict(verdict: Verdict) -> Html:
    code = {True: Outcome.ZERO, False: Outcome.SCORED, None: Outcome.PENDING}[verdict.triggered]
    parts = [element("span", verdict.words, class_=f"state {code.value}")]
    if verdict.effects and verdict.triggered is not False:
        parts.append(element("span", CARDS["effects"].format(effects="；".join(verdict.effects))))
    return element("p", *parts, class_="facts")


def _state(criterion: Criterion, setting: Setting) -> Html:
    if criterion.verdict is not None:
        return _verdict(criterion.verdict)
    score = criterion.score
    state = state_of(score, criterion.leaf, _POOLS.get(criterion.sign, ""))
    parts: list[str] = [element("span", state.words, class_=f"state {state.code}")]
    if score.value_text and score.outcome not in _WITHOUT_VALUE:
        parts.append(element("span", CARDS["value"].format(value=score.value_text)))
    way = looked_up(words.WAYS, score.way)
    if way and way != state.words:
        parts.append(element("span", way))
    if score.stake:
        stake = fixed(counted(score.stake, score), setting.decimals)
        parts.append(element("span", CARDS["stake"].format(points=stake), class_="stake"))
    if score.scale != 1 and score.points is not None and not score.excluded:
        scaled = CARDS["scaled"].format(
            scale=fixed(score.scale, 4), points=fixed(counted(score.points, score), setting.decimals)
        )
        parts.append(element("span", scaled))
    if criterion.branch:
        parts.append(element("span", criterion.branch))
    return element("p", *parts, class_="facts")


def _paragraph(content: str, kind: str) -> Html:
    return element("p", content, class_=kind) if content else Html("")


def _deductions(criterion: Criterion, setting: Setting) -> Html:
    lines = [
        element(
            "li",
            CARDS["deduction"].format(
                points=fixed(deduction.points, setting.decimals), reason=deduction.reason or deduction.cause
            ),
        )
        for deduction in criterion.score.deductions
    ]
    return element("ul", *lines, class_="deductions") if lines else Html("")


def _quotes(criterion: Criterion, marks: Marks, setting: Setting) -> Html:
    items: list[Html] = []
    for fact in dict.fromkeys(criterion.score.used):
        if fact.derived is not None:
            formula = _IDENTIFIER.sub(lambda found: measure_name(found.group(), setting.names), fact.derived.formula)
            items.append(element("li", CARDS["formula"].format(formula=formula), class_="formula"))
        for place, statement in enumerate(statements(fact, setting.names)):
            target = _address(statement.evidence, marks.fragment(criterion.score.criterion, fact, place), setting)
            said = statement.words if fact.derived is not None or len(criterion.score.used) > 1 else ""
            items.append(_quote(statement.evidence, target, said, setting))
    return element("ul", *items, class_="quotes", aria_label=CARDS["quotes"]) if items else Html("")


def _address(evidence: Evidence, fragment: str | None, setting: Setting) -> str | None:
    """Where a quote is read: on this page, on the page of another report of the unit, or nowhere."""
    if fragment is not None:
        return f"#{fragment}"
    report = setting.reports.get(evidence.report_id)
    return None if report is None or report.id == setting.report.id else page_name(report)


def _quote(evidence: Evidence, target: str | None, said: str, setting: Setting) -> Html:
    quoted = element("q", evidence.quote) if target is None else element("a", element("q", evidence.quote), href=target)
    details = [said, evidence.section]
    if evidence.page is not None:
        details.append(CARDS["page"].format(page=evidence.page))
    details.append(confidence_words(evidence))
    if evidence.report_id != setting.report.id:
        details.append(CARDS["of_file"].format(file=file_of(evidence.report_id, setting.reports)))
    return element("li", quoted, *_small(details))


def _small(details: Iterable[str]) -> tuple[Html, ...]:
    parts = [element("span", detail) for detail in details if detail]
    return (element("small", *parts),) if parts else ()


def _rejected(criterion: Criterion, setting: Setting) -> Html:
    score = criterion.score
    if not score.rejected:
        return Html("")
    reasons = dict(zip(score.rejected, score.rejected_for, strict=False))
    items = [_rejected_item(fact, reasons.get(fact, ""), setting) for fact in sorted(score.rejected, key=fact_key)]
    summary = element("summary", CARDS["rejected"].format(count=len(items)))
    return element("details", summary, element("ul", *items, class_="quotes"))


def _rejected_item(fact: Fact, reason: str, setting: Setting) -> Html:
    details = [
        f"{measure_name(fact.measure, setting.names)} {fact_value_words(fact)}",
        looked_up(words.STATUSES, fact.status),
        looked_up(words.PERIODS, fact.period),
        looked_up(words.SCOPES, fact.scope),
        CARDS["reason"].format(reason=reason) if reason else "",
        flag_words(fact.flags),
    ]
    return element("li", element("q", fact.evidence.quote), *_small(details))


def _flags(flags: Sequence[str]) -> Html:
    return _paragraph(CARDS["flags"].format(flags=flag_words(sorted(flags))), "flags") if flags else Html("")
