"""What of a log is in force: whatever is said, nobody wins silently and the order of reviewers makes no difference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.corrections.log import ADJUDICATED, FACT, OVERRIDE, REPORT, WITHDRAWN, Entry
from scoring.corrections.state import conflicts, corrections_of
from scoring.corrections.types import By

KEY = "云岭县|2024|a"


def by(who: str, reason: str = "理由") -> By:
    return By(who, "2025-03-20", reason)


def gives(who: str, points: str, key: str = KEY) -> Entry:
    return Entry(OVERRIDE, key, by(who, f"{who}说"), {"points": points, "engine": "2"})


def settles(who: str, points: str) -> Entry:
    return Entry(ADJUDICATED, KEY, by(who), {"points": points, "kind": OVERRIDE})


def takes_back(who: str, **more: object) -> Entry:
    return Entry(WITHDRAWN, KEY, by(who), {"kind": OVERRIDE, **more})


def points(*entries: Entry) -> list[Decimal | None]:
    return [one.points for one in corrections_of(entries).overrides]


def test_the_later_word_of_one_person_replaces_the_earlier() -> None:
    assert points(gives("甲", "1"), gives("甲", "2")) == [2]
    assert points(gives("甲", "1"), gives("甲", "")) == [None]


def test_taking_back_leaves_the_others() -> None:
    assert points(gives("甲", "1"), takes_back("甲")) == []
    assert points(gives("甲", "1"), gives("乙", "2"), takes_back("甲")) == [2]


def test_different_points_are_a_conflict_until_settled() -> None:
    said = (gives("甲", "1"), gives("乙", "2"))
    assert points(*said) == []
    (conflict,) = conflicts(said)
    assert (conflict.key, [one.by.who for one in conflict.said]) == (KEY, ["乙", "甲"])
    assert points(*said, settles("丙", "1.5")) == [Decimal("1.5")]
    assert conflicts((*said, settles("丙", "1.5"))) == ()
    assert points(*said, settles("丙", "1.5"), takes_back("丙", settled=True)) == []


def test_equal_points_are_one_override_of_both() -> None:
    (override,) = corrections_of((gives("甲", "1"), gives("乙", "1.0".rstrip("0").rstrip(".")))).overrides
    assert override.by.who == "乙、甲"
    assert override.by.reason == "乙说；甲说"


def test_facts_and_reports_follow_the_same_rules() -> None:
    def fact(who: str, value: float) -> Entry:
        about = {"report": "r", "measure": "m", "action": "replace", "old_start": 1, "old_end": 2, "old_value": 3.0}
        return Entry(FACT, "r|m|1|2|3.0", by(who), {**about, "value": value, "quote": ""})

    def year(who: str, value: str) -> Entry:
        return Entry(REPORT, "r|year", by(who), {"report": "r", "field": "year", "old": "2023", "value": value})

    assert [one.value for one in corrections_of((fact("甲", 5.0), fact("甲", 6.0))).facts] == [6.0]
    assert corrections_of((fact("甲", 5.0), fact("乙", 6.0))).facts == ()
    assert [one.value for one in corrections_of((year("甲", "2024"), year("乙", "2024"))).reports] == ["2024"]
    assert [one.key for one in conflicts((year("甲", "2024"), year("乙", "2025")))] == ["r|year"]


SAID = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["", "0", "1", "2", "back"]), st.sampled_from("ab")),
    max_size=8,
)


def entry(who: str, word: str, about: str) -> Entry:
    key = f"云岭县|2024|{about}"
    return Entry(WITHDRAWN, key, by(who), {"kind": OVERRIDE}) if word == "back" else gives(who, word, key)


@given(SAID)
def test_only_each_persons_own_order_counts(said: Any) -> None:
    entries = [entry(*one) for one in said]
    by_person = sorted(entries, key=lambda one: one.by.who)
    backwards = [one for who in "丙乙甲" for one in entries if one.by.who == who]
    assert corrections_of(entries) == corrections_of(by_person) == corrections_of(backwards)


@given(SAID)
def test_an_override_is_in_force_only_where_all_who_stand_agree(said: Any) -> None:
    last: dict[tuple[str, str], str] = {}
    for who, word, about in said:
        last[about, who] = word
    expected = {}
    for about in "ab":
        words = {word for (key, _), word in last.items() if key == about and word != "back"}
        if len(words) == 1:
            expected[about] = words.pop()
    found = {
        one.criterion: "" if one.points is None else str(one.points)
        for one in corrections_of([entry(*one) for one in said]).overrides
    }
    assert found == expected
