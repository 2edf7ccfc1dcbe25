"""Values that share their words: 分别 lists, shared predicates, and parts that add up to a total."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

from scoring.measures.grammar import COUNT_SLOT, RATE_SLOT
from scoring.measures.library import Template
from scoring.measures.match import Claim, Matcher
from scoring.measures.scan import Scan
from scoring.measures.statements import WHEN, Statement, following, last_of_kind, same_unit, winners
from scoring.measures.tokens import Token
from scoring.text.regex import regex

_NAME_JOINT = regex(r"[、和及与]|以及")
_RESPECTIVE = regex(r"分别|依次|各[为有达]")
_LIST_JOINT = regex(r"(?:[、,/]|和|及|与|以及)$")
JOINT_LENGTH = 2
# No list of values is longer, and a text of nothing but values is read in time.
_MOST_LISTED = 40
_SPREAD = regex(r"(?:[^,;:。|()]|\([^()]{1,6}\)){1,12}(?:[、]|和|及|与|以及)(?:全[县市区旗镇]|各)?$")


def respective(scan: Scan, tokens: list[Token], position: int) -> list[Token]:
    """The values of a 分别为x、y from `position` on; just the one token where there is no such list."""
    first = tokens[position]
    listed = [first]
    for place in range(position + 1, min(len(tokens), position + _MOST_LISTED)):
        other = tokens[place]
        gap = other.start - listed[-1].end
        if not 0 < gap <= JOINT_LENGTH or other.kind != first.kind or other.sentence != first.sentence:
            break
        if not _LIST_JOINT.fullmatch(scan.text, other.start - gap, other.start):
            break
        if other.kind == COUNT_SLOT and not same_unit(first, other):
            break
        listed.append(other)
    if len(listed) > 1 and not _RESPECTIVE.search(scan.text, max(first.low, first.start - 24), first.start):
        return [first]
    return listed


def share_out(scan: Scan, matcher: Matcher, listed: list[Token], before: list[Statement]) -> list[Statement]:
    """Give the k-th value of a 分别 list to the k-th name before it, or to the k-th value it is compared with."""
    first = listed[0]
    sentence = scan.view.sentences[first.sentence]
    when = WHEN.search(scan.text[max(first.low, sentence.start) : first.start])
    if when is not None:
        antecedents = last_of_kind(first, before, len(listed))
        if len(antecedents) == len(listed):
            return [
                following(antecedent, token, when.group("when"))
                for antecedent, token in zip(antecedents, listed, strict=True)
            ]
    exact = _made_exact(scan, listed, before)
    if exact:
        return exact
    mapped = _by_name(scan, matcher, listed)
    if mapped:
        return mapped
    shares = _shares(scan, matcher, listed, before)
    if shares:
        return shares
    named = winners(matcher.leading(scan, first))
    if len(named) == 1:
        found = [
            Statement(named[0].template.subject, token, named[0].template, named[0].start, token.end)
            for token in listed
        ]
        _name_bodies(scan, listed, found)
        return found
    if len(named) == len(listed):
        found = []
        for claim, token in zip(named, listed, strict=True):
            found.append(Statement(claim.template.subject, token, claim.template, claim.start, token.end))
        return found
    return []


_BODY = regex(r"[^,;。:()0-9]{2,14}(?:会议|会|政府|法院|局|委|部门|单位|乡镇|街道)")


def _name_bodies(scan: Scan, listed: list[Token], statements: list[Statement]) -> None:
    """Of 区委常委会、区政府常务会议分别学法2次、6次 each value is of one body; the government's own meetings are the whole."""
    ends = _name_ends(scan, listed)
    begins = [listed[0].low, *(end + 1 for end in ends[:-1])]
    names = [scan.text[begin:end] for begin, end in zip(begins, ends, strict=False)]
    if len(names) == len(statements) and all(_BODY.fullmatch(name) for name in names):
        for statement, name in zip(statements, names, strict=True):
            statement.part = "" if "常务会" in name else name


_RESPECTIVELY = regex(r",?(?:具体)?分别(?:为|达到?|是)?")


def _made_exact(scan: Scan, listed: list[Token], before: list[Statement]) -> list[Statement]:
    """均超95%,分别为95.8%、97.1%: the exact values of names that shared a vague one, which is taken back."""
    vague = last_of_kind(listed[0], before, len(listed))
    if len(vague) < len(listed) or any(one.token is not vague[0].token for one in vague):
        return []
    shared = vague[0].token.quantity
    if shared is None or shared.approx == "exact":
        return []
    if not _RESPECTIVELY.fullmatch(scan.text, vague[0].token.end, listed[0].start):
        return []
    before[:] = [one for one in before if one.token is not vague[0].token]
    return [following(one, token, one.when) for one, token in zip(vague, listed, strict=True)]


def _shares(scan: Scan, matcher: Matcher, listed: list[Token], before: list[Statement]) -> list[Statement]:
    """占比分别为x、y after as many counts: the share of each, by the library's declared formulas."""
    first = listed[0]
    if first.kind != RATE_SLOT or "占" not in scan.text[max(first.low, first.start - 12) : first.start]:
        return []
    told = takewhile(lambda one: one.token.sentence == first.sentence, reversed(before))
    counts = [one for one in told if one.token.kind == COUNT_SLOT][::-1]
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
    ends = _name_ends(scan, listed)
    low, won = listed[0].low, []
    for token, end in zip(listed, ends, strict=False):
        # What is said behind the list is said of each: 分别4次、7次研究….
        named = Token(token.kind, token.start, listed[-1].end, end, token.value, token.sentence, token.quantity)
        named.low, named.high, named.fit = low, listed[-1].high, token.fit
        best = _best_straight(scan, matcher, named)
        if best is None:
            # A verb whose noun comes with the last one: 收到、受理、审结复议申请分别为….
            named = Token(token.kind, end, end, end, token.value, token.sentence, token.quantity)
            named.low, named.high, named.fit = low, listed[0].start, token.fit
            best = _best_straight(scan, matcher, named)
        won.append(best)
        low = end
    if not any(won[:-1]):
        return []
    return [
        Statement(claim.template.subject, token, claim.template, claim.start, token.end)
        for claim, token in zip(won, listed, strict=True)
        if claim is not None
    ]


def _name_ends(scan: Scan, listed: list[Token]) -> list[int]:
    """Where the names before 分别 end, one for each value; [] where there are fewer."""
    first = listed[0]
    head = scan.text[first.low : first.start]
    mark = [match.start() for match in _RESPECTIVE.finditer(head)]
    if not mark:
        return []
    ends = [*(first.low + match.start() for match in _NAME_JOINT.finditer(head, 0, mark[-1])), first.low + mark[-1]]
    return ends[-len(listed) :] if len(ends) >= len(listed) else []


def _best_straight(scan: Scan, matcher: Matcher, token: Token) -> Claim | None:
    matcher.look_around(scan, [token])
    best = winners([claim for claim in matcher.leading(scan, token) if not claim.joint])
    return best[0] if best else None


def _both_bodies(one: Token, other: Token) -> bool:
    """Whether both count bodies, of whatever classifier: 12个乡镇、6家企业."""
    return one.fit[1] in _BODY_UNITS and other.fit[1] in _BODY_UNITS


_SPREAD_LENGTH = 17
_BODY_UNITS = frozenset(["个", "家"])


def spread(scan: Scan, values: list[Token], statements: list[Statement]) -> list[Statement]:
    """11个镇、38个部门述法: a predicate behind the second number holds for the first too."""
    claimed = {id(statement.token) for statement in statements}
    by_token: dict[int, list[Statement]] = {}
    found: list[Statement] = []
    for other, token in pairwise(reversed(values)):
        if id(token) in claimed or other.sentence != token.sentence or other.kind == RATE_SLOT:
            continue
        if other.kind != token.kind or not (same_unit(token, other) or _both_bodies(token, other)):
            continue
        between = scan.text[token.end : other.start]
        if len(between) > _SPREAD_LENGTH or _SPREAD.fullmatch(between) is None:
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


_EACH = regex(r"[^,;。:()|各]{2,40}(?P<each>各)(?:有|为|设|建|设有|建有)?$")
# Without this nothing is told of each.
_EACH_COUNTS = regex(r"各(?:有|为|设有?|建有?)?(?=[\d一二两三四五六七八九十])")
_EACH_ENDS = frozenset("各有为设建")
_VERB = regex(
    r"(?:先后|共|新|已|累计)?(?:召开|开展|举办|组织|收到|接到|制发|下发|建成|建立|设立|新建|打造|培育|培养|聘请|聘任|完成|出台|印发|办理|审查|审核)+了?"
)


def each_of(scan: Scan, matcher: Matcher, statements: list[Statement]) -> list[Statement]:
    """A、B各1处: what is said of the last name is said of the names before it too, each of which has words of its own.

    Names of one measure are its parts, unless the library knows one of them as a part already.
    """
    found: list[Statement] = []
    text = scan.text
    if _EACH_COUNTS.search(text) is None:
        return found
    for statement in statements:
        token = statement.token
        if text[token.start - 1 : token.start] not in _EACH_ENDS or token.quantity is None or statement.when:
            continue
        floor = max(token.low, token.start - 48)
        listed = _EACH.search(text, floor, token.start)
        if listed is None:
            continue
        ends = [match.start() for match in _NAME_JOINT.finditer(text, floor, listed.start("each"))]
        if not ends or all(claim.near <= ends[-1] for claim in matcher.leading(scan, token)):
            continue
        begin = floor
        for end in ends:
            claim = _of_name(scan, matcher, token, begin, end)
            name, begin = _VERB.sub("", text[begin:end], count=1), end + 1
            if claim is None:
                continue
            copy = Statement(claim.template.subject, token, claim.template, claim.start, token.end)
            if copy.subject == statement.subject:
                if copy.template.scope == statement.template.scope:
                    last = text[ends[-1] + 1 : listed.start("each")]
                    copy.template = _narrowed(copy.template, name)
                    statement.template = _narrowed(statement.template, last)
            elif any(one.subject == copy.subject and one.token is token for one in (*statements, *found)):
                continue
            found.append(copy)
    return found


def _narrowed(template: Template, name: str) -> Template:
    """The template for a part of what it is about; a part of its own keeps its name before that of the part."""
    if template.scope.endswith(name):
        return template
    return replace(template, scope=f"{template.scope}：{name}" if template.scope else name)


def _of_name(scan: Scan, matcher: Matcher, token: Token, begin: int, end: int) -> Claim | None:
    """The best claim on a value for the name in `[begin, end)`, as if the value stood right behind it."""
    named = Token(token.kind, end, end, end, token.value, token.sentence, token.quantity)
    named.low, named.high, named.fit = token.low, end, token.fit
    matcher.look_around(scan, [named])
    best = winners([claim for claim in matcher.leading(scan, named) if not claim.joint and claim.near > begin])
    return best[0] if best else None


# Measures whose several outcomes, told one by one, are parts of what the measure means.
_BY_OUTCOME = frozenset(["reconsideration_corrected", "reconsideration_mediated"])
_NEXT_OUTCOME = 14


def tell_apart(scan: Scan, statements: list[Statement]) -> None:
    """撤销2件、确认违法3件: outcomes of one measure side by side are its parts, whichever is larger."""
    run: list[Statement] = []
    for statement in [one for one in statements if one.subject in _BY_OUTCOME] if statements else ():
        if run and not _goes_on(scan, run[-1], statement):
            _name_parts(scan, run)
            run = []
        if statement.token.quantity and not (statement.when or statement.part or statement.template.scope):
            run.append(statement)
    _name_parts(scan, run)


def _goes_on(scan: Scan, last: Statement, other: Statement) -> bool:
    """Whether two outcomes stand side by side in a list."""
    if other.subject != last.subject or other.token.sentence != last.token.sentence or other.when:
        return False
    between = scan.text[last.token.end : other.token.start]
    return (
        0 < len(between) <= _NEXT_OUTCOME and between[0] in "、,和及" and "其中" not in between and ";" not in between
    )


def _name_parts(scan: Scan, run: list[Statement]) -> None:
    """Give the outcomes of a list their names, unless the first is the total of the others."""
    if len(run) < 2 or run[0].token.value == sum(one.token.value for one in run[1:]):
        return
    for one in run:
        one.part = one.part or scan.text[one.start : one.token.start].strip("、,共的了") or "其中"


def add_up(scan: Scan, matcher: Matcher, statements: list[Statement]) -> list[Statement]:
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
            if other.sentence != total.sentence or id(other) in claimed or not same_unit(total, other):
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
            copy = following(statement, part, "")
            copy.start, copy.part = part.start - len(words), words
            found.append(copy)
    return found
