"""Which patterns claim a value; see `match`."""


cdef int read_value(Found found, token) except -1:
    """Take up a value to be asked about."""
    cdef Tables tables = found.tables
    cdef Value *value = &found.value
    value.kind = tables.kind_of[token.kind]
    value.start, value.end, value.left = token.start, token.end, token.left
    value.low, value.high, value.sentence = token.low, token.high, token.sentence
    value.bracket = token.bracket is not None
    value.takes = tables.fit(token.fit)
    value.counts = -1
    memset(found.holds, 0, tables.condition_count)
    memset(found.open_now, 0xFE, tables.group_count * sizeof(int32_t))
    return 0


cdef int32_t first_fitting(Tables tables, Run *run, int32_t *takes) noexcept:
    """The first entry, which can score most, of those that take the value; -1 for none."""
    cdef int32_t at
    for at in range(run.first, run.first + run.count):
        if takes[tables.filed[tables.entries[at].filed].takes]:
            return at
    return -1


cdef int grow(Found found) except -1:
    """Room for more words beside a value."""
    cdef int32_t room = 2 * found.prospect_room + 64
    cdef void *straight = PyMem_Realloc(found.straight, room * sizeof(Prospect))
    if straight != NULL:
        found.straight = <Prospect *>straight
    cdef void *joint = PyMem_Realloc(found.joint, room * sizeof(Prospect))
    if joint != NULL:
        found.joint = <Prospect *>joint
    if straight == NULL or joint == NULL:
        raise MemoryError()
    found.prospect_room = room
    return 0


cdef int look_beside(Found found) except -1:
    """The words beside the value that stand where templates filed under them allow it; those that share the value with further names apart."""
    cdef Tables tables = found.tables
    cdef Value *value = &found.value
    cdef uint32_t *text = found.text
    cdef int32_t at, number = 0, entry, distance, worth, tie, bracketed = 0, before, limit
    cdef Hit *hit
    cdef Run *run
    cdef Prospect *one
    found.straight_count = found.joint_count = 0
    if value.low < value.left:
        for at in range(value.low, value.left):
            if text[at] == 40:
                bracketed = 1
                break
        for at in range(found.ending[value.left + 1] - 1, found.ending[value.low + 1] - 1, -1):
            hit = &found.hits[at]
            if hit.start < value.low:
                continue
            run = &tables.left[hit.word * tables.kind_count + value.kind]
            entry = first_fitting(tables, run, value.takes) if run.count else -1
            if entry < 0:
                continue
            number += 1
            if found.prospect_room < number + 1:
                grow(found)
            distance = value.left - hit.end
            worth = PER_CHARACTER * (hit.end - hit.start) - distance
            one = &found.straight[found.straight_count]
            one.most, one.number, one.start, one.near, one.worth = tables.entries[entry].most + worth, number, hit.start, hit.end, worth
            one.first, one.behind, one.which, one.distance = entry, run.first + run.count, ALL_ENTRIES, 0
            if distance:
                tie = tie_of(tables, value.kind, text, hit.end, value.left, found.spare)
                if bracketed:
                    distance = unbracketed(text, hit.end, value.left, found.spare)
                if tie == JOINED:
                    found.joint[found.joint_count] = one[0]
                    found.joint[found.joint_count].which = GLUED_ENTRIES
                    found.joint_count += 1
                one.distance = distance
                one.which = SIEVED_ENTRIES if tie == GLUED else GAPPED_ENTRIES
            found.straight_count += 1
    if value.end < value.high:
        limit = value.high + tables.longest_right
        if limit > found.size:
            limit = found.size
        before = found.straight_count
        for at in range(found.ending[value.end + 1], found.ending[limit + 1]):
            hit = &found.hits[at]
            if hit.start < value.end or hit.start >= value.high:
                continue
            run = &tables.right[hit.word * tables.kind_count + value.kind]
            entry = first_fitting(tables, run, value.takes) if run.count else -1
            if entry < 0:
                continue
            number += 1
            if found.prospect_room < number + 1:
                grow(found)
            one = &found.straight[found.straight_count]
            one.most, one.number, one.start, one.near, one.worth = tables.entries[entry].most, hit.start, value.start, value.start, 0
            one.first, one.behind, one.which, one.distance = entry, run.first + run.count, ALL_ENTRIES, 0
            found.straight_count += 1
        order_behind(found, before, number - (found.straight_count - before))
    return 0


cdef void order_behind(Found found, int32_t first, int32_t numbered) noexcept:
    """Number the words behind the value by their starts (kept in `number` so far)."""
    cdef int32_t at, place
    cdef Prospect one
    for at in range(first + 1, found.straight_count):
        one = found.straight[at]
        place = at
        while place > first and found.straight[place - 1].number > one.number:
            found.straight[place] = found.straight[place - 1]
            place -= 1
        found.straight[place] = one
    for at in range(first, found.straight_count):
        numbered += 1
        found.straight[at].number = numbered


cdef bint usable(Tables tables, Value *value, Prospect *prospect, Entry *entry) noexcept:
    """Whether an entry takes the value, and its word stands where the entry allows it."""
    if not value.takes[tables.filed[entry.filed].takes]:
        return False
    if prospect.which == ALL_ENTRIES:
        return True
    if prospect.which == GLUED_ENTRIES:
        return entry.gap < 0
    if entry.gap < 0:
        return prospect.which == SIEVED_ENTRIES
    return prospect.distance <= entry.gap


cdef bint best_claim(Found found, Claimed *best) noexcept:
    """The straight claim of the highest rank; of those the first."""
    cdef Tables tables = found.tables
    cdef Value *value = &found.value
    cdef int32_t at, place, each, score = NO_SCORE
    cdef bint any_ = False
    cdef Prospect one
    cdef Entry *entry
    cdef Claimed said
    # By what they can score, the first of equals first.
    for at in range(1, found.straight_count):
        if found.straight[at - 1].most >= found.straight[at].most:
            continue
        one = found.straight[at]
        place = at
        while place > 0 and found.straight[place - 1].most < one.most:
            found.straight[place] = found.straight[place - 1]
            place -= 1
        found.straight[place] = one
    for at in range(found.straight_count):
        one = found.straight[at]
        if one.most < score:
            break
        for each in range(one.first, one.behind):
            entry = &tables.entries[each]
            if entry.most + one.worth < score:
                break
            if not usable(tables, value, &one, entry):
                continue
            if entry.topics >= 0 and not topic_open(found, entry.topics):
                continue
            if not claim_of(found, entry.filed, one.start, one.near, &said) or said.score < score:
                continue
            said.number, said.order = one.number, entry.order
            if not any_ or better(tables, &said, best):
                best[0], any_, score = said, True, said.score
    return any_


cdef bint better(Tables tables, Claimed *one, Claimed *other) noexcept:
    """Whether a claim comes before another: by its rank, else by its place."""
    cdef int32_t tie = tables.filed[one.filed].tie - tables.filed[other.filed].tie
    if one.score != other.score:
        return one.score > other.score
    if one.near != other.near:
        return one.near > other.near
    if tie:
        return tie > 0
    return one.number < other.number or (one.number == other.number and one.order < other.order)


cdef list placed(Found found, token, Prospect *prospects, int32_t count, bint joint):
    """All claims on some words, in the order of the words and of what is filed under them."""
    cdef Tables tables = found.tables
    cdef int32_t at, each
    cdef Prospect *one
    cdef Entry *entry
    cdef Claimed said
    cdef list all_ = []
    for at in range(count):
        one = &prospects[at]
        for each in range(one.first, one.behind):
            entry = &tables.entries[each]
            if not usable(tables, &found.value, one, entry):
                continue
            if entry.topics >= 0 and not topic_open(found, entry.topics):
                continue
            if claim_of(found, entry.filed, one.start, one.near, &said):
                all_.append((one.number, entry.order, as_claim(found, token, &said, joint)))
    if len(all_) > 1:
        all_.sort(key=PLACE)
    return [one_[2] for one_ in all_]


cdef as_claim(Found found, token, Claimed *said, bint joint):
    cdef Tables tables = found.tables
    template, subject, source = tables.templates[said.filed]
    return tuple.__new__(
        tables.claim_type, (template, token, said.start, said.end, said.near, (said.score, said.near, subject, source), joint)
    )


cdef bint claim_of(Found found, int32_t number, int32_t start, int32_t near, Claimed *said) noexcept:
    """The claim of a template whose word beside the value is `[start, near)`, if the rest of it holds."""
    cdef Tables tables = found.tables
    cdef Filed *filed = &tables.filed[number]
    cdef Value *value = &found.value
    cdef uint32_t *text = found.text
    cdef Sentence *sentence = &found.sentences[value.sentence]
    cdef int32_t words = near - start, end = value.end
    if filed.alone and near < value.left and joint_mark(text[near]):
        return False
    if filed.left_count:
        start = leftwards(tables, text, filed.left, filed.left_count, start, value.low, sentence.start, &words)
        if start < 0:
            return False
    if filed.right_count:
        end = rightwards(tables, text, found.spare, filed.right, filed.right_count, end, value.high, sentence.end, &words)
        if end < 0:
            return False
    else:
        if value.counts < 0:
            value.counts = counts_what_follows(found)
        if value.counts:
            return False
    if filed.alone and start > value.low + 1 and joint_mark(text[start - 1]):
        return False
    if filed.also >= 0 and not topic_open(found, filed.also):
        return False
    if filed.not_topics >= 0 and topic_open(found, filed.not_topics):
        return False
    if filed.without >= 0 and in_clause(found, filed.without, end):
        return False
    if filed.needs >= 0 and not stands(tables, &tables.choices[filed.needs], text, sentence.start, sentence.end):
        return False
    said.filed, said.start, said.end, said.near = number, start, end, near
    said.score = filed.bonus + PER_CHARACTER * words - (value.left - near if near < value.left else 0)
    return True


cdef bint in_clause(Found found, int32_t without, int32_t end) noexcept:
    """Whether one of the words stands in the value's clause up to `end`, brackets apart unless the value is in one."""
    cdef Choice *choice = &found.tables.choices[without]
    cdef int32_t at, size
    if not found.value.bracket:
        for at in range(found.value.low, end):
            if found.text[at] == 40:
                size = unbracketed(found.text, found.value.low, end, found.spare)
                return stands(found.tables, choice, found.spare, 0, size)
    return stands(found.tables, choice, found.text, found.value.low, end)


cdef bint counts_what_follows(Found found) noexcept:
    """The number counts the noun behind it, not the noun before."""
    cdef Tables tables = found.tables
    cdef Value *value = &found.value
    cdef int32_t end = value.end
    cdef Choice *bodies = &tables.choices[tables.bodies]
    if value.kind != tables.count_kind:
        return False
    if value.takes[tables.take_count] and end < found.size:
        if head_at(tables, bodies, found.text, end, found.size):
            return True
        # 重点
        if end + 2 < found.size and found.text[end] == 0x91CD and found.text[end + 1] == 0x70B9:
            if head_at(tables, bodies, found.text, end + 2, found.size):
                return True
    # 等
    return value.start > 0 and found.text[value.start - 1] == 0x7B49 and end < found.size and 0x4E00 <= found.text[end] <= 0x9FFF


cdef bint topic_open(Found found, int32_t condition) noexcept:
    """Whether one of the topics is open at the value, or opened by a word right behind it."""
    cdef Tables tables = found.tables
    cdef Run *run = &tables.conditions[condition]
    cdef int32_t at, topic, group
    cdef uint8_t known = found.holds[condition]
    if known:
        return known == 1
    known = 2
    for at in range(run.first, run.first + run.count):
        topic = tables.wanted[at]
        group = tables.topic_group[topic]
        if found.open_now[group] == NOT_ASKED:
            ask_group(found, group)
        if found.open_now[group] == topic or found.open_behind[group] == topic:
            known = 1
            break
    found.holds[condition] = known
    return known == 1


cdef void ask_group(Found found, int32_t group) noexcept:
    """The topic of a group that is open at the value, and the one that a word behind the value, in its own clause, opens; -1 for none."""
    cdef TopicWord *filed = found.filed + found.group_first[group]
    cdef int32_t low = 0, high = found.group_size[group], middle, count = found.group_size[group], far
    cdef Value *value = &found.value
    cdef Sentence *here = &found.sentences[value.sentence]
    cdef Sentence *there
    cdef TopicWord *one
    found.open_now[group] = found.open_behind[group] = -1
    while low < high:
        middle = (low + high) // 2
        if filed[middle].start < value.left:
            low = middle + 1
        else:
            high = middle
    high = low
    while high < count and filed[high].start < value.end:
        high += 1
    if high < count and filed[high].start < value.high:
        found.open_behind[group] = filed[high].topic
    while low:
        low -= 1
        one = &filed[low]
        # What a bracket is about ends with the bracket.
        if 0 < one.closed <= value.left:
            continue
        far = value.sentence - one.sentence
        if far > 0:
            there = &found.sentences[one.sentence]
            if there.section != here.section:
                return
            # The rows of a table are about what its first rows name.
            if far > found.tables.topic_reach[one.topic] and not (here.row and here.paragraph == there.paragraph):
                return
        found.open_now[group] = one.topic
        return
