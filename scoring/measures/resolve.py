"""From claims to statements: one value says one thing, unless the text itself lists several.

Settled here: which of several claims a value goes to; one percentage for several rates; 分别; comparison figures (上年同期为…,
由7人增至9人, 53件(2014年38件)); exact figures behind vague ones (超过400件(具体为436件)); shared predicates (11个镇、38个部门述法);
changes (同比增长…), targets set by others and per-head figures, which state nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from types import SimpleNamespace

from scoring.measures.behind import without_others
from scoring.measures.columns import by_column
from scoring.measures.facts import PLAN
from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, MONEY_SLOT, NONE_SLOT, RATE_SLOT
from scoring.measures.match import Claim, Matcher
from scoring.measures.scan import Scan
from scoring.measures.shared import JOINT_LENGTH, add_up, each_of, respective, share_out, spread, tell_apart
from scoring.measures.spans import compared, hints_in, left_out, over_years
from scoring.measures.statements import WHEN, Statement, following, last_of_kind, same_unit, statement_of, winners
from scoring.measures.tokens import Token
from scoring.measures.whose import tell_whose
from scoring.text.regex import regex
from scoring.text.view import PROBLEM as PROBLEM_ROLE

_CHANGE = regex(
    r"(?:增长率?|下降|上升|提高|增加|减少|提升|压减|压缩|降低|缩短|上浮|增幅|降幅|减幅|涨幅|增速|上涨|回落|权重|精简|压降)"
    r"(?:了|达|为|约|近|比例|到了|分别|超过)*[为达:]?$"
)
_DELTA = regex(r"(?:同比|环比|较上年|比上年|较去年|比去年|同期)?(?:增加|减少|增长|下降)(?:了|约|近)*$")
_RISE = r"(?:增|上升|提高|增长|下降|降|减少?|提升|增加|发展|扩大|扩展|升|压缩|跃升|扩容|调整|扩充|攀升|回升)(?:至|到|为|成)了?(?:今年的|当年的|全年的|20\d\d年的|目前的|现在的|现有的)?"
_PAIR = regex(rf"[^,;。|]{{0,6}}?{_RISE}$")
# What the words between A and B of a 由A增至B end with.
_ARRIVES = frozenset("至到为成了的")
_FROM = regex(
    r"(?:从|由)(?P<when>20\d\d年(?:同期|度)?|上年(?:同期|度)?|去年(?:同期)?|上一年度?|年初|原来)?(?:的|同期)*$"
)
_PLANNED = regex(r"(?:全年|年度|年初)?(?:计划|目标|任务)(?:数|为|是)*$")
# What these begin with, too.
_PLANS = frozenset("全年计目任")
_EXACT = regex(r"(?:具体|其中|准确|实际|实有|实|即|为|是|数|约|共计?|达|:)*$")
# Between a planned figure and what came of it.
_DONE_OF_PLAN = regex(r",实际(?:开展|完成|召开|举办|办结|组织|办理|审结|培训)?(?:了|达)?")
# Between the rate of all and that of some of its bodies.
_BODY_RATE = regex(
    r",其中:?(?:[市县区州旗盟]直(?:机关|部门|单位)|[市县区州旗盟]级|[市县区州旗盟]本级|部门|乡镇|镇街|街道|[市县区州旗]政府)"
)
# Between figures of other years and the one of now.
_THEN = regex(rf",?(?:再|又|进一步|逐步)?{_RISE}")
# Between a vague figure and the exact one behind it.
_IN_FACT = regex(r",(?:具体|实际|准确|确切|精确)?(?:数字|数)?(?:达到了?|达|为|是|实为)")
_TARGET = regex(r"的?(?:工作)?(?:目标|要求|标准线?|指标|任务数?|红线|警戒线|全国平均|全省平均|全市平均|平均水平)")
# What these begin with.
_TARGETS = frozenset("的工目要标指任红警全平")
_SET_BY = regex(r"(?:确定|规定|要求|下达|设定|明确|制定|低于|高于|达到|超过)的?[^,;。]{0,4}$")
_EACH = regex(
    r"(?:每[个名家处件月季周次人村镇乡街所](?!年)[^,;。0-9]{0,8}|均(?:配备?有?|设有?|配置|不少于)|各(?:配备?|设)|人均|平均[^,;。]{0,6}|户均|件均)(?:不少于|至少|配备?|有)*$"
)
_MISSED = regex(r"(?:未|没有|尚未|没能|未能|不能)(?:完全|全部)?(?:达到?|实现|完成)[^,;。]{0,12}$")
_SOME = regex(
    r"(?:个别|少数|部分|有的|一些|某些|有些)[^,;。]{0,10}(?:县|区|市|部门|单位|镇|乡|街道|干部|领导|村|所|负责人)"
)
_DEMANDED = regex(
    r"(?:上级|省|市|州|盟|中央|国家|考核|规定)[^,;。]{0,8}(?:要求|规定|下达|考核目标|目标任务)[^,;。]{0,14}$|考核目标[^,;。]{0,4}$"
)
# 没有办理一件行政处罚案件 says none, not one.
_NOT_ONE = regex(
    r"(?:没有|从未|未|不曾)(?:办理|发生|出现|收到|受理|作出|制定|出台|开展|召开|移送|查处|立案|实施)了?过?$"
)
# A count that others want: 考核要求我局建成法治文化阵地5处.
_ORDERED = regex(
    r"(?:考核|考评|上级|下达)[^,;。]{0,6}要求[^,;。]{0,10}(?:完成|建成|达到|不少于|不低于)[^,;。0-9]{0,12}$"
)
_OTHERS = regex(
    r"邻[县市区省]|周边[县市区]|外地|外[省市]|兄弟[县市区]|律师(?:事务所|队伍|行业)?(?:全年|共|累计|共计)?(?:办理|代理|承办)|全国平均|全省平均|协作地区"
)
# No change, no figure for each and no failure is told without one of these.
_SUSPECT = regex(r"[增下上提减压降缩涨回权精每均各未没不求规核邻周外兄律协目]")
# The same of each of them.
_OF_CHANGE, _OF_EACH, _OF_MISSED = frozenset("增下上提减压降缩涨回权精"), frozenset("每均各"), frozenset("未没不")
_OF_OTHERS, _OF_DEMANDS = frozenset("邻周外兄律平协"), frozenset("求规达核目")
# The words without one of which a value never says nothing.
_SUSPECTS = (
    "增长|下降|上升|提高|增加|减少|提升|压减|压缩|降低|缩短|上浮|增幅|降幅|减幅|涨幅|增速|上涨|回落|权重|精简|压降|每|均|各配|各设|未|没有|没能|不能|"
    "邻|周边|外地|外省|外市|兄弟|律师|协作地区|要求|规定|下达|考核目标|目标任务"
)
SUSPECTS = tuple(_SUSPECTS.split("|"))
_SOMEONE = (
    "单位|部门|机关|大队|中队|支队|分局|乡镇|镇街|街道|镇|乡|村|社区|嘎查|所|站|局|企业|公司|机构|组织|人员|干部|人"
)
# The number counts those of whom something is not so: 未作出处罚决定的大队有1个.
_WITHOUT_IT = regex(
    rf"(?:未|没有)[^,;。|]{{2,24}}的[^,;。|的0-9]{{0,10}}(?:{_SOMEONE})(?:共有|共计|共|只有|仅有|有|为|计|达|仅)?$"
)
# Words for none that say what some are: 未发生诉讼案件的单位.
_OF_SOME = regex(rf"[^,;。|的]{{0,6}}的[^,;。|的]{{0,8}}?(?:{_SOMEONE})")
_SHARE = regex(r"(?:约|均|分别)?占(?:比|[^,;。]{0,12}的)?(?:比例|比重)?(?:达到?|为|约|分别)*$")


def resolve(scan: Scan, matcher: Matcher) -> list[Statement]:
    """All statements of a report, in the order of their values."""
    if scan.found is not None:
        statements = scan.found.resolve(scan, matcher, scan.tokens, _WAYS)
    else:
        statements = _resolve_plainly(scan, matcher)
    hints = hints_in(scan.text)
    statements = without_others(scan, matcher.library.measures, left_out(scan, statements, hints))
    each = [*each_of(scan, matcher, statements), *by_column(scan, matcher, statements)]
    each += compared(scan, statements, hints)
    if each:
        statements += each
        statements.sort(key=_PLACE)
    tell_apart(scan, statements)
    tell_whose(scan, statements)
    over_years(scan, matcher.library.measures, statements, hints)
    return statements


def _resolve_plainly(scan: Scan, matcher: Matcher) -> list[Statement]:
    statements: list[Statement] = []
    tokens = scan.tokens
    values = [token for token in tokens if token.kind not in (ALL_SLOT, NONE_SLOT)]
    pairs = _pair_changes(scan, values)
    matcher.look_around(scan, tokens)
    resume = 0
    for position, token in enumerate(tokens):
        if position < resume:
            continue
        if token.kind in (ALL_SLOT, NONE_SLOT):
            statements += _word_statements(scan, matcher, token)
            continue
        if position + 1 < len(tokens) and tokens[position + 1].start - token.end <= JOINT_LENGTH:
            listed = respective(scan, tokens, position)
            if len(listed) > 1:
                statements += share_out(scan, matcher, listed, statements)
                resume = position + len(listed)
                continue
        if pairs and id(token) in pairs:
            statements += _pair_statements(scan, matcher, token, *pairs[id(token)])
            resume = tokens.index(pairs[id(token)][0], position) + 1
            continue
        statements += _single(scan, matcher, token, statements)
    statements += spread(scan, values, statements)
    statements.sort(key=_PLACE)
    parts = add_up(scan, matcher, statements)
    if parts:
        statements += parts
        statements.sort(key=_PLACE)
    return statements


_DONE_WITH_ALL = 8  # characters before 其中 that tell what was done: 抽取60份进行评查,其中行政处罚40份
_START = attrgetter("start")
# How far behind its count a word for all may stand.
_NEAR_ALL = 12
_PLACE = attrgetter("token.start", "token.end", "subject")


def _single(scan: Scan, matcher: Matcher, token: Token, before: list[Statement]) -> list[Statement]:
    beside = token.left == token.start
    if beside and _says_nothing(scan, token):
        return []
    # Only what the sentence has told already can be compared or continued.
    follows = beside and bool(before) and before[-1].token.sentence == token.sentence
    compared = _comparison(scan, token, before) if follows else None
    if compared is not None:
        return compared
    claims = matcher.leading(scan, token)
    if not claims:
        return _continued(scan, matcher, token, before[-1]) if follows else []
    return [statement_of(claim) for claim in winners(claims)]


def _continued(scan: Scan, matcher: Matcher, token: Token, previous: Statement) -> list[Statement]:
    """A value without words of its own: the share of the count before it, or a part of the total before it."""
    between = scan.text[previous.token.end : token.start]
    if token.kind == COUNT_SLOT and _DONE_OF_PLAN.fullmatch(between) and same_unit(previous.token, token):
        return [following(previous, token, previous.when)]
    if previous.when and token.bracket is None and _THEN.fullmatch(between) and token.kind == previous.token.kind:
        return [_of_now(previous, token)]
    if _is_exact(token, previous, between):
        previous.token, previous.end = token, token.end
        previous.notes.append("exact_figure")
        return []
    if token.kind == RATE_SLOT and previous.token.kind == RATE_SLOT and _BODY_RATE.fullmatch(between):
        found = following(previous, token, previous.when)
        found.start, found.part = token.start, between.removeprefix(",").removeprefix("其中")
        return [found]
    if token.kind == RATE_SLOT and len(between) <= 24 and "其中" not in between and _SHARE.search(between):
        rate = matcher.library.rate_of.get(previous.subject)
        noun = scan.text[previous.start : previous.token.start]
        # 败诉4件,占全县败诉的四成 is a share of all of them, no rate of losses.
        if rate is not None and (len(noun) < 2 or noun not in between):
            return [Statement(rate, token, previous.template, previous.start, token.end, previous.when)]
        return []
    if token.kind == COUNT_SLOT and previous.token.kind == RATE_SLOT:
        numerator = matcher.library.count_of.get(previous.subject)
        if numerator is None or token.bracket is None or previous.token.end != token.bracket[0] or between != "(":
            return []
        return [Statement(numerator, token, previous.template, previous.start, token.end, previous.when)]
    total = previous.total or previous.token.value
    if token.kind == COUNT_SLOT and same_unit(previous.token, token) and token.value <= total:
        inside = token.bracket is not None and token.bracket[0] in (previous.token.end, previous.end)
        if inside and token.bracket is not None:
            between = scan.text[token.bracket[0] : token.start]
        elif 0 < between.find(",其中") <= _DONE_WITH_ALL and between.count(",") == 1:
            between = between[between.find(",其中") :]
        part = matcher.part(between)
        if part and (inside or between.lstrip(",(").startswith("其中") or previous.part):
            found = following(previous, token, previous.when)
            found.start, found.part, found.total = token.start - len(part), part, total
            return [found]
    return []


def _of_now(previous: Statement, token: Token) -> Statement:
    """The figure of now behind those of other years: 从2018年的61%、2019年的74%,上升到88%."""
    now = following(previous, token, "")
    now.beside = True
    return now


def _is_exact(token: Token, previous: Statement, between: str) -> bool:
    """Whether a value is what a vague one right before it comes to: 首次突破九成,达到91.2%."""
    vague = previous.token.quantity
    if vague is None or vague.approx == "exact" or previous.token.kind != token.kind or previous.when:
        return False
    if not same_unit(previous.token, token) and token.kind != RATE_SLOT:
        return False
    low, high = vague.low, vague.high
    within = (low is None or low <= token.value) and (high is None or token.value <= high)
    return within and _IN_FACT.fullmatch(between) is not None


def _says_nothing(scan: Scan, token: Token) -> bool:
    """The words around the value make it a change, a figure for each, a failure, or a target that others set."""
    text, low, start = scan.text, token.low, token.start
    if _SUSPECT.search(text, low, start) is not None:
        left = text[low:start]
        change = _CHANGE if token.kind == RATE_SLOT else _DELTA
        # Patterns that hold to the end are slow where they fail: each is tried only with a character that it cannot do without.
        if not _OF_CHANGE.isdisjoint(left) and change.search(left):
            return True
        if not _OF_EACH.isdisjoint(left) and _EACH.search(left):
            return True
        if not _OF_MISSED.isdisjoint(left) and _MISSED.search(left):
            return True
        if not _OF_OTHERS.isdisjoint(left) and _OTHERS.search(left):
            return True
        if _may_be_demanded(token) and not _OF_DEMANDS.isdisjoint(left) and _DEMANDED.search(left):
            return True
        if token.value == 1 and text[start] == "一" and _NOT_ONE.search(left):
            return True
        ordered = "求" in left and _ORDERED.search(left)
        if token.kind == COUNT_SLOT and (ordered or ("的" in left and _WITHOUT_IT.search(left))):
            return True
    if scan.view.sentences[token.sentence].role == PROBLEM_ROLE and _SOME.search(text[low:start]):
        return True
    if text[token.end : token.end + 1] not in _TARGETS or not _TARGET.match(text, token.end, token.end + 8):
        return False
    return _SET_BY.search(text[low:start]) is not None


def _may_be_demanded(token: Token) -> bool:
    """A rate, or a count from which on a demand is met (不少于4次)."""
    return token.kind == RATE_SLOT or (token.quantity is not None and token.quantity.approx == "at_least")


def _word_statements(scan: Scan, matcher: Matcher, token: Token) -> list[Statement]:
    best: dict[str, Claim] = {}
    if scan.view.sentences[token.sentence].role == PROBLEM_ROLE and _SOME.search(scan.text[token.low : token.start]):
        return []
    for claim in matcher.claims(scan, token):
        if token.kind == NONE_SLOT and _OF_SOME.match(scan.text, claim.end, claim.end + 20):
            continue
        held = best.get(claim.template.subject)
        if held is None or claim.rank > held.rank:
            best[claim.template.subject] = claim
    found = []
    for subject in sorted(best):
        statement: Statement | None = statement_of(best[subject])
        if token.kind == ALL_SLOT and matcher.library.measures[subject].kind == "count":
            statement = _of_all(scan, best[subject])
        if statement is not None:
            found.append(statement)
    return found


def _of_all(scan: Scan, claim: Claim) -> Statement | None:
    """What a word for all says as a count: 审结6件,均胜诉 is said of the six. The count is the last one before the word in its
    sentence, of a unit that the template takes."""
    here = claim.token
    at = bisect_left(scan.tokens, here.start, key=_START) - 1
    while at >= 0 and scan.tokens[at].kind not in (COUNT_SLOT, RATE_SLOT, MONEY_SLOT):
        at -= 1
    if at < 0:
        return None
    counted = scan.tokens[at]
    between = scan.text[counted.end : here.start]
    if counted.kind != COUNT_SLOT or counted.sentence != here.sentence or len(between) > _NEAR_ALL:
        return None
    if counted.bracket != here.bracket or counted.fit[1] not in claim.template.units or ";" in between:
        return None
    return Statement(claim.template.subject, counted, claim.template, counted.start, claim.end)


def _comparison(scan: Scan, token: Token, before: list[Statement]) -> list[Statement] | None:
    """A figure beside another of the same measure: another year's, or the exact one behind a vague one."""
    bracket = token.bracket
    begin = max(token.low, scan.view.sentences[token.sentence].start) if bracket is None else bracket[0] + 1
    left = scan.text[begin : token.start]
    # Most figures stand beside none: not without a bracket, a period or a word for a plan.
    if bracket is None and left[:1] not in _PLANS and "年" not in left and "期" not in left:
        return None
    latest = last_of_kind(token, before)
    if not latest:
        return None
    previous = latest[0]
    touching = bracket is not None and previous.token.end == bracket[0]
    when = WHEN.search(left) if "年" in left or "期" in left else None
    begun = 1 if left[:1] in ("、", "和", "及") else 0
    if when is not None and (touching or (when.start() <= begun and bracket is None)):
        return [following(previous, token, when.group("when"))]
    if _PLANNED.fullmatch(left):
        planned = following(previous, token, "")
        planned.status = PLAN
        return [planned]
    if not touching or not _EXACT.fullmatch(left) or previous.token.kind != token.kind:
        return None
    if previous.token.quantity is None:
        return None
    if previous.token.quantity.approx == "exact":
        return []
    _withdraw(before, previous)
    exact = following(previous, token, previous.when)
    exact.notes.append("exact_figure")
    return [exact]


def _withdraw(statements: list[Statement], late: Statement) -> None:
    """Take back one of the latest statements."""
    for at in range(len(statements) - 1, -1, -1):
        if statements[at] is late:
            del statements[at]
            return


def _pair_changes(scan: Scan, values: list[Token]) -> dict[int, tuple[Token, str]]:
    """Tokens that begin a 由A增至B, with B and the period written before A ("" if none)."""
    pairs: dict[int, tuple[Token, str]] = {}
    text = scan.text
    for one, other in pairwise(values):
        if text[other.start - 1] not in _ARRIVES or one.sentence != other.sentence or one.kind != other.kind:
            continue
        if not _PAIR.fullmatch(text[one.end : other.start]):
            continue
        begun = _FROM.search(text[max(0, one.start - 14) : one.start])
        if begun is not None:
            pairs[id(one)] = (other, begun.group("when") or "上年")
    return pairs


def _pair_statements(scan: Scan, matcher: Matcher, one: Token, other: Token, when: str) -> list[Statement]:
    begun = _FROM.search(scan.text[max(0, one.start - 14) : one.start])
    assert begun is not None
    left = max(0, one.start - 14) + begun.start()
    other.low, other.left, one.left = one.low, left, left
    matcher.look_around(scan, [one, other])
    now = [statement_of(claim) for claim in winners(matcher.leading(scan, other))]
    if not now:
        now = [statement_of(claim) for claim in winners(matcher.leading(scan, one))]
    found = []
    for statement in now:
        start = min(statement.start, one.start)
        found.append(Statement(statement.subject, one, statement.template, start, other.end, when))
        found.append(Statement(statement.subject, other, statement.template, start, other.end, beside=True))
    return found


# What the kernel asks for.
_WAYS = SimpleNamespace(
    add_up=add_up,
    comparison=_comparison,
    continued=_continued,
    pair_changes=_pair_changes,
    pair_statements=_pair_statements,
    place=_PLACE,
    respective=respective,
    says_nothing=_says_nothing,
    share_out=share_out,
    spread=spread,
    statement_of=statement_of,
    winners=winners,
    word_statements=_word_statements,
)
