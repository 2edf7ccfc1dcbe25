"""Roles: is a stretch about what was done, what is lacking, or what is planned.

A heading says so in a few words; where there is no heading a sentence opens the part (`下一步,我镇将…`). Both readings
are shy: 问题 and 计划 occur in most result headings (聚焦突出问题, 制定年度计划), so a word counts only in the frames below.
"""

from __future__ import annotations

import re
from collections import Counter

from scoring.text import lexicons
from scoring.text.furniture import alternation, has_count
from scoring.text.regex import regex
from scoring.text.view import PLAN, PROBLEM, RESULT

_SHORT = alternation(lexicons.SHORTCOMINGS)
_REMEDY = alternation(lexicons.REMEDIES)
_REMEDIES = regex(_REMEDY)
_LACKS = regex(_SHORT)
_LACKING = regex(alternation((*lexicons.SHORTCOMINGS, *lexicons.CAUSES)))
_EXISTING = regex(rf"存在(?:的|着)?[^,;。]{{0,14}}?{_SHORT}")
_BEFORE_EXISTING = regex(rf"{_REMEDY}[^,;。]{{0,10}}\Z|对\Z")
_REMEDIED = regex(rf"[^,;。及和与、]{{0,4}}{alternation(lexicons.AFTER_SHORTCOMINGS)}(?!.{{0,4}}(?:不|难|滞后))")
# The heading is a shortcoming: `问题`, `工作中的不足`, `主要困难和问题`, `不足之处`, `短板及原因`.
_NAMED = regex(
    rf"(?:^|[的中及和与、])(?:主要|突出|现存|当前|面临的?|工作)?{_SHORT}{_SHORT}?(?:之处)?(?:分析)?(?=及|和|与|、|以及|是|有|$|[(:])"
    rf"|{alternation(lexicons.CAUSES)}$"
)
_PLAN = regex(alternation(lexicons.PLAN_WORDS))
_PLAN_TAIL = regex(alternation(lexicons.PLAN_TAILS) + "(?=$|[(:及和与])")
_PLAN_WITH_YEAR = regex(alternation(lexicons.PLAN_WITH_YEAR))
_ACTIVITY = regex(alternation(lexicons.ACTIVITY_VERBS))
_DONE = regex(alternation(lexicons.RESULT_WORDS))
_BRACKETED = regex(r"《[^》]*》|“[^”]*”|\([^)]*\)")
_YEAR = regex(r"(?<!\d)(20\d\d)(?:年|年度)(?!前|底前|以前|之前)", re.ASCII)
# A title that names both: 工作总结及下年打算. What stands under it is the report of what was done.
_DONE_AND_PLANNED = regex(
    rf"20\d\d年[^,;。]{{0,40}}?(?:总结|小结|回顾|报告|汇报|情况)(?:及其?|和|与|暨|、|以及)(?:20\d\d年|{alternation(lexicons.PLAN_WORDS)})",
    re.ASCII,
)
_TITLE_YEAR = regex(r"(?<!\d)(20\d\d)年?(?:度|年度)?[^。,;|\n\d]{0,30}(?:报告|总结|综述|汇报|情况|年报|公报)", re.ASCII)
_HANZI_TITLE_YEAR = regex(r"二[〇○零0]([一二])([〇○零一二三四五六七八九])年")

# Without one of these a heading says nothing about its role.
TELLING_WORDS = (
    "20",
    *lexicons.SHORTCOMINGS,
    *lexicons.CAUSES,
    *lexicons.PLAN_WORDS,
    *lexicons.PLAN_TAILS,
    *lexicons.RESULT_WORDS,
)
_TELLING = regex(alternation(TELLING_WORDS))

_OPENING_PLAN = alternation(lexicons.PLAN_OPENINGS)
_OPENS_PLAN = regex(
    rf"(?:(?:同时|此外|最后|因此|为此|对此),)?(?:在|对于)?{_OPENING_PLAN}"
    r"(?:[,:]|(?=我|全|本|将|要|的?(?:工作|计划|打算|目标)|重点|继续|一个时期|[一二三四五六七八九十]是|各|主要|县|市|区|乡|镇|旗|打算|计划|安排|思路|措施|举措|目标|努力|整改))"
    rf"|针对(?:以上|上述|这些|存在的?)[^,;。]{{0,16}}{_SHORT}[^;。]{{0,30}}?(?:将|下一步|今后|要)"
)
_OPENS_YEAR = regex(r"(?:展望|到|在)?(20\d\d)年(?!\d)(?:度)?[,是]?", re.ASCII)
# What the patterns for openings begin with.
_PLAN_STARTS = frozenset("同此最因为对在针") | {word[0] for word in lexicons.PLAN_OPENINGS}
_YEAR_STARTS = frozenset("展到在2")
_PROBLEM_STARTS = frozenset("当目我工同但,存主突问不在清") | {word[0] for word in lexicons.SHORTCOMINGS}
# What `opening` does not find without a shortcoming begins with one of these.
OPENING_STARTS = _PLAN_STARTS | _YEAR_STARTS | _PROBLEM_STARTS
_INTENDS = regex(alternation(lexicons.INTENTIONS))
_ADMITS = regex(
    rf"[^。;:]{{0,60}}?{alternation(lexicons.ADMISSIONS)}[^。;,:]{{0,8}}?"
    rf"(?:存在|有(?![效力序关利助])|面临)(?:着|的)?[^。;:]{{0,24}}?{_SHORT}"
)
_NAMES_PROBLEM = regex(
    rf"(?:当前|目前|我[县市区镇乡旗局]|工作中|同时|但|,)*存在(?:的|着)?(?:一些|主要|突出)?的?(?:主要|突出)?{_SHORT}(?:和{_SHORT})*(?:之处)?(?:主要)?"
    rf"(?:是|有|为|[:,。])|(?:主要|突出){_SHORT}(?:和{_SHORT})?(?:是|有|为|[:,。])|{_SHORT}(?:和|与|及){_SHORT}(?:[:。])|(?:问题|不足之处)[:。]"
)
_LEADS = rf"(?:20\d\d年|{alternation(lexicons.LABEL_LEADS)}){{0,4}}"
_LABEL = rf"{_LEADS}{alternation(lexicons.PLAN_LABELS)}(?:是|有|为|如下)?"
_COMMA_LABEL = rf"{_LEADS}{alternation(lexicons.COMMA_LABELS)},"
_OPENS_LABEL = regex(rf"{_LABEL}:|{_COMMA_LABEL}", re.ASCII)
_IS_LABEL = regex(_LABEL, re.ASCII)
_LABEL_INSIDE = regex(rf";(?=(?:{_LABEL}|{_OPENING_PLAN}):)", re.ASCII)

# 同时,我们也清醒认识到:部分…: what follows is lacking.
_SEES = regex(
    r"(?:在(?:充分)?(?:肯定|看到)(?:成绩|成效)的同时,)?(?:同时|但|但是|当然)?,?(?:我们|我[县市区旗镇乡局州盟])?[也还]?(?:要)?清醒地?(?:的)?(?:认识|看|意识)到"
    rf"[^。;]{{0,40}}?(?:{_SHORT}|部分|个别|一些|有的|少数|不够|仍|尚|还|不[高强足到])"
)
# An opening stands in the first words of its sentence, and needs one of these words.
_CUES = (
    "清醒", "存在", "差距", "不足", "短板", "问题", "困难", "面临", "薄弱", "弱项", "下一", "下步", "下阶段", "下年", "今后", "接下来", "明年", "来年",
    "新的一年", "未来", r"20\d\d年", *(f"{label}," for label in lexicons.COMMA_LABELS),
)  # fmt: skip
_CUE = regex("|".join(_CUES), re.ASCII)
TURNING_WORDS = tuple(cue for cue in _CUES if "\\" not in cue)
# One character for each, so that none hides another; labels (`问题:…`) may turn a role too.
_TURNING = regex("|".join((*(f"{cue[0]}(?={cue[1:]})" for cue in _CUES), ":")), re.ASCII)
TURN_REACH = 60


def report_year(text: str) -> int | None:
    """The year the report is about, as far as roles need it: from something like a title, else the year named most."""
    found = _TITLE_YEAR.search(text, 0, 2000)
    if found:
        return int(found[1])
    hanzi = _HANZI_TITLE_YEAR.search(text, 0, 400)
    if hanzi:
        digit = "〇一二三四五六七八九".find(hanzi[2].replace("○", "〇").replace("零", "〇"))
        return 2000 + 10 * "〇一二".find(hanzi[1]) + digit
    years = Counter(_YEAR.findall(text))
    if not years:
        return None
    return int(max(years, key=lambda year: (years[year], -int(year))))


def heading_role(words: str, year: int | None) -> tuple[str | None, bool]:
    """`(role, mixed)` of a heading without its enumerator; None = as the heading above it.

    `mixed` says that the heading names problems and plans both; the role is that of the first.
    """
    # Titles, quoted names and brackets say nothing about the role of the section.
    plain = _BRACKETED.sub("", words) if "《" in words or "“" in words or "(" in words else words
    if not _TELLING.search(plain):
        return None, False
    problem = _problem_at(plain)
    plan = _plan_at(plain, year)
    if problem is not None and plan is not None:
        return (PROBLEM if problem <= plan else PLAN), True
    if problem is not None:
        return PROBLEM, False
    if plan is not None:
        both = _DONE_AND_PLANNED.search(plain)
        if both is not None and both.start() < plan:
            return RESULT, True
        return PLAN, bool(_DONE.search(plain, 0, plan))
    told = _DONE.search(plain[-4:]) and not _ACTIVITY.match(plain)
    return (RESULT if told else None), False


def _problem_at(words: str) -> int | None:
    if not _LACKING.search(words):
        return None
    for found in _EXISTING.finditer(words):
        if not _BEFORE_EXISTING.search(words[: found.start()]) and not _REMEDIED.match(words, found.end()):
            return found.start()
    named = _NAMED.search(words)
    if named and not _ACTIVITY.match(words) and not _REMEDIES.match(words):
        return named.start()
    return None


def _plan_at(words: str, year: int | None) -> int | None:
    found = _PLAN.search(words)
    if found:
        return found.start()
    later = _YEAR.search(words) if "20" in words else None
    if later and year is not None and int(later[1]) > year:
        rest = words[later.end() :]
        if not rest or (_PLAN_WITH_YEAR.search(rest) and not _DONE.search(rest)):
            return later.start()
    tail = _PLAN_TAIL.search(words)
    # 整改措施, 整改思路 as the whole heading is a plan, though it begins as what was done about shortcomings does.
    if tail is None or _ACTIVITY.match(words):
        return None
    if not _REMEDIES.match(words) or tail.start() == 0 or _IS_LABEL.fullmatch(words):
        return tail.start()
    return None


def opens_plan_label(text: str, start: int, end: int) -> bool:
    """`text[start:end]` begins with a label of plans: `打算:…`, `下步安排,…`. It turns a part about shortcomings; in a part
    about results it says nothing."""
    return _OPENS_LABEL.match(text, start, end) is not None


def is_plan_label(words: str) -> bool:
    """A heading that is nothing but a label of plans: `(二)措施` under `问题及整改`."""
    return _IS_LABEL.fullmatch(words) is not None


def plan_label_inside(text: str, start: int, end: int) -> int | None:
    """Where a label of plans stands behind a semicolon of the sentence `text[start:end]`: `不足:…;措施:…`."""
    found = _LABEL_INSIDE.search(text, start, end)
    return None if found is None else found.end()


def turning_places(text: str) -> list[int]:
    """The offsets, ascending, of the words and colons one of which every sentence that opens a part has within its first 60
    characters."""
    return [found.start() for found in _TURNING.finditer(text)]


def opening(text: str, start: int, end: int, year: int | None) -> str | None:
    """The role that the sentence `text[start:end]` opens by its first words, or None."""
    if not _CUE.search(text, start, min(end, start + TURN_REACH)):
        return None
    first = text[start]
    if first in _PLAN_STARTS and _OPENS_PLAN.match(text, start, end):
        return PLAN
    later = _OPENS_YEAR.match(text, start, end) if first in _YEAR_STARTS else None
    if later and year is not None and int(later[1]) > year and _INTENDS.search(text, later.end(), end):
        return PLAN
    if first in _PROBLEM_STARTS and (_NAMES_PROBLEM.match(text, start, end) or _SEES.match(text, start, end)):
        return PROBLEM
    reach = min(end, start + 110)
    admits = _ADMITS.match(text, start, reach) if _LACKS.search(text, start, reach) else None
    if admits is None or _REMEDIES.search(admits[0]) or _REMEDIED.match(text, admits.end(), end):
        return None
    # `学法4次,但仍存在…`: a result with a reservation stays a result.
    return None if has_count(text, *admits.span()) and text[end - 1] != ":" else PROBLEM
