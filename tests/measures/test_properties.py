"""What holds for the facts of any text: over the reports of this project, the annotated ones where they are, and made-up text."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_samples import GOLD_TEXTS, extractor, fixture_files, from_file, library, report

from scoring.documents import read_folder
from scoring.measures import read_facts
from scoring.measures.extract import Extractor
from scoring.measures.facts import MEASURE, PRACTICE, REPORT, Fact
from scoring.text.report import Report
from scoring.text.view import FURNITURE

GOLD_FILES = tuple(sorted(GOLD_TEXTS.glob("*.txt"))) if GOLD_TEXTS.is_dir() else ()
FILES = (*fixture_files(), *GOLD_FILES)
TOLD = st.sampled_from(FILES)

FULL_WIDTH = str.maketrans(",;:()%!?.", "，；：（）％！？．")
ASCII = str.maketrans("，；：（）％！？．", ",;:()%!?.")
# What must stay together for a number to stay itself.
_RUN = re.compile(r"[0-9０-９]+(?:[.,．，: \xa0][0-9０-９]+)*")


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def without_place(fact: Fact) -> tuple[object, ...]:
    """All of a fact but its quote and offsets."""
    derived = None if fact.derived is None else tuple((o.measure, o.value) for o in fact.derived.operands)
    return (
        *(fact.kind, fact.measure, round(fact.value, 9), fact.value_unit, fact.low, fact.high, fact.approx),
        *(fact.low_open, fact.high_open, fact.soft, fact.period, fact.scope, fact.status, fact.chosen, fact.flags),
        derived,
    )


def told(read: Report) -> Counter[tuple[object, ...]]:
    """The facts of a report without their places; shares of sentences depend on where sentences end and are left out."""
    return Counter(without_place(fact) for fact in extractor().facts(read) if fact.measure != "report.numbered_share")


def inside_runs(text: str) -> set[int]:
    """The offsets at which inserting something would split a number."""
    return {at for run in _RUN.finditer(text) for at in range(run.start() + 1, run.end())}


def full_width(text: str, _: int) -> str:
    return text.translate(FULL_WIDTH)


def ascii_marks(text: str, _: int) -> str:
    return text.translate(ASCII)


def scattered(text: str, seed: int) -> str:
    """NBSP between characters, about one in eight, outside digit runs."""
    chance = random.Random(seed)
    closed = inside_runs(text)
    return "".join(char if at in closed or chance.random() > 0.125 else f"\xa0{char}" for at, char in enumerate(text))


def wrapped(text: str, seed: int) -> str:
    """Lines of prose broken at one width of 20 to 40, as text out of PDF is; table rows and markup stay."""
    width = random.Random(seed).randint(20, 40)
    lines = []
    for line in text.split("\n"):
        lines.append(line if "。" not in line or "|" in line or "<" in line else _wrap(line, width))
    return "\n".join(lines)


def _wrap(line: str, width: int) -> str:
    closed = inside_runs(line)
    pieces, at = [], 0
    while len(line) - at > width:
        end = at + width
        while end in closed:
            end -= 1
        pieces.append(line[at:end])
        at = end
    return "\n".join([*pieces, line[at:]])


def is_markup(text: str) -> bool:
    return re.search(r"<(?:p|td|div|br|table|span)\b", text) is not None


CHANGES = (full_width, ascii_marks, scattered, wrapped)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        pytest.param(
            change,
            path,
            id=f"{change.__name__}-{name_of(path)}",
        )
        for change in CHANGES
        for path in FILES
    ],
)
def test_form_changes_no_fact(change: Callable[[str, int], str], path: Path) -> None:
    """Punctuation of another width, stray NBSP and hard line ends leave every fact as it is.

    Marks inside HTML are syntax, so sources that hold tags are left out.
    """
    # Doubts have places, which move with the text.
    read = replace(from_file(path), doubts=())
    if is_markup(read.text):
        pytest.skip("markup: its marks are syntax")
    before = told(read)
    for seed in range(3 if change in (scattered, wrapped) else 1):
        after = told(replace(read, text=change(read.text, seed)))
        assert after - before == Counter()
        assert before - after == Counter()


def as_said(facts: tuple[Fact, ...]) -> set[tuple[str, float]]:
    """Stated measures and practices with their values."""
    return {
        (fact.measure, round(fact.value, 9)) for fact in facts if fact.kind in (MEASURE, PRACTICE) and not fact.derived
    }


@pytest.mark.parametrize("first", FILES, ids=name_of)
def test_joined_reports_keep_their_clauses(first: Path) -> None:
    """Of two reports in one text each states what it states alone, and no quote reaches over the joint."""
    second = FILES[(FILES.index(first) + 1) % len(FILES)]
    one, other = from_file(first).text, from_file(second).text
    facts = extractor().facts(report(f"{one}\n\n{other}"))
    alone = as_said(extractor().facts(report(one))) | as_said(extractor().facts(report(other)))
    assert alone - as_said(facts) == set()
    for fact in facts:
        for evidence in (fact.evidence, *(o.evidence for o in (fact.derived.operands if fact.derived else ()))):
            assert not evidence.start < len(one) < evidence.end
            assert not evidence.sentence_start < len(one) < evidence.sentence_end


def test_order_of_reports_changes_nothing() -> None:
    """A report's facts do not depend on what was read before it."""
    forwards, backwards = Extractor(library()), Extractor(library())
    first = {path: forwards.facts(from_file(path)) for path in FILES}
    assert {path: backwards.facts(from_file(path)) for path in reversed(FILES)} == first


def test_order_of_files_changes_nothing() -> None:
    def facts_of(paths: list[Path]) -> list[Fact]:
        return [fact for read in read_folder(paths).reports for fact in read_facts(read, library())]

    forwards = facts_of(list(fixture_files()))
    assert facts_of(list(reversed(fixture_files()))) == forwards
    assert forwards


def complaints(read: Report, facts: tuple[Fact, ...]) -> list[str]:
    """What is wrong with facts, whatever the text: quotes that are no slices, bounds that leave the value out, two values used."""
    found = []
    length = len(read.text)
    for fact in facts:
        pieces = [fact.evidence, *(o.evidence for o in (fact.derived.operands if fact.derived else ()))]
        for evidence in pieces:
            if read.text[evidence.start : evidence.end] != evidence.quote or not evidence.quote:
                found.append(f"not a slice: {fact}")
            if not 0 <= evidence.sentence_start <= evidence.sentence_end <= length:
                found.append(f"sentence outside the text: {fact}")
            if fact.kind != REPORT and evidence.role == FURNITURE:
                found.append(f"in furniture: {fact}")
        if fact.low is not None and fact.value < fact.low - 1e-9:
            found.append(f"below its bound: {fact}")
        if fact.high is not None and fact.value > fact.high + 1e-9:
            found.append(f"above its bound: {fact}")
        if fact.flags != tuple(sorted(set(fact.flags))):
            found.append(f"flags not in order: {fact}")
    used = Counter(fact.measure for fact in facts if fact.chosen)
    found += [f"used twice: {measure}" for measure, times in used.items() if times > 1]
    known = {*library().measures, *library().practices}
    found += [f"unknown: {fact.measure}" for fact in facts if fact.kind != REPORT and fact.measure not in known]
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_facts_of_files_are_sound(path: Path) -> None:
    read = from_file(path)
    facts = read_facts(read, library())
    assert complaints(read, facts) == []
    assert len(facts) > 10


def pieces_of_fixtures() -> list[str]:
    """Clauses of our own reports, with their marks: the stuff that made-up reports are put together from."""
    clauses = [
        clause
        for path in fixture_files()
        if not is_markup(from_file(path).text)
        for clause in re.findall(r"[^，。；\n]{1,60}[，。；\n]?", from_file(path).text)
        if clause.strip()
    ]
    return [
        *clauses[::7],
        "\n",
        "一、主要成效\n",
        "二、存在问题\n",
        "三、下步打算\n",
        "（",
        "）",
        "“",
        "|",
        "其中",
        "分别为",
        "均",
    ]


TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(pieces_of_fixtures()), max_size=25).map("".join),
    st.lists(
        st.one_of(
            st.sampled_from(pieces_of_fixtures()),
            st.text(alphabet=" \xa0\u3000\t\r\n，,。.（)()%％0123456789０一二十百千万亿余件人", max_size=8),
        ),
        max_size=20,
    ).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([None, 2023]), st.sampled_from(["county", "township", "department"]))
def test_facts_of_any_text_are_sound(text: str, year: int | None, unit_type: str) -> None:
    """Every quote is its slice, every value lies inside its bounds, one value per measure is used: whatever the text."""
    read = report(text, year=year, unit_type=unit_type)
    assert complaints(read, extractor().facts(read)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(pieces_of_fixtures()), min_size=1, max_size=25).map("".join), st.integers(0, 2**32))
def test_stray_blanks_in_any_text(text: str, seed: int) -> None:
    """NBSP between characters outside numbers changes no fact of made-up prose either."""
    assert told(report(scattered(text, seed))) == told(report(text))
