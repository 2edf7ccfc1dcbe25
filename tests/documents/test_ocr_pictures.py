"""Which pages are pictures, how a picture becomes pixels, and what is said without the engine. Nothing is recognised here."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made_model import NAMES, read_blocks
from made_ofd import as_ofd
from made_ofd import content as ofd_content
from made_ofd import document as ofd_document
from made_pdf import assembled
from made_pdf import document as pdf_document
from made_scan import as_scanned_pdf, jpeg, picture_page
from made_zip import packed
from PIL import Image

from scoring.documents import image, ocr, read_file
from scoring.documents.content import Content, Unreadable
from scoring.documents.image import decoded, fitted, page_picture, read_image
from scoring.documents.obtain import obtain
from scoring.documents.ofd import read_ofd
from scoring.documents.ofd_pictures import page_picture as ofd_picture
from scoring.documents.pdf import is_jumbled, read_pdf
from scoring.documents.pdf import page_picture as pdf_picture
from scoring.documents.sniff import sniff
from scoring.documents.warned import warnings
from scoring.errors import DocumentError
from scoring.measures import load_library, read_facts
from scoring.resources import measures_folder
from scoring.text.report import Doubt, Recognised, Report


def _picture(width: int = 620, height: int = 877) -> Image.Image:
    """White, with a black quarter at the top left."""
    found = Image.new("RGB", (width, height), "white")
    found.paste((0, 0, 0), (0, 0, width // 2, height // 2))
    return found


def _bytes(picture: Image.Image, kind: str, **settings: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **settings)
    return stream.getvalue()


def _is_quarter(pixels: np.ndarray) -> bool:
    height, width = pixels.shape[:2]
    grey = pixels if pixels.ndim == 2 else pixels[:, :, 0]
    dark = grey[: height // 2 - 4, : width // 2 - 4].mean() < 60
    return bool(dark and grey[height // 2 + 4 :].mean() > 200 and grey[:, width // 2 + 4 :].mean() > 200)


_HELD = {
    "PNG": ("1", "L", "P", "RGB", "RGBA", "LA", "I;16"),
    "JPEG": ("1", "L", "RGB", "CMYK"),
    "TIFF": ("1", "L", "P", "RGB", "CMYK", "RGBA", "LA", "I;16"),
    "BMP": ("1", "L", "P", "RGB", "RGBA"),
    "WEBP": ("L", "RGB", "RGBA"),
    "GIF": ("P",),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in _HELD.items() for mode in modes])
def test_every_kind_of_picture_is_decoded(kind: str, mode: str) -> None:
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(_picture().convert("L"), np.uint16) * 257)
    else:
        picture = _picture().convert(mode)
    data = _bytes(picture, kind)
    assert sniff(data, ".png") == "image"
    assert _is_quarter(page_picture(data, 1))
    content = read_image(data)
    assert (content.pictures, content.page_starts, content.text) == ((1,), (0,), "")


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    assert decoded(_bytes(clear, "PNG")).min() == 255


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_how_the_camera_was_held_is_heeded(orientation: int) -> None:
    turn = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[orientation]
    stored = _picture().transpose(turn)
    marks = Image.Exif()
    marks[0x0112] = orientation
    for data in (_bytes(stored, "JPEG", exif=marks), _bytes(stored, "PNG", exif=marks)):
        assert _is_quarter(decoded(data))


def test_a_tiff_has_as_many_pages_as_it_holds() -> None:
    pages = [_picture(), Image.new("L", (700, 900), 255), _picture(900, 700)]
    data = _bytes(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert read_image(data).pictures == (1, 2, 3)
    assert decoded(data, 2).shape[:2] == (900, 700)
    assert _is_quarter(decoded(data, 3))


def test_large_pictures_are_shrunk_to_what_is_useful() -> None:
    assert max(decoded(_bytes(_picture(2480, 3508), "JPEG")).shape) == 2000
    assert fitted(1000, 9000) == 1
    assert fitted(2800, 9000) == 0.5


def test_too_large_and_too_small_pictures_are_refused_by_their_header(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable) as caught:
        read_image(_bytes(_picture(40, 40), "PNG"))
    assert caught.value.code == "image-too-small"
    monkeypatch.setattr(image, "MAX_PIXELS", 500_000)
    for data, read in (
        (_bytes(_picture(), "PNG"), read_image),
        (as_scanned_pdf([_picture()]), lambda d: pdf_picture(d, 1)),
    ):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.code == "image-too-large"


def test_a_picture_that_ends_early_is_damaged() -> None:
    data = _bytes(_picture().rotate(7), "JPEG")
    with pytest.raises(Unreadable) as caught:
        decoded(data[: len(data) // 2])
    assert caught.value.code == "damaged-file"


def _mixed_pdf() -> bytes:
    """Page 1 is a picture, page 2 text, page 3 a picture with the stamp of a scanning program."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    first = picture_page(objects, _picture(), 75)
    font = len(objects) + 1
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>"
        % (font + 1),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        b"/DW 1000 >>",
    ]
    text = "县政府坚持依法行政，全年办理行政复议案件三十二件。".encode("utf-16-be").hex().encode()

    def written(picture: bytes, words: bytes) -> bytes:
        drawn = b"%s BT /F1 12 Tf 60 700 Td <%s> Tj ET" % (picture, words)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> /XObject << /I 3 0 R >> >> >>"
            % (len(objects), font)
        )
        return b"%d 0 R" % len(objects)

    kids = [
        first,
        written(b"", text),
        written(b"q 595 0 0 842 0 0 cm /I Do Q", "扫描程序".encode("utf-16-be").hex().encode()),
    ]
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count 3 >>" % b" ".join(kids)
    return assembled(objects)


def test_pages_of_a_pdf_that_are_pictures_are_told_apart() -> None:
    content = read_pdf(_mixed_pdf())
    assert content.pictures == (1, 3)
    assert "行政复议案件" in content.text
    assert "扫描程序" not in content.text
    assert _is_quarter(pdf_picture(_mixed_pdf(), 1))


def test_a_text_layer_that_is_a_jumble_is_not_read() -> None:
    assert is_jumbled("Ðúàû\ue012\ue013³É\ufffd" * 5)
    assert not is_jumbled("2024年，县政府坚持依法行政§3，温度20°C，OK" * 3)
    assert not is_jumbled("Annual report of the county, 2024")
    blocks = [block._replace(text="\ue012\ue345" * 40) for block in read_blocks(NAMES[0])[:6]]
    from made_layout import laid_out

    assert read_pdf(pdf_document(laid_out(blocks))).pictures == (1,)


def _ofd(drawn: str, files: dict[str, bytes]) -> bytes:
    """One page with these objects; pictures by name, with the ids 71, 72 …"""
    listed = "".join(
        f'<ofd:MultiMedia ID="{71 + at}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
        for at, name in enumerate(files)
    )
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed(
        {
            "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
            f'<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/DocumentRes.xml": f'<ofd:Res {ns} BaseLoc="Res"><ofd:MultiMedias>{listed}</ofd:MultiMedias></ofd:Res>',
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{drawn}</ofd:Layer></ofd:Content></ofd:Page>",
            **{f"Doc_0/Res/{name}": data for name, data in files.items()},
        }
    )


def test_an_ofd_page_of_one_picture_or_of_strips_is_put_together() -> None:
    whole = '<ofd:ImageObject ID="5" ResourceID="71" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    data = _ofd(whole, {"a.jpg": jpeg(_picture())})
    assert read_ofd(data).pictures == (1,)
    assert _is_quarter(ofd_picture(data, 1))
    upper, lower = _picture().crop((0, 0, 620, 400)), _picture().crop((0, 400, 620, 877))
    cut = 297 * 400 / 877
    strips = (
        f'<ofd:ImageObject ID="6" ResourceID="72" Boundary="0 {cut} 210 {297 - cut}"/>'
        f'<ofd:ImageObject ID="5" ResourceID="71" Boundary="0 0 210 {cut}" CTM="210 0 0 {cut} 0 0"/>'
    )
    pixels = ofd_picture(_ofd(strips, {"a.png": _bytes(upper, "PNG"), "b.png": _bytes(lower, "PNG")}), 1)
    assert pixels.shape[0] == pytest.approx(1754, abs=2)
    assert _is_quarter(pixels)


def test_an_ofd_picture_that_is_missing_costs_its_page() -> None:
    with pytest.raises(Unreadable) as caught:
        ofd_picture(_ofd('<ofd:ImageObject ID="5" ResourceID="99" Boundary="0 0 210 297"/>', {}), 1)
    assert caught.value.code == "damaged-file"


def test_text_pages_of_ofd_are_left_alone() -> None:
    assert read_ofd(as_ofd(read_blocks(NAMES[0]))).pictures == ()
    from made_layout import Page, Text

    assert read_ofd(ofd_document([ofd_content(Page([Text(80, 80, 12, "依法行政")], []))])).pictures == ()


def test_without_the_engine_one_line_names_the_file_and_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _name: None)
    monkeypatch.setattr("scoring.documents.formats.find_spec", lambda name: None if name == "rapidocr" else object())
    (tmp_path / "扫描.pdf").write_bytes(as_scanned_pdf([_picture()]))
    (tmp_path / "图.jpg").write_bytes(jpeg(_picture()))
    for name in ("扫描.pdf", "图.jpg"):
        with pytest.raises(DocumentError) as caught:
            read_file(tmp_path / name, tmp_path)
        (diagnostic,) = caught.value.diagnostics
        assert (diagnostic.code, diagnostic.file) == ("missing-ocr", name)
        assert "rapidocr" in (diagnostic.help or "")
    (tmp_path / "混.pdf").write_bytes(_mixed_pdf())
    report = read_file(tmp_path / "混.pdf", tmp_path)
    assert (report.obtained, report.recognised) == ("pdf", ())
    assert "image_pages" in report.flags
    (warning,) = [one for one in warnings(report) if one.code == "image-pages"]
    assert "1、3" in warning.message


class Child:
    """Stands for the child with the engine: page number → text with doubts, or a failure."""

    def __init__(self, pages: dict[int, tuple[str, list[list[int]]] | Unreadable]) -> None:
        self.pages = pages

    def answer(self, reader: str, _data: bytes) -> dict[str, Any]:
        found = self.pages[int(reader.rpartition(":")[2])]
        if isinstance(found, Unreadable):
            raise found
        scores = [[0, len(found[0]), 0.9]] if found[0] else []
        return {"text": found[0], "doubtful": found[1], "score": 0.9, "unread": not found[0], "scores": scores}


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Child:
    own = Child({})
    monkeypatch.setattr(ocr, "_own", lambda: own)
    monkeypatch.setattr(ocr, "missing_ocr", tuple)
    return own


def test_recognised_pages_stand_among_the_others_with_their_offsets(child: Child) -> None:
    child.pages = {1: ("关于法治政府建设的报告\n受理37件", [[14, 16]]), 3: ("办结30件", [[2, 4], [4, 5]])}
    content = obtain("pdf", _mixed_pdf())
    assert content is not None
    assert content.obtained == "text+ocr"
    assert content.flags == ("ocr_doubtful",)
    assert [content.text[start:end] for start, end, _ in content.recognised] == [
        "关于法治政府建设的报告\n受理37件",
        "办结30件",
    ]
    assert [content.text[start:end] for start, end, _ in content.doubts] == ["37", "30", "件"]
    assert [content.text[start:][:2] for start in content.page_starts] == ["关于", "县政", "办结"]


def test_a_page_that_fails_costs_that_page(child: Child) -> None:
    child.pages = {1: Unreadable("too-slow", seconds="120"), 3: ("办结30件", [])}
    content = obtain("pdf", _mixed_pdf())
    assert content is not None
    assert content.flags == ("image_pages",)
    assert content.page_starts[:2] == (0, 0)


def test_a_document_of_which_nothing_is_read_says_why(child: Child) -> None:
    bare = Content("", "pdf", (0, 0), (), "pdf", (1, 2))
    failing: list[tuple[dict[int, tuple[str, list[list[int]]] | Unreadable], str]] = [
        ({1: Unreadable("too-much-memory", limit=1), 2: ("", [])}, "too-much-memory"),
        ({1: ("", []), 2: ("", [])}, "nothing-recognised"),
    ]
    for pages, code in failing:
        child.pages = pages
        with pytest.raises(Unreadable) as caught:
            ocr.with_pictures_read("pdf", b"", bare)
        assert caught.value.code == code


def test_too_many_scanned_pages_are_refused_before_any_is_read(child: Child) -> None:
    count = ocr.MAX_PAGES + 1
    with pytest.raises(Unreadable) as caught:
        ocr.with_pictures_read("pdf", b"", Content("", "pdf", (0,) * count, (), "pdf", tuple(range(1, count + 1))))
    assert caught.value.code == "too-many-pages"
    assert child.pages == {}


def test_facts_say_that_they_were_recognised_and_where_that_is_unsure() -> None:
    text = "某县2024年法治政府建设情况报告\n全年收到行政复议申请37件，受理31件。\n办理行政处罚案件520件。\n"
    start = text.index("受理31")
    report = Report(
        "a#0",
        "a",
        text,
        "0" * 64,
        "pdf",
        page_starts=(0,),
        obtained="ocr",
        recognised=(Recognised(0, text.index("办理"), 0.97),),
        doubts=(Doubt(start + 2, start + 3, "ocr_low"),),
    )
    flags = {
        fact.evidence.quote: fact.flags
        for fact in read_facts(report, load_library(measures_folder()))
        if fact.kind == "measure"
    }
    assert any("31" in quote for quote in flags)
    for quote, found in flags.items():
        assert ("ocr" in found) == ("520" not in quote)
        assert ("ocr_low" in found) == ("31" in quote)
