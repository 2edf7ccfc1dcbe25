"""Status, period and scope of a statement: by the section it stands in and by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.measures.facts import CUMULATIVE, DONE, NEWLY_MADE, NOT_TOLD, ONLY_PLANNED, PLAN, PROBLEM, WHOLE
from scoring.measures.library import Library, Measure
from scoring.measures.scan import Scan
from scoring.measures.statements import OVER_YEARS, Statement
from scoring.measures.tokens import Token
from scoring.measures.words import any_of
from scoring.text.regex import regex
from scoring.text.view import PLAN as PLAN_ROLE
from scoring.text.view import PROBLEM as PROBLEM_ROLE

_YEAR = regex(r"20\d\d")
_YEARS_TOGETHER = regex(r"20\d\d-20\d\d")
_MONTHS = r"(?:1月(?:1日|份)?|1)(?:[—–\-~至到]|至|到)+(?P<last>1[0-2]|[2-9])月"
_PART = regex(_MONTHS)
_CUTOFF = regex(r"截至(?:(?P<year>20\d\d)年)?(?P<month>1[01]|[6-9]|十一|十|九|八|七|六)月(?:底|末|30日|31日|份)?")
_QUARTERS = regex(r"前三季度|一季度|第一季度|前两季度")
_QUARTER_MONTHS = {"前三季度": 9, "一季度": 3, "第一季度": 3, "前两季度": 6}
_DECLARED = regex(
    r"(?:今年|本年|20\d\d年)?1月?(?:[—–\-~]|至|到)+(?P<so>1[01]|[2-9])月(?:份|底)?的?(?:法治|依法|工作|有关|情况)|"
    r"(?:20\d\d年)?1月1日(?:[—–\-~]|至|到)+(?:20\d\d年)?(?P<last>1[01]|[2-9])月|数据[^。]{0,12}截至(?:20\d\d年)?(?P<cut>1[01]|[2-9])月"
)
# What none of these can do without.
_DECLARING = regex(r"1(?:月(?:1日)?)?(?:[—–\-~]|至|到)+(?:20\d\d年)?(?:1[01]|[2-9])月")
_CUT_OFF = regex(r"数据[^。]{0,12}截至")
# A report declares its months early or not at all.
_HEAD = 1500
_HALF = regex(r"(?P<half>上半年|下半年)")
_CLAUSE_YEAR = regex(
    r"(?:^|[,;。:(|]|其中)(?:截至|至|到)?(?P<year>20\d\d)年(?P<rest>以来|度|全年|年?底|末|,|全[县市区省旗]|共|度)?"
)
# Right before a value: 2018年的56%.
_OWN_YEAR = regex(r"(?<!\d)(?P<year>20\d\d)年(?:度|底)?的?$")
_LAST_YEAR = regex(r"(?:^|[,;。(])(?:与)?(?:上年|去年|上一年)度?(?:同期|全年)?")
_THIS_YEAR = regex(r"全年|年内|今年|本年|年度")
_COUNTY = regex(r"全[县市区旗]|[县市区旗](?:人民)?政府(?!采购|网|门户|信息|法律顾问|办)")
_LEVEL = regex(r"(?P<level>国家级|省部级|省级|州级|盟级|市级|县级|区级|旗级|镇级|乡级|乡镇级|村级)(?:的|有|共)?$")
_WITHOUT = regex(r"\((?P<rest>(?:不含|不包括|除)[^()]{1,14})\)")
_RUNNING = regex(r"累计|自[^,;。]{2,12}以来")
_NEWLY = (
    "新增|新建|新设|新聘|新选|新培|建成|培养|培育|新命名|新创|新获|当年|本年|年内|"
    "全年新|今年新|打造|评选|增设|新成立|完善|制定|修订|编制|落地|推出|选聘新|新发展|新评|新认定"
)
NEW_WORDS = tuple(_NEWLY.split("|"))
_NEW = regex(_NEWLY)
_TOTAL = regex(r"总数|累计|目前|现有|共有|总量|截至|达到|全[县市区旗镇]共")
_PART_WORD = regex(
    r"(?:其中|包括|含)?(?P<part>国家级|省部级|省级|市级|县级|区级|镇级|乡级|乡镇级|村级|街道|镇街|乡镇|镇|部门|村街社区|村\(居\)|村居|社区|行业性|专业性|持证|"
    r"专业性、行业性|行业性、专业性|[县市区旗]政府(?:作为?|为|当)?被告|以[^,;。]{1,6}政府为被告)[^,;。0-9]{0,10}$"
)
_MATTERS = ("双随机", "两法衔接", "法律明白人", "最多跑一次", "好差评", "互联网+监管")
_QUOTED = regex(r"(?:开展|通过|依托|推广)?“(?P<name>[^”]{2,12})”")
_WHOLE_UNIT = regex(r"全[县市区旗镇乡]|全年|共")
_TITLE = regex(r"《[^》]*》?|“[^”]*”")
_AMONG = regex(r"其中|之中|当中")


# What a value that is read at a glance has none of in its clause.
SIGNS = ("月", "半年", "季度", "上年", "去年", "上一年", "累计", "以来", "初步", "暂定")


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole report: its year, and the last month its figures reach (12 = the full year). `period` is what figures
    are of that say nothing else."""

    year: int | None
    last_month: int
    department: bool
    period: str = field(init=False)

    def __post_init__(self) -> None:
        months = (
            f"{self.year}年1-{self.last_month}月"
            if self.last_month < 12 and self.year is not None
            else _year_text(self, 0)
        )
        object.__setattr__(self, "period", months)


def frame_of(scan: Scan, year: int | None, department: bool) -> Frame:
    """The report's year and the months its figures cover, where it declares that they end early."""
    last = 12
    # Most reports declare nothing: the long pattern is tried only where its beginnings stand.
    text = scan.text
    if _DECLARING.search(text, 0, _HEAD) is not None or _CUT_OFF.search(text, 0, _HEAD) is not None:
        declared = _DECLARED.search(text, 0, _HEAD)
        if declared is not None:
            last = int(declared.group("last") or declared.group("cut") or declared.group("so"))
    return Frame(year, last, department)


class Reader:
    """Reads status, period and scope with a library's lexicon. Each long pattern is tried only where a word that it cannot do
    without stands."""

    def __init__(self, library: Library) -> None:
        plan = library.lexicon.get("plan_words", ())
        harmless = library.lexicon.get("not_plan", ())
        self._plan = any_of(plan).ahead
        self._harmless = any_of(harmless).ahead

    def word_by_word(
        self, scan: Scan, statement: Statement, measure: Measure, frame: Frame, earlier: Sequence[Statement]
    ) -> tuple[str, str, str]:
        """Status, period and scope of a statement; `earlier` are the report's statements before it.

        The status is done, plan or problem; the period a year, "cumulative" or a part-year such as 2024年1-11月, "" where
        the report has no year; the scope "whole" or the words that narrow the value.
        """
        token = statement.token
        start = scan.clause_start(token.start)
        clause = scan.text[min(start, statement.start) : token.start]
        status = statement.status or statement.template.status or self._status(scan, token, clause)
        if status == ONLY_PLANNED:
            status = PLAN if self._status(scan, token, clause) == PLAN else NOT_TOLD
        period = _period(scan, statement, measure, frame, status, clause)
        scope = statement.template.scope or statement.part or _scope(scan, statement, earlier, start)
        if scope == WHOLE:
            scope = _speaker(scan, token, start, frame)
        if scope == WHOLE and measure.stock and status == DONE and period != CUMULATIVE and not statement.beside:
            # What was newly made in the year is a part of the stock, whatever the stock is.
            scope = NEWLY_MADE if _NEW.search(scan.text[token.low : token.high]) else WHOLE
        if "初步" in clause or "暂定" in clause:
            statement.notes.append("provisional")
        return status, period, scope

    def _status(self, scan: Scan, token: Token, clause: str) -> str:
        """By the section's role, else the words of the clause."""
        role = scan.view.sentences[token.sentence].role
        if role == PLAN_ROLE:
            return PLAN
        if role == PROBLEM_ROLE:
            return PROBLEM
        if self._plan.search(clause) is None:
            return DONE
        return PLAN if self._plan.search(self._harmless.sub("#", _TITLE.sub("#", clause))) else DONE


def _speaker(scan: Scan, token: Token, clause_start: int, frame: Frame) -> str:
    """In a bureau's report: the county or its government, where the clause says that the figure is theirs."""
    if not frame.department:
        return WHOLE
    named = _COUNTY.search(scan.text, clause_start, token.start)
    return WHOLE if named is None else named.group()


def _period(scan: Scan, statement: Statement, measure: Measure, frame: Frame, status: str, clause: str) -> str:
    token = statement.token
    if statement.when:
        return _relative(statement.when, frame)
    if token.column:
        table_year = _YEAR.search(token.column)
        if table_year is not None:
            return table_year.group()
        if "上年" in token.column or "去年" in token.column:
            return _year_text(frame, -1)
    before = scan.text[scan.view.sentences[token.sentence].start : token.start]
    stated = _stated_year(before, clause) if "20" in before else None
    own = _OWN_YEAR.search(before[-9:]) if before[-1:] in "的年度" else None
    if own is not None and own.group("year") != str(frame.year):
        return own.group("year")
    if status == PLAN:
        return stated or _plan_year(before, scan, statement, frame)
    stock = measure.stock if statement.template.stock is None else statement.template.stock
    if stock and not statement.beside:
        around = scan.text[token.low : token.high]
        if not _NEW.search(around) or _TOTAL.search(around):
            return CUMULATIVE if stated is None or stated == str(frame.year) else stated
    part = _part_year(before, clause, frame)
    if part is not None:
        return part
    if "年" in clause and _LAST_YEAR.search(clause) and "结转" not in scan.text[token.low : token.high]:
        return _year_text(frame, -1)
    if stated is not None and stated != str(frame.year):
        return stated
    if frame.last_month < 12 and frame.year is not None:
        return frame.period
    if (
        not stated
        and ("累计" in clause or "以来" in clause)
        and _RUNNING.search(clause)
        and not _THIS_YEAR.search(clause)
    ):
        return CUMULATIVE
    return frame.period


def _scope(scan: Scan, statement: Statement, earlier: Sequence[Statement], clause_start: int) -> str:
    token = statement.token
    before = max(token.low, token.start - 6)
    level = _LEVEL.search(scan.text, before, token.start) if "级" in scan.text[before : token.start] else None
    if level is not None:
        return level.group("level")
    rest = _WITHOUT.match(scan.text, token.end)
    if rest is not None:
        return rest.group("rest")
    programme = _programme(scan, statement, clause_start)
    if not _has_total(statement, earlier):
        return programme or _inherited(scan, statement, earlier)
    left = scan.text[max(token.low, statement.start - 12) : token.start]
    named = _PART_WORD.search(left)
    if named is not None:
        return named.group("part")
    if programme:
        return programme
    among = _AMONG.search(scan.text, clause_start, token.start)
    if among is not None:
        # Behind another part its number is no name: 其中简易处罚31件、一般程序9件.
        begun = max(among.end(), earlier[-1].token.end if earlier and earlier[-1].token.end < token.start else 0)
        noun = scan.text[begun : token.start].strip("共有为:,、")
        return noun or "其中"
    if _in_breakdown(scan, statement, earlier):
        return left.strip("共有为:,、;") or "其中"
    return _inherited(scan, statement, earlier)


def _inherited(scan: Scan, statement: Statement, earlier: Sequence[Statement]) -> str:
    """A programme named before the last figure of the sentence still holds for a rate right behind it."""
    if not earlier or earlier[-1].token.sentence != statement.token.sentence:
        return WHOLE
    last = earlier[-1]
    between = scan.text[last.token.end : statement.token.start]
    near = between.startswith(",") and between.count(",") == 1
    if not near or last.template.topics != statement.template.topics:
        return WHOLE
    programme = _programme(scan, last, scan.clause_start(last.token.start))
    return programme if programme and not _WHOLE_UNIT.search(between) else WHOLE


def _part_year(before: str, clause: str, frame: Frame) -> str | None:
    """The part of the year that the words before a value give, if any."""
    half = _HALF.search(clause) if "半年" in clause else None
    if half is not None:
        return _relative(half.group("half"), frame)
    if frame.year is None:
        return None
    quarters = _QUARTERS.search(clause) if "季度" in clause else None
    if quarters is not None:
        return f"{frame.year}年1-{_QUARTER_MONTHS[quarters.group()]}月"
    if "月" not in before and "月" not in clause:
        return None
    part = _PART.search(clause) or _PART.search(before)
    if part is not None:
        return f"{frame.year}年1-{part.group('last')}月"
    cut = _CUTOFF.search(before)
    if cut is not None and cut.group("year") in (None, str(frame.year)):
        month = _MONTH_NUMBERS.get(cut.group("month"), cut.group("month"))
        return f"{frame.year}年1-{month}月"
    return None


def _programme(scan: Scan, statement: Statement, start: int) -> str:
    """The name in quotation marks that opens the statement's clause (“公调对接”调解纠纷60起), unless the pattern asks for it.
    The clause begins at `start`."""
    opened = _QUOTED.match(scan.text, start, statement.token.start)
    if opened is None or statement.start < opened.end() or statement.token.low > start:
        return ""
    # The name of the whole matter is no part of it: 开展“双随机、一公开”抽查42批次.
    if opened["name"].startswith(_MATTERS):
        return ""
    return opened.group("name")


def _same_sentence(statement: Statement, earlier: Sequence[Statement]) -> list[Statement]:
    """Earlier statements of the same measure in the same sentence, oldest first."""
    found = []
    for other in reversed(earlier):
        if other.token.sentence != statement.token.sentence:
            break
        if other.subject == statement.subject:
            found.append(other)
    return found[::-1]


def _has_total(statement: Statement, earlier: Sequence[Statement]) -> bool:
    """A value of the same measure stands before in the sentence and is no smaller."""
    token = statement.token
    for other in reversed(earlier):
        if other.token.sentence != token.sentence:
            return False
        if other.subject == statement.subject and other.token.value >= token.value and not other.when:
            return True
    return False


def _in_breakdown(scan: Scan, statement: Statement, earlier: Sequence[Statement]) -> bool:
    """A list opened by 其中 after the total goes on up to this value."""
    total = _same_sentence(statement, earlier)[0]
    between = scan.text[total.token.end : statement.token.start]
    return "其中" in between and not any(mark in between for mark in "。;")


def _stated_year(before: str, clause: str) -> str | None:
    """A year that opens this clause or an earlier one of the sentence; the nearest counts."""
    found = None
    for match in _CLAUSE_YEAR.finditer(before):
        in_clause = match.start() >= len(before) - len(clause) - 1
        if match.group("rest") or in_clause:
            found = match.group("year")
    return found


def _plan_year(before: str, scan: Scan, statement: Statement, frame: Frame) -> str:
    month = re.search(r"(?<!\d)(1[0-2]|[1-9])月(?!底|末)", before[-14:])
    sentence = scan.view.sentences[statement.token.sentence]
    if sentence.role != PLAN_ROLE:
        if month is not None and frame.year is not None:
            return f"{frame.year}年{month.group(1)}月"
        return _year_text(frame, 0)
    section = scan.view.sections[sentence.section].path
    named = _YEAR.findall(section)
    if named:
        return str(named[-1])
    return _year_text(frame, 1)


_MONTH_NUMBERS = {"十一": "11", "十": "10", "九": "9", "八": "8", "七": "7", "六": "6"}


def _relative(when: str, frame: Frame) -> str:
    if when == OVER_YEARS:
        return CUMULATIVE
    if _YEARS_TOGETHER.fullmatch(when) is not None:
        return when
    year = _YEAR.search(when)
    base = year.group() if year is not None else _year_text(frame, 0)
    if "上半年" in when:
        return f"{base}年1-6月" if base else ""
    if "下半年" in when:
        return f"{base}年7-12月" if base else ""
    if year is not None:
        return base
    if when == "前年":
        return _year_text(frame, -2)
    return _year_text(frame, -1)


def _year_text(frame: Frame, shift: int) -> str:
    return "" if frame.year is None else str(frame.year + shift)
