"""Units of numbers: which one stands at a place, and what must not stand behind it."""

DEF MOST_UNITS = 250
DEF LONGEST_UNIT = 8


@final
cdef class Units:
    """Units by number, from 1; those of one character first."""

    # The unit of one character; what must not follow it.
    cdef Kinds short
    cdef list risky
    # The longest of the longer units by their first character, and the next one of each; what must not follow them.
    cdef Kinds long_first, ends_badly
    cdef int long_next[MOST_UNITS]
    cdef Py_UCS4 letters[MOST_UNITS][LONGEST_UNIT]
    cdef list names, cls_of
    cdef double divisor[MOST_UNITS]
    cdef int size[MOST_UNITS]
    cdef int takes_bound[MOST_UNITS]
    cdef int guarded[MOST_UNITS]

    def __init__(self, dict plain):
        """Units of one character: what must not follow them, their class, and what their figures are divided by; then longer ones."""
        cdef int number = 0, last, at
        cdef Py_UCS4 char
        cdef str unit
        self.short, self.long_first, self.ends_badly = Kinds(), Kinds(), Kinds()
        self.risky, self.cls_of, self.names = [None], [None], [None]
        if len(plain["units"]) + len(plain["long_units"]) >= MOST_UNITS:
            raise ValueError("too many units")
        for unit, risky, cls, divisor, takes_bound in plain["units"]:
            number += 1
            self.short.mark(unit, number)
            behind = Kinds()
            (<Kinds>behind).mark(risky, 1)
            self.risky.append(behind)
            self.cls_of.append(cls)
            self.names.append(unit)
            self.divisor[number] = divisor
            self.takes_bound[number] = takes_bound
            self.size[number] = 1
        # The longest first; of a chain each names the next.
        for unit in sorted(plain["long_units"], key=len, reverse=True):
            number += 1
            if len(unit) >= LONGEST_UNIT:
                raise ValueError("too long a unit")
            at = 0
            for char in unit:
                self.letters[number][at] = char
                at += 1
            self.letters[number][at] = 0
            self.long_next[number] = 0
            self.size[number] = at
            self.takes_bound[number] = 1
            self.divisor[number] = 1
            self.guarded[number] = unit in plain["guarded"]
            self.names.append(unit)
            last = self.long_first.kind(ord(unit[0]))
            if last == 0:
                self.long_first.mark(unit[0], number)
            else:
                while self.long_next[last]:
                    last = self.long_next[last]
                self.long_next[last] = number
        self.ends_badly.mark(plain["ends_badly"], 1)

    cdef int longest(self, Py_UCS4 *at, Py_ssize_t p) noexcept:
        """The longest unit of several characters at `p`; 0 if there is none."""
        cdef int unit = self.long_first.kind(at[p]), k
        while unit:
            k = 1
            while self.letters[unit][k] and at[p + k] == self.letters[unit][k]:
                k += 1
            if self.letters[unit][k] == 0:
                return unit
            unit = self.long_next[unit]
        return 0


cdef inline bint may_go_on(Kinds risky, Py_UCS4 *at, Py_ssize_t p) noexcept:
    """Whether something stands at `p`, right behind a unit, that may belong to it. Of brackets (含…)以上 does, no other."""
    return risky.kind(at[p]) != 0 and (at[p] != c"(" or at[p + 1] == u"含")
