"""Which of many words a text holds, and what kinds of characters it is made of."""

DEF LONGEST_WORD = 16


@final
cdef class Words:
    """Words to look for, all in one pass."""

    cdef Kinds heads, seconds
    cdef Py_UCS4 *letters
    cdef int *next_word
    cdef int first[256]
    cdef list words
    cdef int count

    def __cinit__(self, words):
        cdef int number, at, group = 0
        cdef str word
        cdef Py_UCS4 char
        self.words = list(words)
        self.count = len(self.words)
        self.letters = <Py_UCS4 *>PyMem_Malloc(max(1, self.count) * LONGEST_WORD * sizeof(Py_UCS4))
        self.next_word = <int *>PyMem_Malloc(max(1, self.count) * sizeof(int))
        if self.letters == NULL or self.next_word == NULL:
            raise MemoryError()
        self.heads = Kinds()
        self.seconds = Kinds()
        for number in range(self.count):
            word = self.words[number]
            if not 2 <= len(word) < LONGEST_WORD:
                raise ValueError(f"a word of {len(word)} characters")
            at = 0
            for char in word:
                self.letters[number * LONGEST_WORD + at] = char
                at += 1
            self.letters[number * LONGEST_WORD + at] = 0
            self.seconds.mark(word[1], 1)
            char = word[0]
            if not self.heads.kind(char):
                group += 1
                if group > 255 or char >= ROOM:
                    raise ValueError("too many first characters")
                self.heads.mark(word[0], group)
                self.first[group] = -1
            self.next_word[number] = self.first[self.heads.kind(char)]
            self.first[self.heads.kind(char)] = number

    def __dealloc__(self):
        PyMem_Free(self.letters)
        PyMem_Free(self.next_word)

    def places(self, str text):
        """The words that occur in `text`, each with the place where it stands first."""
        cdef Letters letters = Letters(text)
        cdef Py_UCS4 *at = letters.at
        cdef Py_UCS4 *word
        cdef uint8_t *heads = self.heads.of
        cdef Py_ssize_t n = letters.size, p
        cdef int number, k, group
        cdef dict found = {}
        for p in range(n):
            group = heads[at[p]] if at[p] < ROOM else 0
            if group == 0 or not self.seconds.kind(at[p + 1]):
                continue
            number = self.first[group]
            while number >= 0:
                word = self.letters + number * LONGEST_WORD
                k = 1
                while word[k] and at[p + k] == word[k]:
                    k += 1
                if word[k] == 0 and self.words[number] not in found:
                    found[self.words[number]] = p
                number = self.next_word[number]
        return found

    cdef bint stands(self, Py_UCS4 *at, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Whether one of the words stands in a stretch."""
        cdef Py_UCS4 *word
        cdef Py_ssize_t p
        cdef int number, k, group
        for p in range(start, end - 1):
            group = self.heads.kind(at[p])
            if group == 0 or not self.seconds.kind(at[p + 1]):
                continue
            number = self.first[group]
            while number >= 0:
                word = self.letters + number * LONGEST_WORD
                k = 1
                while word[k] and p + k < end and at[p + k] == word[k]:
                    k += 1
                if word[k] == 0:
                    return True
                number = self.next_word[number]
        return False


@final
cdef class Census:
    """Counts the kinds of characters that tell whether a text was read with the right table."""

    cdef Kinds common

    def __init__(self, common):
        self.common = Kinds()
        self.common.mark(common, 1)

    def count(self, str text):
        """(Chinese characters, common ones among them, odd ones, those that are neither ASCII nor blanks, controls)."""
        cdef Letters letters = Letters(text)
        cdef Py_UCS4 char
        cdef uint8_t *common_of = self.common.of
        cdef Py_ssize_t p, chinese = 0, common = 0, odd = 0, beyond = 0, controls = 0
        for p in range(letters.size):
            char = letters.at[p]
            if 0x3400 <= char < 0xA000:
                chinese += 1
                beyond += 1
                common += common_of[char]
            elif char < 0x80:
                if char < 0x09 or (0x0E <= char < 0x20 and char != 0x1A):
                    controls += 1
                    odd += 1
                elif char == 0x7F:
                    odd += 1
            elif char != 0xA0 and char != 0x3000:
                beyond += 1
                if 0x80 <= char < 0xA0:
                    odd += char != 0x85
                elif 0xE000 <= char < 0xF900 or char >= 0xF0000:
                    odd += 1
                elif 0x20000 <= char < 0x40000:
                    chinese += 1
        return chinese, common, odd, beyond, controls
