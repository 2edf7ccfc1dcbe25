"""The values that patterns may claim, each with its clause; see `tokens`."""


cdef list read_tokens(Found found, quantities):
    """All values of a report in order."""
    cdef Tables tables = found.tables
    cdef Py_ssize_t room = len(quantities) + len(found.values) + 1
    cdef list kept = found.kept
    cdef Mark *numbers = <Mark *>claim(kept, room * sizeof(Mark))
    cdef Mark *words = <Mark *>claim(kept, room * sizeof(Mark))
    cdef int32_t *outer = <int32_t *>claim(kept, (found.mark_count + 1) * sizeof(int32_t))
    cdef int32_t number_count, word_count, outer_count, at, place
    # By mark, what Python must know of the value: (kind, value, quantity, column, fit).
    cdef list told = []
    number_count = read_numbers(found, quantities, numbers, told)
    word_count = read_words(found, words, numbers, number_count, told)
    outer_count = outside(found, outer)
    if found.edge_count:
        for at in range(number_count):
            bracket(found, &numbers[at], numbers, number_count)
        for at in range(word_count):
            bracket(found, &words[at], numbers, number_count)
    for at in range(number_count):
        place = at if numbers[at].left == numbers[at].start else from_start(numbers, number_count, numbers[at].left)
        limit_clause(found, &numbers[at], numbers, number_count, place, outer, outer_count)
    for at in range(word_count):
        limit_clause(found, &words[at], numbers, number_count, from_start(numbers, number_count, words[at].left), outer, outer_count)
    return in_order(found, numbers, number_count, words, word_count, told)


cdef int32_t read_numbers(Found found, quantities, Mark *numbers, list told) except -1:
    """Quantities that slots can take."""
    cdef Tables tables = found.tables
    cdef int32_t count = 0, sentence = 0, start
    cdef Sentence *here
    cdef tuple quantity
    cdef Mark *mark
    cdef dict units = {}
    for each in quantities:
        quantity = <tuple>each
        kind = tables.classes.get(quantity[tables.at_class])
        if kind is None or quantity[tables.at_value] is None:
            continue
        start = quantity[0]
        sentence = found.sentence_at(start, sentence)
        here = &found.sentences[sentence]
        if here.role == FURNITURE or not here.start <= start < here.end:
            continue
        mark = &numbers[count]
        mark.start = mark.left = start
        mark.end = quantity[1]
        mark.sentence = sentence
        mark.told = <int32_t>len(told)
        mark.number = 1
        value, read, column = quantity[tables.at_value], quantity, ""
        if here.row:
            token = tables.tokens.make((kind, start, mark.end, start, value, sentence, quantity))
            tables.label(found.string, found.view_sentences[sentence][6], token)
            kind, value, read, column = token.kind, token.value, token.quantity, token.column
            mark.left = token.left
        elif not value and tables.kind_of[kind] == tables.count_kind and not quantity[tables.at_unit] and tables.zero_rate(found.string, start):
            kind = tables.rate_slot
        mark.kind = tables.kind_of[kind]
        unit = (<tuple>read)[tables.at_unit]
        told.append((kind, value, read, column, (kind, unit if mark.kind == tables.count_kind else "", "")))
        # Units by number, to be compared; -1 for none.
        mark.unit = units.setdefault(unit, <int>len(units)) if unit else -1
        count += 1
    return count


cdef int32_t read_words(Found found, Mark *words, Mark *numbers, int32_t number_count, list told) except -1:
    """Words for all or none, outside the numbers; a word inside a longer one is none."""
    cdef Tables tables = found.tables
    cdef int32_t count = 0, reached = -1, sentence = 0, start, end, before
    cdef Sentence *here
    cdef Mark *mark
    for start, end, (kind, value) in found.values:
        if end <= reached:
            continue
        reached = end
        sentence = found.sentence_at(start, sentence)
        here = &found.sentences[sentence]
        if here.role == FURNITURE or not here.start <= start < here.end:
            continue
        before = from_start(numbers, number_count, start + 1) - 1
        if before >= 0 and numbers[before].end > start:
            continue
        mark = &words[count]
        mark.start = mark.left = start
        mark.end, mark.sentence, mark.number, mark.told = end, sentence, 0, <int32_t>len(told)
        mark.kind = tables.kind_of[kind]
        told.append((kind, value, None, "", (kind, "", found.string[start:end])))
        count += 1
    return count


cdef int32_t outside(Found found, int32_t *outer) noexcept:
    """The clause marks that stand in no bracket."""
    cdef int32_t at, edge = 0, count = 0
    for at in range(found.mark_count):
        while edge < found.edge_count and found.edges[edge] <= found.marks[at]:
            edge += 1
        if not edge & 1:
            outer[count] = found.marks[at]
            count += 1
    return count


cdef int32_t from_start(Mark *numbers, int32_t count, int32_t place) noexcept:
    """The first number that starts at a place or behind it."""
    cdef int32_t low = 0, high = count, middle
    while low < high:
        middle = (low + high) // 2
        if numbers[middle].start < place:
            low = middle + 1
        else:
            high = middle
    return low


cdef int32_t not_less(int32_t *places, int32_t count, int32_t place) noexcept:
    """The first of some places that is not less than one."""
    cdef int32_t low = 0, high = count, middle
    while low < high:
        middle = (low + high) // 2
        if places[middle] < place:
            low = middle + 1
        else:
            high = middle
    return low


cdef void bracket(Found found, Mark *mark, Mark *numbers, int32_t count) noexcept:
    """The bracket that a value stands in. A number alone in its bracket belongs to the words before it instead, unless a number stands right there."""
    cdef int32_t passed = not_less(found.edges, found.edge_count, mark.start + 1), start, end, at
    if not passed & 1:
        return
    start, end = found.edges[passed - 1], found.edges[passed]
    if mark.number and mark.end == end - 1 and alone(found.text, start + 1, mark.start):
        at = 0
        while at < count and numbers[at].start < start and numbers[at].end != start:
            at += 1
        if not (at < count and numbers[at].end == start):
            mark.left = start
            return
    mark.has_bracket, mark.opened, mark.closed = 1, start, end


cdef bint alone(const uint32_t *text, int32_t start, int32_t end) noexcept:
    """Nothing, or one of 共 即 为 达 计 实为 合计."""
    if start == end:
        return True
    if end - start == 1:
        return text[start] == 0x5171 or text[start] == 0x5373 or text[start] == 0x4E3A or text[start] == 0x8FBE or text[start] == 0x8BA1
    if end - start == 2:
        return (text[start] == 0x5B9E and text[start + 1] == 0x4E3A) or (text[start] == 0x5408 and text[start + 1] == 0x8BA1)
    return False


cdef int limit_clause(
    Found found, Mark *mark, Mark *numbers, int32_t count, int32_t place, int32_t *outer, int32_t outer_count
) except -1:
    """Set the clause of a value: between clause marks and the neighbouring numbers, of which `place` is the first that is not left of it."""
    cdef Sentence *here = &found.sentences[mark.sentence]
    cdef int32_t low = here.start, high = here.end, at, stop, marks_count = outer_count, nearest
    cdef int32_t *marks = outer
    cdef uint32_t *text = found.text
    cdef Mark *other
    if here.row and mark.left != mark.start:
        mark.low, mark.high = low, mark.end
        return 0
    if mark.has_bracket:
        low, high = max(low, mark.opened + 1), min(high, mark.closed - 1)
        marks, marks_count = found.marks, found.mark_count
    at = not_less(marks, marks_count, mark.left)
    if at and marks[at - 1] >= low:
        low = marks[at - 1] + 1
    if at < marks_count and marks[at] < high:
        high = marks[at]
    if place and numbers[place - 1].end > low:
        low = ends_before(found, mark, numbers, max(0, place - 3), place, low)
    if mark.left - low <= TOTAL_LENGTH and low > here.start and mark.number and text[low - 1] == 44:
        nearest = numbers[place - 1].end if place else 0
        low = over_total(found, mark, here, low, marks, marks_count, nearest)
    stop = min(count, place + 3)
    while place < stop and (&numbers[place] == mark or numbers[place].start < mark.end):
        place += 1
    if place < stop:
        other = &numbers[place]
        at = other.opened if not mark.has_bracket and other.has_bracket else other.start
        high = min(high, at)
    # A list mark right behind the value ends what is said of it: 驳回8件、终止14件.
    mark.low = low
    mark.high = mark.end if high < mark.end or (mark.end < found.size and text[mark.end] == 0x3001) else high
    return 0


cdef int32_t over_total(
    Found found, Mark *mark, Sentence *here, int32_t low, int32_t *marks, int32_t count, int32_t nearest
) except -1:
    """`noun,共N件`: the comma before the number is no end when nothing but a word for a total stands between."""
    cdef int32_t before, wider
    if mark.left > low and found.tables.totals(found.string, low, mark.left) is None:
        return low
    before = not_less(marks, count, low - 1) - 1
    wider = marks[before] + 1 if before >= 0 else here.start
    wider = max(wider, mark.opened + 1 if mark.has_bracket else here.start)
    return wider if nearest <= wider else low


cdef int32_t ends_before(Found found, Mark *mark, Mark *numbers, int32_t first, int32_t place, int32_t low) except -1:
    """Where the nearest of the numbers before a value ends that limits its clause; `low` if none does."""
    cdef int32_t at
    cdef Mark *other
    for at in range(place - 1, first - 1, -1):
        other = &numbers[at]
        if other.end <= low:
            break
        if other == mark or other.end > mark.start or (not mark.has_bracket and other.has_bracket):
            continue
        if counts_on(found, mark, other):
            # 培训班3期460人次: both numbers are about the words before the first.
            return min(other.low, other.start)
        return other.end
    return low


cdef bint counts_on(Found found, Mark *mark, Mark *other) noexcept:
    """Whether a count follows another of a different unit without words between: 3期460人次, 71次、782户."""
    cdef int32_t size = mark.start - other.end
    cdef uint32_t *between = found.text + other.end
    if not mark.number or mark.kind != found.tables.count_kind or other.kind != found.tables.count_kind:
        return False
    if mark.unit < 0 or other.unit < 0 or mark.unit == other.unit:
        return False
    if size == 0:
        return True
    if size == 1:
        return between[0] == 0x3001 or between[0] == 44 or between[0] == 0x5171
    return size == 2 and between[0] == 44 and between[1] == 0x5171


cdef list in_order(Found found, Mark *numbers, int32_t number_count, Mark *words, int32_t word_count, list told):
    """The values as tokens, by their starts and ends."""
    cdef int32_t at = 0, word = 0
    cdef list tokens = []
    cdef Tables tables = found.tables
    cdef Mark *mark
    found.ordered = <Mark *>claim(found.kept, (number_count + word_count) * sizeof(Mark))
    while at < number_count or word < word_count:
        if word == word_count or (
            at < number_count
            and (numbers[at].start < words[word].start or (numbers[at].start == words[word].start and numbers[at].end <= words[word].end))
        ):
            mark = &numbers[at]
            at += 1
        else:
            mark = &words[word]
            word += 1
        kind, value, quantity, column, fit = <tuple>told[mark.told]
        mark.takes = tables.fit(fit)
        mark.value = value
        found.ordered[at + word - 1] = mark[0]
        tokens.append(
            tables.tokens.make(
                (kind, mark.start, mark.end, mark.left, value, mark.sentence, quantity, mark.low, mark.high,
                 (mark.opened, mark.closed) if mark.has_bracket else None, column, fit)
            )
        )
    return tokens
