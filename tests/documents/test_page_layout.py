"""PDF and OFD: lines as they stand on the page, tables by their rules, pages by their order; what has no text says so."""

from __future__ import annotations

import pytest
from made_layout import Line, Page, Text
from made_model import NAMES, read_blocks
from made_ofd import content as ofd_page
from made_ofd import document as ofd
from made_pdf import as_pdf
from made_pdf import document as pdf

from scoring.documents.content import Content, Unreadable
from scoring.documents.layout import Piece, pieces_of, text_lines
from scoring.documents.ofd import read_ofd
from scoring.documents.pdf import read_pdf
from scoring.documents.ruling import Rule, page_text

TEXT = "县政府坚持依法行政，全年办理行政复议案件。"
GRID = (
    *(Line(100, y, 400, y) for y in (100, 130, 160, 190)),
    *(Line(x, 100, x, 190) for x in (100, 300, 400)),
    Line(200, 130, 200, 190),
)


def _both(page: Page) -> list[Content]:
    return [read_pdf(pdf([page])), read_ofd(ofd([ofd_page(page)]))]


def _lines(page: Page) -> list[list[str]]:
    return [content.text.splitlines() for content in _both(page)]


def test_lines_run_from_top_to_bottom_whatever_the_drawing_order() -> None:
    texts = [Text(100, 300, 15, "三" + TEXT), Text(100, 100, 15, "一" + TEXT), Text(100, 200, 15, "二" + TEXT)]
    for lines in _lines(Page(texts, [])):
        assert [line[0] for line in lines] == ["一", "二", "三"]


def test_cells_apart_have_a_tab_between_them() -> None:
    for lines in _lines(
        Page(
            [
                Text(100, 100, 15, "行政复议"),
                Text(300, 100, 15, "181"),
                Text(400, 100, 15, "98.6%"),
                Text(100, 150, 15, TEXT),
            ],
            [],
        )
    ):
        assert lines[0] == "行政复议\t181\t98.6%"


def test_ruled_tables_are_rows_and_wrapped_cells_are_whole() -> None:
    texts = [
        Text(110, 121, 10, "项目"),
        Text(310, 121, 10, "件数"),
        Text(105, 141, 10, "行政复议案"),
        Text(105, 155, 10, "件受理数"),
        Text(210, 148, 10, "本年"),
        Text(310, 148, 10, "181"),
        Text(110, 178, 10, "办结"),
        Text(100, 80, 15, "上文" + TEXT),
        Text(100, 220, 15, "下文" + TEXT),
    ]
    for lines in _lines(Page(texts, list(GRID))):
        assert lines == ["上文" + TEXT, "|项目|项目|件数|", "|行政复议案 件受理数|本年|181|", "|办结|||", "下文" + TEXT]


def test_a_frame_around_prose_is_no_table() -> None:
    frame = [Line(90, 80, 500, 80), Line(90, 130, 500, 130), Line(90, 80, 90, 130), Line(500, 80, 500, 130)]
    for lines in _lines(Page([Text(100, 100, 15, TEXT), Text(100, 120, 15, TEXT)], frame)):
        assert lines == [TEXT, TEXT]


def test_small_raised_numbers_do_not_run_into_figures() -> None:
    for lines in _lines(
        Page([Text(100, 100, 16, "受理18"), Text(148, 94, 8, "1"), Text(152, 100, 16, "件，" + TEXT)], [])
    ):
        assert lines == ["受理18件，" + TEXT]


def test_bold_by_printing_twice_counts_once() -> None:
    twice = [Text(100, 100, 15, TEXT), Text(100.4, 100, 15, TEXT)]
    for lines in _lines(Page(twice, [])):
        assert lines == [TEXT]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_pages_read_the_same(turned: int) -> None:
    blocks = read_blocks(NAMES[1])
    assert read_pdf(as_pdf(blocks, turned=turned)) == read_pdf(as_pdf(blocks))


def test_empty_pages_keep_the_numbers_of_the_others_right() -> None:
    pages = [Page([Text(100, 100, 15, "首页" + TEXT)], []), Page([], []), Page([Text(100, 100, 15, "末页" + TEXT)], [])]
    for content in (read_pdf(pdf(pages)), read_ofd(ofd([ofd_page(page) for page in pages]))):
        assert content.page_starts == (0, content.text.index("末页"), content.text.index("末页"))


def test_pages_come_in_the_order_of_the_document_not_of_the_archive() -> None:
    pages = [ofd_page(Page([Text(100, 100, 15, f"第{at}页，{TEXT}")], [])) for at in range(1, 13)]
    assert [line[:3].rstrip("页") for line in read_ofd(ofd(pages)).text.splitlines()] == [
        f"第{at}"[:3] for at in range(1, 13)
    ]


def _drawn(kind: str, count: int) -> str:
    objects = f'<ofd:{kind} ID="1" Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 B 1 1 2 2 3 3</ofd:AbbreviatedData></ofd:{kind}>'
    return f'<ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer>{objects * count}</ofd:Layer></ofd:Content></ofd:Page>'


def test_pages_drawn_as_curves_are_flagged_or_refused() -> None:
    written = ofd_page(Page([Text(100, 100, 15, TEXT)], []))
    assert read_ofd(ofd([written, _drawn("PathObject", 30)])).flags == ("path_pages",)
    with pytest.raises(Unreadable) as caught:
        read_ofd(ofd([_drawn("PathObject", 30)] * 2))
    assert (caught.value.code, caught.value.fields) == ("no-text-layer", {"count": 2})


def test_pages_that_are_pictures_are_left_to_recognition() -> None:
    written = ofd_page(Page([Text(100, 100, 15, TEXT)], []))
    content = read_ofd(ofd([written, _drawn("ImageObject", 1), written, _drawn("ImageObject", 30)]))
    assert (content.pictures, content.flags) == ((2, 4), ())


def test_signs_without_characters_are_no_text() -> None:
    with pytest.raises(Unreadable) as caught:
        read_ofd(ofd([ofd_page(Page([Text(100, 100, 15, "¤¤¤¤")], []))]))
    assert caught.value.code == "no-text-layer"


def test_a_template_of_the_page_is_read_with_it() -> None:
    page = ofd_page(Page([Text(100, 300, 15, TEXT)], []))
    data = ofd([page.replace("<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>')])
    assert read_ofd(data).text == TEXT + "\n"


def test_pieces_join_only_what_stands_together() -> None:
    characters = [
        Piece(0, 10, 50, 10, "甲"),
        Piece(10, 20, 50, 10, "乙"),
        Piece(40, 50, 50, 10, "丙"),
        Piece(50, 60, 90, 10, "丁"),
    ]
    assert [piece.text for piece in pieces_of(characters)] == ["甲乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("gap", "before", "after", "between"),
    [
        (0.3, "a", "b", " "),
        (0.3, "1", "2", ""),
        (0.8, "1", "2", " "),
        (0.8, "甲", "2", ""),
        (2.0, "甲", "2", "\t"),
        (0.0, "1", "2", ""),
    ],
)
def test_what_stands_between(gap: float, before: str, after: str, between: str) -> None:
    pieces = [Piece(0, 10, 50, 10, before), Piece(10 + 10 * gap, 20 + 10 * gap, 50, 10, after)]
    assert text_lines(pieces) == [(50, before + between + after)]


def test_rules_that_cross_nothing_make_no_table() -> None:
    lines = [Rule(True, 10, 0, 100), Rule(True, 20, 0, 100), Rule(False, 500, 0, 5), Rule(False, 600, 0, 5)]
    assert page_text([Piece(5, 15, 18, 10, "甲")], lines) == "甲"
