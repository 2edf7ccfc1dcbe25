"""Settings by address: values arrive where they should, everything else stays as it was."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench_samples import SHEETS, SMALL, county, lines_changed, rubric_of, small, vocabulary

from scoring.errors import RubricError
from scoring.workbench.addresses import Address, address, find, nodes_of
from scoring.workbench.figures import figures
from scoring.workbench.files import RubricFile, join, open_rubric
from scoring.workbench.settings import Setting, apply_settings, edited


@pytest.mark.parametrize(
    ("setting", "before", "after"),
    [
        ("d.appearance.points=5", "        points: 4", "        points: 5"),
        # comments and spacing stay
        (
            "d.appearance.rule.linear.full=95%",
            "        rule: {linear: {zero: 50%, full: 100%}}  # 两条线",
            "        rule: {linear: {zero: 50%, full: 95%}}  # 两条线",
        ),
        # items by number, in both spellings, and by name
        ("d.mediation.rule.bands.2.from=85%", "- {from: 80%, below", "- {from: 85%, below"),
        ("d.mediation.rule.bands[2].points=1.5", "below: 95%, points: 1}", "below: 95%, points: 1.5}"),
        ("grades.优秀.from=88", "{name: 优秀, from: 90%}   # 一等", "{name: 优秀, from: 88}   # 一等"),
        # keys in Chinese, on either side
        ("d.mediation.分值=3", "        分值: 2", "        分值: 3"),
        ("d.mediation.points=3", "        分值: 2", "        分值: 3"),
        # a rule without arguments gets some
        ("e.three.rule.done.at_least=1", "rule: done}", "rule: {done: {at_least: 1}}}"),
        # text is text, whatever stands in it
        ("d.appearance.note=甲: 乙 # 丙", '        note: "含 冒号: 和 # 号"', '        note: "甲: 乙 # 丙"'),
        ("title=1:30", "title: 小样", 'title: "1:30"'),
    ],
)
def test_one_line_changes(setting: str, before: str, after: str) -> None:
    changed, _ = edited(small(), [setting])
    (pair,) = lines_changed(SMALL, changed.text)
    assert before in pair[0]
    assert after in pair[1]


def test_a_block_is_replaced_by_one_line() -> None:
    changed, _ = edited(small(), ["d.mediation.rule={linear: {zero: 50%, full: 95%}}"])
    assert "        规则: {linear: {zero: 50%, full: 95%}}\n  - id: e\n" in changed.text
    assert rubric_of(changed).id == "small"


def test_a_new_key_stands_with_the_others() -> None:
    changed, _ = edited(small(), ["d.mediation.missing=zero", "e.three.missing=zero", "ties=dense"])
    assert "        指标: mediation_success_rate\n        未载明: zero\n" in changed.text
    assert "rule: done, missing: zero}" in changed.text
    assert "points: 10\nties: dense\ngrades:" in changed.text


def test_the_same_value_changes_nothing() -> None:
    for file in (small(), county(), *(open_rubric(path, vocabulary()) for path in SHEETS)):
        root = join(file).root
        same = [
            Setting(Address(id_, figure.keys), figure.node.text)
            for id_, node in nodes_of(root)
            for figure in figures(node)
        ]
        assert len(same) > 5
        assert apply_settings(file, same).bytes() == file.bytes()


SOME = (
    "d.appearance.points=5",
    "d.mediation.missing=zero",
    "d.mediation.period=2023",
    "d.mediation.rule.bands.1.from=96%",
    "e.three.note=新",
    "grades.1.from=85%",
    "ties=dense",
)


@given(st.permutations(SOME))
def test_order_never_matters(texts: list[str]) -> None:
    assert edited(small(), texts)[0].text == edited(small(), SOME)[0].text


def test_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    file = open_rubric(path, vocabulary())
    assert file.bytes() == path.read_bytes()
    changed, _ = edited(file, ["d.appearance.points=5", "d.mediation.missing=zero"])
    assert changed.bytes().startswith(b"\xef\xbb\xbf# ")
    assert changed.bytes().count(b"\r\n") == changed.bytes().count(b"\n") == SMALL.count("\n") + 1


def _extending(tmp_path: Path, text: str) -> RubricFile:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return open_rubric(path, vocabulary())


def test_what_stands_in_a_base_is_overridden_here(tmp_path: Path) -> None:
    text = "extends: base.yaml\nid: mine\ncriteria:\n  - id: d.appearance   # 今年\n    points: 3.5\n"
    file = _extending(tmp_path, text)
    wanted = [
        "d.appearance.points=4",
        "d.appearance.rule.linear.zero=60%",
        "d.mediation.rule.bands.2.from=85%",
        "grades.1.from=88%",
    ]
    changed, _ = edited(file, wanted)
    assert changed.text == (
        "extends: base.yaml\nid: mine\n"
        "grades: [{name: 优秀, from: 88%}, {name: 不合格, from: 0}]\n"
        "criteria:\n  - id: d.appearance   # 今年\n    points: 4\n"
        "    rule: {linear: {zero: 60%, full: 100%}}\n"
        "  - id: d.mediation\n"
        "    rule: {bands: [{from: 95%, points: 2}, {from: 85%, below: 95%, points: 1}, {below: 80%, points: 0}]}\n"
    )


def test_a_file_that_only_extends_gets_a_list(tmp_path: Path) -> None:
    file = _extending(tmp_path, "extends: base.yaml\nid: mine")
    changed, _ = edited(file, ["e.three.points=4"])
    assert changed.text == "extends: base.yaml\nid: mine\ncriteria:\n  - id: e.three\n    points: 4"
    assert rubric_of(changed).id == "mine"


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(RubricError) as caught:
        edited(small(), ["d.points", "x.y=1", "d.appearance=1", "grades.9.from=1", "ties=min", "ties=dense"])
    codes = [problem.code for problem in caught.value.diagnostics]
    assert codes == ["setting-form", "address-unknown", "setting-node", "setting-twice", "item-unknown"]


def test_ids_come_before_keys_of_the_head() -> None:
    ids = ["points", "a.b", "a"]
    assert address("points.points", ids) == Address("points", ("points",))
    assert address("a.b.c", ids) == Address("a.b", ("c",))
    assert address("a.c", ids) == Address("a", ("c",))
    assert address("grades[1].from", ids) == Address("", ("grades", "1", "from"))
    assert address("nothing.points", ids) is None


def test_no_figure_is_out_of_reach() -> None:
    """Every number that the sheet shows can be set by its address, and the value arrives there."""
    for path in SHEETS:
        file = open_rubric(path, vocabulary())
        for id_, node in itertools.islice(nodes_of(join(file).root), 12):
            for figure in figures(node):
                changed = apply_settings(file, [Setting(Address(id_, figure.keys), "7")])
                holder = find(join(changed).own, id_)
                assert holder is not None
                assert [str(one.value) for one in figures(holder) if one.keys == figure.keys] == ["7"]
