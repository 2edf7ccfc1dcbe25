"""A changed library reads only the reports again that it can read otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from library_mutations import mutated, rebuilt

from scoring import pipeline
from scoring.documents import read_folder
from scoring.measures import Fact, Library, read_facts
from scoring.measures.extract import Extractor
from scoring.measures.touched import changes, describe
from scoring.store.cache import Cache
from scoring.store.cache import cache as cache_module
from scoring.text.report import Report
from scoring.text.structure import build_view

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def library() -> Library:
    return pipeline.load_measures()


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return read_folder(sorted(FIXTURES.glob("reports*"))).reports


@pytest.fixture(scope="module")
def texts(reports: tuple[Report, ...]) -> list[str]:
    return [build_view(report.text).text for report in reports]


@pytest.fixture(scope="module")
def facts(reports: tuple[Report, ...], library: Library) -> list[tuple[Fact, ...]]:
    return [read_facts(report, library) for report in reports]


def _check(
    library: Library, reports: tuple[Report, ...], texts: list[str], facts: list[tuple[Fact, ...]], seed: int
) -> tuple[str, Counter[str]]:
    """A library changed by `seed`: every report it reads otherwise is said to be touched. What was done, and how many reports it touched."""
    name, other = mutated(library, texts, seed)
    found = changes(describe(library), describe(other))
    assert found == changes(describe(other), describe(library))
    # What claims are made does not hang on the kernel, which takes longer to set up than to run here.
    again = Extractor(other, compiled=False)
    counts: Counter[str] = Counter()
    for report, text, before in zip(reports, texts, facts, strict=True):
        touched, differs = found.touch(text), again.facts(report) != before
        assert touched or not differs, (seed, name, report.id)
        counts.update(reports=1, touched=touched, differing=differs)
    return name, counts


@pytest.mark.parametrize("seed", range(4))
def test_what_is_read_otherwise_is_touched(
    library: Library, reports: tuple[Report, ...], texts: list[str], facts: list[tuple[Fact, ...]], seed: int
) -> None:
    _check(library, reports[:16], texts[:16], facts[:16], seed)


@pytest.mark.slow
def test_what_is_read_otherwise_is_touched_many_times(
    library: Library, reports: tuple[Report, ...], texts: list[str], facts: list[tuple[Fact, ...]]
) -> None:
    counts: dict[str, Counter[str]] = {}
    for seed in range(100, 116):
        name, found = _check(library, reports, texts, facts, seed)
        counts.setdefault(name, Counter()).update(found)
    # Changes that matter were among them, and most changes leave most reports alone.
    assert sum(found["differing"] for found in counts.values()) > 10
    small = [found for name, found in counts.items() if name not in ("order changed", "lexicon changed")]
    assert sum(found["touched"] for found in small) < sum(found["reports"] for found in small) / 2, counts


def test_the_same_library_and_one_of_other_names_touch_nothing(library: Library, texts: list[str]) -> None:
    renamed = {id_: replace(one, name=f"{one.name}（改）", direction="none") for id_, one in library.measures.items()}
    other = rebuilt((renamed, dict(library.practices), dict(library.topics), dict(library.lexicon)), "f" * 64)
    found = changes(describe(library), describe(other))
    assert not found.everything
    assert not any(found.touch(text) for text in texts)


def test_one_changed_pattern_reads_few_reports_again(
    library: Library, reports: tuple[Report, ...], texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = next(one for one in library.measures.values() if one.id == "village_legal_adviser_count")
    less = replace(measure, templates=measure.templates[:-1])
    parts = (
        {**library.measures, measure.id: less},
        dict(library.practices),
        dict(library.topics),
        dict(library.lexicon),
    )
    other = rebuilt(parts, "e" * 64)
    plain = Extractor(other, compiled=False)
    reports, texts = reports[:24], texts[:24]
    with Cache(tmp_path, library) as first:
        first.facts_many(reports)
    with Cache(tmp_path, other) as second:
        assert second.facts_many(reports) == {report.id: plain.facts(report) for report in reports}
    # Two reports may have one text, so that the second is taken as it is.
    found = changes(describe(library), describe(other))
    touched = {text for text in texts if found.touch(text)}
    assert second.made["facts"] <= len(touched) < len(set(texts))
    assert second.taken["untouched"] > 0
    monkeypatch.setattr(cache_module, "read_facts", lambda *_: pytest.fail("read again"))
    for known in (library, other):
        with Cache(tmp_path, known) as again:
            again.facts_many(reports)
        assert again.problems == []
        assert set(again.taken) == {"facts"}
