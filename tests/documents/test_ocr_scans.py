"""Scans of the fixture reports through the engine itself: the facts, figures and pages of the plain text.

Difference that recognition brings (one font, one model): "4.行政执法案卷…" loses its full stop, so that 4 is read as a number of files.
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from made_layout import laid_out
from made_model import MORE_NAMES, NAMES, TITLE, as_text, read_blocks
from made_ofd import document as ofd_document
from made_pdf import as_pdf
from made_scan import as_scanned_pdf, as_tiff, font, jpeg, printed, scanned
from made_zip import packed
from PIL import Image

from scoring.documents import read_file
from scoring.documents.ocr import missing_ocr
from scoring.documents.warned import warnings
from scoring.measures import load_library, read_facts
from scoring.measures.facts import Fact
from scoring.measures.library import Library
from scoring.resources import measures_folder
from scoring.text.report import Report
from scoring.text.structure import build_view

pytestmark = pytest.mark.acceptance

FIELDS = ("unit", "unit_type", "report_year", "title", "publish_date", "document_date", "index_number", "publisher")
# Report → measures of which the scan states one more, or one less.
DIFFERENCES = {"2024/fenglin-market-bureau": {"case_files_reviewed"}}
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")


@pytest.fixture(scope="module", autouse=True)
def _engine_is_here() -> None:
    lacking = [*missing_ocr(), *([] if font() else ["fonts-noto-cjk"])]
    if lacking:
        if os.environ.get("CI"):
            pytest.fail(f"not installed: {', '.join(lacking)}")
        pytest.skip(f"not installed: {', '.join(lacking)}")


@cache
def _library() -> Library:
    return load_library(measures_folder())


def _facts(report: Report) -> tuple[Fact, ...]:
    return read_facts(report, _library())


def _keys(report: Report) -> Counter[tuple[object, ...]]:
    return Counter((one.measure, one.value, one.status, one.period, one.scope, one.chosen) for one in _facts(report))


def _plain(name: str, folder: Path) -> Report:
    path = folder / "plain.txt"
    path.write_text(as_text(read_blocks(name)), encoding="utf-8")
    return read_file(path, folder)


def _read(folder: Path, name: str, data: bytes) -> Report:
    (folder / name).write_bytes(data)
    return read_file(folder / name, folder)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_facts_from_the_scan(name: str, tmp_path: Path) -> None:
    plain = _plain(name, tmp_path)
    report = _read(tmp_path, "scan.pdf", as_scanned_pdf(scanned(read_blocks(name))))
    assert report.obtained == "ocr"
    one, other = _keys(plain), _keys(report)
    assert {key[0] for key in (one - other) + (other - one)} == DIFFERENCES.get(name, set())
    assert [report.metadata.text(field) for field in FIELDS] == [plain.metadata.text(field) for field in FIELDS]
    assert all("ocr" in fact.flags for fact in _facts(report))
    _check_pages(report, name)
    _check_words(report, name)


# Report → metadata that recognition changes: a field that goes on in the next line, and a 〇 that is lost (and said to be unsure).
OTHER_FIELDS = {"2024/huaidu-street": {"publisher"}, "2024/liqiao-town": {"title"}}


@pytest.mark.parametrize("name", MORE_NAMES)
def test_the_same_facts_from_scans_of_the_other_reports(name: str, tmp_path: Path) -> None:
    plain = _plain(name, tmp_path)
    report = _read(tmp_path, "scan.pdf", as_scanned_pdf(scanned(read_blocks(name))))
    assert _keys(report) == _keys(plain)
    differing = {field for field in FIELDS if report.metadata.text(field) != plain.metadata.text(field)}
    assert differing == OTHER_FIELDS.get(name, set())
    assert {"ocr_metadata", "ocr_metadata_low"} & set(report.flags)


def _check_pages(report: Report, name: str) -> None:
    """Every page ends with its number, and every quote names the page that it is printed on."""
    pages = laid_out(read_blocks(name))
    assert len(report.page_starts) == len(pages)
    ends = (*report.page_starts[1:], len(report.text))
    for number, (start, end) in enumerate(zip(report.page_starts, ends, strict=True), 1):
        assert re.sub(r"\W", "", report.text[start:end].rstrip().rpartition("\n")[2]) == str(number)
    for fact in _facts(report):
        place = fact.evidence
        assert place.page is not None
        assert report.page_starts[place.page - 1] <= place.start < ends[place.page - 1]


def _check_words(report: Report, name: str) -> None:
    """All figures, and 98 of 100 characters (signs in their half-width form)."""
    title = next(block.text for block in read_blocks(name) if block.kind == TITLE)
    pages = laid_out(read_blocks(name), head=title)
    # By number, not by order: cells of several lines are put together.
    truth = Counter(_bare("".join(text.text for page in pages for text in page.texts)))
    assert (truth & Counter(_bare(report.text))).total() > 0.98 * truth.total()
    # Where lines end a figure may be parted, there as here: so over the working text, in which they are joined.
    body = build_view(as_text(read_blocks(name))).text
    wanted = Counter(_FIGURE.findall(_bare(body)))
    found = Counter(_FIGURE.findall(_bare(build_view(report.text).text)))
    assert not wanted - found


def test_a_photograph_held_sideways_and_a_fax_are_read(tmp_path: Path) -> None:
    name = NAMES[1]
    pages = scanned(read_blocks(name))
    first = _read(tmp_path, "photo.jpg", jpeg(pages[0]))
    for turns in (90, 180, 270):
        turned = _read(tmp_path, f"photo{turns}.jpg", jpeg(pages[0].rotate(turns, expand=True)))
        assert _keys(turned) == _keys(first)
    fax = _read(tmp_path, "fax.tif", as_tiff(pages))
    assert len(fax.page_starts) == len(pages)
    plain = _keys(_plain(name, tmp_path))
    assert (plain & _keys(fax)).total() >= 0.98 * plain.total()


def test_a_cmyk_picture_with_a_seal_is_read(tmp_path: Path) -> None:
    page = scanned(read_blocks(NAMES[0]))[-1]
    stream = io.BytesIO()
    page.convert("CMYK").save(stream, "JPEG", quality=90)
    for name, data in (("rgb.jpg", jpeg(page, 90)), ("cmyk.jpg", stream.getvalue())):
        assert "清樾县人民政府\n2025年2月18日" in _read(tmp_path, name, data).text


def test_pictures_in_ofd_are_read(tmp_path: Path) -> None:
    pages = scanned(read_blocks(NAMES[2]))[:2]
    data = _ofd([jpeg(page) for page in pages])
    report = _read(tmp_path, "scan.ofd", data)
    alike = _read(tmp_path, "scan.pdf", as_scanned_pdf(pages))
    assert (report.obtained, len(report.page_starts)) == ("ocr", 2)
    assert _keys(report) == _keys(alike)


def _ofd(pictures: list[bytes]) -> bytes:
    head = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    drawn = [
        f'<ofd:Page {head}><ofd:Content><ofd:Layer><ofd:ImageObject ID="5" ResourceID="{71 + at}" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
        "</ofd:Layer></ofd:Content></ofd:Page>"
        for at in range(len(pictures))
    ]
    with zipfile.ZipFile(io.BytesIO(ofd_document(drawn))) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        document = archive.read("Doc_0/Document.xml").decode()
    members["Doc_0/Document.xml"] = document.replace(
        "<ofd:CommonData>", "<ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    )
    media = "".join(
        f'<ofd:MultiMedia ID="{71 + at}" Type="Image"><ofd:MediaFile>{at}.jpg</ofd:MediaFile></ofd:MultiMedia>'
        for at in range(len(pictures))
    )
    members["Doc_0/Res.xml"] = f'<ofd:Res {head} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    members.update({f"Doc_0/Res/{at}.jpg": data for at, data in enumerate(pictures)})
    return packed(members)


def test_on_a_blurred_page_the_wrong_characters_are_flagged(tmp_path: Path) -> None:
    """Facts of the sharp pages carry no doubt; of the blurred one, every wrong value does."""
    name = NAMES[2]
    sharp = _keys(_plain(name, tmp_path))
    report = _read(tmp_path, "blurred.pdf", as_scanned_pdf(scanned(read_blocks(name), blurred=(2,))))
    assert "ocr_doubtful" in report.flags
    (warning,) = [one for one in warnings(report) if one.code == "ocr-doubtful"]
    assert "第 2" in warning.message
    doubted = [fact for fact in _facts(report) if "ocr_low" in fact.flags]
    assert len([fact for fact in doubted if fact.evidence.page == 2]) >= 10
    surely = [fact for fact in _facts(report) if "ocr_low" not in fact.flags and fact.kind == "measure"]
    wrong = [fact for fact in surely if not any(fact.measure == key[0] and fact.value == key[1] for key in sharp)]
    assert not wrong


def test_pictures_among_pages_of_text_are_read_in_their_place(tmp_path: Path) -> None:
    """What LibreOffice or a scanner's program would give: text, a scanned page, text."""
    blocks = read_blocks(NAMES[0])
    text, scan = pdfium.PdfDocument(as_pdf(blocks)), pdfium.PdfDocument(as_scanned_pdf(scanned(blocks)))
    mixed = pdfium.PdfDocument.new()
    mixed.import_pages(text, [0])
    mixed.import_pages(scan, [1])
    mixed.import_pages(text, [2, 3, 4])
    stream = io.BytesIO()
    mixed.save(stream)
    report = _read(tmp_path, "mixed.pdf", stream.getvalue())
    assert report.obtained == "text+ocr"
    assert _keys(report) == _keys(_plain(NAMES[0], tmp_path))
    start, end = report.page_starts[1:3]
    stated = [fact for fact in _facts(report) if fact.derived is None]
    assert {fact.evidence.page for fact in stated} == {1, 2, 3, 4, 5}
    for fact in stated:
        assert ("ocr" in fact.flags) == (fact.evidence.start < end and fact.evidence.end > start)


def test_a_long_picture_of_a_screen_is_read_from_top_to_bottom(tmp_path: Path) -> None:
    pages = [printed(page, 110) for page in laid_out(read_blocks(NAMES[1]))]
    long = Image.new("RGB", (pages[0].width, sum(page.height for page in pages)), "white")
    for at, page in enumerate(pages):
        long.paste(page, (0, at * page.height))
    report = _read(tmp_path, "screen.png", _png(long))
    plain = _keys(_plain(NAMES[1], tmp_path))
    assert (plain & _keys(report)).total() >= 0.97 * plain.total()


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
