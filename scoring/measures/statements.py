"""What a value is said to be, before its status, period and scope are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from scoring.measures.library import Template
from scoring.measures.match import Claim
from scoring.measures.tokens import Token
from scoring.text.regex import regex

# The period of figures of several years together, where the years are not named.
OVER_YEARS = "累计"
# The period of a figure that another is compared with, right before it.
WHEN = regex(
    r"(?:比|较|与|同)?(?P<when>20\d\d年(?:度|底|同期|全年|上半年|下半年)?|上年(?:底|末)|上年(?:度|同期)?|去年(?:同期|全年)?|上一年度?|前年|同期|上半年|下半年)"
    r"(?:的|全年|同期|数据|该项|这一|数|比例|指标)*(?:分别)?(?:为|是|仅为?|只有|达到?|:|有)?$"
)


@dataclass(slots=True)
class Statement:
    """One measure said of one value. `start`/`end` are the working stretch that holds the noun and the number.

    `when` is a period written beside the value (as in the text, "" for none); `beside` says that another period's figure
    stands beside it; `part` is the word that narrows the value (the noun of a shared predicate), "" for none; `total` is the
    value that a part belongs to, 0 for none; `status` and `notes` are what the words beside it already settle.
    """

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


def statement_of(claim: Claim) -> Statement:
    """The statement that a claim makes."""
    return Statement(claim.template.subject, claim.token, claim.template, claim.start, claim.end)


def following(previous: Statement, token: Token, when: str) -> Statement:
    """What a statement says, said of another value that stands behind it; of another period if `when` names one."""
    if when:
        previous.beside = True
    return Statement(previous.subject, token, previous.template, previous.start, token.end, when)


def winners(claims: list[Claim]) -> list[Claim]:
    """The best straight claim, and the best joint one for each further name of the list."""
    if len(claims) < 2:
        return claims
    straight = [claim for claim in claims if not claim.joint]
    won = [max(straight, key=_RANK)] if straight else []
    if len(straight) == len(claims):
        return won
    taken = {claim.template.subject for claim in won}
    joint = [claim for claim in claims if claim.joint]
    for near in sorted({claim.near for claim in joint}, reverse=True):
        named = max((claim for claim in joint if claim.near == near), key=_RANK)
        overlaps = any(claim.start < named.near <= claim.near and claim.near == named.near for claim in won)
        if named.template.subject not in taken and not overlaps:
            won.append(named)
            taken.add(named.template.subject)
    return sorted(won, key=lambda claim: claim.near)


_RANK = attrgetter("rank")


def last_of_kind(token: Token, before: list[Statement], count: int = 1) -> list[Statement]:
    """The `count` latest statements of the token's kind (and classifier) in its sentence, oldest first."""
    found: list[Statement] = []
    for statement in reversed(before):
        other = statement.token
        if other.sentence != token.sentence:
            break
        if other.kind == token.kind and not statement.when and same_unit(other, token):
            found.append(statement)
            if len(found) == count:
                break
    return found[::-1]


def same_unit(one: Token, other: Token) -> bool:
    """Whether two quantities have one classifier, or one of them none."""
    if one.quantity is None or other.quantity is None:
        return False
    return one.quantity.unit == other.quantity.unit or not one.quantity.unit or not other.quantity.unit
