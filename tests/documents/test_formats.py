"""The registry: every format has a reader that exists or says that it has none, a name, a note, and messages for all that can go wrong."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from made_docx import as_docx
from made_model import NAMES, as_text, read_blocks

from scoring.documents import FORMATS, convert, formats, obtain, read_file
from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.formats import LACKING, LATER, READY, availability
from scoring.documents.obtain import obtain as obtained_text
from scoring.errors import DocumentError
from scoring.messages.documents import FLAGS, FORMAT_NAMES, FORMAT_NOTES, HELP, MESSAGES, OBTAINED, WARNED

DOCUMENTS = Path(formats.__file__).parent


def test_every_reader_exists_and_is_named() -> None:
    for one in FORMATS.values():
        if one.reader:
            module, function = one.reader.split(":")
            assert callable(getattr(import_module(module), function))
        assert one.kind in FORMAT_NAMES
        assert one.kind in FORMAT_NOTES
        assert one.becomes in ("", *FORMATS)


def test_every_code_and_flag_that_a_reader_gives_has_words() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS.rglob("*.py"))
    codes = set(re.findall(r'Unreadable\(\s*"([a-z0-9-]+)"', source))
    assert codes <= set(MESSAGES)
    assert codes <= set(HELP)
    assert len(codes) > 10
    assert set(WARNED) <= set(FLAGS)
    assert {one.kind for one in FORMATS.values() if one.reader} - {"image"} | {"ocr", "text+ocr"} <= set(OBTAINED)
    assert {f"{one.kind}-soffice" for one in FORMATS.values() if one.becomes} <= set(OBTAINED)


def test_what_is_here_and_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    states = {one.format.kind: (one.state, one.needs) for one in availability()}
    assert states["docx"] == (READY, ())
    assert states["rtf"] == (LACKING, ("soffice",))
    assert states["xls"] == (LATER, ())
    monkeypatch.setattr(formats, "find_spec", lambda name: None if name == "lxml" else object())
    states = {one.format.kind: (one.state, one.needs) for one in availability()}
    assert states["docx"] == (LACKING, ("lxml",))
    assert states["pdf"] == (READY, ())
    monkeypatch.setattr(formats, "find_spec", lambda name: None if name == "rapidocr" else object())
    states = {one.format.kind: (one.state, one.needs) for one in availability()}
    assert states["image"] == (LACKING, ("rapidocr",))
    assert states["pdf"] == (READY, ())


def test_a_reader_whose_library_is_missing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    (tmp_path / "a.docx").write_bytes(as_docx(read_blocks(NAMES[0])))
    with pytest.raises(DocumentError) as caught:
        read_file(tmp_path / "a.docx", tmp_path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "missing-reader"
    assert "lxml" in diagnostic.message


def test_without_the_converter_its_formats_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x}")
    with pytest.raises(DocumentError) as caught:
        read_file(tmp_path / "a.rtf", tmp_path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "missing-reader"
    assert "LibreOffice" in diagnostic.message


def test_what_the_converter_makes_is_read_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = read_blocks(NAMES[0])
    monkeypatch.setattr(convert, "to_docx", lambda _data, _kind: as_docx(blocks))
    content = obtained_text("rtf", b"{\\rtf1 x}")
    assert content is not None
    assert "".join(content.text.split()) == "".join(as_text(blocks).split())
    assert content.obtained == "rtf-soffice"


@pytest.mark.parametrize("here", [True, False])
def test_old_word_files_go_to_the_converter_if_it_can_read_them(here: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(reader: str, _data: bytes) -> Content:
        if reader.endswith("read_doc"):
            raise Unreadable("old-word")
        return Content("文字", "docx", (), (), "docx")

    def convert_it(_data: bytes, _kind: str) -> bytes:
        if not here:
            raise Unreadable("missing-reader", needs="x")
        return b""

    monkeypatch.setattr(obtain, "_parsed", parse)
    monkeypatch.setattr(convert, "to_docx", convert_it)
    if here:
        content = obtained_text("doc", b"")
        assert content is not None
        assert content.obtained == "doc-soffice"
    else:
        with pytest.raises(Unreadable) as caught:
            obtained_text("doc", b"")
        assert caught.value.code == "old-word"


def test_content_is_clean_and_its_pages_are_right() -> None:
    pages = ["\n\n一页坚持依法行政\r\n乙\x00\x08\n", "", "  \n", "四页\ud800推进依法行政\n\n"]
    content = content_of("made", pages, encoding="x", paged=True)
    assert content.text == "一页坚持依法行政\n乙\n  \n四页推进依法行政\n"
    assert [content.text[start:][:2] for start in content.page_starts] == ["一页", "  ", "  ", "四页"]
    assert content_of("made", pages, encoding="x", paged=False).page_starts == ()


def test_too_much_text_and_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.documents.content.MAX_CHARACTERS", 10)
    for pages, code in ((["字" * 11], "too-much-text"), (["  ", "\n"], "blank-file")):
        with pytest.raises(Unreadable) as caught:
            content_of("made", pages, encoding="x", paged=False)
        assert caught.value.code == code


@pytest.mark.acceptance
@pytest.mark.parametrize("ending", ["doc", "odt", "pdf"])
def test_what_libreoffice_writes_is_read(ending: str, tmp_path: Path) -> None:
    """The same document through another program: automatic numbers, tables and all. PDF wraps lines."""
    from make import make_by_libreoffice

    paths = make_by_libreoffice(tmp_path, (ending,))
    if not paths:
        pytest.skip("LibreOffice (with Writer) is not here")
    for path, name in zip(paths, sorted(NAMES), strict=True):
        report = read_file(path, tmp_path)
        plain = "".join(as_text(read_blocks(name)).split())
        read = "".join(report.text.split())
        if ending == "pdf":
            assert len(read) > 0.9 * len(plain)
            assert report.page_starts[0] == 0
        else:
            assert read == plain
