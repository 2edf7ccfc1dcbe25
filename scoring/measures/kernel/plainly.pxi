"""What can be told at a glance: values with nothing special around them; see `resolve` and `reading`, which read the others."""


cdef bint suspicious(Found found, Mark *mark) noexcept:
    """Whether any word stands around a value without which `resolve` cannot find that it says nothing."""
    if found.sentences[mark.sentence].role == LACKING:
        return True
    if stands(found.tables, &found.tables.choices[found.tables.suspects], found.text, mark.low, mark.start):
        return True
    # What words for a target begin with.
    return mark.end < found.size and is_target(found.text[mark.end])


cdef bint is_target(uint32_t char) noexcept:
    # 的工目要标指任红警全平
    return (
        char == 0x7684 or char == 0x5DE5 or char == 0x76EE or char == 0x8981 or char == 0x6807 or char == 0x6307 or char == 0x4EFB
        or char == 0x7EA2 or char == 0x8B66 or char == 0x5168 or char == 0x5E73
    )


cdef list state_all(Found found, scan, Origin origin, reader, measures, frame, list statements):
    """One fact per measure, value, period, status and scope; see `extract`."""
    cdef list earlier = []
    cdef dict facts = {}
    cdef int32_t how
    for statement in statements:
        measure = measures[statement.subject]
        how = read_plainly(found, statement, measure, earlier, frame)
        if how:
            status, period, scope = "done", (frame.period if how == 1 else "cumulative"), "whole"
        else:
            status, period, scope = reader.word_by_word(scan, statement, measure, frame, earlier)
        earlier.append(statement)
        value = statement.token.value
        key = (statement.subject, value if value.is_integer() else round(value, 6), period, status, scope)
        if key not in facts:
            facts[key] = origin.stated(statement, measure, period, scope, status)
    return list(facts.values())


cdef int32_t read_plainly(Found found, statement, measure, list earlier, frame) except -1:
    """1: done, in the report's year, for the whole unit; 2: the same as of now; 0: to be read word by word.

    It is 0 wherever one of the words stands that `reading` asks for, in whatever connection.
    """
    cdef Tables tables = found.tables
    cdef uint32_t *text = found.text
    cdef int32_t start, low, high, end, at, clause, from_, year
    cdef Sentence *here
    cdef bint stock
    token, template = statement.token, statement.template
    if statement.status or template.status or statement.when or token.column or template.scope or statement.part:
        return 0
    here = &found.sentences[<int32_t>token.sentence]
    if here.role == PLANNED or here.role == LACKING:
        return 0
    stock = measure.stock if template.stock is None else template.stock
    if (stock and statement.beside) or (measure.stock and not stock):
        return 0
    start, end = token.start, token.end
    # (不… or (除…
    if end + 1 < found.size and text[end] == 40 and (text[end + 1] == 0x4E0D or text[end + 1] == 0x9664):
        return 0
    clause = clause_start(found, start)
    if opens_quoted(found, clause):
        return 0
    from_ = min(clause, <int32_t>statement.start)
    if stands(tables, &tables.choices[tables.plan_words], text, from_, start):
        return 0
    if stands(tables, &tables.choices[tables.signs], text, from_, start):
        return 0
    for at in range(len(earlier) - 1, -1, -1):
        other = earlier[at]
        other_token = other.token
        if other_token.sentence != token.sentence:
            break
        if other.subject == statement.subject and not other.when and other_token.value >= token.value:
            return 0
        if at == len(earlier) - 1 and opens_quoted(found, clause_start(found, <int32_t>other_token.start)):
            return 0
    from_ = min(from_, here.start)
    year = -1 if frame.year is None else frame.year
    for at in range(from_, start):
        # 月
        if text[at] == 0x6708:
            return 0
        # 20dd年 of another year
        if text[at] == 50 and at + 4 < start and text[at + 1] == 48 and text[at + 4] == 0x5E74:
            if <int32_t>(2000 + 10 * (text[at + 2] - 48) + text[at + 3] - 48) != year or not digit(text[at + 3]):
                return 0
    low, high = token.low, token.high
    for at in range(max(low, start - 6), start):
        # 级
        if text[at] == 0x7EA7:
            return 0
    if frame.department and names_county(found, clause, start):
        return 0
    if not stock:
        return 1
    return 0 if stands(tables, &tables.choices[tables.new_words], text, low, high) else 2


cdef bint opens_quoted(Found found, int32_t place) noexcept:
    """Whether a quotation opens a clause, at once or behind a word of two characters."""
    return (place < found.size and found.text[place] == 0x201C) or (place + 2 < found.size and found.text[place + 2] == 0x201C)


cdef bint names_county(Found found, int32_t start, int32_t end) noexcept:
    """Whether 全县 and the like, or a government's name, stands in a stretch."""
    cdef int32_t at
    cdef uint32_t *text = found.text
    for at in range(start, end):
        # 县市区旗 behind 全, or before 政府 and 人民政府
        if text[at] == 0x53BF or text[at] == 0x5E02 or text[at] == 0x533A or text[at] == 0x65D7:
            if at > start and text[at - 1] == 0x5168:
                return True
            if at + 1 < end and (text[at + 1] == 0x653F or text[at + 1] == 0x4EBA):
                return True
    return False


cdef bint digit(uint32_t char) noexcept:
    return 48 <= char <= 57


cdef int32_t clause_start(Found found, int32_t place) noexcept:
    """Where the clause that reaches up to a place begins: behind the clause mark before it."""
    cdef int32_t at = found.mark_from(place)
    return found.marks[at - 1] + 1 if at else 0
