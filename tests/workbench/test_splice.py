"""Text edits at node marks: what is not edited stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.workbench.splice import Edit, added_item, added_key, flow, line_break, scalar, spliced
from scoring.yaml_source import Mapping, Sequence, load, to_plain


def test_edits_in_any_order() -> None:
    edits = [Edit(6, 7, "X"), Edit(0, 1, "YY"), Edit(3, 3, "-")]
    assert spliced("abcdefg", edits) == spliced("abcdefg", edits[::-1]) == "YYbc-defX"


def test_edits_that_touch_the_same_stretch_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        spliced("abcdef", [Edit(0, 3, "x"), Edit(2, 4, "y")])


def _root(text: str) -> Mapping:
    root = load(text, "t.yaml").root
    assert isinstance(root, Mapping)
    return root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # block style: behind the last short entry, a comment at its end stays with it
        ("a: 1  # 甲\nb: 2", "a: 1  # 甲\nb: 2\nnew: 9"),
        # before the children
        ("a: 1\ncriteria:\n  - b: 2\n", "a: 1\nnew: 9\ncriteria:\n  - b: 2\n"),
        # a block scalar or list is no place to stand behind
        ("a: 1\nb: |\n  text\n", "a: 1\nnew: 9\nb: |\n  text\n"),
        # in braces
        ("{a: 1, b: {c: 2}}", "{a: 1, b: {c: 2}, new: 9}"),
        ("{a: }", "{a: , new: 9}"),
        # line ends as in the file
        ("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\nnew: 9\r\n"),
    ],
)
def test_a_key_is_added(text: str, expected: str) -> None:
    edited = spliced(text, [added_key(text, _root(text), "new", "9")])
    assert edited == expected
    assert to_plain(load(edited, "t.yaml").root)["new"] == 9


def test_a_key_is_spelt_like_its_neighbours() -> None:
    text = "编号: a\n名称: 甲\n"
    assert spliced(text, [added_key(text, _root(text), "points", "3")]) == "编号: a\n名称: 甲\n分值: 3\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "l:\n  - a: 1\n    b:\n      - 2\nm: 3\n",
            "l:\n  - a: 1\n    b:\n      - 2\n  - id: x\n    points: 3\nm: 3\n",
        ),
        ("l: [{a: 1}]", "l: [{a: 1}, {id: x, points: 3}]"),
        ("l: []", "l: [{id: x, points: 3}]"),
    ],
)
def test_an_item_is_added(text: str, expected: str) -> None:
    node = _root(text).get("l")
    assert isinstance(node, Sequence)
    assert spliced(text, [added_item(text, node, [("id", "x"), ("points", "3")])]) == expected


@given(st.text(max_size=30))
def test_a_scalar_reads_the_same_in_brackets(text: str) -> None:
    cleaned = "".join(char for char in text if char.isprintable())
    root = load(f"[{scalar(cleaned, quoted=True)}]", "t.yaml").root
    assert to_plain(root) == [cleaned]
    plain = load(f"[{scalar(cleaned)}]", "t.yaml").root
    assert isinstance(plain, Sequence)
    if cleaned:
        assert plain.items[0].text == cleaned  # type: ignore[union-attr]


def test_flow_of_a_block() -> None:
    text = "rule:\n  bands:\n    - {from: 95%, share: 100%}   # 注\n    - below: 95%\n      share: 0\nnote: '甲: 乙'\n"
    root = _root(text)
    assert flow(root) == '{rule: {bands: [{from: 95%, share: 100%}, {below: 95%, share: 0}]}, note: "甲: 乙"}'
    assert to_plain(load(flow(root), "t.yaml").root) == to_plain(root)


def test_line_breaks() -> None:
    assert [line_break("a\nb\r\n"), line_break("a\r\nb\n"), line_break("a")] == ["\n", "\r\n", "\n"]
