"""A library as numbers."""

cdef enum:
    # Which entries under a word count: all, those with only glue between, those that allow a gap as wide as this one, both of these.
    ALL_ENTRIES = 0
    GLUED_ENTRIES = 1
    GAPPED_ENTRIES = 2
    SIEVED_ENTRIES = 3
    # What a sentence's section is.
    STATED = 0
    PLANNED = 1
    LACKING = 2
    FURNITURE = 3
    NO_SCORE = -1000000000
    PER_CHARACTER = 4
    TOTAL_LENGTH = 6
    # See `resolve` and `shared`.
    JOINT_LENGTH = 2
    SPREAD_LENGTH = 17
    MOST_PARTS = 8
    # What a literal is used for: beside a value, as a topic or beginning of a practice, as a value, as a word of honour.
    BESIDE = 1
    LANDMARK = 2
    VALUE = 4
    HONOUR = 8
    NOT_ASKED = -16843010  # 0xFEFEFEFE

STATUSES = ("done", "plan", "problem")
PLACE = itemgetter(0, 1)


cdef struct Choice:
    int32_t first       # of its words
    int32_t count
    int32_t shortest
    int32_t longest
    uint64_t heads      # which characters its words begin with, and end with, folded to 64
    uint64_t tails


cdef struct Step:
    int32_t limit
    int32_t wide
    int32_t choice


cdef struct Filed:
    int32_t left, left_count    # steps
    int32_t right, right_count
    int32_t also, not_topics    # conditions
    int32_t without, needs      # choices
    int32_t bonus
    int32_t alone
    int32_t tie                 # place by subject and source
    int32_t takes               # its row among the units that it takes


cdef struct Entry:
    int32_t most, order, gap, topics, filed


cdef struct Run:
    int32_t first, count


cdef struct Phrase:
    int32_t subject, right, right_count, without


cdef struct Opens:
    int32_t group, topic, strength


cdef struct Claimed:
    int32_t number, order, filed, start, end, near, score


cdef struct Prospect:
    # `most` that a claim on it can score, its `number` among all (the nearest first), where it starts and ends, what it adds to a score; the
    # entries under it, `which` of them count, and how far it stands from the value.
    int32_t most, number, start, near, worth, first, behind, which, distance


cdef struct Sentence:
    int32_t start, end, section, paragraph
    int32_t role, heading, row


cdef struct Value:
    int32_t kind, start, end, left, low, high, sentence, bracket, counts
    int32_t *takes


cdef struct Hit:
    int32_t start, end, word


cdef struct Mark:
    # A value on its way: its place, sentence and clause; whether it is a number, the bracket it stands in, and what Python knows of it.
    int32_t start, end, left, sentence, low, high, kind, number, unit, has_bracket, opened, closed, told
    int32_t *takes
    double value


cdef struct TopicWord:
    int32_t start, topic, closed, sentence


@final
cdef class Tables:
    """A library as numbers: its literals, templates, topics and practices."""

    cdef list kept
    cdef Automaton automaton
    # Words of choices.
    cdef uint32_t *letters
    cdef int32_t *word_at
    cdef int32_t *word_size
    cdef Choice *choices
    cdef Step *steps
    cdef Filed *filed
    cdef Entry *entries
    cdef Phrase *phrases
    cdef Opens *opens
    # By literal: for each kind of slot the entries under it, on the left and on the right; what a landmark opens and tells.
    cdef Run *left
    cdef Run *right
    cdef Run *opened
    cdef int32_t *reach
    cdef Run *begins
    # By literal, what it is used for.
    cdef uint8_t *uses
    # Room of a report that is done with.
    cdef void *spare_room
    cdef size_t spare_size
    cdef Hit *spare_hits
    cdef Hit *spare_landmarks
    cdef int32_t spare_hit_room, spare_landmark_room
    cdef int32_t longest_right
    # Conditions: runs of topics; each topic's group and reach.
    cdef Run *conditions
    cdef int32_t *wanted
    cdef int32_t *topic_group
    cdef int32_t *topic_reach
    cdef int32_t topic_count, group_count, kind_count, subject_count, condition_count
    cdef int32_t count_kind, rate_kind, listing_kinds, word_kinds, take_count
    cdef uint8_t *ties
    cdef int32_t glue_count[8]
    cdef int32_t glue[8]
    cdef int32_t bodies, several
    # Python's side.
    cdef dict kind_of
    cdef dict fits
    cdef list templates
    cdef tuple tells
    cdef list subjects
    cdef object takes_of
    cdef object claim_type
    cdef list take_rows
    cdef dict classes
    cdef Py_ssize_t at_class, at_value, at_unit
    cdef Maker tokens
    cdef Maker facts
    cdef Maker evidences
    cdef Maker statements
    cdef object cite
    cdef object label
    cdef object zero_rate
    cdef str rate_slot
    cdef object totals
    cdef int32_t plan_words, signs, new_words, suspects
    cdef frozenset body_units

    def __dealloc__(self):
        if self.spare_room != NULL:
            PyMem_Free(self.spare_room)
            PyMem_Free(self.spare_hits)
            PyMem_Free(self.spare_landmarks)

    def __init__(self, dict plain):
        """`plain` is a library as `compiled.plain_tables` lays it out."""
        self.kept = []
        self.fits = {}
        self.automaton = Automaton(plain["words"])
        self.read_choices(plain["choices"])
        self.read_templates(plain)
        self.read_landmarks(plain)
        self.read_topics(plain)
        self.read_glue(plain)
        self.claim_type = plain["claim"]
        self.takes_of = plain["takes"]
        self.take_rows = plain["take_rows"]
        self.take_count = <int32_t>len(self.take_rows)
        self.body_units = plain["body_units"]
        self.classes, self.label, self.totals, self.cite = plain["classes"], plain["label"], plain["totals"], plain["cite"]
        self.zero_rate, self.rate_slot = plain["zero_rate"], plain["rate_slot"]
        fields = plain["quantity"]._fields
        self.at_class, self.at_value, self.at_unit = fields.index("cls"), fields.index("value"), fields.index("unit")
        self.tokens, self.facts, self.evidences = Maker(plain["token"]), Maker(plain["fact"]), Maker(plain["evidence"])
        self.statements = Maker(plain["statement"])
        self.plan_words, self.signs, self.new_words = plain["plan_words"], plain["signs"], plain["new_words"]
        self.suspects = plain["suspects"]

    cdef read_choices(self, list choices):
        cdef list words = [word for choice in choices for word in choice]
        cdef Py_ssize_t at = 0, place, size = sum(map(len, words))
        cdef int32_t number = 0
        cdef Choice *one
        cdef str word
        self.letters = <uint32_t *>claim(self.kept, (size + 1) * sizeof(uint32_t))
        self.word_at = <int32_t *>claim(self.kept, len(words) * sizeof(int32_t))
        self.word_size = <int32_t *>claim(self.kept, len(words) * sizeof(int32_t))
        self.choices = <Choice *>claim(self.kept, len(choices) * sizeof(Choice))
        for place in range(len(choices)):
            one = &self.choices[place]
            one.first = number
            one.count = <int32_t>len(choices[place])
            for word in choices[place]:
                self.word_at[number] = <int32_t>at
                self.word_size[number] = <int32_t>len(word)
                PyUnicode_AsUCS4(word, <Py_UCS4 *>(self.letters + at), len(word), 0)
                one.heads |= <uint64_t>1 << (self.letters[at] & 63)
                at += len(word)
                one.tails |= <uint64_t>1 << (self.letters[at - 1] & 63)
                number += 1
            one.longest = max(map(len, choices[place]), default=0)
            one.shortest = min(map(len, choices[place]), default=0)

    cdef read_templates(self, dict plain):
        cdef Py_ssize_t at
        cdef list steps = plain["steps"], filed = plain["filed"], entries = plain["entries"]
        self.steps = <Step *>claim(self.kept, len(steps) * sizeof(Step))
        for at, (limit, wide, choice) in enumerate(steps):
            self.steps[at] = Step(limit, wide, choice)
        self.filed = <Filed *>claim(self.kept, len(filed) * sizeof(Filed))
        for at, (row, left, left_count, right, right_count, also, not_topics, without, needs, bonus, alone, tie) in enumerate(filed):
            self.filed[at] = Filed(left, left_count, right, right_count, also, not_topics, without, needs, bonus, alone, tie, row)
        self.entries = <Entry *>claim(self.kept, len(entries) * sizeof(Entry))
        for at, (most, order, gap, topics, number) in enumerate(entries):
            self.entries[at] = Entry(most, order, gap, topics, number)
        self.templates = plain["templates"]
        self.kind_of = plain["kinds"]
        self.kind_count = <int32_t>len(self.kind_of)
        self.left = self.runs(plain["left"])
        self.right = self.runs(plain["right"])
        self.longest_right = plain["longest_right"]
        self.count_kind, self.rate_kind = plain["count_kind"], plain["rate_kind"]
        self.listing_kinds, self.word_kinds = plain["listing_kinds"], plain["word_kinds"]

    cdef Run *runs(self, list pairs) except NULL:
        cdef Run *found = <Run *>claim(self.kept, len(pairs) * sizeof(Run))
        cdef Py_ssize_t at
        for at, (first, count) in enumerate(pairs):
            found[at] = Run(first, count)
        return found

    cdef read_landmarks(self, dict plain):
        cdef Py_ssize_t at, kind
        cdef list opens = plain["opens"], phrases = plain["phrases"]
        self.opened = self.runs(plain["opened"])
        self.reach = numbers(self.kept, plain["reach"])
        self.begins = self.runs(plain["begins"])
        self.opens = <Opens *>claim(self.kept, len(opens) * sizeof(Opens))
        for at, (group, topic, strength) in enumerate(opens):
            self.opens[at] = Opens(group, topic, strength)
        self.phrases = <Phrase *>claim(self.kept, len(phrases) * sizeof(Phrase))
        for at, (subject, right, right_count, without) in enumerate(phrases):
            self.phrases[at] = Phrase(subject, right, right_count, without)
        self.subjects = plain["subjects"]
        self.subject_count = <int32_t>len(self.subjects)
        self.tells = tuple(plain["tells"])
        self.uses = <uint8_t *>claim(self.kept, len(self.tells))
        for at in range(len(self.tells)):
            value, honours = self.tells[at]
            self.uses[at] = (VALUE if value is not None else 0) | (HONOUR if honours else 0)
            if self.uses[at] or plain["opened"][at][1] or plain["begins"][at][1]:
                self.uses[at] |= LANDMARK
            for kind in range(self.kind_count):
                if self.left[at * self.kind_count + kind].count or self.right[at * self.kind_count + kind].count:
                    self.uses[at] |= BESIDE

    cdef read_topics(self, dict plain):
        self.conditions = self.runs(plain["conditions"])
        self.condition_count = <int32_t>len(plain["conditions"])
        self.wanted = numbers(self.kept, plain["wanted"])
        self.topic_group = numbers(self.kept, plain["topic_group"])
        self.topic_reach = numbers(self.kept, plain["topic_reach"])
        self.topic_count = <int32_t>len(plain["topic_group"])
        self.group_count = plain["group_count"]

    cdef read_glue(self, dict plain):
        cdef Py_ssize_t kind
        cdef str char
        self.ties = <uint8_t *>claim(self.kept, 65536)
        for char in plain["ties"]:
            if ord(char) < 65536:
                self.ties[ord(char)] = 1
        for kind in range(len(plain["glue"])):
            self.glue[kind] = plain["glue"][kind]
        self.bodies, self.several = plain["bodies"], plain["several"]

    cdef int32_t *fit(self, tuple fit) except NULL:
        """By row of units whether a value takes it; behind them whether the value may count bodies."""
        cdef Block block
        cdef int32_t *row
        cdef Py_ssize_t at, size = len(self.take_rows)
        found = self.fits.get(fit)
        if found is not None:
            return <int32_t *>(<Block>found).at
        block = Block()
        block.at = row = <int32_t *>PyMem_Calloc(size + 1, sizeof(int32_t))
        if row == NULL:
            raise MemoryError()
        for at in range(size):
            row[at] = self.takes_of(self.take_rows[at], fit[1], fit[2])
        row[size] = not fit[1] or fit[1] in self.body_units
        self.fits[fit] = block
        return row

    def find(self, view):
        """What one pass over a report finds."""
        return Found(self, view)

    def origin(self, report, view):
        """What all facts of a report share."""
        return Origin(self, report, view)
