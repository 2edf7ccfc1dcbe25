"""Puts a report together: the same number of the same seed always gives the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

from synthetic import facts_one, facts_two, figures, prose
from synthetic.names import Unit

SECTIONS = (
    facts_one.DUTIES,
    facts_one.SERVICES,
    facts_one.DECISIONS,
    facts_one.DOCUMENTS,
    facts_two.ENFORCEMENT,
    facts_two.DISPUTES,
    facts_two.OPENNESS,
    facts_two.LAW_FOR_ALL,
)
# How big a count is beside a county's; small ranges stay what they are.
_SCALE = {"P": 4.0, "C": 1.0, "D": 0.5, "T": 0.12}
_WORDS = {
    "P": {"$地": "全市", "$府": "市政府", "$会": "市政府常务会议"},
    "C": {"$地": "全县", "$府": "县政府", "$会": "县政府常务会议"},
    "D": {"$地": "全局", "$府": "我局", "$会": "局党组会议"},
    "T": {"$地": "全镇", "$府": "镇政府", "$会": "镇党委会议"},
}
_STYLES = (figures.PLAIN,) * 6 + (figures.MARKED, figures.HANZI, figures.HANZI, figures.FULL)
_SLOT = re.compile(r"\{([a-z_]*):([^}]*)\}")

Uniform = Callable[[], float]


class Slot(NamedTuple):
    """A figure's place: measure ("" for noise), what it is (count, share, rate, ratio, money), lowest and span."""

    measure: str
    what: str
    low: float
    span: float


class Sentence(NamedTuple):
    """A wording with %s for each slot."""

    form: str
    slots: tuple[Slot, ...]


class Composed(NamedTuple):
    """Title, head lines, paragraphs ((level, text): 1 and 2 headings, 0 prose), table rows, the lines of the end, figures put in."""

    title: str
    head: tuple[str, ...]
    body: tuple[tuple[int, str], ...]
    table: tuple[tuple[str, str, str], ...]
    tail: tuple[str, ...]
    facts: tuple[tuple[str, float], ...]


class _Voice:
    """Writes the figures of one report and remembers the facts among them."""

    def __init__(self, uniform: Uniform, style: str) -> None:
        self.uniform, self.style = uniform, style
        self.facts: list[tuple[str, float]] = []

    def say(self, sentence: Sentence) -> str:
        form, slots = sentence
        if not slots:
            return form
        said = []
        last = before = 0
        for measure, what, low, span in slots:
            drawn = low + self.uniform() * span
            if what == "count" or what == "share":
                number = int(drawn) if what == "count" else max(1, round(last * drawn))
                before, last = last, number
                value: float = number
                if number >= 10_000 and number % 100 < 40:
                    value = number = round(number, -3)
                    said.append(f"{number // 1000 / 10:g}万")
                else:
                    said.append(figures.count(number, self.style))
            elif what == "money":
                value = int(drawn) * 10_000
                said.append(figures.count(int(drawn), self.style))
            else:
                tenths = round(drawn * 10) if what == "rate" else round(1000 * last / before)
                value = tenths / 1000
                said.append(figures.rate(tenths, self.style))
            if measure:
                self.facts.append((measure, value))
        return form % tuple(said)


def _slot(measure: str, spec: str, scale: float) -> Slot:
    if spec == "%/":
        return Slot(measure, "ratio", 0.0, 0.0)
    what = {"%": "rate", "~": "share", "&": "money"}.get(spec[0], "count")
    low, high = (float(part) for part in spec.lstrip("%~&").split("-"))
    if what in ("count", "money"):
        if high >= 100:
            low, high = max(2.0, low * scale), max(9.0, high * scale)
        high += 1
    return Slot(measure, what, low, high - low)


def parsed(wording: str, kind: str) -> Sentence:
    """A wording for a kind of unit. Raises ValueError for a slot that is none."""
    for word, own in _WORDS[kind].items():
        wording = wording.replace(word, own)
    slots = tuple(_slot(measure, spec, _SCALE[kind]) for measure, spec in _SLOT.findall(wording))
    return Sentence(_SLOT.sub("%s", wording.replace("%", "%%") if not slots else wording), slots)


@cache
def _book(kind: str) -> tuple[tuple[tuple[str, ...], tuple[tuple[Sentence, ...], ...]], ...]:
    """The sections that a kind of unit writes: headings and items with their wordings."""
    above = {"P": "省", "C": "市", "D": "县", "T": "县"}[kind]
    found = []
    for heads, items in SECTIONS:
        own = tuple(
            tuple(parsed(wording.replace("$上", above), kind) for wording in wordings)
            for kinds, wordings in items
            if kind in kinds
        )
        if own:
            found.append((heads, own))
    return tuple(found)


@cache
def _frame(name: str) -> tuple[Sentence, ...]:
    return tuple(parsed(wording, "C") for wording in getattr(prose, name))


def compose(unit: Unit, year: int, shape: int, numbers: int) -> Composed:
    """The report of a unit and year. `shape` decides its sentences, `numbers` its figures: a near copy of last year's has last year's shape."""
    uniform = Random(shape).random
    voice = _Voice(Random(numbers).random, _STYLES[int(uniform() * len(_STYLES))])
    length = _length(uniform)
    body: list[tuple[int, str]] = [(0, _pick(prose.OPENING, uniform).format(unit=unit.short, year=year))]
    body.append((1, _pick(prose.ACHIEVEMENT_HEADS, uniform)))
    book = _book(unit.kind)
    # What the facts do not fill is prose, spread over the sections.
    filling = max(1, int((length - 60 * len(book) - _FACTS[unit.kind]) / 33 / len(book)))
    # Counties could say far more than townships; a report says some of it.
    rare = 0.62 if unit.kind in "PC" else 0.95
    for heads, items in book:
        body.append((2, heads[int(uniform() * len(heads))]))
        said = [voice.say(wordings[int(uniform() * len(wordings))]) for wordings in items if uniform() < rare]
        body += [(0, text) for text in _paragraphs(said, filling, uniform, voice)]
    body.append((1, _pick(prose.PROBLEM_HEADS, uniform)))
    known = list(voice.facts)
    body.append((0, voice.say(_frame("PROBLEMS")[int(uniform() * len(prose.PROBLEMS))])))
    body.append((1, _pick(prose.PLAN_HEADS, uniform).format(next=year + 1)))
    body.append((0, voice.say(_frame("PLANS")[int(uniform() * len(prose.PLANS))])))
    title = _title(unit, year, uniform)
    table = _table(known, year, uniform) if uniform() < 0.25 else ()
    head, tail = _ends(unit, year, uniform)
    return Composed(title, head, tuple(body), table, tail, tuple(known))


# Characters of the sentences with facts, about.
_FACTS = {"P": 1500, "C": 1500, "D": 1250, "T": 750}


def _length(uniform: Uniform) -> int:
    """Characters asked for: mostly 3,000 to 12,000, one in sixty about 30,000."""
    if uniform() < 1 / 60:
        return 26_000 + int(uniform() * 8_000)
    return 3_000 + int(9_000 * uniform() * uniform() ** 0.5)


def _pick(choice: tuple[str, ...], uniform: Uniform) -> str:
    return choice[int(uniform() * len(choice))]


def _paragraphs(said: list[str], filling: int, uniform: Uniform, voice: _Voice) -> list[str]:
    """Sentences with facts and sentences without in paragraphs of three to seven."""
    who, when, does, effect = prose.WHO, prose.WHEN, prose.DOES, prose.EFFECT
    all_who, all_when, all_does, all_effect = len(who), len(when), len(does), len(effect)
    plain = [
        f"{who[int(uniform() * all_who)]}{when[int(uniform() * all_when)]}{does[int(uniform() * all_does)]}，{effect[int(uniform() * all_effect)]}。"
        for _ in range(filling)
    ]
    plain[0] = voice.say(_frame("NOISE")[int(uniform() * len(prose.NOISE))])
    plain[-1] = _pick(prose.CLOSING, uniform)
    share = max(1, round(filling / (len(said) + 1)))
    sentences: list[str] = []
    for place, sentence in enumerate(said):
        sentences.append(sentence)
        sentences += plain[place * share : place * share + share]
    sentences += plain[len(said) * share :]
    found, start = [], 0
    while start < len(sentences):
        stop = start + 3 + int(uniform() * 5)
        found.append("".join(sentences[start:stop]))
        start = stop
    return found


def _title(unit: Unit, year: int, uniform: Uniform) -> str:
    form = int(uniform() * 5)
    if form == 0:
        return f"{unit.full}关于{year}年度法治政府建设情况的报告"
    if form == 1:
        return f"{unit.short}{year}年法治政府建设年度报告"
    if form == 2:
        return f"{unit.full}{year}年法治政府建设工作情况报告"
    if form == 3:
        spelt = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
        return f"{unit.short}{spelt}年法治政府建设年度报告"
    return f"{unit.full}{year}年度推进法治政府建设工作情况的报告"


def _ends(unit: Unit, year: int, uniform: Uniform) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines above the title and below the text: number of the document, dates, signature."""
    month, day = 1 + int(uniform() * 3), 1 + int(uniform() * 28)
    number = 1 + int(uniform() * 60)
    sign = unit.short[:2]
    tail = (unit.full, f"{year + 1}年{month}月{day}日")
    form = int(uniform() * 4)
    if form == 0:
        return (
            f"索引号：{number:04}{year + 1}-{day:05}　主题分类：法治建设",
            f"发布机构：{unit.full}　发布日期：{year + 1}-{month:02}-{day:02}",
            f"文　　号：{sign}政报〔{year + 1}〕{number}号",
        ), tail
    if form == 1:
        return (f"发布日期：{year + 1}年{month}月{day}日　来源：{unit.short}司法局",), tail
    if form == 2:
        return (f"{sign}政发〔{year + 1}〕{number}号",), tail
    return (), tail


def _table(known: list[tuple[str, float]], year: int, uniform: Uniform) -> tuple[tuple[str, str, str], ...]:
    """Rows of some figures of this year with invented ones of last year."""
    values = dict(known)
    rows = [
        (label, f"{values[measure]:.0f}", f"{max(1, round(values[measure] * (0.8 + 0.4 * uniform())))}")
        for measure, label in prose.ROWS
        if measure in values
    ]
    return (("指标", f"{year}年", f"{year - 1}年"), *rows) if len(rows) > 1 else ()
