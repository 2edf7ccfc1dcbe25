"""`read_hanzi` of words, list markers, and numerals with a unit of one character."""


cdef object short_hanzi(Numbers self, str text, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t n, Py_ssize_t floor):
    """The item whose first numeral stands at `i`; None: read it in Python."""
    cdef Py_UCS4 before = at[i - 1] if i else c"\n", after
    cdef Py_ssize_t j = i + 1, k
    cdef int follows
    if before == u"第" or before == c" " or before == u"其":
        return None
    if self.pairs[self.place(before, at[i])] or (i + 1 < n and self.pairs[self.place(at[i], at[i + 1])]):
        found = known_word(self, text, i, floor)
        if found is not None:
            return found
    while j < n and self.kinds.kind(at[j]) == NUMERAL:
        j += 1
    after = at[j] if j < n else c"\n"
    follows = self.sets.kind(after)
    if not follows & FOLLOWED:
        if before == u"几" or before == u"数" or before == u"前":
            return None
        if self.units.short.kind(after):
            return hanzi_count(self, text, at, i, j, floor, before)
        return hanzi_word(self, at, i, j, before, after)
    if j - i > 3:
        return None
    for k in range(i, j):
        if not self.sets.kind(at[k]) & MARKING:
            return None
    return hanzi_marker(self, at, i, j, floor, before, after)


cdef object known_word(Numbers self, str text, Py_ssize_t i, Py_ssize_t floor):
    """As `names.known_word`."""
    cdef Py_ssize_t before
    cdef str word
    for word, before, cls, reason in self.words_around.get(text[i - 1 : i + 1], ()) if i else ():
        if text.startswith(word, i - before):
            if not cls:
                break
            return self.rejected(max(i - before, floor), i - before + len(word), cls, reason)
    for word, before, cls, reason in self.words_from.get(text[i : i + 2], ()):
        if text.startswith(word, i):
            return self.rejected(i, i + len(word), cls, reason) if cls else None
    return None


cdef object hanzi_marker(
    Numbers self, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_ssize_t floor, Py_UCS4 before, Py_UCS4 after
):
    """As `hanzi._marker`."""
    cdef int around = self.sets.kind(before)
    cdef Py_UCS4 more = at[j + 1]
    if after == u"是":
        return None if more == u"否" or more == u"非" else self.rejected(i, j + 1, self.LIST, self.list_marker)
    if after == u"、":
        if self.sets.kind(more) & MARKING and not around & BOUNDARY:
            return None
        if around & CLAUSE or j - i > 1 or at[i] != u"一":
            return self.rejected(i, j + 1, self.LIST, self.heading_number)
        return None
    if after == c")":
        if before == c"(":
            return self.rejected(max(i - 1, floor), j + 1, self.LIST, self.in_brackets)
        return self.rejected(i, j + 1, self.LIST, self.list_marker) if around & BOUNDARY else None
    if after == u"要" and around & CLAUSE:
        return self.rejected(i, j + 1, self.LIST, self.list_marker)
    return None


cdef object hanzi_count(
    Numbers self, str text, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_ssize_t floor, Py_UCS4 before
):
    """A plain numeral with a unit of one character and nothing behind it that may make it something else."""
    cdef Py_UCS4 unit_char = at[j], behind = at[j + 1]
    cdef int unit = self.units.short.kind(unit_char)
    if may_go_on(<Kinds>self.units.risky[unit], at, j + 1):
        return None
    if self.sets.kind(before) & BOUND and i > floor and self.bound_before(text, i, floor)[0]:
        return None
    if j - i == 1:
        if self.joins.kind(unit_char) & PLACE_UNIT and (self.joins.kind(behind) | self.joins.kind(at[j + 2] if behind else 0)) & PLACE:
            return None
        if at[i] == u"一" and (unit_char == u"起" or each_its(at, i)):
            return None
        if at[i] == u"二" and unit_char == u"次":
            return None
    if unit_char == u"点":
        return None
    if unit_char == u"个" and self.joins.kind(behind) & SLOGAN:
        return None
    if unit_char == u"次" and (behind == u"会" or behind == u"全"):
        return None
    numeral = self.parse(text[i:j])
    if numeral is None or numeral[2] != self.plain_form:
        return None
    return self.counted(i, j, <double>numeral[0] / self.units.divisor[unit], unit)


cdef object hanzi_word(Numbers self, Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_UCS4 before, Py_UCS4 after):
    """一 inside a word."""
    if j - i > 1 or at[i] != u"一" or not 0x4E00 <= after <= 0x9FA5 or self.joins.kind(after) & TAIL:
        return None
    if before == u"周" or before == u"期" or self.joins.kind(before) & SURNAME or each_its(at, i):
        return None
    return self.rejected(i, j, self.WORD, self.in_word)


cdef int each_its(Py_UCS4 *at, Py_ssize_t i) noexcept:
    """`names.each_its` may find something: another 一 or a bracket stands close behind the one at `i`."""
    cdef Py_ssize_t k
    for k in range(i + 1, i + 4):
        if at[k] == 0:
            return 0
        if at[k] == u"一" or at[k] == c"(":
            return 1
    return 0
