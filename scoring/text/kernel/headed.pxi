"""Which enumerators count and what headings they make: `headings` for the marks and headings of one working text."""

DEF NO_STYLE = -1
DEF LONGEST_ALONE = 60
DEF LONGEST_RUN_IN = 45
DEF LONGEST_WORDS = 40
DEF SHORTEST_BARE = 4
DEF LONGEST_BARE = 35
DEF LONGEST_BARE_RUN_IN = 22

# Kinds of characters for `Walker`.
DEF ENDS_HEADING = 1
DEF CLOSES = 2
DEF BRACKET = 4
DEF OPENS_PART = 8

cdef int *DEPTH = [0, 4, 4, 1, 2, 3, 4, 4]  # by style


cdef class Walker


cdef struct Mark:
    Py_ssize_t start, end
    int style, number


cdef struct Head:
    # `told` is where the words behind the enumerator begin.
    Py_ssize_t start, end, told
    int style, number, below
    bint alone, weak


cdef inline bint is_section(int style) noexcept:
    return style == FIRST_STYLE or style == SECOND_STYLE or style == THIRD_STYLE or style == PART_STYLE


cdef class Headings:
    """The marks and headings of one text, in order."""

    cdef Walker rules
    cdef Letters letters
    cdef str text
    cdef object gaps
    cdef array index
    cdef Mark *marks
    cdef Py_ssize_t mark_count
    cdef Head *heads
    cdef Py_ssize_t head_count, head_room
    # Of each heading its words.
    cdef list words
    # How far each style has counted, and where the last section enumerator ended.
    cdef int last[8]
    cdef Py_ssize_t section_end

    def __cinit__(self, Walker rules, str text, index, gaps, list enumerators):
        self.rules, self.text, self.index, self.gaps = rules, text, index, gaps
        self.letters = Letters(text)
        self.words = []
        self.section_end = -1
        memset(self.last, 0, sizeof(self.last))
        self.marks = <Mark *>PyMem_Malloc((len(enumerators) + 1) * sizeof(Mark))
        if self.marks == NULL:
            raise MemoryError()
        self.choose(enumerators)

    def __dealloc__(self):
        PyMem_Free(self.marks)
        PyMem_Free(self.heads)

    cdef int choose(self, list enumerators) except -1:
        """As `headings.choose_marks`."""
        cdef Py_UCS4 *at = self.letters.at
        cdef Py_ssize_t start, end
        cdef int style, number, deeper
        cdef bint fits
        cdef tuple one
        for one in enumerators:
            start, end, style = one[0], one[1], self.rules.style_of[one[2]]
            number = self.rules.number_of(self.text[start:end])
            if start == 0 or at[start - 1] == c"\n":
                fits = style != ITEM_STYLE or self.next_or_first(style, number)
            else:
                fits = self.inside_line(at, start, style, number)
            if not fits:
                continue
            self.last[style] = number
            if is_section(style):
                self.section_end = end
                for deeper in range(8):
                    if DEPTH[deeper] > DEPTH[style]:
                        self.last[deeper] = 0
            self.marks[self.mark_count] = Mark(start, end, style, number)
            self.mark_count += 1
        return 0

    cdef bint follows(self, int style, int number) noexcept:
        return 1 <= number - self.last[style] <= 2

    cdef bint next_or_first(self, int style, int number) noexcept:
        return number == 1 or self.follows(style, number)

    cdef bint gap_before(self, Py_ssize_t p) except -1:
        """As `Gaps.before`; most characters stand right behind the one before them."""
        cdef int *index = self.index.data.as_ints
        if index[p - 1] + 1 >= index[p]:
            return False
        return self.gaps.before(p)

    cdef Py_ssize_t first_gap(self, Py_ssize_t start, Py_ssize_t end) except -2:
        """As `Gaps.first`, -1 for none."""
        cdef int *index = self.index.data.as_ints
        cdef Py_ssize_t p
        for p in range(start, end):
            if index[p - 1] + 1 < index[p]:
                found = self.gaps.first(start, end)
                return -1 if found is None else <Py_ssize_t>found
        return -1

    cdef bint inside_line(self, Py_UCS4 *at, Py_ssize_t start, int style, int number) except -1:
        """As `headings._inside_line`."""
        cdef Py_UCS4 before = at[start - 1]
        cdef Py_ssize_t p = start - 1
        cdef Kinds kinds = self.rules.kinds
        cdef bint stop, first
        while p > 0 and kinds.kind(at[p]) & CLOSES and kinds.kind(at[p - 1]) & ENDS_HEADING:
            p -= 1
        stop = (kinds.kind(at[p]) & ENDS_HEADING) != 0
        if style == ITEM_STYLE or style == FOURTH_STYLE:
            if not self.next_or_first(style, number):
                return False
            if stop or before == c"," or self.gap_before(start):
                return True
            return style == ITEM_STYLE and 1 < number <= 10 and at[start + 1] == u"是" and not self.rules.joined.kind(before)
        if style == ORDINAL_STYLE or style == SEQUENCE_STYLE:
            return (stop or self.gap_before(start)) and (style == SEQUENCE_STYLE or self.next_or_first(style, number))
        if style == FIRST_STYLE:
            first = self.last[FIRST_STYLE] == 0 and number == 1
            return (first or (self.last[FIRST_STYLE] > 0 and self.follows(style, number))) and (stop or self.gap_before(start))
        if style == PART_STYLE:
            return self.gap_before(start) and self.next_or_first(style, number)
        if style == SECOND_STYLE and at[start] != c"(" and not 0x3220 <= at[start] <= 0x3229:
            return False
        if before == u"第" or before == u"条" or before == u"款" or before == u"项" or not self.next_or_first(style, number):
            return False
        return stop or self.gap_before(start) or self.heading_open(at, start)

    cdef bint heading_open(self, Py_UCS4 *at, Py_ssize_t start) noexcept:
        """As `headings._heading_open`."""
        cdef Py_ssize_t p, begin = self.section_end
        if not 0 <= begin < start <= begin + LONGEST_ALONE:
            return False
        for p in range(begin, start):
            if at[p] == u"。" or at[p] == c";" or at[p] == c"\n":
                return False
        return True

    cdef bint has_count(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """As `furniture.has_count`: not without a figure."""
        cdef Py_UCS4 *at = self.letters.at
        cdef Py_ssize_t p
        for p in range(start, end):
            if c"0" <= at[p] <= c"9":
                return self.rules.has_count(self.text, start, end)
        return False

    cdef str cut(self, Py_ssize_t start, Py_ssize_t end):
        return self.text[start:end] if start < end else ""

    cdef int add(
        self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t told, int style, int number, str words, bint alone, bint weak=False,
        int below=NO_STYLE
    ) except -1:
        cdef Py_ssize_t room
        cdef Head *heads
        if self.head_count == self.head_room:
            room = 2 * self.head_room + 64
            heads = <Head *>PyMem_Realloc(self.heads, room * sizeof(Head))
            if heads == NULL:
                raise MemoryError()
            self.heads, self.head_room = heads, room
        self.heads[self.head_count] = Head(start, end, told, style, number, below, alone, weak)
        self.head_count += 1
        self.words.append(words)
        return 0

    cdef int heading_at(self, Mark *mark, Py_ssize_t limit, Py_ssize_t line_end) except -1:
        """Adds the heading of a mark, as `headings.heading_at`."""
        cdef Py_UCS4 *at = self.letters.at
        cdef Py_ssize_t p = mark.end, start = mark.start, stop = -1, blank, q, stopped
        cdef bint plain
        while p < limit and (at[p] == c" " or at[p] == c"\t"):
            p += 1
        if not is_section(mark.style):
            return self.named(mark, p, limit)
        for q in range(p, min(limit, p + LONGEST_ALONE + 1)):
            if at[q] == u"。" or at[q] == c"!" or at[q] == c"?":
                stop = q
                break
        stopped = stop if stop >= 0 else limit
        if start > 0 and at[start - 1] != c"\n" and self.gap_before(start):
            blank = self.first_gap(p + 4, min(limit, p + LONGEST_RUN_IN, stopped))
            if blank >= 0 and not self.holds(p, blank, c",") and not self.has_count(p, blank):
                return self.add(start, blank, mark.end, mark.style, mark.number, self.cut(p, blank).strip("、:"), True)
        if stop < 0:
            plain = at[limit - 1] != c";" and at[limit - 1] != c","
            if limit - p <= LONGEST_ALONE and plain and not self.holds(p, limit, c";"):
                alone = not self.has_count(p, limit)
                return self.add(start, limit, mark.end, mark.style, mark.number, self.cut(p, limit).strip("、,:"), alone)
        elif stopped - p <= LONGEST_RUN_IN:
            return self.add(start, stop + 1, mark.end, mark.style, mark.number, self.cut(p, stopped), False)
        blank = self.first_gap(p + 2, min(limit, p + LONGEST_RUN_IN))
        if 0 <= blank < line_end and not self.has_count(p, blank):
            return self.add(start, blank, mark.end, mark.style, mark.number, self.cut(p, blank).strip("、,:"), True)
        return self.named(mark, p, limit)

    cdef bint holds(self, Py_ssize_t start, Py_ssize_t end, Py_UCS4 char) noexcept:
        cdef Py_ssize_t p
        for p in range(start, end):
            if self.letters.at[p] == char:
                return True
        return False

    cdef int named(self, Mark *mark, Py_ssize_t p, Py_ssize_t limit) except -1:
        """As `headings._named`."""
        cdef Py_UCS4 *at = self.letters.at
        cdef Py_UCS4 char
        cdef Py_ssize_t end = min(limit, p + LONGEST_WORDS), q
        for q in range(p, end):
            char = at[q]
            if char == u"。" or char == c"," or char == c";" or char == c":" or char == u"《" or char == c"!" or char == c"?":
                end = q
                break
        return self.add(mark.start, end, mark.end, mark.style, mark.number, self.cut(p, end), False)
