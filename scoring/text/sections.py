"""The tree of sections and the role of each stretch, built while walking the text from front to back."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.text import headings
from scoring.text.headings import DEEPER, DEPTH, Heading
from scoring.text.roles import heading_role, is_plan_label
from scoring.text.view import PLAN, PREAMBLE, PROBLEM, RESULT, Section

make = tuple.__new__  # a NamedTuple's own __new__ takes twice as long

_ROOT_RANK = -2.0
_TURN_RANK = -1.0
# Ranks order the stack: a heading closes everything of its rank and above. Items are the deepest.
_ITEM_RANK = 4.0
# A turn in the first part of a text without headings so far belongs to the preamble; later it is a part of its own.
_PREAMBLE_SHARE = 0.3


class _Open:
    """A section that is still open. `turned` marks a change of role without a heading; `limited` ends with its paragraph;
    `base` is the role to go back to; `mixed` that its heading names two parts; `item` the last item before the turn."""

    # Most sections leave these as they are; what a class holds is not set for each of them.
    start = end = number = item = 0
    soft = turned = limited = False
    base = ""

    def __init__(
        self,
        rank: float,
        level: int,
        heading: str,
        path: str,
        role: str,
        weak: bool = False,
        bare: bool = False,
        mixed: bool = False,
    ) -> None:
        self.rank = rank
        self.level = level
        self.heading = heading
        self.path = path
        self.role = role
        self.weak = weak
        self.bare = bare
        self.mixed = mixed


@dataclass(slots=True)
class Sections:
    """Builds the sections of a text of `length` characters.

    `root_role` is what the text before the first heading is; `headed` says that section headings follow; `shift` is 1
    where parts (第一部分) stand above the numbered levels; `year` is the year reported on.
    """

    length: int
    root_role: str
    headed: bool
    shift: int
    year: int | None
    made: list[_Open] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DEPTH, 0))
    section_seen: bool = False
    colon: bool = False

    def __post_init__(self) -> None:
        self._push(_Open(_ROOT_RANK, 0, "", "", self.root_role), 0)

    @property
    def current(self) -> int:
        """The number of the innermost section."""
        return self.stack[-1].number

    @property
    def role(self) -> str:
        return self.stack[-1].role

    def heading(self, heading: Heading) -> None:
        """Opens the section of `heading`, closing what it ends."""
        style, stack = heading.style, self.stack
        if style in headings.SECTIONS:
            rank = self._section_rank(heading)
        elif style:
            rank = self._item_rank(heading)
        elif heading.weak:
            rank = min(_ITEM_RANK, self._strong().rank + 1 if len(stack) > 1 else 1.0)
            rank = max(rank, 1.0)
        else:
            rank = self._bare_rank(heading)
        start = heading.start
        while stack[-1].rank >= rank:
            stack.pop().end = start
        if style:
            self.last[style] = heading.number or self.last[style] + 1
            for deeper in DEEPER[style]:
                self.last[deeper] = 0
        self._open(heading, rank)

    def _open(self, heading: Heading, rank: float) -> None:
        start, _, style, _, words, _, weak, _ = heading
        parent = self.stack[-1]
        above = parent.role
        own, mixed = None, False
        if rank < _ITEM_RANK:
            own, mixed = heading_role(words, self.year)
            if own is None and above == PROBLEM and is_plan_label(words):
                own = PLAN
            self.section_seen = self.section_seen or not weak
        level = max(1, self.shift + min(4, int(rank + 0.51))) if style != headings.PART else 1
        bare = not style and not weak
        path = _path(parent, words)
        role = _role_under(parent, own, rank)
        opened = _Open(rank, level, words, path, role, weak, bare, mixed)
        opened.soft = bare
        self._push(opened, start)

    def turn(self, role: str, start: int, paragraph: bool, words: str) -> None:
        """A sentence at `start` opens a part of another `role`; `paragraph` if it is the first of its paragraph. `words`
        name the part where the sentence begins with a label (`存在的问题:…`)."""
        strong = self._strong()
        if role == self.stack[-1].role:
            return
        limited = not paragraph
        if strong.mixed:
            limited = False
        elif (role == PROBLEM and strong.role == PLAN and not strong.turned) or (
            strong.role == PREAMBLE and self.headed and not self.section_seen and start < _PREAMBLE_SHARE * self.length
        ):
            limited = True
        while self.stack[-1] is not strong:
            self._pop(start)
        if strong.rank > _ROOT_RANK:
            self._pop(start)
        turned = _Open(max(strong.rank, _TURN_RANK), strong.level, strong.heading, strong.path, role)
        if not limited and not strong.mixed:
            # The part stands beside the section it was found in, not inside: 七、政务公开 does not head the problems.
            turned.heading, turned.path = words, _path(self.stack[-1], words)
        turned.soft, turned.turned, turned.limited, turned.mixed = True, True, limited, strong.mixed
        turned.base, turned.item = strong.base if strong.turned else strong.role, self.last[headings.ITEM]
        self.last[headings.ITEM] = 0
        self._push(turned, start)

    def paragraph(self, start: int, item: bool) -> None:
        """A new paragraph begins at `start` without a section heading; `item` if with 一是 or the like. A turn that was
        made inside the paragraph before ends here, unless its list goes on."""
        if item or self.colon:
            return
        turned = self._turned()
        if turned is not None and turned.limited:
            self._revert(turned, start)

    def reset(self, start: int) -> None:
        """What follows stands outside the report's sections (tables after the signature)."""
        while len(self.stack) > 1:
            self._pop(start)
        if self.stack[0].role != RESULT:
            self._push(_Open(_TURN_RANK, 0, "", "", RESULT), start)

    def finish(self) -> tuple[Section, ...]:
        return tuple(
            [make(Section, (one.start, one.end, one.level, one.heading, one.path, one.role)) for one in self.made]
        )

    def _push(self, opened: _Open, start: int) -> None:
        opened.number, opened.start, opened.end = len(self.made), start, self.length
        self.made.append(opened)
        self.stack.append(opened)

    def _pop(self, end: int) -> None:
        self.stack.pop().end = end

    def _strong(self) -> _Open:
        """The innermost section that is no item and no mere name of a paragraph."""
        return next((o for o in reversed(self.stack) if not o.weak and o.rank < _ITEM_RANK), self.stack[0])

    def _turned(self) -> _Open | None:
        for opened in reversed(self.stack):
            if opened.turned:
                return opened
        return None

    def _soft(self) -> _Open | None:
        for opened in reversed(self.stack):
            if opened.soft:
                return opened
        return None

    def _revert(self, turned: _Open, start: int) -> None:
        """Ends a turn: the section it was made in goes on with its own role."""
        while self.stack[-1] is not turned:
            self._pop(start)
        self._pop(start)
        if turned.rank > _TURN_RANK:
            again = _Open(turned.rank, turned.level, turned.heading, turned.path, turned.base)
            again.mixed = turned.mixed
            self._push(again, start)
        elif self.stack[-1].role != turned.base:
            self._push(_Open(_TURN_RANK, 0, "", "", turned.base), start)

    def _section_rank(self, heading: Heading) -> float:
        """The rank of a numbered heading. A count that starts again right after a part without number belongs to it."""
        rank = float(DEPTH[heading.style])
        soft = self._soft()
        if soft is None:
            return rank
        restarts = heading.number == 1 and (rank > soft.rank or self.last[heading.style] > 0 or soft.bare)
        first = soft.rank <= _TURN_RANK and not self.section_seen
        early = first and soft.start < _PREAMBLE_SHARE * self.length
        if restarts and not early and (not soft.limited or (self.colon and self.section_seen)):
            soft.rank = min(soft.rank, rank - 0.5)
            soft.limited = False
            soft.soft = False
        elif soft.turned:
            self._revert(soft, heading.start)
        return rank

    def _item_rank(self, heading: Heading) -> float:
        """Items are the deepest; `二是` after a turn inside `一是…` goes back to the list, unless the turn has a `一是` of its
        own."""
        number = heading.number
        turned = self._turned() if number > 1 and number != self.last[heading.style] + 1 else None
        if turned is not None and (turned.limited or turned.mixed) and number == turned.item + 1:
            self._revert(turned, heading.start)
        return _ITEM_RANK

    def _bare_rank(self, heading: Heading) -> float:
        """A heading without number ranks above the numbered headings below it, else beside the last of its kind."""
        if heading.below in (headings.SECOND, headings.FIRST) or heading_role(heading.words, self.year)[0] in (
            PROBLEM,
            PLAN,
        ):
            return min([1.0, *(opened.rank for opened in self.stack if opened.bare)])
        if heading.below == headings.THIRD:
            return 2.0
        strong = self._strong()
        if strong.rank <= 1 and self.last[headings.SECOND] == 0:
            return 1.0
        return 2.0


def _path(parent: _Open, words: str) -> str:
    return f"{parent.path} / {words}" if parent.path and words else parent.path or words


def _role_under(parent: _Open, own: str | None, rank: float) -> str:
    """The role of a section whose heading says `own`, under `parent`."""
    above = RESULT if parent.role == PREAMBLE else parent.role
    if own is None or (own == RESULT and above in (PROBLEM, PLAN) and rank > 1):
        return above
    if own == PROBLEM and above == PLAN and not parent.mixed:
        return above
    return own
