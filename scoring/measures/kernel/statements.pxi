"""From values to statements, for the many values that need no second look; `resolve` has the others looked at."""


cdef list resolve_all(Found found, scan, matcher, list tokens, ways):
    """All statements of a report, in the order of their values; see `resolve.resolve`."""
    cdef Tables tables = found.tables
    cdef int32_t count = <int32_t>len(tokens), position = 0
    cdef list said = [], values = [token for token in tokens if token.kind != "all" and token.kind != "none"]
    cdef set claimed
    cdef dict pairs = ways.pair_changes(scan, values) if may_change(found, count) else {}
    # Whether the statements are in order: one each, of one value after the other.
    cdef bint in_turn = True
    cdef Mark *mark
    while position < count:
        token = tokens[position]
        mark = &found.ordered[position]
        if (tables.word_kinds >> mark.kind) & 1:
            if found.sentences[mark.sentence].role == LACKING or beside(found, mark):
                more_said = ways.word_statements(scan, matcher, token)
                if more_said:
                    said += more_said
                    in_turn = False
            position += 1
            continue
        if position + 1 < count and found.ordered[position + 1].start - mark.end <= JOINT_LENGTH:
            listed = ways.respective(scan, tokens, position)
            if len(listed) > 1:
                said += ways.share_out(scan, matcher, listed, said)
                in_turn = False
                position += <int32_t>len(listed)
                continue
        if pairs and id(token) in pairs:
            said += ways.pair_statements(scan, matcher, token, *pairs[id(token)])
            in_turn = False
            position = <int32_t>tokens.index(pairs[id(token)][0], position) + 1
            continue
        in_turn &= single(found, scan, matcher, token, mark, said, ways)
        position += 1
    claimed = {id(one.token) for one in said}
    if may_spread(found, tokens, claimed):
        more_said = ways.spread(scan, values, said)
        if more_said:
            said += more_said
            in_turn = False
            claimed = {id(one.token) for one in said}
    if not in_turn:
        said.sort(key=ways.place)
    if may_add_up(found, tokens, claimed):
        parts = ways.add_up(scan, matcher, said)
        if parts:
            said += parts
            said.sort(key=ways.place)
    return said


cdef bint single(Found found, scan, matcher, token, Mark *mark, list said, ways) except -1:
    """Add what is said of one value; whether that is one statement at most."""
    cdef Tables tables = found.tables
    cdef bint follows = False
    cdef Claimed best
    if mark.left == mark.start:
        if suspicious(found, mark) and ways.says_nothing(scan, token):
            return True
        # Only what the sentence has told already can be compared or continued.
        if said:
            last = said[len(said) - 1]
            follows = <int32_t>last.token.sentence == mark.sentence
        if follows and may_compare(found, mark):
            compared = ways.comparison(scan, token, said)
            if compared is not None:
                said += compared
                return False
    if not beside(found, mark):
        if follows:
            said += ways.continued(scan, matcher, token, last)
            return False
        return True
    if found.joint_count:
        claims = []
        if best_claim(found, &best):
            claims.append(as_claim(found, token, &best, False))
        claims += placed(found, token, found.joint, found.joint_count, True)
        if claims:
            said += [ways.statement_of(claim) for claim in ways.winners(claims)]
            return False
    elif best_claim(found, &best):
        template, subject, _ = tables.templates[best.filed]
        said.append(tables.statements.make((subject, token, template, best.start, best.end, "", "", "", False, 0.0, [])))
        return True
    if follows:
        said += ways.continued(scan, matcher, token, last)
        return False
    return True


cdef int beside(Found found, Mark *mark) except -1:
    """Take up a value; whether words of patterns stand beside it."""
    cdef Tables tables = found.tables
    cdef Value *value = &found.value
    value.kind, value.start, value.end, value.left = mark.kind, mark.start, mark.end, mark.left
    value.low, value.high, value.sentence, value.bracket = mark.low, mark.high, mark.sentence, mark.has_bracket
    value.takes, value.counts = mark.takes, -1
    memset(found.holds, 0, tables.condition_count)
    memset(found.open_now, 0xFE, tables.group_count * sizeof(int32_t))
    look_beside(found)
    return found.straight_count + found.joint_count > 0


cdef bint may_compare(Found found, Mark *mark) noexcept:
    """Whether a value may be another year's, planned, or the exact one behind a vague one."""
    cdef int32_t at, begin = max(mark.low, found.sentences[mark.sentence].start)
    cdef uint32_t char
    if mark.has_bracket:
        return True
    if begin < mark.start:
        char = found.text[begin]
        # 全年计目任
        if char == 0x5168 or char == 0x5E74 or char == 0x8BA1 or char == 0x76EE or char == 0x4EFB:
            return True
    for at in range(begin, mark.start):
        # 年期
        if found.text[at] == 0x5E74 or found.text[at] == 0x671F:
            return True
    return False


cdef bint may_change(Found found, int32_t count) noexcept:
    """Whether any value may be the second of a 由A增至B."""
    cdef int32_t at
    cdef Mark *one = NULL
    cdef Mark *other
    cdef uint32_t char
    for at in range(count):
        other = &found.ordered[at]
        if (found.tables.word_kinds >> other.kind) & 1:
            continue
        if one != NULL and one.sentence == other.sentence and one.kind == other.kind and other.start > 0:
            char = found.text[other.start - 1]
            # 至到为成了的
            if char == 0x81F3 or char == 0x5230 or char == 0x4E3A or char == 0x6210 or char == 0x4E86 or char == 0x7684:
                return True
        one = other
    return False


cdef bint may_spread(Found found, list tokens, set claimed) except *:
    """Whether nothing but a list stands between a value of which nothing is said and one of which something is, which may be said of both."""
    cdef int32_t at
    cdef Mark *one = NULL
    cdef Mark *other
    cdef object before = None
    for at in range(<int32_t>len(tokens)):
        other = &found.ordered[at]
        if (found.tables.word_kinds >> other.kind) & 1:
            continue
        if (
            one != NULL and one.sentence == other.sentence and one.kind == other.kind and other.kind != found.tables.rate_kind
            and lists(found.text, one.end, other.start) and (one_unit(one, other) or both_bodies(before, tokens[at]))
            and id(before) not in claimed and id(tokens[at]) in claimed
        ):
            return True
        one, before = other, tokens[at]
    return False


cdef bint lists(const uint32_t *text, int32_t start, int32_t end) noexcept:
    """Whether a list mark stands in a stretch, which is short and has no clause mark."""
    cdef int32_t at
    cdef uint32_t char
    cdef bint found = False
    if end - start > SPREAD_LENGTH:
        return False
    for at in range(start, end):
        char = text[at]
        if char == 44 or char == 59 or char == 58 or char == 0x3002 or char == 124:
            return False
        found |= joint_mark(char)
    return found


cdef bint both_bodies(one, other) except -1:
    """As `shared._both_bodies`."""
    return one.fit[1] in ("个", "家") and other.fit[1] in ("个", "家")


cdef bint one_unit(Mark *one, Mark *other) noexcept:
    """Whether two numbers have one unit, or one of them none."""
    return one.number and other.number and (one.unit == other.unit or one.unit < 0 or other.unit < 0)


cdef bint may_add_up(Found found, list tokens, set claimed) except *:
    """Whether any count of which something is said is the sum of those right behind it of which nothing is said."""
    cdef int32_t at, place, count = <int32_t>len(tokens), parts
    cdef double total
    cdef Mark *one
    cdef Mark *other
    for at in range(count):
        one = &found.ordered[at]
        if one.kind != found.tables.count_kind or id(tokens[at]) not in claimed:
            continue
        total, parts = 0.0, 0
        for place in range(at + 1, count):
            other = &found.ordered[place]
            if other.kind != found.tables.count_kind:
                continue
            if parts == MOST_PARTS or other.sentence != one.sentence or not one_unit(one, other) or id(tokens[place]) in claimed:
                break
            parts += 1
            total += other.value
            if total >= one.value:
                break
        if parts > 1 and total == one.value:
            return True
    return False
