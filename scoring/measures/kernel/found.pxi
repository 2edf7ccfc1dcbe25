"""What one pass over a report finds; see `scan`, `topics`, `match` and `practices`."""


@final
cdef class Found:
    """The literals, clause marks and topics of a report, and the claims on its values. Places are offsets into the working text."""

    cdef readonly list boundaries, brackets, values, honours
    cdef Tables tables
    cdef str string
    cdef tuple view_sentences
    cdef list kept
    cdef uint32_t *text
    cdef uint32_t *spare
    cdef int32_t size
    cdef void *room
    cdef size_t room_size
    cdef Hit *hits
    cdef int32_t hit_count, hit_room, landmark_room
    # By place, the first hit that ends there or later.
    cdef int32_t *ending
    # Landmarks in the order of their starts, of those that start together the longest first.
    cdef Hit *landmarks
    cdef int32_t landmark_count
    cdef int32_t sentence_count
    cdef Sentence *sentences
    cdef int32_t *marks
    cdef int32_t mark_count
    # Where brackets and titles begin and end in turn.
    cdef int32_t *edges
    cdef int32_t edge_count
    cdef int32_t *titles
    cdef int32_t title_count
    cdef TopicWord *filed
    # The values in order.
    cdef Mark *ordered
    cdef int32_t *group_first
    cdef int32_t *group_size
    # The value that is asked about.
    cdef Value value
    cdef uint8_t *holds
    cdef int32_t *open_now
    cdef int32_t *open_behind
    cdef Prospect *straight
    cdef Prospect *joint
    cdef int32_t straight_count, joint_count, prospect_room

    def __init__(self, Tables tables not None, view):
        cdef str text = view.text
        cdef Py_ssize_t size = len(text)
        self.tables = tables
        self.kept = []
        self.size = <int32_t>size
        self.take_room()
        PyUnicode_AsUCS4(text, <Py_UCS4 *>self.text, size + 1, 1)
        self.read_marks()
        self.string = text
        self.view_sentences = view.sentences
        self.read_sentences(view.sentences)
        self.find()

    def __dealloc__(self):
        PyMem_Free(self.straight)
        PyMem_Free(self.joint)
        if self.tables is None:
            return
        # Room that was written to lately is quick to write to again.
        if self.tables.spare_room == NULL:
            self.tables.spare_room, self.tables.spare_size = self.room, self.room_size
            self.tables.spare_hits, self.tables.spare_hit_room = self.hits, self.hit_room
            self.tables.spare_landmarks, self.tables.spare_landmark_room = self.landmarks, self.landmark_room
        else:
            PyMem_Free(self.room)
            PyMem_Free(self.hits)
            PyMem_Free(self.landmarks)

    cdef int take_room(self) except -1:
        """Memory for all that has a place for each character, and for what is known of topics at a value."""
        cdef Tables tables = self.tables
        cdef size_t line = ((self.size + 2) * sizeof(int32_t) + 63) // 64 * 64
        cdef size_t group_line = (tables.group_count * sizeof(int32_t) + 63) // 64 * 64
        cdef size_t size = 6 * line + 4 * group_line + tables.condition_count
        cdef char *at
        if tables.spare_room != NULL:
            self.room, self.room_size = tables.spare_room, tables.spare_size
            self.hits, self.hit_room = tables.spare_hits, tables.spare_hit_room
            self.landmarks, self.landmark_room = tables.spare_landmarks, tables.spare_landmark_room
            tables.spare_room = NULL
        if self.room_size < size:
            PyMem_Free(self.room)
            self.room_size = 0
            self.room = PyMem_Malloc(size + size // 4)
            if self.room == NULL:
                raise MemoryError()
            self.room_size = size + size // 4
        at = <char *>self.room
        self.text, self.spare = <uint32_t *>at, <uint32_t *>(at + line)
        self.marks, self.edges = <int32_t *>(at + 2 * line), <int32_t *>(at + 3 * line)
        self.titles, self.ending = <int32_t *>(at + 4 * line), <int32_t *>(at + 5 * line)
        at += 6 * line
        self.open_now, self.open_behind = <int32_t *>at, <int32_t *>(at + group_line)
        self.group_first, self.group_size = <int32_t *>(at + 2 * group_line), <int32_t *>(at + 3 * group_line)
        memset(self.group_first, 0, 2 * group_line)
        self.holds = <uint8_t *>(at + 4 * group_line)
        return 0

    cdef int read_marks(self) except -1:
        """Clause marks, brackets and titles."""
        cdef int32_t at = 0, close, passed = 0, size = self.size
        cdef uint32_t char
        cdef uint32_t *text = self.text
        self.boundaries = []
        self.brackets = []
        for at in range(size):
            char = text[at]
            if char == 44 or char == 59 or char == 0x3002 or char == 124 or char == 33 or char == 63 or char == 10:
                self.marks[self.mark_count] = at
                self.mark_count += 1
                self.boundaries.append(at)
            elif char == 40 and at >= passed:
                close = at + 1
                while close < size and close <= at + 80 and text[close] != 40 and text[close] != 41 and text[close] != 10:
                    close += 1
                if close < size and text[close] == 41:
                    self.edges[self.edge_count] = at
                    self.edges[self.edge_count + 1] = close + 1
                    self.edge_count += 2
                    self.brackets.append((at, close + 1))
                    passed = close + 1
        at = 0
        while at < size:
            if text[at] == 0x300A:
                close = at + 1
                while close < size and close <= at + 80 and text[close] != 0x300B and text[close] != 10:
                    close += 1
                if close < size and text[close] == 0x300B:
                    self.titles[self.title_count] = at
                    self.titles[self.title_count + 1] = close + 1
                    self.title_count += 2
                    at = close
            at += 1
        return 0

    cdef int read_sentences(self, tuple sentences) except -1:
        cdef int32_t number
        cdef tuple one
        cdef str role
        cdef Sentence *each
        self.sentence_count = <int32_t>len(sentences)
        self.sentences = <Sentence *>claim(self.kept, (self.sentence_count + 1) * sizeof(Sentence))
        for number in range(self.sentence_count):
            one = <tuple>sentences[number]
            each = &self.sentences[number]
            each.start, each.end, each.section, each.paragraph = one[0], one[1], one[2], one[3]
            role = one[4]
            each.role = PLANNED if role == "plan" else LACKING if role == "problem" else FURNITURE if role == "furniture" else STATED
            each.heading = one[5]
            each.row = one[6] is not None
        self.sentences[self.sentence_count].start = self.size + 1
        return 0

    cdef int find(self) except -1:
        """One pass over the text for all literals."""
        cdef Tables tables = self.tables
        cdef Automaton automaton = tables.automaton
        cdef State *states = automaton.states
        cdef int32_t *root = automaton.root
        cdef int32_t *size_of = automaton.size_of
        cdef int32_t *ending = self.ending
        cdef uint32_t *text = self.text
        cdef uint8_t *alone = automaton.alone
        cdef uint8_t *pairs = automaton.pairs
        cdef int32_t at, state = 0, told, word, count = 0
        cdef uint32_t char
        cdef uint8_t use
        for at in range(self.size):
            ending[at + 1] = count
            char = text[at]
            if state == 0:
                # Most characters: no word of one, and none of more begins with this pair.
                if char < 65536:
                    if not pairs[pair(char, text[at + 1])] and not alone[char >> 3] & (1 << (char & 7)):
                        continue
                    state = root[char]
                else:
                    state = automaton.step(state, char)
            else:
                state = automaton.step(state, char)
            if state == 0:
                continue
            if automaton.leads_nowhere(state, char, text[at + 1]):
                state = 0
                continue
            told = state if states[state].word >= 0 else states[state].link
            while told > 0:
                word = states[told].word
                use = tables.uses[word]
                if use & BESIDE:
                    if self.hit_count == self.hit_room:
                        self.hits = <Hit *>more(self.hits, &self.hit_room, sizeof(Hit))
                    self.hits[self.hit_count] = Hit(at + 1 - size_of[word], at + 1, word)
                    self.hit_count += 1
                    count = self.hit_count
                if use & LANDMARK:
                    if self.landmark_count == self.landmark_room:
                        self.landmarks = <Hit *>more(self.landmarks, &self.landmark_room, sizeof(Hit))
                    self.landmarks[self.landmark_count] = Hit(at + 1 - size_of[word], at + 1, word)
                    self.landmark_count += 1
                told = states[told].link
        self.ending[self.size + 1] = self.hit_count
        return self.order_landmarks()

    cdef int order_landmarks(self) except -1:
        """By their starts; those that start together the longest first. Those that are values or tell of honours are listed."""
        cdef int32_t at, place, word
        cdef Hit hit
        cdef Hit *found = self.landmarks
        cdef uint8_t use
        # They come by their ends, the longer first: those that start together must be turned round, and few must move far.
        for at in range(1, self.landmark_count):
            hit = found[at]
            place = at
            while place > 0 and found[place - 1].start >= hit.start:
                found[place] = found[place - 1]
                place -= 1
            found[place] = hit
        self.values = []
        self.honours = []
        for at in range(self.landmark_count):
            word = found[at].word
            use = self.tables.uses[word]
            if use & (VALUE | HONOUR):
                if use & VALUE:
                    self.values.append((found[at].start, found[at].end, self.tables.tells[word][0]))
                if use & HONOUR:
                    self.honours.append((found[at].start, found[at].end))
        return 0

    cdef int32_t sentence_at(self, int32_t place, int32_t from_) noexcept:
        """The number of the last sentence that starts at a place or before, looked for from one on; 0 before the first."""
        while from_ + 1 < self.sentence_count and self.sentences[from_ + 1].start <= place:
            from_ += 1
        return from_

    def told(self):
        """The first words for each practice and status: (subject, status, start, end, sentence). See `practices`."""
        cdef Tables tables = self.tables
        cdef int32_t at = 0, first, last, start, end, number = 0, stop, high, place
        cdef Phrase *phrase
        cdef Run *run
        cdef Sentence *sentence
        cdef list found = []
        cdef int32_t each, words
        cdef uint8_t *known = <uint8_t *>PyMem_Calloc(3 * tables.subject_count + 1, 1)
        if known == NULL:
            raise MemoryError()
        try:
            while at < self.landmark_count:
                start = self.landmarks[at].start
                # Of those that start together the shortest is first here.
                first = at
                while at < self.landmark_count and self.landmarks[at].start == start:
                    at += 1
                last = at - 1
                number = self.sentence_at(start, number)
                sentence = &self.sentences[number]
                if sentence.role == FURNITURE or sentence.heading or not sentence.start <= start < sentence.end:
                    continue
                for place in range(last, first - 1, -1):
                    run = &tables.begins[self.landmarks[place].word]
                    for each in range(run.first, run.first + run.count):
                        phrase = &tables.phrases[each]
                        if known[3 * phrase.subject + sentence.role]:
                            continue
                        end = self.phrase_end(phrase, self.landmarks[place].end, sentence)
                        if end >= 0:
                            known[3 * phrase.subject + sentence.role] = 1
                            found.append((tables.subjects[phrase.subject], STATUSES[sentence.role], start, end, number))
        finally:
            PyMem_Free(known)
        return found

    cdef int32_t phrase_end(self, Phrase *phrase, int32_t end, Sentence *sentence) noexcept:
        cdef int32_t high, at, words = 0
        if phrase.right_count == 0 and phrase.without < 0:
            return end
        high = sentence.end
        at = self.mark_from(end)
        if at < self.mark_count and self.marks[at] < high:
            high = self.marks[at]
        if phrase.right_count:
            end = rightwards(self.tables, self.text, self.spare, phrase.right, phrase.right_count, end, high, sentence.end, &words)
            if end < 0:
                return -1
        if phrase.without >= 0 and stands(self.tables, &self.tables.choices[phrase.without], self.text, sentence.start, high):
            return -1
        return end

    cdef int32_t mark_from(self, int32_t place) noexcept:
        """The number of the first clause mark at a place or behind it."""
        cdef int32_t low = 0, high = self.mark_count, middle
        while low < high:
            middle = (low + high) // 2
            if self.marks[middle] < place:
                low = middle + 1
            else:
                high = middle
        return low

    def tokens(self, quantities):
        """The values of the report in order, each with its clause."""
        return read_tokens(self, quantities)

    def resolve(self, scan, matcher, tokens, ways):
        """The statements of the report; `ways` are those of `resolve` for what needs a second look."""
        return resolve_all(self, scan, matcher, tokens, ways)

    def stated(self, scan, origin, reader, measures, frame, statements):
        """One fact per measure, value, period, status and scope: the first that says so."""
        return state_all(self, scan, origin, reader, measures, frame, statements)

    def open_topics(self, list tokens):
        """File the topic words that a value is near enough to; see `topics`."""
        cdef Tables tables = self.tables
        cdef int32_t at, group, number = 0, title = 0, edge = 0, start, end, word, place, closed, total = 0
        cdef int32_t *ahead = self.ahead(tokens)
        cdef int32_t *strong = <int32_t *>claim(self.kept, 3 * tables.group_count * sizeof(int32_t))
        cdef int32_t *strong_in = strong + tables.group_count
        cdef int32_t *reached = strong_in + tables.group_count
        cdef Opens *opens
        cdef TopicWord *found
        for group in range(tables.group_count):
            strong[group] = -1
            self.group_first[group] = self.group_size[group] = 0
        for at in range(self.landmark_count):
            place = tables.opened[self.landmarks[at].word].first
            for word in range(place, place + tables.opened[self.landmarks[at].word].count):
                self.group_size[tables.opens[word].group] += 1
                total += 1
        for group in range(1, tables.group_count):
            self.group_first[group] = self.group_first[group - 1] + self.group_size[group - 1]
        for group in range(tables.group_count):
            self.group_size[group] = 0
        self.filed = <TopicWord *>claim(self.kept, total * sizeof(TopicWord))
        for at in range(self.landmark_count):
            word, start, end = self.landmarks[at].word, self.landmarks[at].start, self.landmarks[at].end
            if tables.opened[word].count == 0:
                continue
            number = self.sentence_at(start, number)
            while title < self.title_count and self.titles[title] <= start:
                title += 1
            while edge < self.edge_count and self.edges[edge] <= start:
                edge += 1
            if ahead[number] > tables.reach[word] or title & 1:
                continue
            closed = self.edges[edge] if edge & 1 else 0
            for place in range(tables.opened[word].first, tables.opened[word].first + tables.opened[word].count):
                opens = &tables.opens[place]
                group = opens.group
                if start < reached[group]:
                    continue
                reached[group] = end
                if opens.strength == 2:
                    if strong[group] >= 0 and strong_in[group] == number and strong[group] != opens.topic:
                        continue
                elif opens.strength == 1 and not closed:
                    strong[group], strong_in[group] = opens.topic, number
                found = &self.filed[self.group_first[group] + self.group_size[group]]
                found.start, found.topic, found.closed, found.sentence = start, opens.topic, closed, number
                self.group_size[group] += 1

    cdef int32_t *ahead(self, list tokens) except NULL:
        """For each sentence, how many sentences ahead the next value stands; none for the rows of a table that holds values."""
        cdef int32_t number, far, paragraph, highest = 0
        cdef int32_t *found = <int32_t *>claim(self.kept, (self.sentence_count + 1) * sizeof(int32_t))
        cdef set tables = set()
        for token in tokens:
            number = token.sentence
            found[number] = 1
            if self.sentences[number].row:
                tables.add(self.sentences[number].paragraph)
        far = self.sentence_count
        for number in range(self.sentence_count - 1, -1, -1):
            far = 0 if found[number] or (tables and self.sentences[number].paragraph in tables) else far + 1
            found[number] = far
        return found

    def leading(self, token):
        """Of all claims on a value those that can win: the first straight one of the highest rank, and all joint ones."""
        cdef list said = []
        cdef Claimed best
        read_value(self, token)
        look_beside(self)
        if self.straight_count == 0 and self.joint_count == 0:
            return said
        if best_claim(self, &best):
            said.append(as_claim(self, token, &best, False))
        if self.joint_count:
            said += placed(self, token, self.joint, self.joint_count, True)
        return said

    def claims(self, token):
        """All claims on a value, the words nearest to it first."""
        read_value(self, token)
        look_beside(self)
        cdef list said = placed(self, token, self.straight, self.straight_count, False)
        if self.joint_count:
            said = [*said, *placed(self, token, self.joint, self.joint_count, True)]
        return said
