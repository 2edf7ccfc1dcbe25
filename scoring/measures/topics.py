"""The topics that are open at a value: whose matter the words around it are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scoring.measures.library import STRONG, WEAK, Opening, Topic
from scoring.measures.tokens import Token
from scoring.text.regex import regex
from scoring.text.view import View

_TITLES = regex(r"《[^》\n]{0,80}》")

# A topic word: where it starts, the topic it opens, the end of the bracket it stands in (0: none), and its sentence.
TopicWord = tuple[int, str, int, int]


def open_topics(
    view: View, brackets: Sequence[tuple[int, int]], tokens: Sequence[Token], words: Iterable[tuple[int, int, Opening]]
) -> dict[str, list[TopicWord]]:
    """File topic words by group; `words` come by their starts, the longest first of those that start together. A word inside a longer topic word of the group or inside a title opens nothing. Words that no
    value is near enough to are passed over."""
    filed: defaultdict[str, list[TopicWord]] = defaultdict(list)
    # Where titles and brackets begin and end in turn: inside one, the number of places passed is odd.
    titles = [place for match in _TITLES.finditer(view.text) for place in match.span()]
    edges = [place for span in brackets for place in span]
    following = [sentence.start for sentence in view.sentences[1:]]
    ahead = _ahead(view, tokens)
    strong: dict[str, tuple[int, str]] = {}
    reached: dict[str, int] = {}
    for start, end, (reach, topics) in words:
        sentence = bisect_right(following, start)
        if ahead[sentence] > reach or bisect_right(titles, start) & 1:
            continue
        passed = bisect_right(edges, start)
        closed = edges[passed] if passed & 1 else 0
        for group, name, strength in topics:
            if start < reached.get(group, 0):
                continue
            reached[group] = end
            if strength == WEAK:
                held = strong.get(group)
                if held is not None and held[0] == sentence and held[1] != name:
                    continue
            elif strength == STRONG and not closed:
                strong[group] = (sentence, name)
            filed[group].append((start, name, closed, sentence))
    return filed


def _ahead(view: View, tokens: Sequence[Token]) -> list[int]:
    """For each sentence, how many sentences ahead the next value stands; none for the rows of a table that holds values."""
    sentences = view.sentences
    numbers = {token.sentence for token in tokens}
    tables = {sentences[number].paragraph for number in numbers if sentences[number].row is not None}
    ahead, far = [], len(sentences)
    for number in range(len(sentences) - 1, -1, -1):
        far = 0 if number in numbers or (tables and sentences[number].paragraph in tables) else far + 1
        ahead.append(far)
    return ahead[::-1]


def topics_at(
    view: View, filed: Sequence[TopicWord], topics: Mapping[str, Topic], token: Token
) -> tuple[str | None, str | None]:
    """Of one group, whose words are `filed`: the topic open at the token, and the one that a word behind the token, in its own clause, opens."""
    at = next_ = bisect_left(filed, (token.left,))
    while next_ < len(filed) and filed[next_][0] < token.end:
        next_ += 1
    behind = filed[next_][1] if next_ < len(filed) and filed[next_][0] < token.high else None
    while at:
        at -= 1
        _, name, closed, number = filed[at]
        # What a bracket is about ends with the bracket.
        if 0 < closed <= token.left:
            continue
        far = token.sentence - number
        if far > 0:
            there, here = view.sentences[number], view.sentences[token.sentence]
            # The rows of a table are about what its first rows name.
            one_table = here.row is not None and here.paragraph == there.paragraph
            if (far > topics[name].reach and not one_table) or there.section != here.section:
                return None, behind
        return name, behind
    return None, behind
