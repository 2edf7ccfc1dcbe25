"""Where sentences end, where a role may turn, and where enumerators are: `sentences`, `roles` and `headings`."""

# Kinds of characters for `Scanner`.
DEF STOP = 1
DEF CLOSER = 2
DEF COUNTING = 4
DEF NUMBER = 8
DEF SPECIAL = 16
DEF LEADING = 32
DEF OPENER = 64
# What a character may begin.
DEF FOR_ENDS = 1
DEF FOR_TURNS = 2
DEF FOR_MARKS = 4

DEF PART_STYLE = 0
DEF ORDINAL_STYLE = 1
DEF ITEM_STYLE = 2
DEF FIRST_STYLE = 3
DEF SECOND_STYLE = 4
DEF THIRD_STYLE = 5
DEF FOURTH_STYLE = 6
DEF SEQUENCE_STYLE = 7

DEF LONGEST_PROTECTED = 200
DEF MOST_TURNS = 64
DEF LONGEST_TURN = 8


@final
cdef class Scanner:
    """Sets of characters and words for what is looked for in a working text."""

    cdef Kinds kinds, turns, beginning
    # What follows the first character of a turning word: for each first character the words from `first` to `first + count`.
    cdef Py_UCS4 letters[MOST_TURNS][LONGEST_TURN]
    cdef int first[MOST_TURNS]
    cdef int count[MOST_TURNS]
    cdef tuple styles

    def __init__(self, dict plain):
        """`plain` is what `structure` lays out."""
        kinds = self.kinds = Kinds()
        kinds.add("。!?", STOP)
        kinds.add(plain["closers"], CLOSER)
        kinds.add("一二三四五六七八九十", COUNTING)
        kinds.add("0123456789", NUMBER)
        kinds.add(plain["special"], SPECIAL)
        kinds.add("首其再最", LEADING)
        self.styles = plain["styles"]
        kinds.add("“(《「‘", OPENER)
        beginning = self.beginning = Kinds()
        beginning.add("。!?.“(《「‘", FOR_ENDS)
        beginning.add("2:", FOR_TURNS)
        beginning.add([word[0] for word in plain["turns"]], FOR_TURNS)
        beginning.add("一二三四五六七八九十0123456789首其再最" + plain["special"], FOR_MARKS)
        self.read_turns(plain["turns"])

    cdef int read_turns(self, words) except -1:
        cdef dict groups = {}
        cdef str word, rest
        cdef int number = 0, group = 0, at
        cdef Py_UCS4 char
        for word in words:
            groups.setdefault(word[0], []).append(word[1:])
        if len(words) >= MOST_TURNS or len(max(words, key=len)) >= LONGEST_TURN:
            raise ValueError("too many turning words")
        self.turns = Kinds()
        for start, rests in groups.items():
            group += 1
            self.turns.mark(start, group)
            self.first[group] = number
            self.count[group] = len(rests)
            for rest in rests:
                at = 0
                for char in rest:
                    self.letters[number][at] = char
                    at += 1
                self.letters[number][at] = 0
                number += 1
        self.turns.mark("2", MOST_TURNS)
        self.turns.mark(":", MOST_TURNS + 1)
        return 0

    def find(self, str text):
        """The sentence ends, turning places and enumerators of a working text."""
        cdef Letters letters = Letters(text)
        cdef Py_UCS4 *at = letters.at
        cdef Py_ssize_t n = letters.size, p, stops = 0, turns = 0, cues = 0
        cdef uint8_t *first = self.beginning.of
        cdef int32_t *places = <int32_t *>PyMem_Malloc((3 * n + 1) * sizeof(int32_t))
        cdef int kind
        if places == NULL:
            raise MemoryError()
        try:
            for p in range(n):
                kind = first[at[p]] if at[p] < ROOM else 0
                if kind == 0:
                    continue
                if kind & FOR_ENDS:
                    places[stops] = <int32_t>p
                    stops += 1
                if kind & FOR_TURNS:
                    places[n + turns] = <int32_t>p
                    turns += 1
                if kind & FOR_MARKS:
                    places[2 * n + cues] = <int32_t>p
                    cues += 1
            return (
                self.sentence_ends(at, n, places, stops),
                self.turning_places(at, n, places + n, turns),
                self.marks(at, places + 2 * n, cues),
            )
        finally:
            PyMem_Free(places)

    cdef list sentence_ends(self, Py_UCS4 *at, Py_ssize_t n, int32_t *places, Py_ssize_t count):
        """As `sentences.sentence_ends`; `places` are those of stops, of opening marks, and of points."""
        cdef Py_ssize_t place, p = 0, start, shelter = 0, shelter_start = 0, ahead = 0, points = 0
        cdef list ends = []
        cdef int full, kind
        for place in range(count):
            start = places[place]
            if start < p:
                continue
            kind = self.kinds.kind(at[start])
            if kind & OPENER:
                if start >= ahead:
                    p = self.protected(at, start, n)
                    if p:
                        shelter_start, shelter = start, p
                        ahead = p
                    p = start
                continue
            if not kind & STOP:
                points += 1
                continue
            p = start
            full = 0
            while p < n and self.kinds.kind(at[p]) & STOP:
                full |= at[p] == u"。"
                p += 1
            while p < n and self.kinds.kind(at[p]) & CLOSER:
                p += 1
            # Closing marks end what is protected; an opening one is none of them.
            if shelter_start < start and p < shelter:
                continue
            if self.kinds.kind(at[p - 1]) & STOP or not goes_on(at, p, n, full):
                ends.append(p)
        if points:
            return self.with_points(at, n, ends)
        return ends

    cdef Py_ssize_t protected(self, Py_UCS4 *at, Py_ssize_t p, Py_ssize_t n) noexcept:
        """Where the quotation or bracket with a stop inside that begins at `p` ends; 0 if there is none."""
        cdef Py_UCS4 opens = at[p], closes
        cdef Py_ssize_t limit = LONGEST_PROTECTED, q = p + 1, stop
        if opens == u"“":
            closes = u"”"
        elif opens == c"(":
            closes = c")"
        elif opens == u"《":
            closes = u"》"
            limit = 100
        elif opens == u"「":
            closes = u"」"
        elif opens == u"‘":
            closes = u"’"
        else:
            return 0
        stop = min(n, q + limit)
        while q < stop and at[q] != opens and at[q] != closes and at[q] != c"\n" and not self.kinds.kind(at[q]) & STOP:
            q += 1
        if q >= n or not self.kinds.kind(at[q]) & STOP:
            return 0
        q += 1
        stop = min(n, q + limit)
        while q < stop and at[q] != opens and at[q] != closes and at[q] != c"\n":
            q += 1
        return q + 1 if q < n and at[q] == closes else 0

    cdef list with_points(self, Py_UCS4 *at, Py_ssize_t n, list ends):
        """The points that stand for 。 added, where they are many."""
        cdef list points = []
        cdef Py_ssize_t p
        cdef Py_UCS4 before, after
        for p in range(1, n):
            if at[p] == c".":
                before = at[p - 1]
                after = at[p + 1]
                if (0x4E00 <= before <= 0x9FFF or before == u"”" or before == c")" or before == u"》") and (
                    p + 1 == n or 0x4E00 <= after <= 0x9FFF or after == c"(" or after == u"“" or after == u"《" or after == c"\n"
                ):
                    points.append(p + 1)
        return sorted({*ends, *points}) if len(points) > 2 * len(ends) else ends

    cdef list turning_places(self, Py_UCS4 *at, Py_ssize_t n, int32_t *places, Py_ssize_t count):
        """As `roles.turning_places`; `places` are those of first characters."""
        cdef Py_ssize_t place, p
        cdef list found = []
        cdef int group
        for place in range(count):
            p = places[place]
            group = self.turns.kind(at[p])
            if group == MOST_TURNS:
                if at[p + 1] == c"0" and p + 4 < n and self.kinds.kind(at[p + 2]) & self.kinds.kind(at[p + 3]) & NUMBER and at[p + 4] == u"年":
                    found.append(p)
            elif group > MOST_TURNS or self.turn(at, p + 1, group):
                found.append(p)
        return found

    cdef int turn(self, Py_UCS4 *at, Py_ssize_t p, int group) noexcept:
        """One of the words of a group goes on at `p`."""
        cdef int number, k
        cdef Py_UCS4 *rest
        for number in range(self.first[group], self.first[group] + self.count[group]):
            rest = self.letters[number]
            k = 0
            while rest[k] and at[p + k] == rest[k]:
                k += 1
            if rest[k] == 0:
                return 1
        return 0

    cdef list marks(self, Py_UCS4 *at, int32_t *places, Py_ssize_t count):
        """As `headings.find_enumerators`; `places` are those of first characters."""
        cdef Py_ssize_t place, p, ahead = 0, end, start
        cdef list found = []
        cdef int style
        for place in range(count):
            p = places[place]
            if p < ahead:
                continue
            end = self.cue_end(at, p, self.kinds.kind(at[p]))
            if not end:
                continue
            start = p - 1 if p and (at[p - 1] == u"第" or at[p - 1] == c"(") else p
            ahead = end
            style = self.style(at, start, &end)
            if style >= 0:
                found.append((start, end, self.styles[style]))
        return found

    cdef Py_ssize_t cue_end(self, Py_UCS4 *at, Py_ssize_t p, int kind) noexcept:
        cdef Py_ssize_t q = p + 1
        cdef Py_UCS4 char
        while q < p + 3 and self.kinds.kind(at[q]) & (COUNTING | NUMBER):
            q += 1
        char = at[q]
        if (
            char == u"、" or char == c"." or char == c")" or char == u"是" or char == u"要" or char == c"," or char == c":"
            or char == u"章" or char == u"篇" or char == u"节"
        ):
            return q + 1
        if char == u"部" and at[q + 1] == u"分":
            return q + 2
        if kind & SPECIAL:
            return p + 1
        char = at[p + 1]
        if char == u"先" or char == u"次" or char == u"后":
            char = at[p + 2]
            if char == c"," or char == c":" or char == u"是" or char == u"要":
                return p + 2
        return 0

    cdef Py_ssize_t run(self, Py_UCS4 *at, Py_ssize_t p, int kind) noexcept:
        """How many characters of a kind stand at `p`, 4 at most."""
        cdef Py_ssize_t q = p
        while q < p + 4 and self.kinds.kind(at[q]) & kind:
            q += 1
        return q - p

    cdef int style(self, Py_UCS4 *at, Py_ssize_t p, Py_ssize_t *end) noexcept:
        """The style of the enumerator at `p`, and its end; -1 if there is none."""
        cdef Py_UCS4 char = at[p], after, before = at[p - 1] if p else 0
        cdef Py_ssize_t count, q
        cdef int bracket
        if char == u"第":
            count = self.run(at, p + 1, COUNTING)
            q = p + 1 + count
            after = at[q]
            if not 1 <= count <= 3:
                return -1
            if after == u"部" and at[q + 1] == u"分":
                end[0] = q + 2
                return PART_STYLE
            if (after == u"章" or after == u"篇" or after == u"节") and at[q + 1] != u"程":
                end[0] = q + 1
                return PART_STYLE
            if count > 2:
                return -1
            end[0] = q + 1
            if after == u"是":
                return ORDINAL_STYLE
            if after == c":" or after == c"," or after == u"、":
                if at[q + 1] == u"第" or self.counts_on(at, q + 1, 0):
                    return -1
                return ORDINAL_STYLE
            return -1
        if self.kinds.kind(char) & COUNTING:
            count = self.run(at, p, COUNTING)
            q = p + count
            after = at[q]
            end[0] = q + 1
            if count <= 2:
                if after == u"是" and at[q + 1] != u"否":
                    return ITEM_STYLE
                if after == u"要" and not self.is_thing(at[q + 1]):
                    return ITEM_STYLE
            if count > 3:
                return -1
            if after == u"、" or after == c".":
                if before == u"第" or self.kinds.kind(before) & COUNTING or self.counts_on(at, q + 1, 3):
                    return -1
                return FIRST_STYLE
            return SECOND_STYLE if after == c")" else -1
        if self.kinds.kind(char) & SPECIAL:
            end[0] = p + 1
            if char >= 0x3220:
                return SECOND_STYLE
            return THIRD_STYLE if char >= 0x2488 else FOURTH_STYLE
        bracket = char == c"("
        if bracket:
            count = self.run(at, p + 1, COUNTING)
            if 1 <= count <= 3 and at[p + 1 + count] == c")":
                end[0] = p + count + 2
                return SECOND_STYLE
        if bracket or self.kinds.kind(char) & NUMBER:
            if self.kinds.kind(before) & NUMBER or before == c".":
                return -1
            count = self.run(at, p + bracket, NUMBER)
            q = p + bracket + count
            if not 1 <= count <= 2:
                return -1
            end[0] = q + 1
            if not bracket and (at[q] == c"." or at[q] == u"、") and not self.kinds.kind(at[q + 1]) & NUMBER:
                return THIRD_STYLE
            return FOURTH_STYLE if at[q] == c")" else -1
        after = at[p + 1]
        if (
            (char == u"首" and after == u"先") or ((char == u"其" or char == u"再") and after == u"次") or (char == u"最" and after == u"后")
        ):
            after = at[p + 2]
            if after == c"," or after == c":" or after == u"是" or after == u"要":
                end[0] = p + 3
                return SEQUENCE_STYLE
        return -1

    cdef int is_thing(self, Py_UCS4 char) noexcept:
        return char == u"素" or char == u"件" or char == u"点" or char == u"求" or char == u"领" or char == u"闻"

    cdef int counts_on(self, Py_UCS4 *at, Py_ssize_t p, int most) noexcept:
        """Numerals stand at `p`, `most` at most (0: any number), and behind them what tells that they count on (第一、二产业)."""
        cdef Py_ssize_t q = p
        cdef Py_UCS4 char
        while self.kinds.kind(at[q]) & COUNTING:
            q += 1
        if q == p or (most and q - p > most):
            return 0
        char = at[q]
        if char == u"、" or char == u"级" or char == u"类" or char == u"产":
            return 1
        return most and (char == u"月" or char == u"年")


cdef int goes_on(Py_UCS4 *at, Py_ssize_t p, Py_ssize_t n, int full) noexcept:
    """As `sentences._goes_on`."""
    cdef Py_UCS4 char
    if p >= n:
        return 0
    char = at[p]
    if full:
        return char == u"的" or char == u"等" or char == c"," or char == u"、" or char == c";" or char == c":"
    return not (char == c"\n" or char == u"。" or char == c"!" or char == c"?" or char == c";")
