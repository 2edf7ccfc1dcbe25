"""A text as an array of characters, and sets of characters as tables."""

DEF ROOM = 0x10000
DEF IDEOGRAPHS = 0x3400
DEF BEHIND_IDEOGRAPHS = 0xA000


@final
cdef class Letters:
    """The characters of a text, with two zeros behind them."""

    cdef Py_UCS4 *at
    cdef Py_ssize_t size

    def __cinit__(self, str text):
        self.size = len(text)
        self.at = <Py_UCS4 *>PyMem_Malloc((self.size + 2) * sizeof(Py_UCS4))
        if self.at == NULL:
            raise MemoryError()
        PyUnicode_AsUCS4(text, self.at, self.size + 1, 1)
        self.at[self.size + 1] = 0

    def __dealloc__(self):
        PyMem_Free(self.at)


@final
cdef class Kinds:
    """A number for each character of the basic plane; 0 for all others."""

    cdef uint8_t *of

    def __cinit__(self):
        self.of = <uint8_t *>PyMem_Malloc(ROOM)
        if self.of == NULL:
            raise MemoryError()
        memset(self.of, 0, ROOM)

    def __dealloc__(self):
        PyMem_Free(self.of)

    cdef inline int kind(self, Py_UCS4 char) noexcept nogil:
        return self.of[char] if char < ROOM else 0

    cdef int mark(self, chars, int kind) except -1:
        cdef Py_UCS4 char
        for char in chars:
            if 0 < char < ROOM:
                self.of[char] = kind
        return 0

    cdef bint calm(self) noexcept:
        """No ideograph is of any kind."""
        cdef Py_UCS4 code
        for code in range(IDEOGRAPHS, BEHIND_IDEOGRAPHS):
            if self.of[code]:
                return False
        return True

    cdef int add(self, chars, int bit) except -1:
        cdef Py_UCS4 char
        for char in chars:
            if 0 < char < ROOM:
                self.of[char] |= bit
        return 0


@final
cdef class Folder:
    """The plain form of each character that has one, one character for one."""

    cdef Py_UCS4 *forms
    # No ideograph has another form: most characters need not be looked up, which spares the memory of the tables.
    cdef bint calm

    def __cinit__(self, dict forms):
        cdef Py_UCS4 code
        cdef Py_UCS4 wide, narrow
        self.forms = <Py_UCS4 *>PyMem_Malloc(ROOM * sizeof(Py_UCS4))
        if self.forms == NULL:
            raise MemoryError()
        for code in range(ROOM):
            self.forms[code] = code
        for wide, narrow in forms.items():
            if wide < ROOM:
                self.forms[wide] = narrow
        self.calm = True
        for code in range(IDEOGRAPHS, BEHIND_IDEOGRAPHS):
            self.calm = self.calm and self.forms[code] == code

    def __dealloc__(self):
        PyMem_Free(self.forms)

    def fold(self, str text):
        """`text` in plain forms."""
        cdef Letters letters = Letters(text)
        cdef Py_UCS4 *at = letters.at
        cdef Py_UCS4 *forms = self.forms
        cdef Py_ssize_t p
        cdef bint calm = self.calm
        for p in range(letters.size):
            if not (calm and IDEOGRAPHS <= at[p] < BEHIND_IDEOGRAPHS) and at[p] < ROOM:
                at[p] = forms[at[p]]
        return PyUnicode_FromKindAndData(4, at, letters.size)


cdef double value_of(Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_ssize_t stop, double parts) noexcept:
    """The figures `[i, stop)`, with a point at `j` if that is before `stop`, divided by `parts`; one division: rounded once."""
    cdef double whole = 0
    cdef Py_ssize_t k
    for k in range(i, stop):
        if k != j:
            whole = whole * 10 + <int>at[k] - 48
            if k > j:
                parts *= 10
    return whole / parts


cdef double scaled(Py_UCS4 *at, Py_ssize_t i, Py_ssize_t j, Py_ssize_t stop, int exponent) noexcept:
    """The figures `[i, stop)`, with a point at `j` if that is before `stop`, times 10 to the `exponent`; one operation: rounded once."""
    cdef double whole = 0, power = 1
    cdef Py_ssize_t k
    for k in range(i, stop):
        if k != j:
            whole = whole * 10 + <int>at[k] - 48
    if j < stop:
        exponent -= <int>(stop - j - 1)
    for k in range(exponent if exponent >= 0 else -exponent):
        power *= 10
    return whole * power if exponent >= 0 else whole / power


cdef Py_ssize_t part_end(Py_UCS4 *at, Py_ssize_t start, int most, Py_UCS4 mark, Py_UCS4 other) noexcept:
    """Where a part of a date (`12月`) ends: figures from 1 to `most`, two at most, and one of the marks. `start` if there is none, -1 where
    blanks and the like make it hard to say."""
    cdef Py_ssize_t stop = start
    cdef int value = 0
    while c"0" <= at[stop] <= c"9" and stop - start < 4:
        value = value * 10 + <int>at[stop] - 48
        stop += 1
    if at[stop] != mark and at[stop] != other:
        return -1 if at[stop] == c" " or at[stop] >= 128 and Py_UNICODE_ISDECIMAL(at[stop]) else start
    return stop + 1 if stop - start <= 2 and 1 <= value <= most else start
