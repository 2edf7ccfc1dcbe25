"""Where the literals of a library stand."""


cdef enum:
    ONE_EDGE = 0x80000000
    PAIRS = 16384


cdef struct State:
    # Of the trie: the nearest shorter state that a character may go on from, the nearest where a word ends, the word that ends here (-1: none),
    # and what leads on: nothing (0), one character (ONE_EDGE and the character; it leads to the next state), or where its edges are listed.
    int32_t fail, link, word
    uint32_t onwards


cdef struct Edge:
    uint32_t char
    int32_t target


@final
cdef class Automaton:
    """Aho-Corasick over code points, in as little memory as goes: words that begin alike lie near each other."""

    cdef list kept
    cdef State *states
    # Behind how many they are (as `char`), the edges of a state by their characters.
    cdef Edge *edges
    # By character, the state that a word beginning with it leads to.
    cdef int32_t *root
    # By character whether a word of more than one begins with it, and none of one; by pairs of characters, folded, whether a word may begin so.
    cdef uint8_t *longer
    cdef uint8_t *pairs
    # By character, a bit: whether it is a word itself.
    cdef uint8_t *alone
    cdef int32_t *size_of

    def __cinit__(self, list words):
        cdef list trie = grown(words)
        cdef list by_depth = []
        cdef dict edges
        cdef int32_t state, target, back, place = 1
        self.kept = []
        self.states = <State *>claim(self.kept, len(trie) * sizeof(State))
        self.edges = <Edge *>claim(self.kept, (2 * len(trie) + 2) * sizeof(Edge))
        self.root = <int32_t *>claim(self.kept, 65536 * sizeof(int32_t))
        self.longer = <uint8_t *>claim(self.kept, 65536)
        self.pairs = <uint8_t *>claim(self.kept, PAIRS)
        for word in words:
            if len(word) > 1:
                self.pairs[pair(ord(word[0]), ord(word[1]))] = 1
            if ord(word[0]) < 65536:
                self.longer[ord(word[0])] = 1
        self.alone = <uint8_t *>claim(self.kept, 8192)
        for word in words:
            if len(word) == 1 and ord(word) < 65536:
                self.longer[ord(word)] = 0
                self.alone[ord(word) >> 3] |= 1 << (ord(word) & 7)
        self.size_of = numbers(self.kept, map(len, words))
        for state in range(len(trie)):
            word, depth, edges = trie[state]
            self.states[state].word = word
            while len(by_depth) <= depth:
                by_depth.append([])
            (<list>by_depth[depth]).append(state)
            if state and len(edges) == 1:
                self.states[state].onwards = ONE_EDGE | <uint32_t>ord(next(iter(edges)))
            elif edges:
                self.states[state].onwards = place
                self.edges[place].char = <uint32_t>len(edges)
                for char in sorted(edges):
                    place += 1
                    self.edges[place] = Edge(ord(char), edges[char])
                    if state == 0 and ord(char) < 65536:
                        self.root[ord(char)] = edges[char]
                place += 1
        for level in by_depth:
            for state in level:
                edges = trie[state][2]
                for char, target in edges.items():
                    back = 0 if state == 0 else self.step(self.states[state].fail, ord(char))
                    self.states[target].fail = back
                    self.states[target].link = back if self.states[back].word >= 0 else self.states[back].link

    cdef inline bint leads_nowhere(self, int32_t state, uint32_t char, uint32_t following) noexcept:
        """Of the characters that words begin with most go on as no word does: known without a look at what leads on from the state."""
        return char < 65536 and self.longer[char] and state == self.root[char] and not self.pairs[pair(char, following)]

    cdef int32_t step(self, int32_t state, uint32_t char) noexcept:
        """The state after one more character."""
        cdef uint32_t onwards, low, high, middle, last
        while True:
            if state == 0 and char < 65536:
                return self.root[char]
            onwards = self.states[state].onwards
            if onwards & ONE_EDGE:
                if onwards == (ONE_EDGE | char):
                    return state + 1
            elif onwards:
                low, last = onwards + 1, onwards + 1 + self.edges[onwards].char
                high = last
                while low < high:
                    middle = (low + high) // 2
                    if self.edges[middle].char < char:
                        low = middle + 1
                    else:
                        high = middle
                if low < last and self.edges[low].char == char:
                    return self.edges[low].target
            if state == 0:
                return 0
            state = self.states[state].fail


cdef inline uint32_t pair(uint32_t first, uint32_t second) noexcept:
    return (first * 40503 + second * 30011) & (PAIRS - 1)


cdef list grown(list words):
    """The trie of some words, as (number of the word that ends here or -1, depth, edges) by state. An only child follows its parent: words come in
    order."""
    cdef list trie = [[-1, 0, {}]]
    cdef list node
    cdef str word, char
    cdef dict edges
    cdef dict numbers_ = {word: number for number, word in enumerate(words)}
    for word in sorted(words):
        node = trie[0]
        for char in word:
            edges = node[2]
            if char not in edges:
                edges[char] = len(trie)
                trie.append([-1, node[1] + 1, {}])
            node = trie[edges[char]]
        node[0] = numbers_[word]
    return trie
