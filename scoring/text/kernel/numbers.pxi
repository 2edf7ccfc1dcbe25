"""`quantities.read`: the short forms of numbers here, all others by the functions of `arabic`, `hanzi` and `marks`."""

DEF DIGIT = 1
DEF NUMERAL = 2
DEF FORMAL = 3
DEF FIRST = 4
DEF QUOTE = 5
DEF STRAIGHT = 6
DEF TITLE = 7
DEF CIRCLED = 8
DEF FOLDED = 9

# What a character may be besides.
DEF ODD_BEFORE = 1
DEF ODD_AFTER = 2
DEF BOUND = 4
DEF MARKING = 8
DEF BOUNDARY = 16
DEF CLAUSE = 32
DEF NAME_STOP = 64
DEF FOLLOWED = 128

# What a character may begin or end behind a number.
DEF TAIL = 1
DEF NAMED = 2
DEF PLACE = 4
DEF PLACE_UNIT = 8
DEF SLOGAN = 16
DEF SURNAME = 32

DEF LONGEST_TITLE = 80
DEF LONGEST_NAME = 24


@final
cdef class Numbers:
    """The tables of the reader and the functions for what is read in Python."""

    cdef Kinds kinds, sets, goes_on, at_least, range_marks, joins
    cdef Units units
    cdef uint8_t *pairs
    # `valued`: only what has a value is given.
    cdef bint valued, calm
    cdef object passed
    cdef Py_ssize_t passed_end
    cdef object over, near, class_of, spans, bound_before, finished
    cdef dict words_from, words_around, folded
    cdef object quantity, arabic, hanzi, quoted, title, formal, measured, at_least_word, parse, plain_form
    cdef object count, exact, empty, ordinal_reason, roman_reason
    cdef object list_marker, heading_number, in_brackets, year_reason, date_reason, title_reason, quoted_reason
    cdef object LIST, YEAR, DATE, TITLE_CLASS, NAME, ORDINAL, WORD, OTHER, in_word
    cdef str firsts

    def __cinit__(self):
        self.pairs = <uint8_t *>PyMem_Malloc(ROOM)
        if self.pairs == NULL:
            raise MemoryError()
        memset(self.pairs, 0, ROOM)

    def __dealloc__(self):
        PyMem_Free(self.pairs)

    def __init__(self, dict plain, bint valued=False):
        """`plain` is what `reader` lays out: sets of characters as text, units with their classes, and functions by name."""
        self.valued = valued
        self.quantity = plain["quantity"]
        self.arabic, self.hanzi, self.quoted = plain["arabic"], plain["hanzi"], plain["quoted"]
        self.title, self.formal = plain["title"], plain["formal"]
        self.words_from, self.words_around = plain["words_from"], plain["words_around"]
        self.folded = plain["folded"]
        self.measured, self.at_least_word = plain["measured"], "以上"
        self.over, self.near, self.class_of, self.spans = plain["over"], plain["near"], plain["class_of"], plain["spans"]
        self.bound_before, self.finished = plain["bound_before"], plain["finished"]
        self.firsts, self.exact, self.empty = plain["firsts"], "exact", ""
        self.LIST, self.YEAR, self.DATE, self.TITLE_CLASS, self.NAME, self.ORDINAL, self.WORD, self.OTHER = plain["classes"]
        self.parse, self.plain_form, self.in_word = plain["parse"], plain["plain"], plain["in_word"]
        self.list_marker, self.heading_number = "list marker", "heading number"
        self.in_brackets, self.year_reason, self.date_reason = "list marker in brackets", "year", "date"
        self.title_reason, self.quoted_reason, self.ordinal_reason, self.roman_reason = "inside a title", "quoted name", "ordinal", "Roman numeral"
        kinds = self.kinds = Kinds()
        kinds.mark("0123456789", DIGIT)
        kinds.mark(plain["numerals"], NUMERAL)
        kinds.mark(plain["formals"], FORMAL)
        kinds.mark("首", FIRST)
        kinds.mark("“‘「『", QUOTE)
        kinds.mark("\"", STRAIGHT)
        kinds.mark("《", TITLE)
        kinds.mark(plain["circled"], CIRCLED)
        kinds.mark(self.folded, FOLDED)
        self.passed = object()
        self.calm = True
        for char in self.folded:
            self.calm = self.calm and not IDEOGRAPHS <= ord(char) < BEHIND_IDEOGRAPHS
        sets = self.sets = Kinds()
        for name, bit in (
            ("odd_before", ODD_BEFORE), ("odd_after", ODD_AFTER), ("bounds", BOUND), ("marking", MARKING), ("boundary", BOUNDARY),
            ("clause", CLAUSE), ("name_stops", NAME_STOP), ("followed", FOLLOWED),
        ):
            sets.add(plain[name], bit)
        self.units = Units(plain)
        self.at_least, self.range_marks = Kinds(), Kinds()
        self.at_least.mark(plain["not_at_least"], 1)
        self.range_marks.mark(plain["range_marks"], 1)
        joins = self.joins = Kinds()
        for name, bit in (
            ("tails", TAIL), ("named_after", NAMED), ("places", PLACE), ("place_units", PLACE_UNIT), ("slogans", SLOGAN), ("surnames", SURNAME),
        ):
            joins.add(plain[name], bit)
        goes_on = self.goes_on = Kinds()
        goes_on.mark(plain["year_goes_on"], 1)
        cdef str pair
        for pair in (*self.words_from, *self.words_around):
            self.pairs[self.place(ord(pair[0]), ord(pair[1]))] = 1

    cdef inline int place(self, Py_UCS4 first, Py_UCS4 second) noexcept nogil:
        return (<int>first * 31 + <int>second * 1021) & 0xFFFF

    cdef object rejected(self, Py_ssize_t start, Py_ssize_t end, object cls, object reason):
        if self.valued:
            # Only where it ends is asked for.
            self.passed_end = end
            return self.passed
        cdef object made = made_of(self.quantity, 14)
        cdef object first = start, last = end
        put(made, 0, first)
        put(made, 1, last)
        put(made, 2, first)
        put(made, 3, last)
        put(made, 4, cls)
        put(made, 5, None)
        put(made, 6, None)
        put(made, 7, None)
        put(made, 8, False)
        put(made, 9, False)
        put(made, 10, self.exact)
        put(made, 11, False)
        put(made, 12, self.empty)
        put(made, 13, reason)
        return made

    cdef object counted(self, Py_ssize_t start, Py_ssize_t end, double value, int unit):
        """The figures `[start, end)` with the unit of one character behind them; 0: without a unit."""
        cdef object made = made_of(self.quantity, 14)
        cdef object first = start, stated = value
        put(made, 0, first)
        put(made, 1, end + 1 if unit else end)
        put(made, 2, first)
        put(made, 3, end)
        put(made, 4, self.units.cls_of[unit] if unit else self.OTHER)
        put(made, 5, stated)
        put(made, 6, stated)
        put(made, 7, stated)
        put(made, 8, False)
        put(made, 9, False)
        put(made, 10, self.exact)
        put(made, 11, False)
        put(made, 12, self.units.names[unit] if unit else self.empty)
        put(made, 13, self.empty)
        return made

    def read(self, str text):
        """As `quantities.read`, or as `quantities.read_values`."""
        cdef Letters letters = Letters(text)
        cdef Py_UCS4 *at = letters.at
        cdef Py_ssize_t n = letters.size, p, i, j, done = 0, floor = 0
        cdef int kind, plain
        cdef list found = []
        cdef object item
        for p in range(n):
            if not (self.calm and IDEOGRAPHS <= at[p] < BEHIND_IDEOGRAPHS) and self.kinds.kind(at[p]) == FOLDED:
                for char, narrow in self.folded.items():
                    text = text.replace(char, narrow)
                letters = Letters(text)
                at = letters.at
                break
        p = 0
        while p < n:
            kind = self.kinds.kind(at[p])
            if kind == 0 or kind == FOLDED:
                p += 1
                continue
            i = p
            j = p + 1
            plain = 1
            if kind == DIGIT:
                while j < n:
                    if at[j] >= 128:
                        if not Py_UNICODE_ISDECIMAL(at[j]):
                            break
                        plain = 0
                    elif self.kinds.of[at[j]] != DIGIT:
                        break
                    j += 1
            elif kind == FIRST:
                if j >= n or at[j] not in self.firsts:
                    p = j
                    continue
            elif kind == QUOTE and not self.quote_leads(at, j, n):
                p = j
                continue
            p = j
            if i < done:
                if j <= done:
                    continue
                # An item has ended inside this run of figures.
                i = done
                while i < j and self.kinds.kind(at[i]) != DIGIT:
                    i += 1
                if i == j:
                    continue
                kind = DIGIT
            item = None
            if kind == DIGIT:
                if plain:
                    item = self.short_arabic(text, at, i, j, n, floor)
                if item is None:
                    item = self.arabic(text, i, j, floor)
            elif kind == NUMERAL:
                item = short_hanzi(self, text, at, i, n, floor)
                if item is None:
                    item = self.hanzi(text, i, floor)
            elif kind == QUOTE:
                item = self.short_quoted(at, i, n)
                if item is None:
                    item = self.quoted(text, i)
            elif kind == STRAIGHT:
                item = self.quoted(text, i)
            elif kind == TITLE:
                item = self.short_title(at, i, n)
                if item is None:
                    item = self.title(text, i)
            elif kind == FIRST:
                item = self.rejected(i, i + 2, self.ORDINAL, self.ordinal_reason)
            elif kind == FORMAL:
                item = self.formal(text, i, floor)
            elif 0x2160 <= at[i] <= 0x217F:
                item = self.rejected(i, i + 1, self.ORDINAL, self.roman_reason)
            else:
                item = self.rejected(i, i + 1, self.LIST, self.list_marker)
            if item is self.passed:
                floor = done = self.passed_end
            elif type(item) is self.quantity:
                floor = done = (<tuple>item)[1]
                if not self.valued or (<tuple>item)[5] is not None:
                    found.append(item)
            elif item is None:
                done = i + 1
            else:
                done = item or i + 1
        return found

    cdef int quote_leads(self, Py_UCS4 *at, Py_ssize_t j, Py_ssize_t n) noexcept:
        """A numeral stands in the short name that an opening quotation mark before `j` may begin."""
        cdef Py_ssize_t stop = min(n, j + LONGEST_NAME)
        cdef int kind
        while j < stop:
            kind = self.kinds.kind(at[j])
            if kind == DIGIT or kind == NUMERAL:
                return 1
            if self.sets.kind(at[j]) & NAME_STOP:
                return 0
            j += 1
        return 0

    cdef object short_arabic(self, str text, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_ssize_t n, Py_ssize_t floor):
        """`read_arabic` of figures with a unit, perhaps with 余, 万, 亿 or 以上, and of a year or date; None: read it there."""
        cdef Py_UCS4 before = at[i - 1] if i else c"\n", after = at[j] if j < n else c"\n"
        cdef int around = self.sets.kind(before), unit, over = 0, exponent = 0, k
        cdef Py_ssize_t size = j - i, stop = j, number_end, unit_end, end
        if size <= 2 and at[i] != c"0":
            # Most list markers.
            if before == c"\n" and (after == c"." or after == u"、") and IDEOGRAPHS <= at[j + 1] < BEHIND_IDEOGRAPHS:
                return self.rejected(i, j + 1, self.LIST, self.list_marker)
            if before == c"(" and after == c")":
                return self.rejected(max(i - 1, floor), j + 1, self.LIST, self.in_brackets)
        # Of more than four figures those with a unit, but what may be a date.
        if around & ODD_BEFORE or size > 8 or (size > 1 and at[i] == c"0"):
            return None
        if size > 4 and (after == c"." or (at[i] == c"2" and at[i + 1] == c"0") or (at[i] == c"1" and at[i + 1] == c"9")):
            return None
        if after == u"年":
            return self.short_year(at, i, j, n) if size == 4 else None
        if after == c".":
            stop = j + 1
            while stop < n and c"0" <= at[stop] <= c"9":
                stop += 1
            if stop == j + 1 or stop - j > 9 or not (at[stop] == c"%" or at[stop] == u"万" or at[stop] == u"亿"):
                return None
        elif self.sets.kind(after) & ODD_AFTER or (size == 4 and (after == c"," or after == u"和" or after == u"与" or after == u"及")):
            return None
        if i > 0 and (before == u"前" or before == c"-" or before == u"－" or before == u"−" or before == u"负"):
            return None
        if size <= 2 and stop == j and not self.joins.kind(after) & (TAIL | NAMED) and not (around & BOUND and i > floor):
            return self.counted(i, j, value_of(at, i, j, j, 1), 0)
        number_end = stop
        if at[stop] == u"万" or at[stop] == u"亿":
            exponent = 4 if at[stop] == u"万" else 8
            number_end = stop + 1
        unit_end = number_end
        if at[unit_end] == u"余":
            over = 1
            unit_end += 1
        unit = self.units.longest(at, unit_end)
        if unit:
            if self.units.guarded[unit]:
                return None
            unit_end += self.units.size[unit]
            k = may_go_on(self.units.ends_badly, at, unit_end)
        else:
            unit = self.units.short.kind(at[unit_end])
            unit_end += 1
            k = unit == 0 or may_go_on(<Kinds>self.units.risky[unit], at, unit_end)
        if not k and not over and not exponent and self.units.size[unit] == 1 and not (around & BOUND and i > floor):
            return self.counted(i, stop, value_of(at, i, j, stop, self.units.divisor[unit]), unit)
        end = unit_end
        if not k and (not exponent or self.units.divisor[unit] == 1):
            return weighed(self, text, at, floor, i, j, stop, number_end, end, exponent, over, unit, around & BOUND and i > floor)
        suffix = self.empty
        if k:
            if (
                unit == 0 or not self.units.takes_bound[unit] or at[end] != u"以" or at[end + 1] != u"上" or self.at_least.kind(at[end + 2])
                or self.range_marks.kind(at[end + 2])
            ):
                return None
            suffix = self.at_least_word
            end += 2
        return self.measured(
            text, floor, i, number_end, end, text[i:stop], exponent, over == 1, self.units.names[unit], unit_end, suffix
        )

    cdef object short_year(self, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_ssize_t n):
        """`arabic_date` of `2023年`, `2023年度` and of a date; None: read it there."""
        cdef Py_ssize_t end = j + 1, day
        cdef Py_UCS4 follows
        if not (at[i] == c"2" and at[i + 1] == c"0") and not (at[i] == c"1" and at[i + 1] == c"9"):
            return None
        follows = at[end] if end < n else c"\n"
        if follows == u"代":
            return None
        if follows == u"度":
            follows = at[end + 1] if end + 1 < n else c"\n"
            if self.goes_on.kind(follows):
                return None
            end += 1
        elif self.goes_on.kind(follows):
            return None
        elif follows == u"底" or follows == u"初" or follows == u"末" or follows == u"前":
            end += 1
            follows = at[end] if end < n else c"\n"
        if follows == c" ":
            return None
        if not c"0" <= follows <= c"9":
            return self.rejected(i, end, self.YEAR, self.year_reason)
        day = part_end(at, end, 12, u"月", u"月")
        if day < 0:
            return None
        if day == end:
            return self.rejected(i, end, self.YEAR, self.year_reason)
        if at[day] == u"份" or at[day] == u"底" or at[day] == u"初" or at[day] == u"末":
            day += 1
        if at[day] == c" ":
            return None
        end = day
        if c"0" <= at[day] <= c"9":
            end = part_end(at, day, 31, u"日", u"号")
            if end < 0:
                return None
        return self.rejected(i, end, self.DATE, self.date_reason)

    cdef object short_quoted(self, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t n):
        """`read_quoted` behind a curly or corner quotation mark; None where the words may state a rate."""
        cdef Py_ssize_t j = i + 1, stop = min(n, i + 1 + LONGEST_NAME)
        cdef Py_UCS4 char
        cdef int doubtful = 0
        while j < stop and not self.sets.kind(at[j]) & NAME_STOP:
            char = at[j]
            if char == c"%" or char == u"‰" or char == u"分" or char == u"成":
                doubtful = 1
            j += 1
        if j == i + 1 or j >= n or not (at[j] == u"”" or at[j] == u"’" or at[j] == u"」" or at[j] == u"』"):
            return i + 1
        return None if doubtful else self.rejected(i, j + 1, self.NAME, self.quoted_reason)

    cdef object short_title(self, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t n):
        """`read_title` of a title without another inside; None: read it there."""
        cdef Py_ssize_t j = i + 1, stop = min(n, i + 1 + LONGEST_TITLE)
        cdef int kind, numeral = 0
        while j < stop and at[j] != u"》" and at[j] != c"\n":
            kind = self.kinds.kind(at[j])
            if kind == TITLE:
                return None
            if kind == DIGIT or kind == NUMERAL:
                numeral = 1
            j += 1
        if j >= n or at[j] == c"\n":
            return i + 1
        if at[j] != u"》":
            return None
        return self.rejected(i, j + 1, self.TITLE_CLASS, self.title_reason) if numeral else j + 1
