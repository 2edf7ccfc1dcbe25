"""`clean.clean` of a source without markup."""

# What a blank is: every blank is noise.
DEF NOISE = 1
DEF ENDS_LINE = 2
DEF PARTS = 4
DEF FIXED = 8
DEF FIGURE = 16
DEF POINT = 32

cdef object int_array = array("i")


@final
cdef class Cleaner:
    """Blanks by what they do, and the plain forms of characters."""

    cdef Kinds kinds
    cdef Folder folder
    cdef bint calm

    def __init__(self, dict plain):
        """`plain` is what `clean` lays out: sets of characters as text, and the plain form of each character that has one."""
        cdef Kinds kinds
        kinds = self.kinds = Kinds()
        for name, bit in (
            ("noise", NOISE), ("line_ends", ENDS_LINE), ("parting", PARTS), ("fixed", FIXED), ("digits", FIGURE), ("points", POINT),
        ):
            kinds.add(plain[name], bit)
        kinds.of[0] |= NOISE if "\0" in plain["noise"] else 0
        self.folder = Folder(plain["folds"])
        self.calm = kinds.calm() and self.folder.calm

    def clean(self, str source):
        """`(text, index, columns)` as `clean._Builder` makes them."""
        cdef Letters letters = Letters(source)
        cdef Py_UCS4 *at = letters.at
        cdef Py_UCS4 *folds = self.folder.forms
        cdef Py_UCS4 last = c"\n"
        cdef Py_ssize_t n = letters.size, p = 0, start, size = 0
        cdef Py_UCS4 *made = <Py_UCS4 *>PyMem_Malloc((n + 1) * sizeof(Py_UCS4))
        cdef int32_t *index = <int32_t *>PyMem_Malloc((n + 1) * sizeof(int32_t))
        cdef list columns = []
        cdef int kind, parts
        cdef bint calm = self.calm
        try:
            if made == NULL or index == NULL:
                raise MemoryError()
            while p < n:
                if calm and IDEOGRAPHS <= at[p] < BEHIND_IDEOGRAPHS:
                    last = made[size] = at[p]
                    index[size] = <int32_t>p
                    size += 1
                    p += 1
                    continue
                if not self.kinds.kind(at[p]) & NOISE:
                    last = at[p]
                    made[size] = folds[last] if last < ROOM else last
                    index[size] = <int32_t>p
                    size += 1
                    p += 1
                    continue
                start = p
                p += 1
                while p < n and self.kinds.kind(at[p]) & NOISE:
                    p += 1
                if last == c"\n":
                    continue
                kind = self.gap(at, start, p)
                if kind == ENDS_LINE:
                    last = c"\n"
                    made[size] = last
                    index[size] = <int32_t>start
                    size += 1
                    continue
                if kind == NOISE:
                    continue
                if kind != PARTS:
                    columns.append(size)
                if kind != FIXED and self.kinds.kind(at[p]) & FIGURE and self.number_before(at, start, last):
                    last = c"\t" if kind == (PARTS | FIXED) else c" "
                    made[size] = last
                    index[size] = <int32_t>start
                    size += 1
            while size and made[size - 1] == c"\n":
                size -= 1
            text = PyUnicode_FromKindAndData(4, made, size)
            places = clone(int_array, size, False)
            if size:
                memcpy((<array>places).data.as_ints, index, size * sizeof(int32_t))
            return text, places, tuple(columns)
        finally:
            PyMem_Free(made)
            PyMem_Free(index)

    cdef int gap(self, Py_UCS4 *at, Py_ssize_t start, Py_ssize_t end) noexcept:
        """ENDS_LINE a line end, NOISE nothing, FIXED a column's edge, PARTS one blank, PARTS | FIXED a wide blank."""
        cdef Py_ssize_t p
        cdef int kind, parting = 0, fixed = 0, tab = 0
        for p in range(start, end):
            kind = self.kinds.kind(at[p])
            if kind & ENDS_LINE:
                return ENDS_LINE
            parting += (kind & PARTS) != 0
            fixed += (kind & FIXED) != 0
            tab |= at[p] == c"\t"
        if not parting:
            return FIXED if fixed > 1 else NOISE
        return PARTS | FIXED if parting > 1 or tab else PARTS

    cdef int number_before(self, Py_UCS4 *at, Py_ssize_t start, Py_UCS4 last) noexcept:
        """A digit, or a digit and a point."""
        if self.kinds.kind(last) & FIGURE:
            return 1
        return self.kinds.kind(last) & POINT and start > 1 and self.kinds.kind(at[start - 2]) & FIGURE
