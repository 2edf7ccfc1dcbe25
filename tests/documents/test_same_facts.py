"""Every format made from a fixture report gives the facts, the metadata and the words of its plain text.

Differences that formats bring by themselves (none changes a fact): PDF and OFD hold running heads and page numbers, which the text room marks
as furniture; pages leave out nothing of the article; fields of the header that are no labels of a header block stay on the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from made_model import MORE_NAMES, NAMES, as_text, read_blocks
from make import MAKERS, make

from scoring.documents import read_file
from scoring.measures import load_library, read_facts
from scoring.measures.library import Library
from scoring.resources import measures_folder
from scoring.text.report import Report
from scoring.text.structure import build_view
from scoring.text.view import FURNITURE, PREAMBLE

PAGED = (".pdf", "-turned.pdf", ".ofd")
OBTAINED = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".mht": "mht",
    ".docx": "docx",
    ".doc": "doc",
    ".wps": "doc",
}
FIELDS = ("unit", "unit_type", "report_year", "title", "publish_date", "document_date", "index_number", "publisher")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    make(folder)
    return folder


@cache
def _library() -> Library:
    return load_library(measures_folder())


def _facts(report: Report) -> list[tuple[object, ...]]:
    return sorted(
        (fact.measure, fact.value, fact.status, fact.period, fact.scope, fact.chosen)
        for fact in read_facts(report, _library())
    )


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", [name.replace("/", "-") for name in NAMES])
@pytest.mark.parametrize("ending", [ending for ending in MAKERS if ending != ".txt"])
def test_the_same_facts_from_every_format(name: str, ending: str, made: Path) -> None:
    plain = read_file(made / f"{name}.txt", made)
    report = read_file(made / f"{name}{ending}", made)
    assert _facts(report) == _facts(plain)
    assert len(_facts(plain)) > 50
    assert [report.metadata.text(field) for field in FIELDS] == [plain.metadata.text(field) for field in FIELDS]
    assert report.flags == plain.flags


# (report, format) → fields of the metadata that pages change. A field that is too wide for its line goes on in the next one, which is read as a
# line of its own.
DIFFERENCES = {("2024/huaidu-street", ending): {"publisher"} for ending in PAGED}


@pytest.mark.slow
@pytest.mark.parametrize("name", MORE_NAMES)
def test_the_same_facts_of_the_other_reports(name: str, tmp_path: Path) -> None:
    blocks = read_blocks(name)
    (tmp_path / "a.txt").write_bytes(MAKERS[".txt"](blocks))
    plain = read_file(tmp_path / "a.txt", tmp_path)
    assert len(_facts(plain)) > 40
    for ending, maker in MAKERS.items():
        (tmp_path / f"a{ending}").write_bytes(maker(blocks))
        report = read_file(tmp_path / f"a{ending}", tmp_path)
        assert _facts(report) == _facts(plain), ending
        differing = {field for field in FIELDS if report.metadata.text(field) != plain.metadata.text(field)}
        assert differing == DIFFERENCES.get((name, ending), set()), ending
        assert report.flags == plain.flags, ending
        if ending in PAGED:
            assert {fact.evidence.page is not None for fact in read_facts(report, _library())} == {True}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [ending for ending in MAKERS if ending not in PAGED])
def test_formats_without_pages_give_the_same_characters(name: str, ending: str, made: Path) -> None:
    report = read_file(made / f"{name.replace('/', '-')}{ending}", made)
    assert _bare(report.text) == _bare(as_text(read_blocks(name)))
    assert report.page_starts == ()
    assert report.obtained == OBTAINED[Path(ending if ending.startswith(".") else f"x{ending}").suffix or ending]


@pytest.mark.parametrize("ending", PAGED)
def test_every_quote_of_a_paged_format_names_its_page(ending: str, made: Path) -> None:
    name = NAMES[0].replace("/", "-")
    report = read_file(made / f"{name}{ending}", made)
    assert report.obtained == ending[-3:]
    assert len(report.page_starts) == 5
    pages = [
        report.text[start:end] for start, end in zip(report.page_starts, (*report.page_starts[1:], None), strict=True)
    ]
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in _bare(page)
    facts = [fact for fact in read_facts(report, _library()) if fact.evidence is not None]
    assert {fact.evidence.page for fact in facts} == {1, 2, 3, 4, 5}
    for fact in facts:
        place = fact.evidence
        assert place.page is not None
        assert report.page_starts[place.page - 1] <= place.start
        assert place.page == 5 or place.start < report.page_starts[place.page]


@pytest.mark.parametrize("ending", PAGED)
def test_running_heads_and_page_numbers_are_furniture(ending: str, made: Path) -> None:
    name = NAMES[0].replace("/", "-")
    view = build_view(read_file(made / f"{name}{ending}", made).text)
    title = next(block.text for block in read_blocks(NAMES[0]) if block.kind == "title")
    # Between the halves of a sentence they are gone altogether; elsewhere they are marked.
    body = [one for one in view.sentences if one.role not in (FURNITURE, PREAMBLE)]
    texts = [view.text[one.start : one.end] for one in body]
    assert len(texts) > 40
    assert not [text for text in texts if title in text or "—" in text]


def test_made_twice_the_bytes_are_the_same(made: Path, tmp_path: Path) -> None:
    for path in make(tmp_path / "again"):
        assert path.read_bytes() == (made / path.name).read_bytes(), path.name
