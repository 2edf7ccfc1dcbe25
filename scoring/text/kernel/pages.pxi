"""What is looked for in the head and tail of a page: lines, and labels before colons; see `documents.metadata`."""

DEF LONGEST_LABEL = 32
DEF MOST_BLANKS = 6

cdef extern from "Python.h":
    int Py_UNICODE_ISSPACE(Py_UCS4 char)


def lines(str text, Py_ssize_t start, Py_ssize_t end):
    """The lines (and cells between bars) of `text[start:end]` that are not blank, without the white space at their ends."""
    cdef Letters letters = Letters(text)
    cdef Py_UCS4 *at = letters.at
    cdef Py_ssize_t left, right, stop
    cdef list found = []
    end = min(end, letters.size)
    while start < end:
        stop = start
        while stop < end and at[stop] != c"\n" and at[stop] != c"|":
            stop += 1
        left, right = start, stop
        while left < right and Py_UNICODE_ISSPACE(at[left]):
            left += 1
        while left < right and Py_UNICODE_ISSPACE(at[right - 1]):
            right -= 1
        if left < right:
            found.append((left, right))
        start = stop + 1
    return found


def any_of(str text, str chars):
    """Whether one of some characters, none of which is an ideograph, stands in a text."""
    cdef Letters letters = Letters(text)
    cdef Py_ssize_t p, size = len(chars)
    cdef Py_UCS4 char, one
    for p in range(letters.size):
        char = letters.at[p]
        if char < 0x80 or IDEOGRAPHS <= char < BEHIND_IDEOGRAPHS:
            continue
        for one in chars:
            if one == char:
                return True
    return False


def centuries(str text):
    """Where 20 stands, a figure from 0 to 4, another, and one more or 日 or 月."""
    cdef Letters letters = Letters(text)
    cdef Py_UCS4 *at = letters.at
    cdef Py_ssize_t p
    cdef list found = []
    for p in range(letters.size - 4):
        if at[p] == c"2" and at[p + 1] == c"0" and c"0" <= at[p + 2] <= c"4" and Py_UNICODE_ISDECIMAL(at[p + 3]):
            if at[p + 4] == u"日" or at[p + 4] == u"月" or Py_UNICODE_ISDECIMAL(at[p + 4]):
                found.append(p)
    return found


@final
cdef class Labels:
    """Labels of the header of a page."""

    cdef object words
    cdef frozenset pairs
    cdef Kinds lasts
    cdef Py_ssize_t longest, beside

    def __init__(self, words, str lasts, frozenset pairs, Py_ssize_t longest, Py_ssize_t beside):
        """The labels, what they end with (one character, two), the length of the longest, and how far blanks may part one."""
        if longest + 2 > LONGEST_LABEL:
            raise ValueError("too long a label")
        self.words, self.pairs, self.longest, self.beside = frozenset(words), pairs, longest, beside
        self.lasts = Kinds()
        self.lasts.add(lasts, 1)

    def before_colons(self, str text, Py_ssize_t start, Py_ssize_t end):
        """As `header._colon_labels`."""
        cdef Letters letters = Letters(text)
        cdef Py_ssize_t colon
        cdef list marks = []
        end = min(end, letters.size)
        for colon in range(start, end):
            if letters.at[colon] == c":":
                word = self.word_before(text, letters.at, colon, start)
                if word is not None:
                    marks.append((word[0], colon + 1, colon, word[1]))
        return marks

    cdef object word_before(self, str text, Py_UCS4 *at, Py_ssize_t colon, Py_ssize_t floor):
        cdef Py_ssize_t p, length, begin, count = 0
        cdef int gap = 0
        cdef Py_UCS4 char = at[colon - 1] if colon > floor else 0
        cdef Py_ssize_t starts[LONGEST_LABEL]
        cdef bint apart[LONGEST_LABEL]
        cdef str word
        if colon == floor:
            return None
        if not is_blank(char):
            if not self.lasts.kind(char) or colon - 1 <= floor:
                return None
            if not is_blank(at[colon - 2]) and text[colon - 2 : colon] not in self.pairs:
                return None
        for p in range(max(floor, colon - self.longest - 1), colon):
            if is_blank(at[p]):
                break
        else:
            for length in range(self.longest, 1, -1):
                begin = colon - length
                if begin >= floor and (length > 2 or begin == floor or not 0x4E00 <= at[begin - 1] <= 0x9FFF):
                    word = text[begin:colon]
                    if word in self.words:
                        return begin, word
            return None
        p = colon - 1
        while p >= floor and count < self.longest + 1 and colon - p <= self.beside + self.longest:
            char = at[p]
            if is_blank(char):
                gap += 1
                if gap > MOST_BLANKS:
                    break
            elif 0x4E00 <= char <= 0x9FFF:
                if count == 0 and not self.lasts.kind(char):
                    return None
                apart[count] = count > 0 and gap > 0
                starts[count] = p
                count += 1
                gap = 0
            else:
                break
            p -= 1
        for length in range(min(count, self.longest), 1, -1):
            # A word of two characters must not continue a longer one.
            if length == 2 and count > 2 and not apart[2]:
                continue
            word = "".join([text[starts[begin]] for begin in range(length - 1, -1, -1)])
            if word in self.words:
                return starts[length - 1], word
        return None


cdef inline bint is_blank(Py_UCS4 char) noexcept:
    return char == c" " or char == c"\t" or char == 0x3000 or char == 0xA0
