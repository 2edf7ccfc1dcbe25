"""Escaping: nothing that a report says becomes markup, nothing that it says is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reader import read_page

from scoring.pages.markup import Html, attribute, element, text, together

ANYTHING = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(ANYTHING)
def test_content_survives(words: str) -> None:
    (paragraph,) = read_page(element("p", words)).children
    assert not isinstance(paragraph, str)
    assert paragraph.text == words
    assert {part.tag for part in paragraph.walk()} <= {"p", "span"}


@given(ANYTHING)
def test_attributes_hold_one_value(words: str) -> None:
    found = read_page(element("p", "x", title=words)).all("p")[0]
    assert set(found.attributes) == {"title"}
    assert "<" not in attribute(words)
    assert '"' not in attribute(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<b>&", "&lt;b&gt;&amp;"),
        # the parser would turn a carriage return into a line feed
        ("甲\r\n乙", "甲&#13;\n乙"),
        # what HTML cannot carry, and what no encoding can
        ("a\0b", "a␀b"),
        ("a\ud800b", "a\ufffdb"),
        # marks of direction stand in a box of their own
        ("甲\u202e乙", '甲<span class="x" data-u="U+202E">\u202e</span>乙'),
        ("\u2069", '<span class="x" data-u="U+2069">\u2069</span>'),
    ],
)
def test_what_needs_care(words: str, expected: str) -> None:
    assert text(words) == expected


def test_marks_of_direction_never_stand_in_attributes() -> None:
    assert attribute('a\u202e"b\r\nc\0') == "a\ufffd&quot;b\nc\ufffd"


def test_markup_stays_and_joined_words_do_not() -> None:
    bold = element("b", "1")
    assert element("p", bold, " < 2") == "<p><b>1</b> &lt; 2</p>"
    assert together([bold, "&"], " ") == "<b>1</b> &amp;"
    # an Html joined with plain words is no Html any more
    assert not isinstance(bold + "<i>", Html)
    assert text(bold + "<i>") == "&lt;b&gt;1&lt;/b&gt;&lt;i&gt;"


def test_attributes() -> None:
    assert element("input", type="radio", checked=True, disabled=False, value=None) == '<input type="radio" checked>'
    assert element("p", class_="a", data_c="b", aria_label="c") == '<p class="a" data-c="b" aria-label="c"></p>'
    assert element("rect", width=3) == '<rect width="3"/>'
