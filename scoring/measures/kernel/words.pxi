"""Words, glue and steps at a place of a text; see `words` and `match`."""

cdef enum:
    GLUED = 0
    JOINED = 1
    LOOSE = 2
    # How far behind the value glue may reach, and of how many words it is.
    GLUE_REACH = 6
    MOST_GLUE = 6


cdef int32_t head_at(Tables tables, Choice *choice, const uint32_t *text, int32_t at, int32_t end) noexcept:
    """How long the longest word of a choice is that stands at a place; 0 for none."""
    cdef int32_t number, size
    if not (choice.heads >> (text[at] & 63)) & 1:
        return 0
    for number in range(choice.first, choice.first + choice.count):
        size = tables.word_size[number]
        if size <= end - at and text[at] == tables.letters[tables.word_at[number]]:
            if memcmp(text + at, tables.letters + tables.word_at[number], size * sizeof(uint32_t)) == 0:
                return size
    return 0


cdef int32_t tail_at(Tables tables, Choice *choice, const uint32_t *text, int32_t end, int32_t floor) noexcept:
    """How long the longest word of a choice is that ends at a place; 0 for none."""
    cdef int32_t number, size
    if not (choice.tails >> (text[end - 1] & 63)) & 1:
        return 0
    for number in range(choice.first, choice.first + choice.count):
        size = tables.word_size[number]
        if size <= end - floor:
            if memcmp(text + end - size, tables.letters + tables.word_at[number], size * sizeof(uint32_t)) == 0:
                return size
    return 0


cdef int32_t stands(Tables tables, Choice *choice, const uint32_t *text, int32_t start, int32_t end) noexcept:
    """Whether a word of a choice stands in a stretch."""
    cdef int32_t at
    for at in range(start, end - choice.shortest + 1):
        if head_at(tables, choice, text, at, end):
            return 1
    return 0


cdef int32_t unbracketed(const uint32_t *text, int32_t start, int32_t end, uint32_t *into) noexcept:
    """Copy a stretch without its innermost brackets; how many characters are left."""
    cdef int32_t at = start, close, size = 0
    while at < end:
        if text[at] == 40:
            close = at + 1
            while close < end and text[close] != 40 and text[close] != 41:
                close += 1
            if close < end and text[close] == 41:
                at = close + 1
                continue
        into[size] = text[at]
        size += 1
        at += 1
    return size


cdef int32_t is_glue(Tables tables, int32_t kind, const uint32_t *text, int32_t start, int32_t end, uint32_t *spare) noexcept:
    """Whether a stretch without its brackets is glue words only, at most six. `spare` has room for the text."""
    cdef Choice *choice = &tables.choices[tables.glue[kind]]
    cdef int32_t size, at, number, length
    cdef uint8_t least[256]
    if start == end:
        return 1
    size = unbracketed(text, start, end, spare)
    if size == 0:
        return 1
    if size > MOST_GLUE * choice.longest or size > 255:
        return 0
    memset(least, 255, size + 1)
    least[0] = 0
    for at in range(size):
        if least[at] >= MOST_GLUE or not (choice.heads >> (spare[at] & 63)) & 1:
            continue
        for number in range(choice.first, choice.first + choice.count):
            length = tables.word_size[number]
            if length <= size - at and least[at + length] > least[at] + 1:
                if memcmp(spare + at, tables.letters + tables.word_at[number], length * sizeof(uint32_t)) == 0:
                    least[at + length] = least[at] + 1
    return least[size] <= MOST_GLUE


cdef int32_t tie_of(Tables tables, int32_t kind, const uint32_t *text, int32_t start, int32_t end, uint32_t *spare) noexcept:
    """What holds a word and its value together; see `match.Matcher`."""
    cdef int32_t at
    cdef uint32_t char = text[start]
    if char >= 65536 or not tables.ties[char]:
        return LOOSE
    if is_glue(tables, kind, text, start, end, spare):
        return GLUED
    # 、和及与或 or 以及
    if not (char == 0x3001 or char == 0x548C or char == 0x53CA or char == 0x4E0E or char == 0x6216):
        if char != 0x4EE5 or end - start < 2 or text[start + 1] != 0x53CA:
            return LOOSE
    if end - start > 40:
        return LOOSE
    for at in range(start, end):
        char = text[at]
        if char == 44 or char == 59 or char == 58 or char == 0x3002 or char == 124:
            return LOOSE
    if (tables.listing_kinds >> kind) & 1:
        return JOINED
    return JOINED if stands(tables, &tables.choices[tables.several], text, start, end) else LOOSE


cdef inline bint joint_mark(uint32_t char) noexcept:
    # 、和及与
    return char == 0x3001 or char == 0x548C or char == 0x53CA or char == 0x4E0E


cdef int32_t rightwards(
    Tables tables, const uint32_t *text, uint32_t *spare, int32_t first, int32_t count, int32_t end, int32_t high, int32_t wide_high, int32_t *words
) noexcept:
    """Where the pattern ends when its right steps begin at `end`; -1 where they do not hold. Adds to `words`."""
    cdef int32_t position = end, glue, number, reach, ceiling, size, at, found
    cdef Step *step
    cdef Choice *choice
    glue = not tables.steps[first].limit
    for number in range(first, first + count):
        step = &tables.steps[number]
        choice = &tables.choices[step.choice]
        reach = position + (GLUE_REACH if glue else step.limit)
        ceiling = wide_high if step.wide else high
        if ceiling < position + choice.shortest:
            return -1
        if ceiling > reach + choice.longest:
            ceiling = reach + choice.longest
        found = -1
        for at in range(position, ceiling - choice.shortest + 1):
            size = head_at(tables, choice, text, at, ceiling)
            if size and (not glue or is_glue(tables, tables.count_kind, text, position, at, spare)):
                found = at
                break
        if found < 0 or found > reach:
            return -1
        words[0] += size
        position = found + size
        glue = 0
    return position


cdef int32_t leftwards(
    Tables tables, const uint32_t *text, int32_t first, int32_t count, int32_t start, int32_t low, int32_t wide_low, int32_t *words
) noexcept:
    """Where the pattern begins when its left steps end at `start`; -1 where they do not hold. Adds to `words`."""
    cdef int32_t position = start, number, floor, nearest, size, at
    cdef Step *step
    cdef Choice *choice
    for number in range(first, first + count):
        step = &tables.steps[number]
        choice = &tables.choices[step.choice]
        floor = wide_low if step.wide else low
        if position - floor < choice.shortest:
            return -1
        nearest = position - step.limit
        if floor < nearest - choice.longest:
            floor = nearest - choice.longest
        size = 0
        at = position
        while at >= floor + choice.shortest:
            size = tail_at(tables, choice, text, at, floor)
            if size:
                break
            at -= 1
        if not size or at < nearest:
            return -1
        words[0] += size
        position = at - size
    return position
