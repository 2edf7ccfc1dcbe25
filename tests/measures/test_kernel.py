"""The compiled kernel and the Python that it stands in for say the same of every text; without it everything works."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_samples import fixture_files, from_file, library

from scoring.measures import kernel
from scoring.measures.extract import Extractor
from scoring.measures.facts import DONE, MEASURE, WHOLE, Fact
from scoring.measures.marked import marked, marked_plainly
from scoring.measures.scan import scan_report
from scoring.measures.tokens import Token
from scoring.text.report import Evidence, Metadata, MetadataValue, Report
from scoring.text.structure import build_view

needs_kernel = pytest.mark.skipif(not kernel.built(), reason="no kernel is built here (make kernel)")

COMPILED, PYTHON = Extractor(library()), Extractor(library(), compiled=False)
_INDEX = library().index
_LITERALS = sorted({word for shelf in (_INDEX.by_left, _INDEX.by_right) for words in shelf.values() for word in words})
_FIRST = sorted({*_INDEX.by_first, *_INDEX.opened})
_LEXICON = sorted(set(chain.from_iterable(library().lexicon.values())))
_NUMBERS = "3|12|2024|98.5%|100%|三|五百|37件|8起|1,205件|4万余件|26.3万元|60人次|三分之二|9个|全部|均|零|第2次|7项"
_MARKS = "，|。|；|、|：|（|）|《|》|“|”|\n|\n\n|！|和|与|及|以及|等|其中|共|达|为|年|分别为|，其中|（占|一、|（一）| |\U00020000|\x00"
_SAID = (
    "2023年|2024年1-11月|上年同期|去年|比上年增长|下降|由|增至|均达|每名|未实现|要求|截至10月底|上半年|前三季度|累计|以来|初步|全县|市政府|"
    "国家级|（不含市直）|不少于|目标|计划|分别|存在的问题|下一步|2025年工作打算|荣获|全省先进单位称号|司法局|律师|原因是|第一责任人"
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(_LITERALS),
        st.sampled_from(_FIRST),
        st.sampled_from(_LEXICON),
        st.sampled_from(_NUMBERS.split("|")),
        st.sampled_from(_NUMBERS.split("|")),
        st.sampled_from(_MARKS.split("|")),
        st.sampled_from(_MARKS.split("|")),
        st.sampled_from(_SAID.split("|")),
    ),
    min_size=1,
    max_size=60,
).map("".join)


def made(text: str, year: int | None = 2024, unit_type: str = "county") -> Report:
    """A report of a text, of a unit and a year."""
    told = None if year is None else MetadataValue(str(year), "title")
    metadata = Metadata(
        unit=MetadataValue("青岩市", "title"), unit_type=MetadataValue(unit_type, "title"), report_year=told
    )
    return Report("a.txt#0", "a.txt", text, "0", "utf-8", metadata)


@needs_kernel
@settings(max_examples=60, deadline=None)
@given(text=TEXTS, year=st.sampled_from([2024, 2023, None]), unit_type=st.sampled_from(["county", "department"]))
def test_both_ways_find_the_same_facts(text: str, year: int | None, unit_type: str) -> None:
    report = made(text, year, unit_type)
    assert COMPILED.facts(report) == PYTHON.facts(report)


@needs_kernel
@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_both_ways_see_the_same_values_and_clauses(text: str) -> None:
    view = build_view(text)
    one, other = scan_report(view, library(), COMPILED.tables), scan_report(view, library())
    assert (one.boundaries, one.brackets, one.honours) == (other.boundaries, other.brackets, other.honours)
    assert [plain(token) for token in one.tokens] == [plain(token) for token in other.tokens]


def plain(token: Token) -> tuple[object, ...]:
    """A value without the words beside it, which the kernel keeps to itself."""
    return tuple(getattr(token, each.name) for each in fields(token) if each.name not in ("before", "behind"))


@needs_kernel
@pytest.mark.parametrize("path", fixture_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_ways_read_the_fixtures_alike(path: Path) -> None:
    report = from_file(path)
    assert COMPILED.facts(report) == PYTHON.facts(report)


@needs_kernel
@pytest.mark.parametrize(
    "text", ["", " ", "\n", "。", "12", "\x00", "\U00020000" * 3, "（" * 500, "《" * 300 + "1件", "、" * 90]
)
def test_both_ways_bear_odd_texts(text: str) -> None:
    assert COMPILED.facts(made(text)) == PYTHON.facts(made(text))


@needs_kernel
def test_records_are_those_of_the_classes() -> None:
    report = made("受理行政复议申请12件。")
    view = build_view(report.text)
    assert COMPILED.tables is not None
    origin = COMPILED.tables.origin(report, view)
    evidence = origin.evidence(0, 4, 0)
    assert evidence == Evidence(report.id, 0, 4, "受理行政", 0, len(report.text), *(evidence.section, evidence.role))
    fact = origin.fact("a", MEASURE, 1.0, "项", evidence, chosen=True, flags=("x",))
    assert fact == Fact(
        report.id,
        "青岩市",
        2024,
        "a",
        MEASURE,
        1.0,
        "项",
        1.0,
        1.0,
        "exact",
        "2024",
        WHOLE,
        DONE,
        evidence,
        chosen=True,
        flags=("x",),
    )
    again = marked(fact, False, ("y",))
    assert (again, type(again.flags)) == (marked_plainly(fact, False, ("y",)), tuple)
    assert marked(fact, True, ("x",)) is fact
    assert repr(fact) == repr(Fact(*(getattr(fact, each.name) for each in fields(fact))))
    assert hash(fact) == hash(Fact(*(getattr(fact, each.name) for each in fields(fact))))


def test_a_kernel_of_other_sources_is_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kernel.SWITCH, raising=False)
    monkeypatch.setattr(kernel, "import_module", lambda _: SimpleNamespace(SOURCE="of another day"))
    assert kernel.find() == (None, kernel.STALE)


def test_no_kernel_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.delenv(kernel.SWITCH, raising=False)
    monkeypatch.setattr(kernel, "import_module", missing)
    assert kernel.find() == (None, kernel.PYTHON)


def test_the_switch_leaves_the_kernel_aside() -> None:
    code = "from scoring.measures import kernel; print(kernel.state(), kernel.built(), kernel.tables({}))"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, kernel.SWITCH: "python"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["python", "False", "None"]
