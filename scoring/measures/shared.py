"""Values that share their words: 分别 lists, shared predicates, and parts that add up to a total."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from scoring.measures.grammar import COUNT_SLOT, RATE_SLOT
from scoring.measures.match import Matcher
from scoring.measures.scan import Scan
from scoring.measures.statements import WHEN, Statement, following, last_of_kind, same_unit, winners
from scoring.measures.tokens import Token

_NAME_JOINT = re.compile(r"[、和及与]|以及")
_RESPECTIVE = re.compile(r"分别|依次|各[为有达]")
_LIST_JOINT = re.compile(r"(?:[、,/]|和|及|与|以及)$")
JOINT_LENGTH = 2
_SPREAD = re.compile(r"[^,;:。|()]{1,12}(?:[、]|和|及|与|以及)(?:全[县市区旗镇]|各)?$")


def respective(scan: Scan, tokens: list[Token], position: int) -> list[Token]:
    """The values of a 分别为x、y from `position` on; just the one token where there is no such list."""
    first = tokens[position]
    listed = [first]
    for place in range(position + 1, len(tokens)):
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
    mapped = _by_name(scan, matcher, listed)
    if mapped:
        return mapped
    shares = _shares(scan, matcher, listed, before)
    if shares:
        return shares
    named = winners(matcher.leading(scan, first))
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
        best = winners([claim for claim in matcher.leading(scan, named) if not claim.joint])
        won.append(best[0] if best else None)
        low = end
    if not any(won[:-1]):
        return []
    return [
        Statement(claim.template.subject, token, claim.template, claim.start, token.end)
        for claim, token in zip(won, listed, strict=True)
        if claim is not None
    ]


def spread(scan: Scan, values: list[Token], statements: list[Statement]) -> list[Statement]:
    """11个镇、38个部门述法: a predicate behind the second number holds for the first too."""
    claimed = {id(statement.token) for statement in statements}
    by_token: dict[int, list[Statement]] = {}
    found: list[Statement] = []
    for other, token in pairwise(reversed(values)):
        if id(token) in claimed or other.sentence != token.sentence or other.kind == RATE_SLOT:
            continue
        if other.kind != token.kind or not same_unit(token, other):
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
