"""From lines to sentences and sections: `structure._Walk`, whose docstrings say what is meant."""

DEF TURN_REACH = 60
DEF LABEL_REACH = 16
DEF LACKING_REACH = 110


@final
cdef class Walker:
    """What is asked of words and characters on the way, made once."""

    cdef tuple styles, roles
    cdef dict style_of, role_of
    cdef Kinds kinds, joined
    cdef Words telling, lacking
    cdef object section, sentence, mark, bare
    cdef object heading_role, is_plan_label, opening, opens_plan_label, plan_label_inside
    cdef object has_count, number_of, prefix_end, read_rows

    def __init__(self, dict plain):
        """`plain` is what `structure` lays out."""
        self.styles, self.roles = plain["styles"], plain["roles"]
        self.style_of = {style: number for number, style in enumerate(self.styles)}
        self.role_of = {role: number for number, role in enumerate(self.roles)}
        kinds = self.kinds = Kinds()
        kinds.add(plain["stops"], ENDS_HEADING)
        kinds.add(plain["closers"], CLOSES)
        kinds.add(plain["brackets"], BRACKET)
        kinds.add(plain["opens"], OPENS_PART)
        self.joined = Kinds()
        self.joined.add("第其十之期周、0123456789", 1)
        self.telling, self.lacking = Words(plain["telling"]), Words(plain["lacking"])
        self.section, self.sentence, self.mark, self.bare = plain["section"], plain["sentence"], plain["mark"], plain["bare"]
        self.heading_role, self.is_plan_label, self.opening = plain["heading_role"], plain["is_plan_label"], plain["opening"]
        self.opens_plan_label, self.plan_label_inside = plain["opens_plan_label"], plain["plan_label_inside"]
        self.has_count, self.number_of = plain["has_count"], plain["number_of"]
        self.prefix_end, self.read_rows = plain["prefix_end"], plain["read_rows"]

    def walk(self, text, list heads, list ends, list turning, list enumerators):
        """`(sections, sentences)` of `lines.Lines`. `heads` are role and title-or-not of the lines of the page's head; the others are what
        `scan.find` gives."""
        cdef Walk walk = Walk(self, text, heads, ends, turning, enumerators)
        walk.find_headings()
        walk.start()
        walk.go()
        return walk.sections.finish(), tuple(walk.sentences)


@final
cdef class Walk:
    """Goes through the lines of one text from front to back."""

    cdef Walker rules
    cdef Headings found
    cdef Sections sections
    cdef Letters letters
    cdef str text
    cdef object cleaned, signed, year, bare
    cdef list spans, texts, furniture, heads, sentences
    cdef Py_ssize_t head, foot, paragraphs, turn, ended, next_head
    # Sentence ends and turning places with one more behind the text; what a line is cut at.
    cdef int32_t *ends
    cdef int32_t *turning
    cdef int32_t *cuts
    cdef Py_ssize_t end_count, cut_count
    # By line, how many headings it holds.
    cdef int32_t *headed
    cdef bint prose_seen

    def __cinit__(self, Walker rules, text, list heads, list ends, list turning, list enumerators):
        cdef Py_ssize_t at
        cleaned, self.spans, self.texts, self.furniture, self.signed, self.head, self.foot, gaps, self.year = text
        self.rules, self.cleaned, self.heads, self.sentences = rules, cleaned, heads, []
        self.text = cleaned.text
        self.found = Headings(rules, self.text, cleaned.index, gaps, enumerators)
        self.letters = self.found.letters
        self.end_count = len(ends)
        self.ends = places(ends, self.letters.size)
        self.turning = places(turning, self.letters.size)
        # A line is cut at its sentence ends and at both ends of its headings.
        self.cuts = <int32_t *>PyMem_Malloc((len(ends) + 2 * (len(enumerators) + len(self.spans)) + 2) * sizeof(int32_t))
        self.headed = <int32_t *>PyMem_Malloc((len(self.spans) + 1) * sizeof(int32_t))
        if self.cuts == NULL or self.headed == NULL:
            raise MemoryError()
        memset(self.headed, 0, (len(self.spans) + 1) * sizeof(int32_t))

    def __dealloc__(self):
        PyMem_Free(self.ends)
        PyMem_Free(self.turning)
        PyMem_Free(self.cuts)
        PyMem_Free(self.headed)

    cdef int find_headings(self) except -1:
        """As `_Walk._find_headings`."""
        cdef Headings found = self.found
        cdef Py_UCS4 *at = self.letters.at
        cdef Py_ssize_t number, first = 0, last, start, end, limit, before = -1, after, known
        cdef str line
        for number in range(self.head, self.foot):
            if self.furniture[number]:
                continue
            start, end = <tuple>self.spans[number]
            line = self.texts[number]
            if not found.holds(start, end, c"|"):
                if self.rules.kinds.kind(at[start]) & BRACKET:
                    start = self.rules.prefix_end(self.text, start, end)
                while first < found.mark_count and found.marks[first].start < start:
                    first += 1
                last = first
                while last < found.mark_count and found.marks[last].start < end:
                    last += 1
                known = found.head_count
                if last == first or found.marks[first].start > start:
                    limit = found.marks[first].start if last > first else end
                    self.unnumbered(number, start, limit, end, before)
                while first < last:
                    limit = found.marks[first + 1].start if first + 1 < last else end
                    found.heading_at(&found.marks[first], limit, end)
                    first += 1
                self.headed[number] = <int32_t>(found.head_count - known)
                if end - start > 30 or found.holds(<Py_ssize_t>(<tuple>self.spans[number])[0], end, u"。"):
                    self.prose_seen = True
            before = number
        return 0

    cdef int unnumbered(self, Py_ssize_t number, Py_ssize_t start, Py_ssize_t limit, Py_ssize_t end, Py_ssize_t before) except -1:
        """As `_Walk._unnumbered`; `bare_headings` is asked only where it may find one."""
        cdef Py_UCS4 *at = self.letters.at
        cdef Mark lost
        cdef Py_ssize_t after = number + 1, stop, p
        cdef Headings found = self.found
        if (at[start] == c")" or at[start] == u"、") and 0x4E00 <= at[start + 1] <= 0x9FFF:
            lost = Mark(start, start + 1, SECOND_STYLE if at[start] == c")" else FIRST_STYLE, 0)
            return found.heading_at(&lost, limit, end)
        if at[start] != u"【" and at[start] != u"〖":
            if limit - start <= LONGEST_BARE and not found.holds(start, limit, u"。"):
                if limit - start < SHORTEST_BARE or found.holds(start, limit, c";"):
                    return 0
            else:
                stop = -1
                for p in range(start, min(self.letters.size, start + LONGEST_BARE_RUN_IN + 1)):
                    if at[p] == u"。":
                        stop = p
                        break
                if stop < start + SHORTEST_BARE or limit - stop < 15:
                    return 0
        while after < self.foot and self.furniture[after]:
            after += 1
        if self.bare is None:
            self.bare = self.rules.bare(self.text, self.cleaned.source, self.cleaned.index, self.spans, self.known_marks(), self.year)
        self.bare.prose_seen = self.prose_seen
        one = self.bare.find(
            start, limit, self.spans[before] if before >= 0 else None, self.spans[after] if after < self.foot else None
        )
        if one is not None:
            start, stop, _, heading_number, words, alone, weak, below = one
            found.add(start, stop, start, NO_STYLE, heading_number, words, alone, weak, self.rules.style_of[below] if below else NO_STYLE)
        return 0

    cdef dict known_marks(self):
        cdef Py_ssize_t number
        cdef Mark *one
        cdef dict marks = {}
        for number in range(self.found.mark_count):
            one = &self.found.marks[number]
            marks[one.start] = self.rules.mark(one.start, one.end, self.rules.styles[one.style], one.number)
        return marks

    cdef int start(self) except -1:
        """As `_Walk._start_sections`."""
        cdef Py_ssize_t number
        cdef Head *one
        cdef bint headed = False, shift = False, first = True
        cdef int role = RESULT_ROLE
        for number in range(self.found.head_count):
            one = &self.found.heads[number]
            headed |= one.style < 0 or is_section(one.style)
            shift |= one.style == PART_STYLE
            if first and (one.style >= 0 or one.weak or one.alone):
                first = False
                told = self.rules.heading_role(self.found.words[number], self.year)[0]
                if told is None or (<int>self.rules.role_of[told] != PROBLEM_ROLE and <int>self.rules.role_of[told] != PLAN_ROLE):
                    role = PREAMBLE_ROLE
        self.sections = Sections(self.rules, self.letters.size, role, headed, shift, self.year)
        return 0

    cdef int go(self) except -1:
        """All lines: runs of rows as tables, the others one by one."""
        cdef Py_ssize_t number = 0, count = len(self.spans), first
        cdef bint tabular = "|" in self.text
        while number < count:
            first = number
            if tabular:
                while number < count and "|" in <str>self.texts[number]:
                    number += 1
            if number > first:
                self.table(first, number)
            else:
                self.line(number)
                number += 1
        return 0

    cdef int file(
        self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t section, int role, bint heading=False, object row=None, bint run_in=False
    ) except -1:
        cdef object made = made_of(self.rules.sentence, 8)
        put(made, 0, start)
        put(made, 1, end)
        put(made, 2, section)
        put(made, 3, self.paragraphs)
        put(made, 4, self.rules.roles[role])
        put(made, 5, heading)
        put(made, 6, row)
        put(made, 7, run_in)
        self.sentences.append(made)
        return 0

    cdef int table(self, Py_ssize_t first, Py_ssize_t behind) except -1:
        cdef Py_ssize_t number, start, end
        cdef list rows = self.rules.read_rows(self.text, self.spans[first:behind])
        self.leave_signature(first)
        for number in range(first, behind):
            start, end = <tuple>self.spans[number]
            role = FURNITURE_ROLE if number < self.head or self.furniture[number] else self.sections.top().role
            self.file(start, end, self.sections.current(), role, False, rows[number - first])
            self.next_head += self.headed[number]
        self.paragraphs += 1
        self.sections.colon = False
        return 0

    cdef int line(self, Py_ssize_t number) except -1:
        cdef Py_ssize_t start, end
        start, end = <tuple>self.spans[number]
        if number < self.head:
            role, title = <tuple>self.heads[number]
            self.file(start, end, self.sections.current(), self.rules.role_of[role], title)
        elif number >= self.foot or self.furniture[number]:
            self.file(start, end, self.sections.current(), FURNITURE_ROLE)
        else:
            self.leave_signature(number)
            self.prose(start, end, self.headed[number])
            self.next_head += self.headed[number]
            self.sections.colon = self.letters.at[end - 1] == c":"
        self.paragraphs += 1
        return 0

    cdef int leave_signature(self, Py_ssize_t number) except -1:
        if self.sections.section_seen and self.signed and number - 1 in self.signed:
            self.sections.reset(<Py_ssize_t>(<tuple>self.spans[number])[0])
        return 0

    cdef int prose(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t headings) except -1:
        """One paragraph, as `_Walk._prose`."""
        cdef Py_ssize_t begin = start, first, last, number, head = self.next_head, behind = self.next_head + headings
        cdef Sections sections = self.sections
        cdef int32_t *turning = self.turning
        if self.rules.kinds.kind(self.letters.at[start]) & BRACKET:
            begin = self.rules.prefix_end(self.text, start, end)
        if begin > start:
            self.file(start, begin, sections.current(), FURNITURE_ROLE)
        if begin == end:
            return 0
        self.cut_line(begin, end, head, behind)
        while turning[self.turn] < begin:
            self.turn += 1
        first = begin
        if not headings and turning[self.turn] >= end:
            sections.paragraph(first, False)
            if sections.top().role != PROBLEM_ROLE:
                for number in range(self.cut_count):
                    self.file(first, self.cuts[number], sections.current(), sections.top().role)
                    first = self.cuts[number]
                return 0
        for number in range(self.cut_count):
            last = self.cuts[number]
            while head < behind and self.found.heads[head].start < first:
                head += 1
            if head < behind and self.found.heads[head].start == first:
                self.begin_headed(first, last, head, first == begin, last < end)
            else:
                if first == begin:
                    sections.paragraph(first, False)
                while turning[self.turn] < first:
                    self.turn += 1
                if turning[self.turn] < last and turning[self.turn] < first + TURN_REACH:
                    self.may_turn(first, last, first, first == begin)
                self.file(first, last, sections.current(), sections.top().role)
            if sections.top().role == PROBLEM_ROLE and self.found.holds(first, last, c";"):
                self.split_at_label(first, last)
            first = last
        return 0

    cdef int cut_line(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t head, Py_ssize_t behind) except -1:
        """As `_Walk._sentence_ends`: sentence ends, and where headings begin and those end that stand alone, both in order."""
        cdef Py_ssize_t place, edge
        cdef Head *one
        cdef bint ending = False
        self.cut_count = 0
        while self.ends[self.ended] <= start and self.ended < self.end_count:
            self.ended += 1
        while head < behind:
            one = &self.found.heads[head]
            edge = one.end if ending else one.start
            if edge > start and (not ending or (one.alone and edge < end)):
                while self.ended < self.end_count and self.ends[self.ended] < edge and self.ends[self.ended] < end:
                    self.cut(self.ends[self.ended])
                    self.ended += 1
                self.cut(edge)
            if ending:
                head += 1
            ending = not ending
        while self.ended < self.end_count and self.ends[self.ended] < end:
            self.cut(self.ends[self.ended])
            self.ended += 1
        self.cuts[self.cut_count] = <int32_t>end
        self.cut_count += 1
        return 0

    cdef inline void cut(self, Py_ssize_t place) noexcept:
        if not self.cut_count or self.cuts[self.cut_count - 1] != place:
            self.cuts[self.cut_count] = <int32_t>place
            self.cut_count += 1

    cdef int begin_headed(self, Py_ssize_t first, Py_ssize_t last, Py_ssize_t number, bint paragraph, bint more) except -1:
        """As `_Walk._headed`."""
        cdef Head *head = &self.found.heads[number]
        cdef bint alone, section = head.style >= 0 and is_section(head.style)
        cdef Sections sections = self.sections
        if paragraph and not section:
            sections.paragraph(first, head.style >= 0)
        sections.heading(head, self.found.words[number])
        if head.style >= 0 and not section:
            self.may_turn(first, last, head.told, paragraph)
        alone = head.alone and last <= head.end
        return self.file(
            first, last, sections.current(), sections.top().role, alone, None, not alone and last == head.end and more
        )

    cdef int split_at_label(self, Py_ssize_t first, Py_ssize_t last) except -1:
        cut = self.rules.plan_label_inside(self.text, first, last)
        if cut is not None:
            self.sentences[len(self.sentences) - 1] = self.sentences[len(self.sentences) - 1]._replace(end=cut)
            self.sections.turn(PLAN_ROLE, cut, False, "")
            self.file(cut, last, self.sections.current(), self.sections.top().role)
        return 0

    cdef int may_turn(self, Py_ssize_t first, Py_ssize_t last, Py_ssize_t begin, bint paragraph) except -1:
        """As `_Walk._turn`."""
        cdef Py_ssize_t reach = min(last, begin + TURN_REACH), p = self.turn, colon
        cdef int role = NO_ROLE
        cdef bint mixed, comma = False
        cdef str words = ""
        while p > 0 and self.turning[p - 1] >= begin:
            p -= 1
        while self.turning[p] < begin:
            p += 1
        if self.turning[p] >= reach:
            return 0
        if self.rules.kinds.kind(self.letters.at[begin]) & OPENS_PART or self.rules.lacking.stands(
            self.letters.at, begin, min(last, begin + LACKING_REACH)
        ):
            told = self.rules.opening(self.text, begin, last, self.year)
            if told is not None:
                role = self.rules.role_of[told]
        for colon in range(begin, min(last, begin + LABEL_REACH)):
            if self.letters.at[colon] == c":":
                if not comma:
                    words = self.found.cut(begin, colon)
                break
            comma |= self.letters.at[colon] == c","
        if role == NO_ROLE and words:
            role = self.sections.role_of(words, &mixed)
        if role == NO_ROLE and self.sections.top().role == PROBLEM_ROLE and self.rules.opens_plan_label(self.text, begin, last):
            role = PLAN_ROLE
        if role == PROBLEM_ROLE or role == PLAN_ROLE:
            self.sections.turn(role, first, paragraph, words if paragraph else "")
        return 0


cdef int32_t *places(list found, Py_ssize_t behind) except NULL:
    """Offsets as numbers, with one behind them."""
    cdef Py_ssize_t count = len(found), at
    cdef int32_t *made = <int32_t *>PyMem_Malloc((count + 1) * sizeof(int32_t))
    if made == NULL:
        raise MemoryError()
    for at in range(count):
        made[at] = <int32_t>found[at]
    made[count] = <int32_t>behind
    return made
