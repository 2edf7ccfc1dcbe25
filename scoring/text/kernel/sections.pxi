"""The tree of sections: `sections.Sections`, whose docstrings say what is meant."""

DEF RESULT_ROLE = 0
DEF PROBLEM_ROLE = 1
DEF PLAN_ROLE = 2
DEF PREAMBLE_ROLE = 3
DEF FURNITURE_ROLE = 4
DEF NO_ROLE = -1

DEF ROOT_RANK = -2.0
DEF TURN_RANK = -1.0
DEF ITEM_RANK = 4.0
DEF PREAMBLE_SHARE = 0.3


cdef struct Open:
    double rank
    Py_ssize_t start, end
    int level, item, role, base
    bint weak, bare, mixed, soft, turned, limited


cdef class Sections:
    """Sections by number, and those that are open."""

    cdef Walker rules
    cdef Open *made
    cdef Py_ssize_t count, room
    cdef list headings, paths
    cdef Py_ssize_t *stack
    cdef Py_ssize_t depth, stack_room
    cdef Py_ssize_t length
    cdef object year
    cdef int shift
    cdef bint headed, section_seen, colon
    cdef int last[8]

    def __cinit__(self, Walker rules, Py_ssize_t length, int role, bint headed, int shift, year):
        self.rules, self.length, self.headed, self.shift, self.year = rules, length, headed, shift, year
        self.headings, self.paths = [], []
        memset(self.last, 0, sizeof(self.last))
        self.push(ROOT_RANK, 0, "", "", role, 0)

    def __dealloc__(self):
        PyMem_Free(self.made)
        PyMem_Free(self.stack)

    cdef inline Open *top(self) noexcept:
        return &self.made[self.stack[self.depth - 1]]

    cdef inline Py_ssize_t current(self) noexcept:
        return self.stack[self.depth - 1]

    cdef Open *push(self, double rank, int level, str heading, str path, int role, Py_ssize_t start) except NULL:
        """Opens a section; the pointer holds until the next one is opened."""
        cdef Py_ssize_t room
        cdef void *more
        cdef Open *opened
        if self.count == self.room:
            room = 2 * self.room + 32
            more = PyMem_Realloc(self.made, room * sizeof(Open))
            if more == NULL:
                raise MemoryError()
            self.made, self.room = <Open *>more, room
        if self.depth == self.stack_room:
            room = 2 * self.stack_room + 16
            more = PyMem_Realloc(self.stack, room * sizeof(Py_ssize_t))
            if more == NULL:
                raise MemoryError()
            self.stack, self.stack_room = <Py_ssize_t *>more, room
        opened = &self.made[self.count]
        memset(opened, 0, sizeof(Open))
        opened.rank, opened.level, opened.role, opened.base = rank, level, role, NO_ROLE
        opened.start, opened.end = start, self.length
        self.headings.append(heading)
        self.paths.append(path)
        self.stack[self.depth] = self.count
        self.count += 1
        self.depth += 1
        return opened

    cdef void pop(self, Py_ssize_t end) noexcept:
        self.depth -= 1
        self.made[self.stack[self.depth]].end = end

    cdef Py_ssize_t strong(self) noexcept:
        cdef Py_ssize_t place
        cdef Open *one
        for place in range(self.depth - 1, -1, -1):
            one = &self.made[self.stack[place]]
            if not one.weak and one.rank < ITEM_RANK:
                return self.stack[place]
        return self.stack[0]

    cdef Py_ssize_t turned(self) noexcept:
        """The innermost section that a sentence opened, -1 for none."""
        cdef Py_ssize_t place
        for place in range(self.depth - 1, -1, -1):
            if self.made[self.stack[place]].turned:
                return self.stack[place]
        return -1

    cdef Py_ssize_t soft(self) noexcept:
        cdef Py_ssize_t place
        for place in range(self.depth - 1, -1, -1):
            if self.made[self.stack[place]].soft:
                return self.stack[place]
        return -1

    cdef int role_of(self, str words, bint *mixed) except -2:
        """As `roles.heading_role`; words that tell nothing are known without it."""
        cdef Py_UCS4 letters[128]
        cdef Py_ssize_t size = len(words), p
        cdef bint bracketed = size > 120
        mixed[0] = False
        if not bracketed:
            PyUnicode_AsUCS4(words, letters, 128, 1)
            for p in range(size):
                bracketed |= letters[p] == u"《" or letters[p] == u"“" or letters[p] == c"("
            if not bracketed and not self.rules.telling.stands(letters, 0, size):
                return NO_ROLE
        role, also = self.rules.heading_role(words, self.year)
        mixed[0] = also
        return NO_ROLE if role is None else <int>self.rules.role_of[role]

    cdef int heading(self, Head *head, str words) except -1:
        cdef int style = head.style, deeper
        cdef double rank
        if style >= 0:
            rank = self.section_rank(head) if is_section(style) else self.item_rank(head)
        elif head.weak:
            rank = max(1.0, min(ITEM_RANK, self.made[self.strong()].rank + 1 if self.depth > 1 else 1.0))
        else:
            rank = self.bare_rank(head, words)
        while self.top().rank >= rank:
            self.pop(head.start)
        if style >= 0:
            self.last[style] = head.number if head.number else self.last[style] + 1
            for deeper in range(8):
                if DEPTH[deeper] > DEPTH[style]:
                    self.last[deeper] = 0
        return self.open(head, words, rank)

    cdef int open(self, Head *head, str words, double rank) except -1:
        cdef Open *parent = self.top()
        cdef Open *opened
        cdef int above = parent.role, own = NO_ROLE, level = 1, under
        cdef bint mixed = False, bare = head.style < 0 and not head.weak, parent_mixed = parent.mixed
        cdef str path = self.path(self.current(), words)
        if rank < ITEM_RANK:
            own = self.role_of(words, &mixed)
            if own == NO_ROLE and above == PROBLEM_ROLE and self.rules.is_plan_label(words):
                own = PLAN_ROLE
            self.section_seen = self.section_seen or not head.weak
        if head.style != PART_STYLE:
            level = max(1, self.shift + min(4, <int>(rank + 0.51)))
        under = RESULT_ROLE if above == PREAMBLE_ROLE else above
        if not (own == NO_ROLE or (own == RESULT_ROLE and (under == PROBLEM_ROLE or under == PLAN_ROLE) and rank > 1)):
            if not (own == PROBLEM_ROLE and under == PLAN_ROLE and not parent_mixed):
                under = own
        opened = self.push(rank, level, words, path, under, head.start)
        opened.weak, opened.bare, opened.mixed, opened.soft = head.weak, bare, mixed, bare
        return 0

    cdef str path(self, Py_ssize_t parent, str words):
        cdef str outer = self.paths[parent]
        return f"{outer} / {words}" if outer and words else outer or words

    cdef int turn(self, int role, Py_ssize_t start, bint paragraph, str words) except -1:
        cdef Py_ssize_t strong = self.strong()
        cdef Open held = self.made[strong]
        cdef Open *turned
        cdef bint limited = not paragraph
        cdef str heading, path
        if role == self.top().role:
            return 0
        if held.mixed:
            limited = False
        elif (role == PROBLEM_ROLE and held.role == PLAN_ROLE and not held.turned) or (
            held.role == PREAMBLE_ROLE and self.headed and not self.section_seen and start < PREAMBLE_SHARE * self.length
        ):
            limited = True
        while self.current() != strong:
            self.pop(start)
        if held.rank > ROOT_RANK:
            self.pop(start)
        heading, path = self.headings[strong], self.paths[strong]
        if not limited and not held.mixed:
            heading, path = words, self.path(self.current(), words)
        turned = self.push(max(held.rank, TURN_RANK), held.level, heading, path, role, start)
        turned.soft = turned.turned = True
        turned.limited, turned.mixed = limited, held.mixed
        turned.base = held.base if held.turned else held.role
        turned.item = self.last[ITEM_STYLE]
        self.last[ITEM_STYLE] = 0
        return 0

    cdef int paragraph(self, Py_ssize_t start, bint item) except -1:
        cdef Py_ssize_t turned
        if item or self.colon:
            return 0
        turned = self.turned()
        if turned >= 0 and self.made[turned].limited:
            self.revert(turned, start)
        return 0

    cdef int reset(self, Py_ssize_t start) except -1:
        while self.depth > 1:
            self.pop(start)
        if self.made[self.stack[0]].role != RESULT_ROLE:
            self.push(TURN_RANK, 0, "", "", RESULT_ROLE, start)
        return 0

    cdef int revert(self, Py_ssize_t turned, Py_ssize_t start) except -1:
        cdef Open held
        while self.current() != turned:
            self.pop(start)
        self.pop(start)
        held = self.made[turned]
        if held.rank > TURN_RANK:
            self.push(held.rank, held.level, self.headings[turned], self.paths[turned], held.base, start).mixed = held.mixed
        elif self.top().role != held.base:
            self.push(TURN_RANK, 0, "", "", held.base, start)
        return 0

    cdef double section_rank(self, Head *head) except -9:
        cdef double rank = DEPTH[head.style]
        cdef Py_ssize_t number = self.soft()
        cdef Open *soft
        cdef bint restarts, early
        if number < 0:
            return rank
        soft = &self.made[number]
        restarts = head.number == 1 and (rank > soft.rank or self.last[head.style] > 0 or soft.bare)
        early = soft.rank <= TURN_RANK and not self.section_seen and soft.start < PREAMBLE_SHARE * self.length
        if restarts and not early and (not soft.limited or (self.colon and self.section_seen)):
            soft.rank = min(soft.rank, rank - 0.5)
            soft.limited = soft.soft = False
        elif soft.turned:
            self.revert(number, head.start)
        return rank

    cdef double item_rank(self, Head *head) except -9:
        cdef Py_ssize_t turned = -1
        cdef Open *one
        if head.number > 1 and head.number != self.last[head.style] + 1:
            turned = self.turned()
        if turned >= 0:
            one = &self.made[turned]
            if (one.limited or one.mixed) and head.number == one.item + 1:
                self.revert(turned, head.start)
        return ITEM_RANK

    cdef double bare_rank(self, Head *head, str words) except -9:
        cdef double rank = 1.0
        cdef Py_ssize_t place
        cdef Open *one
        cdef bint mixed, outer = head.below == SECOND_STYLE or head.below == FIRST_STYLE
        cdef int role
        if not outer:
            role = self.role_of(words, &mixed)
            outer = role == PROBLEM_ROLE or role == PLAN_ROLE
        if outer:
            for place in range(self.depth):
                one = &self.made[self.stack[place]]
                if one.bare and one.rank < rank:
                    rank = one.rank
            return rank
        if head.below == THIRD_STYLE:
            return 2.0
        one = &self.made[self.strong()]
        return 1.0 if one.rank <= 1 and self.last[SECOND_STYLE] == 0 else 2.0

    cdef tuple finish(self):
        cdef Py_ssize_t number
        cdef Open *one
        cdef list found = []
        cdef object made
        for number in range(self.count):
            one = &self.made[number]
            made = made_of(self.rules.section, 6)
            put(made, 0, one.start)
            put(made, 1, one.end)
            put(made, 2, one.level)
            put(made, 3, self.headings[number])
            put(made, 4, self.paths[number])
            put(made, 5, self.rules.roles[one.role])
            found.append(made)
        return tuple(found)
