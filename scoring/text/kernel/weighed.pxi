"""What a number with its unit comes to; see `bounds`."""


cdef object weighed(
    Numbers self, str text, Py_UCS4 *at, Py_ssize_t floor, Py_ssize_t i, Py_ssize_t j, Py_ssize_t stop, Py_ssize_t number_end, Py_ssize_t end,
    int exponent, int over, int unit, bint bound
):
    """As `bounds.measured` of the figures `[i, stop)` with a point at `j`, without a bound word behind the unit."""
    cdef double value
    cdef object kind = self.over if over else self.empty, word, begin = i, name = self.units.names[unit], cls, first = i, made
    value = scaled(at, i, j, stop, exponent) if exponent else value_of(at, i, j, stop, self.units.divisor[unit])
    cls = self.class_of[name]
    if bound:
        word, begin = self.bound_before(text, i, floor)
        if word == self.near and name in self.spans:
            word, begin = self.empty, i
        if not over:
            kind = word
    if kind:
        return self.finished(begin, end, i, number_end, cls, value, kind, name, text[i:stop], exponent)
    made = made_of(self.quantity, 14)
    put(made, 0, begin)
    put(made, 1, end)
    put(made, 2, first)
    put(made, 3, number_end)
    put(made, 4, cls)
    word = value
    put(made, 5, word)
    put(made, 6, word)
    put(made, 7, word)
    put(made, 8, False)
    put(made, 9, False)
    put(made, 10, self.exact)
    put(made, 11, False)
    put(made, 12, name)
    put(made, 13, self.empty)
    return made


cdef inline void put(object made, Py_ssize_t at, object item):
    Py_INCREF(item)
    PyTuple_SET_ITEM(made, at, item)
