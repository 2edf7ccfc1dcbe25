from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.yaml_source import (
    Collector,
    Mapping,
    Scalar,
    Sequence,
    Source,
    by_place,
    load,
    load_file,
    nearest,
    to_plain,
)
from scoring.yaml_source import load as load_text
from scoring.yaml_source.load import MAX_BYTES, MAX_DEPTH, MAX_NODES, _Builder
from scoring.yaml_source.syntax import split_lines


def _codes(source: Source) -> list[str]:
    return [diagnostic.code for diagnostic in source.diagnostics]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.50", Decimal("0.50")),
        ("95%", Decimal("0.95")),
        ("99.5%", Decimal("0.995")),
        ("95％", Decimal("0.95")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        # YAML 1.1 would make numbers, truths and dates of these.
        ("010", "010"),
        ("1:30", "1:30"),
        ("on", "on"),
        ("yes", "yes"),
        ("No", "No"),
        ("~", "~"),
        ("2024-01-05", "2024-01-05"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".5", ".5"),
        ("'12'", "12"),
        ('"95%"', "95%"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars(written: str, value: object) -> None:
    root = load(f"k: {written}\n", "f.yaml").root
    assert isinstance(root, Mapping)
    node = root.get("k")
    assert isinstance(node, Scalar)
    assert node.value == value
    assert type(node.value) is type(value)


def test_places_are_those_of_the_text() -> None:
    text = "# 注\n名称: 甲\n表:\n  - {a: 1, b: '二'}\n"
    source = load(text, "f.yaml")
    root = source.root
    assert isinstance(root, Mapping)
    table = root.get("表")
    assert isinstance(table, Sequence)
    row = table.items[0]
    assert isinstance(row, Mapping)
    second = row.get("b")
    assert isinstance(second, Scalar)
    assert (second.line, second.column, second.length, second.quoted) == (4, 15, 3, True)
    assert text[second.start : second.end] == "'二'"
    assert text[row.start : row.end] == "{a: 1, b: '二'}"
    assert (row.line, row.column, row.length) == (4, 5, 14)
    assert to_plain(root) == {"名称": "甲", "表": [{"a": 1, "b": "二"}]}


def test_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: 1\r\nb: 2\r\na: 3\r\n".encode())
    source = load_file(path, "a.yaml")
    (twice,) = source.diagnostics
    assert (twice.code, twice.line, twice.column, twice.excerpt) == ("yaml-duplicate", 3, 1, "a: 3")
    assert to_plain(source.root) == {"a": 1, "b": 2}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    other = tmp_path / "gbk.yaml"
    other.write_bytes("a: 1\nb: 名称\n".encode("gbk"))
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    for path, code in ((other, "yaml-encoding"), (large, "yaml-size"), (tmp_path / "none.yaml", "yaml-file-missing")):
        source = load_file(path, path.name)
        assert source.root is None
        assert _codes(source) == [code]
    assert load_file(other).diagnostics[0].line == 2
    assert _codes(load_file(tmp_path)) == ["yaml-file-unreadable"]


@pytest.mark.slow
def test_bounds_hold_without_recursion() -> None:
    deep = load("[" * 100_000, "f.yaml")
    assert _codes(deep) == ["yaml-depth"]
    assert deep.root is None
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f.yaml").root is not None
    assert _codes(load("[" + "1," * (MAX_NODES + 1) + "]", "f.yaml")) == ["yaml-nodes"]


def test_aliases_cannot_multiply() -> None:
    bomb = "a: &a [1, 1]\nb: [*a, *a]\n"
    source = load(bomb, "f.yaml")
    assert _codes(source) == ["yaml-alias"] * 3
    assert to_plain(source.root) == {"a": [1, 1], "b": ["*a", "*a"]}


def test_nothing_is_constructed() -> None:
    source = load("a: !!python/object/apply:os.getcwd []\n", "f.yaml")
    assert _codes(source) == ["yaml-tag"]
    assert to_plain(source.root) == {"a": []}


def test_collector_sorts_and_merges() -> None:
    source = load("a: 1\nb: 2\n", "f.yaml")
    assert isinstance(source.root, Mapping)
    collector = Collector(source)
    collector.warning("second", source.root.get("b"), "二")
    assert not collector.failed
    collector.error("first", source.root.key("a"), "一", "改")
    collector.error("first", source.root.key("a"), "一", "改")
    collector.error("whole", None, "全文")
    assert [(found.code, found.line, found.column) for found in collector.diagnostics] == [
        ("whole", None, None),
        ("first", 1, 1),
        ("second", 2, 4),
    ]
    assert collector.failed
    assert by_place(reversed(collector.diagnostics)) == collector.diagnostics


def test_far_places_show_no_excerpt() -> None:
    source = load("a: [" + "x, " * 300 + "]\n", "f.yaml")
    assert source.excerpt(1, 5) is not None
    assert len(source.excerpt(1, 5) or "") <= 105
    assert source.excerpt(1, 800) is None
    assert source.excerpt(9, 1) is None


@pytest.mark.parametrize(
    ("word", "near"), [("pionts", "points"), ("Points", "points"), ("xyz", None), ("分直", "分值")]
)
def test_nearest(word: str, near: str | None) -> None:
    assert nearest(word, ["分值", "points", "share"]) == near


DOCUMENTS = st.recursive(
    st.sampled_from(["甲", "'乙 丙'", '"q"', "1", "95%", "null", "a b"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{number}: {item}" for number, item in enumerate(items)) + "}"
        ),
    ),
    max_leaves=8,
)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), DOCUMENTS, st.sampled_from(["\n", " # 注\n", "\n\n", "\r\n"])), max_size=5
    )
)
@settings(max_examples=60, deadline=None)
def test_both_parsers_read_alike(entries: list[tuple[str, str, str]]) -> None:
    """The fast parser is used where it is installed; a machine without it must see the same nodes and places."""
    text = "".join(f"{key}:\n  - {value}{end}" for key, value, end in entries)
    lines = split_lines(text)
    slow = _Builder(text, lines).build(yaml.SafeLoader)
    fast = _Builder(text, lines).build(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert slow == fast


@given(st.text(alphabet="ab:-[]{}'\"#&*!|>%@`, \n\t\r：甲?<\x85\u2028\x00", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_explained(text: str) -> None:
    source = load_text(text, "f.yaml")
    assert source.root is not None or source.diagnostics
    for found in source.diagnostics:
        assert found.help
        assert found.line is None or 1 <= found.line <= len(source.lines)
