"""Word documents: what Word shows is what is read; numbering as Word counts; both generations give the same lines."""

from __future__ import annotations

import struct

import pytest
from made_doc import Run, as_doc, document
from made_docx import NUMBERING, STYLES, package, paragraph, run
from made_model import NAMES, as_text, read_blocks

from scoring.documents.content import Unreadable
from scoring.documents.doc import read_doc
from scoring.documents.docx import read_docx
from scoring.documents.word.binary import properties
from scoring.documents.word.lists import Counters, Level
from scoring.documents.word.numerals import numeral

WHO = 'w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE 藏 </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{paragraph(run('框内文字。'))}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"


def _lines(body: str, **parts: str) -> list[str]:
    return read_docx(package(body, **parts)).text.splitlines()


def _numbered(text: str, level: int, number: int = 7) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (paragraph(run("甲") + f'<w:del {WHO}><w:r><w:delText>藏</w:delText></w:r></w:del><w:ins {WHO}>{run("乙")}</w:ins>'), ["甲乙"]),
        (paragraph(f'<w:moveFrom {WHO}>{run("藏")}</w:moveFrom>{run("甲")}') + paragraph(f'<w:moveTo {WHO}>{run("乙")}</w:moveTo>'), ["甲", "乙"]),
        (paragraph(run("甲"), f"<w:rPr><w:del {WHO}/></w:rPr>") + paragraph(run("乙")), ["甲乙"]),
        (paragraph(run("甲") + run("藏", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>')), ["甲乙"]),
        (paragraph(run("见") + FIELD + run("。")), ["见结果。"]),
        (paragraph(f'<w:fldSimple w:instr="藏">{run("甲")}</w:fldSimple><w:hyperlink>{run("乙")}</w:hyperlink>'), ["甲乙"]),
        (paragraph(run("甲") + "<w:r><w:tab/></w:r>" + run("乙") + "<w:r><w:br/></w:r>" + run("丙")), ["甲\t乙", "丙"]),
        (paragraph(run("1") + "<w:r><w:noBreakHyphen/></w:r>" + run("2月")), ["1-2月"]),
        (paragraph(run("甲") + BOX), ["甲", "框内文字。"]),
        (paragraph(f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"), ["框内文字。"]),
        (f"<w:sdt><w:sdtContent>{paragraph(run('甲'))}</w:sdtContent></w:sdt>", ["甲"]),
        ('<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
         f"<w:sdtContent>{paragraph(run('藏'))}</w:sdtContent></w:sdt>{paragraph(run('甲'))}", ["甲"]),
        (paragraph(f"<w:r><w:ruby><w:rt>{run('藏')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>"), ["甲"]),
    ],
)  # fmt: skip
def test_what_word_shows(markup: str, lines: list[str]) -> None:
    assert _lines(markup) == lines


def test_notes_stand_under_their_paragraph_and_not_in_its_figures() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("含上年结转4件。"))}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    lines = _lines(paragraph(run("受理18件") + reference + run("，办结15件。")) + paragraph(run("乙")), footnotes=note)
    assert lines == ["受理18件，办结15件。", "注1：含上年结转4件。", "乙"]


def test_numbers_count_on_across_plain_paragraphs_and_start_anew_under_the_next_head() -> None:
    head = '<w:pStyle w:val="1"/>'
    body = paragraph(run("甲"), head) + _numbered("乙", 1) + paragraph(run("丙")) + _numbered("丁", 1)
    body += paragraph(run("戊"), head) + _numbered("己", 1)
    assert _lines(body) == ["一、甲", "（一）乙", "丙", "（二）丁", "二、戊", "（一）己"]


def test_a_second_user_of_a_list_may_start_it_anew() -> None:
    more = '<w:num w:numId="8"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    more += '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    numbering = NUMBERING.replace("</w:numbering>", more)
    body = (
        _numbered("甲", 1) + _numbered("乙", 1) + _numbered("丙", 1, 9) + _numbered("丁", 1, 8) + _numbered("戊", 1, 8)
    )
    assert _lines(body, numbering=numbering) == ["（一）甲", "（二）乙", "（三）丙", "（一）丁", "（二）戊"]


def test_number_zero_switches_the_numbering_of_a_style_off() -> None:
    body = paragraph(run("甲"), '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert _lines(body) == ["甲"]


def test_a_list_that_is_not_defined_is_flagged() -> None:
    content = read_docx(package(_numbered("甲项工作", 0, 99)))
    assert (content.text, content.flags[0]) == ("甲项工作\n", "numbering_missing")


def test_tables_with_merged_cells() -> None:
    rows = [
        _cell("项目", '<w:vMerge w:val="restart"/>') + _cell("件数", '<w:gridSpan w:val="2"/>'),
        _cell("", "<w:vMerge/>") + _cell("2024年") + _cell("2023年"),
        _cell("行政复议") + _cell("32") + _cell(""),
    ]
    assert _lines("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>") == [
        "|项目|件数|件数|",
        "|项目|2024年|2023年|",
        "|行政复议|32||",
    ]


def test_a_document_inside_the_document_is_flagged() -> None:
    assert (
        "part_left_out"
        in read_docx(package(paragraph(run("坚持依法行政")) + '<w:altChunk r:id="x" xmlns:r="r"/>')).flags
    )


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (1, "decimal", "1"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (1000, "chineseCounting", "一千"),
        (21, "ideographDigital", "二一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "ideographTraditional", "乙"),
        (11, "ideographTraditional", "甲"),
        (28, "upperLetter", "BB"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (0, "chineseCounting", "0"),
        (5, "unheard-of", "5"),
    ],
)
def test_numerals(number: int, style: str, printed: str) -> None:
    assert numeral(number, style) == printed


def test_labels_of_several_levels() -> None:
    levels = {
        0: Level("chineseCounting", "第%1章"),
        1: Level("decimal", "%1.%2", legal=True),
        2: Level("bullet", "\uf0b7"),
    }
    counters = Counters()
    labels = [counters.label("a", "1", level, levels, {}) for level in (0, 1, 1, 0, 1, 2)]
    assert labels == ["第一章 ", "1.1 ", "1.2 ", "第二章 ", "2.1 ", "• "]


@pytest.mark.parametrize("name", NAMES)
def test_old_word_files_give_the_same_lines(name: str) -> None:
    content = read_doc(as_doc(read_blocks(name)))
    assert content.text.splitlines() == [line.strip("　") for line in as_text(read_blocks(name)).splitlines()]
    assert (content.obtained, content.flags) == ("doc", ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("见\x13 藏 \x14结果\x15。", "见结果。"),
        ("甲\x13 HYPERLINK 藏 \x15乙", "甲乙"),
        ("1\x1e2月\x1f底", "1-2月底"),
        ("甲\x01藏\x02乙", "甲乙"),
        ("𠮷祥", "𠮷祥"),
    ],
)
def test_signs_of_old_word_files(text: str, line: str) -> None:
    assert read_doc(document([Run(text + "\r", b"")])).text == line + "\n"


def test_a_list_that_an_old_file_does_not_define_is_flagged() -> None:
    content = read_doc(document([Run("甲项工作\r", b"\x0b\x46\x09\x00")]))
    assert content.flags[0] == "numbering_missing"


def test_properties_stop_where_they_are_broken() -> None:
    assert properties(b"\x16\x24\x01\x0b\x46\x05\x00") == {0x2416: b"\x01", 0x460B: b"\x05\x00"}
    assert properties(b"\x16\x24") == {0x2416: b""}
    assert properties(b"\x08\xd6" + struct.pack("<H", 900) + b"ab") == {0xD608: b"ab"}


def test_a_damaged_old_file_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        read_doc(as_doc(read_blocks(NAMES[0]))[:3000])
    assert caught.value.code == "damaged-file"


def test_a_style_based_on_a_numbered_one_counts_with_it() -> None:
    based = '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style></w:styles>'
    body = paragraph(run("甲"), '<w:pStyle w:val="1"/>') + paragraph(run("乙"), '<w:pStyle w:val="2"/>')
    assert _lines(body, styles=STYLES.replace("</w:styles>", based)) == ["一、甲", "二、乙"]
