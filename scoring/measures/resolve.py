"""From claims to statements: one value says one thing, unless the text itself lists several.

Settled here: which of several claims a value goes to; one percentage for several rates; 分别; comparison figures (上年同期为…,
由7人增至9人, 53件(2014年38件)); exact figures behind vague ones (超过400件(具体为436件)); shared predicates (11个镇、38个部门述法);
changes (同比增长…), targets set by others and per-head figures, which state nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from scoring.measures.facts import PLAN
from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, NONE_SLOT, RATE_SLOT
from scoring.measures.library import Template
from scoring.measures.match import Claim, Matcher
from scoring.measures.scan import Scan, Token
from scoring.text.view import PROBLEM as PROBLEM_ROLE

_CHANGE = re.compile(
    r"(?:增长率?|下降|上升|提高|增加|减少|提升|压减|压缩|降低|缩短|上浮|增幅|降幅|减幅|涨幅|增速|上涨|回落|权重|精简|压降)"
    r"(?:了|达|为|约|近|比例|到了|分别|超过)*[为达:]?$"
)
_DELTA = re.compile(r"(?:同比|环比|较上年|比上年|较去年|比去年|同期)?(?:增加|减少|增长|下降)(?:了|约|近)*$")
_RISE = r"(?:增|上升|提高|增长|下降|降|减少?|提升|增加|发展|扩大|扩展|升|压缩|跃升|扩容|调整|扩充|攀升|回升)(?:至|到|为|成)了?(?:今年的|当年的|全年的|20\d\d年的|目前的|现在的|现有的)?"
_PAIR = re.compile(rf"[^,;。|]{{0,6}}?{_RISE}$")
# What the words between A and B of a 由A增至B end with.
_ARRIVES = frozenset("至到为成了的")
_FROM = re.compile(
    r"(?:从|由)(?P<when>20\d\d年(?:同期|度)?|上年(?:同期|度)?|去年(?:同期)?|上一年度?|年初|原来)?(?:的|同期)*$"
)
_WHEN = re.compile(
    r"(?:比|较|与|同)?(?P<when>20\d\d年(?:度|底|同期|全年|上半年|下半年)?|上年(?:底|末)|上年(?:度|同期)?|去年(?:同期|全年)?|上一年度?|前年|同期|上半年|下半年)"
    r"(?:的|全年|同期|数据|该项|这一|数|比例|指标)*(?:分别)?(?:为|是|仅为?|只有|达到?|:|有)?$"
)
_PLANNED = re.compile(r"(?:全年|年度|年初)?(?:计划|目标|任务)(?:数|为|是)*$")
_EXACT = re.compile(r"(?:具体|其中|准确|实际|即|为|是|数|约|共计?|达|:)*$")
_TARGET = re.compile(r"的?(?:工作)?(?:目标|要求|标准线?|指标|任务数?|红线|警戒线|全国平均|全省平均|全市平均|平均水平)")
# What these begin with.
_TARGETS = frozenset("的工目要标指任红警全平")
_SET_BY = re.compile(r"(?:确定|规定|要求|下达|设定|明确|制定|低于|高于|达到|超过)的?[^,;。]{0,4}$")
_EACH = re.compile(
    r"(?:每[个名家处件月季周次人村镇乡街所](?!年)[^,;。0-9]{0,8}|均(?:配备?有?|设有?|配置|不少于)|各(?:配备?|设)|人均|平均[^,;。]{0,6}|户均|件均)(?:不少于|至少|配备?|有)*$"
)
_MISSED = re.compile(r"(?:未|没有|尚未|没能|未能|不能)(?:完全|全部)?(?:达到?|实现|完成)[^,;。]{0,12}$")
_SOME = re.compile(
    r"(?:个别|少数|部分|有的|一些|某些|有些)[^,;。]{0,10}(?:县|区|市|部门|单位|镇|乡|街道|干部|领导|村|所|负责人)"
)
_DEMANDED = re.compile(
    r"(?:上级|省|市|州|盟|中央|国家|考核|规定)[^,;。]{0,8}(?:要求|规定|下达|考核目标|目标任务)[^,;。]{0,14}$|考核目标[^,;。]{0,4}$"
)
_OTHERS = re.compile(
    r"邻[县市区省]|周边[县市区]|外地|外[省市]|兄弟[县市区]|律师(?:事务所|队伍|行业)?(?:全年|共|累计|共计)?(?:办理|代理|承办)|全国平均|全省平均|协作地区"
)
# No change, no figure for each and no failure is told without one of these.
_SUSPECT = re.compile(r"[增下上提减压降缩涨回权精每均各未没不求规核邻周外兄律]")
_SHARE = re.compile(r"(?:约|均|分别)?占(?:比|[^,;。]{0,12}的)?(?:比例|比重)?(?:达到?|为|约|分别)*$")
_NAME_JOINT = re.compile(r"[、和及与]|以及")
_RESPECTIVE = re.compile(r"分别|依次|各[为有达]")
_LIST_JOINT = re.compile(r"(?:[、,/]|和|及|与|以及)$")
_SPREAD = re.compile(r"[^,;:。|()]{1,12}(?:[、]|和|及|与|以及)(?:全[县市区旗镇]|各)?$")


@dataclass(slots=True)
class Statement:
    """One measure said of one value. `start`/`end` are the working stretch that holds the noun and the number. `when` is a
    period written beside the value (as in the text, "" for none); `previous` says that it is last year's figure by comparison.
    `beside` says that another
    period's figure stands beside it; `total` is the value that a part belongs to, 0 for none. `part` is the word that narrows the value (the noun of a shared predicate), "" for none."""

    subject: str
    token: Token
    template: Template
    start: int
    end: int
    when: str = ""
    part: str = ""
    status: str = ""
    beside: bool = False
    total: float = 0.0
    notes: list[str] = field(default_factory=list)


def resolve(scan: Scan, matcher: Matcher) -> list[Statement]:
    """All statements of a report, in the order of their values."""
    statements: list[Statement] = []
    tokens = scan.tokens
    values = [token for token in tokens if token.kind not in (ALL_SLOT, NONE_SLOT)]
    pairs = _pair_changes(scan, values)
    matcher.look_around(scan, tokens)
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind in (ALL_SLOT, NONE_SLOT):
            statements += _word_statements(scan, matcher, token)
            position += 1
            continue
        listed = _respective(scan, tokens, position)
        if len(listed) > 1:
            statements += _share_out(scan, matcher, listed, statements)
            position += len(listed)
            continue
        if id(token) in pairs:
            statements += _pair_statements(scan, matcher, token, *pairs[id(token)])
            position = tokens.index(pairs[id(token)][0], position) + 1
            continue
        statements += _single(scan, matcher, token, statements)
        position += 1
    statements += _spread(scan, values, statements)
    statements.sort(key=_PLACE)
    parts = _add_up(scan, matcher, statements)
    if parts:
        statements += parts
        statements.sort(key=_PLACE)
    return statements


_PLACE = attrgetter("token.start", "token.end", "subject")


def _add_up(scan: Scan, matcher: Matcher, statements: list[Statement]) -> list[Statement]:
    """Values without words that follow a total and add up to it are its parts: 94件与91件 after 185件."""
    claimed = {id(statement.token): statement for statement in statements}
    values = [token for token in scan.tokens if token.kind == COUNT_SLOT]
    found: list[Statement] = []
    for at, (total, after) in enumerate(pairwise(values)):
        if id(after) in claimed or after.sentence != total.sentence:
            continue
        statement = claimed.get(id(total))
        if statement is None or statement.when:
            continue
        parts: list[Token] = []
        for other in values[at + 1 : at + 9]:
            if other.sentence != total.sentence or id(other) in claimed or not _same_unit(total, other):
                break
            parts.append(other)
            if sum(part.value for part in parts) >= total.value:
                break
        if len(parts) < 2 or sum(part.value for part in parts) != total.value:
            continue
        last = total.end
        for part in parts:
            words = matcher.part(scan.text[last : part.start])
            last = part.end
            if not words:
                break
            copy = _following(statement, part, "")
            copy.start, copy.part = part.start - len(words), words
            found.append(copy)
    return found


def _single(scan: Scan, matcher: Matcher, token: Token, before: list[Statement]) -> list[Statement]:
    if token.left == token.start and _says_nothing(scan, token):
        return []
    compared = _comparison(scan, token, before)
    if compared is not None:
        return compared
    claims = matcher.leading(scan, token)
    if not claims:
        return _continued(scan, matcher, token, before)
    winners = claims if len(claims) == 1 else _winners(claims)
    return [_statement(claim) for claim in winners]


def _continued(scan: Scan, matcher: Matcher, token: Token, before: list[Statement]) -> list[Statement]:
    """A value without words of its own: the share of the count before it, or a part of the total before it."""
    if not before or before[-1].token.sentence != token.sentence or token.left != token.start:
        return []
    previous = before[-1]
    between = scan.text[previous.token.end : token.start]
    if token.kind == RATE_SLOT and len(between) <= 24 and "其中" not in between and _SHARE.search(between):
        rate = matcher.library.rate_of.get(previous.subject)
        if rate is not None:
            return [Statement(rate, token, previous.template, previous.start, token.end, previous.when)]
        return []
    if token.kind == COUNT_SLOT and previous.token.kind == RATE_SLOT:
        numerator = matcher.library.count_of.get(previous.subject)
        if numerator is None or token.bracket is None or previous.token.end != token.bracket[0] or between != "(":
            return []
        return [Statement(numerator, token, previous.template, previous.start, token.end, previous.when)]
    total = previous.total or previous.token.value
    if token.kind == COUNT_SLOT and _same_unit(previous.token, token) and token.value <= total:
        part = matcher.part(between)
        inside = token.bracket is not None and previous.token.end == token.bracket[0]
        if part and (inside or between.lstrip(",(").startswith("其中") or previous.part):
            found = _following(previous, token, previous.when)
            found.start, found.part, found.total = token.start - len(part), part, total
            return [found]
    return []


def _says_nothing(scan: Scan, token: Token) -> bool:
    """The words around the value make it a change, a figure for each, a failure, or a target that others set."""
    text, low, start = scan.text, token.low, token.start
    if _SUSPECT.search(text, low, start) is not None:
        left = text[low:start]
        change = _CHANGE if token.kind == RATE_SLOT else _DELTA
        if change.search(left) or _EACH.search(left) or _MISSED.search(left):
            return True
        if _OTHERS.search(left) or (token.kind == RATE_SLOT and _DEMANDED.search(left)):
            return True
    if scan.view.sentences[token.sentence].role == PROBLEM_ROLE and _SOME.search(text[low:start]):
        return True
    if text[token.end : token.end + 1] not in _TARGETS or not _TARGET.match(text, token.end, token.end + 8):
        return False
    return _SET_BY.search(text[low:start]) is not None


def _winners(claims: list[Claim]) -> list[Claim]:
    """The best straight claim, and the best joint one for each further name of the list."""
    if not claims:
        return []
    straight = [claim for claim in claims if not claim.joint]
    winners = [max(straight, key=_RANK)] if straight else []
    if len(straight) == len(claims):
        return winners
    taken = {claim.template.subject for claim in winners}
    joint = [claim for claim in claims if claim.joint]
    for near in sorted({claim.near for claim in joint}, reverse=True):
        named = max((claim for claim in joint if claim.near == near), key=_RANK)
        overlaps = any(claim.start < named.near <= claim.near and claim.near == named.near for claim in winners)
        if named.template.subject not in taken and not overlaps:
            winners.append(named)
            taken.add(named.template.subject)
    return sorted(winners, key=lambda claim: claim.near)


_RANK = attrgetter("rank")


def _statement(claim: Claim, when: str = "") -> Statement:
    return Statement(claim.template.subject, claim.token, claim.template, claim.start, claim.end, when)


def _word_statements(scan: Scan, matcher: Matcher, token: Token) -> list[Statement]:
    best: dict[str, Claim] = {}
    if scan.view.sentences[token.sentence].role == PROBLEM_ROLE and _SOME.search(scan.text[token.low : token.start]):
        return []
    for claim in matcher.claims(scan, token):
        held = best.get(claim.template.subject)
        if held is None or claim.rank > held.rank:
            best[claim.template.subject] = claim
    return [_statement(best[subject]) for subject in sorted(best)]


def _last_of_kind(token: Token, before: list[Statement], count: int = 1) -> list[Statement]:
    """The `count` latest statements of the token's kind (and classifier) in its sentence, oldest first."""
    found: list[Statement] = []
    for statement in reversed(before):
        other = statement.token
        if other.sentence != token.sentence:
            break
        if other.kind == token.kind and not statement.when and _same_unit(other, token):
            found.append(statement)
            if len(found) == count:
                break
    return found[::-1]


def _same_unit(one: Token, other: Token) -> bool:
    if one.quantity is None or other.quantity is None:
        return False
    return one.quantity.unit == other.quantity.unit or not one.quantity.unit or not other.quantity.unit


def _comparison(scan: Scan, token: Token, before: list[Statement]) -> list[Statement] | None:
    """A figure beside another of the same measure: another year's, or the exact one behind a vague one."""
    latest = _last_of_kind(token, before) if token.left == token.start else []
    if not latest:
        return None
    previous = latest[0]
    bracket = token.bracket
    if bracket is None:
        begin = max(token.low, scan.view.sentences[token.sentence].start)
    else:
        begin = bracket[0] + 1
    left = scan.text[begin : token.start]
    touching = bracket is not None and previous.token.end == bracket[0]
    when = _WHEN.search(left) if "年" in left or "期" in left else None
    if when is not None and (touching or (when.start() == 0 and bracket is None)):
        return [_following(previous, token, when.group("when"))]
    if _PLANNED.fullmatch(left):
        planned = _following(previous, token, "")
        planned.status = PLAN
        return [planned]
    if not touching or not _EXACT.fullmatch(left) or previous.token.kind != token.kind:
        return None
    if previous.token.quantity is None:
        return None
    if previous.token.quantity.approx == "exact":
        return []
    before.remove(previous)
    exact = _following(previous, token, previous.when)
    exact.notes.append("exact_figure")
    return [exact]


def _following(previous: Statement, token: Token, when: str) -> Statement:
    if when:
        previous.beside = True
    return Statement(previous.subject, token, previous.template, previous.start, token.end, when)


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
    now = [_statement(claim) for claim in _winners(matcher.leading(scan, other))]
    if not now:
        now = [_statement(claim) for claim in _winners(matcher.leading(scan, one))]
    found = []
    for statement in now:
        start = min(statement.start, one.start)
        found.append(Statement(statement.subject, one, statement.template, start, other.end, when))
        found.append(Statement(statement.subject, other, statement.template, start, other.end, beside=True))
    return found


def _respective(scan: Scan, tokens: list[Token], position: int) -> list[Token]:
    """The values of a 分别为x、y from `position` on; just the one token where there is no such list."""
    first = tokens[position]
    listed = [first]
    for other in tokens[position + 1 :]:
        gap = other.start - listed[-1].end
        if not 0 < gap <= 2 or other.kind != first.kind or other.sentence != first.sentence:
            break
        if not _LIST_JOINT.fullmatch(scan.text, other.start - gap, other.start):
            break
        if other.kind == COUNT_SLOT and not _same_unit(first, other):
            break
        listed.append(other)
    if len(listed) > 1 and not _RESPECTIVE.search(scan.text, max(first.low, first.start - 24), first.start):
        return [first]
    return listed


def _share_out(scan: Scan, matcher: Matcher, listed: list[Token], before: list[Statement]) -> list[Statement]:
    """Give the k-th value of a 分别 list to the k-th name before it, or to the k-th value it is compared with."""
    first = listed[0]
    sentence = scan.view.sentences[first.sentence]
    when = _WHEN.search(scan.text[max(first.low, sentence.start) : first.start])
    if when is not None:
        antecedents = _last_of_kind(first, before, len(listed))
        if len(antecedents) == len(listed):
            return [
                _following(antecedent, token, when.group("when"))
                for antecedent, token in zip(antecedents, listed, strict=True)
            ]
    mapped = _by_name(scan, matcher, listed)
    if mapped:
        return mapped
    shares = _shares(scan, matcher, listed, before)
    if shares:
        return shares
    named = _winners(matcher.leading(scan, first))
    if len(named) == 1:
        return [
            Statement(named[0].template.subject, token, named[0].template, named[0].start, token.end)
            for token in listed
        ]
    if len(named) == len(listed):
        found = []
        for claim, token in zip(named, listed, strict=True):
            found.append(Statement(claim.template.subject, token, claim.template, claim.start, token.end))
        return found
    return []


def _shares(scan: Scan, matcher: Matcher, listed: list[Token], before: list[Statement]) -> list[Statement]:
    """占比分别为x、y after as many counts: the share of each, by the library's declared formulas."""
    first = listed[0]
    if first.kind != RATE_SLOT or "占" not in scan.text[max(first.low, first.start - 12) : first.start]:
        return []
    counts = [one for one in before if one.token.sentence == first.sentence and one.token.kind == COUNT_SLOT]
    found = []
    for statement, token in zip(counts[-len(listed) :], listed, strict=False):
        rate = matcher.library.rate_of.get(statement.subject)
        if rate is not None:
            found.append(Statement(rate, token, statement.template, statement.start, token.end, statement.when))
    return found if len(counts) >= len(listed) else []


def _by_name(scan: Scan, matcher: Matcher, listed: list[Token]) -> list[Statement]:
    """Each value with its own name, out of the names before 分别; unknown names take their value with them.

    [] where fewer names than values stand there, or only the last is known: then the noun at the end is shared
    (甲、乙、丙办理处罚案件分别为…).
    """
    first = listed[0]
    head = scan.text[first.low : first.start]
    mark = [match.start() for match in _RESPECTIVE.finditer(head)]
    if not mark:
        return []
    ends = [*(first.low + match.start() for match in _NAME_JOINT.finditer(head, 0, mark[-1])), first.low + mark[-1]]
    if len(ends) < len(listed):
        return []
    ends = ends[-len(listed) :]
    low, won = first.low, []
    for token, end in zip(listed, ends, strict=True):
        named = Token(token.kind, token.start, token.end, end, token.value, token.sentence, token.quantity)
        named.low, named.high, named.fit = low, token.end, token.fit
        matcher.look_around(scan, [named])
        best = _winners([claim for claim in matcher.leading(scan, named) if not claim.joint])
        won.append(best[0] if best else None)
        low = end
    if not any(won[:-1]):
        return []
    return [
        Statement(claim.template.subject, token, claim.template, claim.start, token.end)
        for claim, token in zip(won, listed, strict=True)
        if claim is not None
    ]


def _spread(scan: Scan, values: list[Token], statements: list[Statement]) -> list[Statement]:
    """11个镇、38个部门述法: a predicate behind the second number holds for the first too."""
    claimed = {id(statement.token) for statement in statements}
    by_token: dict[int, list[Statement]] = {}
    found: list[Statement] = []
    for other, token in pairwise(reversed(values)):
        if id(token) in claimed or other.sentence != token.sentence or other.kind == RATE_SLOT:
            continue
        if other.kind != token.kind or not _same_unit(token, other):
            continue
        between = scan.text[token.end : other.start]
        if _SPREAD.fullmatch(between) is None:
            continue
        if not by_token:
            for one in statements:
                by_token.setdefault(id(one.token), []).append(one)
        said = by_token.get(id(other), ())
        shared = [one for one in said if one.template.pattern.slot is not None and not one.template.pattern.left]
        if len(shared) != 1:
            continue
        statement = shared[0]
        copy = Statement(statement.subject, token, statement.template, token.start, statement.end, statement.when)
        copy.part = between.rstrip("、和及与")
        statement.part = statement.part or scan.text[other.end : other.end + 4]
        found.append(copy)
        by_token[id(token)] = [copy]
    return found
