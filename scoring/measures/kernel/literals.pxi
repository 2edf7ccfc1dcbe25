"""Where the literals of a library stand."""


cdef struct State:
    # Of the trie: where a character that goes no further leads, the word that ends here (-1: none), the nearest shorter state where one ends,
    # how deep it lies, and its edges. Most have one edge, which is kept here.
    int32_t fail, word, link, depth, first, count
    uint32_t char
    int32_t target


cdef struct Edge:
    uint32_t char
    int32_t target


cdef class Automaton:
    """Aho-Corasick over code points. Words that begin alike lie near each other in memory."""

    cdef list kept
    cdef State *states
    cdef Edge *edges
    # By character, the state that a word beginning with it leads to.
    cdef int32_t *root

    def __cinit__(self, list words):
        cdef list trie = grown(words)
        cdef list children, by_depth
        cdef dict edges
        cdef int32_t state, target, back, place = 0
        self.kept = []
        self.states = <State *>claim(self.kept, len(trie) * sizeof(State))
        self.edges = <Edge *>claim(self.kept, len(trie) * sizeof(Edge))
        self.root = <int32_t *>claim(self.kept, 65536 * sizeof(int32_t))
        by_depth = []
        for state in range(len(trie)):
            word, depth, edges = trie[state]
            self.states[state].word, self.states[state].depth = word, depth
            while len(by_depth) <= depth:
                by_depth.append([])
            (<list>by_depth[depth]).append(state)
            self.states[state].first, self.states[state].count = place, <int32_t>len(edges)
            for char in sorted(edges):
                self.edges[place] = Edge(ord(char), edges[char])
                if state == 0 and ord(char) < 65536:
                    self.root[ord(char)] = edges[char]
                self.states[state].char, self.states[state].target = ord(char), edges[char]
                place += 1
        for level in by_depth:
            for state in level:
                edges = trie[state][2]
                for char, target in edges.items():
                    back = 0 if state == 0 else self.step(self.states[state].fail, ord(char))
                    self.states[target].fail = back
                    self.states[target].link = back if self.states[back].word >= 0 else self.states[back].link

    cdef int32_t step(self, int32_t state, uint32_t char) noexcept:
        """The state after one more character."""
        cdef State *here
        cdef int32_t low, high, middle
        while True:
            if state == 0 and char < 65536:
                return self.root[char]
            here = &self.states[state]
            if here.count == 1:
                if here.char == char:
                    return here.target
            elif here.count:
                low, high = here.first, here.first + here.count
                while low < high:
                    middle = (low + high) // 2
                    if self.edges[middle].char < char:
                        low = middle + 1
                    else:
                        high = middle
                if low < here.first + here.count and self.edges[low].char == char:
                    return self.edges[low].target
            if state == 0:
                return 0
            state = here.fail


cdef list grown(list words):
    """The trie of some words, as (number of the word that ends here or -1, depth, edges) by state."""
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
