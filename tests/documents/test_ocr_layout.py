"""From what the engine says to the text of the page: order, cells, tilt, doubts. The engine is played by made lines."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from scoring.documents.ocr_engine import Glyph, Line, Sheet, _line, read_sheet, stretches
from scoring.documents.ocr_layout import fragments_of, level, rules_of, skew, text_of
from scoring.documents.ocr_scores import DOUBTFUL, doubtful_in
from scoring.documents.ruling import Rule

# A page of A4 at 150 dots per inch.
BLANK = np.full((1754, 1240), 255, np.uint8)
TALL = 36


def line(text: str, x: float, y: float, *, score: float = 0.99, low: str = "", wide: float = 30) -> Line:
    """A line of type 30 pixels high whose box begins at (`x`, `y`); the characters in `low` are scored 0.4. A blank takes half a place."""
    glyphs, at = [], x
    for char in text:
        step = wide / 2 if char.isascii() else wide
        if char != " ":
            glyphs.append(Glyph(char, at + step / 2, y + TALL / 2, 0.4 if char in low else score))
        at += step
    return Line(((x, y), (at, y), (at, y + TALL), (x, y + TALL)), score, tuple(glyphs))


def page(*lines: Line, pixels: np.ndarray = BLANK) -> Sheet:
    return Sheet(pixels, lines)


def test_lines_stand_from_top_to_bottom_whatever_their_order() -> None:
    found = text_of(page(line("第三行", 200, 300), line("第一行", 200, 100), line("第二行", 200, 200)))
    assert found.text == "第一行\n第二行\n第三行"
    assert (found.doubtful, found.unread) == ((), False)


def test_a_wide_gap_is_a_tab_so_that_cells_do_not_fuse() -> None:
    """Two boxes side by side, and one box that the engine drew over both cells."""
    assert text_of(page(line("6879", 200, 100), line("16.2%", 400, 100))).text == "6879\t16.2%"
    fused = line("6879", 200, 100), line("16.2%", 330, 100)
    both = Line(
        (fused[0].corners[0], fused[1].corners[1], fused[1].corners[2], fused[0].corners[3]),
        0.99,
        fused[0].glyphs + fused[1].glyphs,
    )
    assert text_of(page(both)).text == "6879\t16.2%"


def test_a_line_over_a_ruled_border_is_cut_there_only_where_cells_part() -> None:
    border = Rule(False, 275 * 0.48, 0, 800)
    apart = line("12", 200, 100), line("15", 290, 100)
    both = Line(
        (apart[0].corners[0], apart[1].corners[1], apart[1].corners[2], apart[0].corners[3]),
        0.99,
        apart[0].glyphs + apart[1].glyphs,
    )
    shape = BLANK.shape
    assert [one.text for one in fragments_of(level(both, 0, shape), [border], False)] == ["12", "15"]
    running = line("以区政府为被告17件", 60, 100)
    assert [one.text for one in fragments_of(level(running, 0, shape), [border], False)] == ["以区政府为被告17件"]


def test_a_tilted_page_is_read_level() -> None:
    """Two rows of three cells, tilted by 2 degrees: over the width of the page a row sinks by more than a line."""
    angle = math.radians(2)
    cosine, sine = math.cos(angle), math.sin(angle)

    def tilted(one: Line) -> Line:
        def turned(x: float, y: float) -> tuple[float, float]:
            return 620 + (x - 620) * cosine - (y - 877) * sine, 877 + (x - 620) * sine + (y - 877) * cosine

        glyphs = []
        for glyph in one.glyphs:
            x, y = turned(glyph.x, glyph.y)
            glyphs.append(glyph._replace(x=x, y=y))
        return Line(tuple(turned(x, y) for x, y in one.corners), one.score, tuple(glyphs))

    rows = [line(f"{name}的项目名称", x, y) for y in (300, 345) for name, x in (("甲", 100), ("乙", 500), ("丙", 900))]
    found = [tilted(one) for one in rows]
    assert skew(found) == pytest.approx(angle, abs=1e-6)
    expected = "甲的项目名称\t乙的项目名称\t丙的项目名称"
    assert text_of(page(*found)).text == f"{expected}\n{expected}"


def test_two_columns_are_read_one_after_the_other() -> None:
    prose = "全年受理行政复议申请若干件"
    left = [line(f"左{at}{prose}", 100, 300 + 50 * at) for at in range(6)]
    right = [line(f"右{at}{prose}", 650, 300 + 50 * at) for at in range(6)]
    head = line("关于法治政府建设情况的报告全文如下请予审议为盼", 220, 120)
    mixed = [one for pair in zip(left, right, strict=True) for one in pair]
    rows = text_of(page(head, *mixed)).text.split("\n")
    # Lines of a column that go on are put together: they are too narrow to show by themselves that they are wrapped.
    assert [row[:2] for row in rows] == ["关于", "左0"]
    assert rows[1] == "".join(f"{side}{at}{prose}" for side in "左右" for at in range(6))


def test_paragraphs_of_a_column_stay_apart() -> None:
    prose = "全年受理行政复议申请若干件"
    left = [line(prose, 130 if at % 3 == 0 else 70, 300 + 50 * at) for at in range(6)]
    right = [line(prose, 650, 300 + 50 * at) for at in range(6)]
    rows = text_of(page(line("关于法治政府建设情况的报告全文如下请予审议为盼", 220, 120), *left, *right)).text
    # The last one goes on in the other column.
    assert rows.split("\n")[1:3] == [f"\u3000\u3000{prose * 3}", f"\u3000\u3000{prose * 9}"]


def test_labels_and_figures_side_by_side_are_rows_not_columns() -> None:
    cells = []
    for at in range(6):
        cells += [
            line("行政复议受理件数" if at % 2 else "罚款", 100, 300 + 50 * at),
            line(f"{at}5", 700, 300 + 50 * at),
        ]
    rows = text_of(page(*cells)).text.split("\n")
    assert rows == [f"{'行政复议受理件数' if at % 2 else '罚款'}\t{at}5" for at in range(6)]


def test_signs_beside_chinese_are_full_width_and_figures_keep_theirs() -> None:
    found = text_of(page(line("来源:区府办,比上年增长3.5%(约1,024件);见10:30", 100, 100))).text
    assert found == "来源：区府办，比上年增长3.5%（约1,024件）；见10:30"


def test_blanks_are_kept_between_latin_words_only() -> None:
    box = [[0, 0], [400, 0], [400, 36], [0, 36]]
    assert [glyph.spaced for glyph in _line(box, "浏览 2025-02-08 09:26", 0.9, ()).glyphs].count(True) == 1
    assert text_of(page(_line(box, "2025-02-08 09:26 件", 0.9, ()))).text == "2025-02-08 09:26件"


def test_doubtful_characters_are_marked_where_they_stand() -> None:
    found = text_of(page(line("行政复议", 100, 100), line("受理37件", 100, 160, low="7")))
    assert found.text == "行政复议\n受理37件"
    assert [found.text[start:end] for start, end in found.doubtful] == ["7"]


def test_signs_are_no_doubts() -> None:
    assert text_of(page(line("受理—件", 100, 100, low="—"))).doubtful == ()


def test_an_unsure_line_is_doubtful_as_a_whole() -> None:
    sure = [line("县政府坚持依法行政推进各项工作", 100, 100 + 50 * at) for at in range(5)]
    unsure = line("移送17件", 100, 400, score=DOUBTFUL - 0.05)
    found = text_of(page(*sure, unsure))
    assert [found.text[start:end] for start, end in found.doubtful] == ["移送17件"]


def test_an_unsure_page_is_doubtful_as_a_whole_and_guesswork_is_left_out() -> None:
    lines = [line("移送17件", 100, 100, score=0.75), line("办结9件", 100, 200, score=0.78)]
    found = text_of(page(*lines))
    assert "".join(found.text[start:end] for start, end in found.doubtful) == "移送17件办结9件"
    guess = text_of(page(line("移送17件", 100, 100, score=0.55)))
    assert (guess.text, guess.unread) == ("", True)


def test_the_same_figure_elsewhere_is_not_mistaken_for_the_doubtful_one() -> None:
    """A doubtful 12 marks cells that read 12, never the 12 inside 3128."""
    fragments = fragments_of(level(line("12", 400, 100, low="12"), 0, BLANK.shape), [], False)
    assert doubtful_in("|3128|12|2012年|", fragments) == ((6, 8),)


def test_doubts_that_cannot_be_placed_make_the_page_doubtful() -> None:
    fragments = fragments_of(level(line("受理37件", 100, 100, low="3"), 0, BLANK.shape), [], False)
    assert doubtful_in("另一段文字", fragments) == ((0, 5),)


def test_a_blank_page_is_empty_and_a_page_with_ink_is_unread() -> None:
    assert text_of(page()) == ("", (), 0.0, False, ())
    inked = BLANK.copy()
    inked[300:500, 300:500] = 0
    assert text_of(page(pixels=inked)).unread


def test_ruled_lines_are_found_on_the_picture_and_make_rows() -> None:
    pixels = BLANK.copy()
    for y in (90, 160, 230):
        pixels[y : y + 2, 100:700] = 0
    for x in (100, 400, 698):
        pixels[90:232, x : x + 2] = 0
    assert sorted(rule.level for rule in rules_of(pixels, 0.0)) == [False] * 3 + [True] * 3
    cells = (line("指标", 120, 105), line("件数", 420, 105), line("受理", 120, 178), line("12", 420, 178))
    assert text_of(page(*cells, pixels=pixels)).text == "|指标|件数|\n|受理|12|"


class Engine:
    """Says `upright` of a page that carries a black corner at the top left, `turned` lines otherwise."""

    def __init__(self, upright: list[Line], other: list[Line], aided: list[Line] | None = None) -> None:
        self.upright, self.other, self.aided = upright, other, aided
        self.asked: list[bool] = []

    def __call__(self, pixels: np.ndarray, upright_first: bool) -> list[Line]:
        self.asked.append(upright_first)
        if pixels[:20, :20].mean() < 128:
            return self.upright
        return self.aided if upright_first and self.aided is not None else self.other


def _marked(turns: int) -> np.ndarray:
    pixels = BLANK.copy()
    pixels[:40, :40] = 0
    return np.rot90(pixels, turns)


GOOD = [line("依法行政", 100, 100), line("受理37件", 100, 200)]


def test_a_sure_page_is_read_once() -> None:
    engine = Engine(GOOD, [])
    assert read_sheet(_marked(0), engine).lines == tuple(GOOD)
    assert engine.asked == [False]


@pytest.mark.parametrize("turns", [1, 3])
def test_a_page_on_its_side_is_turned(turns: int) -> None:
    upright_box = Line(((0, 0), (36, 0), (36, 300), (0, 300)), 0.7, GOOD[0].glyphs)
    sheet = read_sheet(_marked(turns), Engine(GOOD, [upright_box]))
    assert sheet.lines == tuple(GOOD)
    assert sheet.pixels.shape == BLANK.shape


def test_a_page_on_its_head_is_turned_so_that_its_lines_are_in_order() -> None:
    poor = [line("受埋汁", 100, 100, score=0.55)]
    sheet = read_sheet(_marked(2), Engine(GOOD, poor, aided=list(reversed(GOOD))))
    assert sheet.lines == tuple(GOOD)


def test_under_the_threshold_lines_are_turned_one_by_one_and_the_better_reading_counts() -> None:
    poor, better = [line("受理37件", 100, 100, score=0.85)], [line("受理31件", 100, 100, score=0.9)]
    engine = Engine([], poor, aided=better)
    assert read_sheet(BLANK, engine).lines == tuple(better)
    assert engine.asked == [False, True]
    assert read_sheet(BLANK, Engine([], poor, aided=[line("受", 1, 1, score=0.3)])).lines == tuple(poor)


def test_lines_that_are_hardly_writing_are_left_out_and_counted() -> None:
    sheet = read_sheet(BLANK, Engine([], [*GOOD, line("乙口人丁", 100, 300, score=0.3)]))
    assert (len(sheet.lines), sheet.left_out) == (2, 1)
    assert text_of(sheet).unread


def test_the_red_channel_of_a_coloured_page_is_read() -> None:
    seen = []

    def engine(pixels: np.ndarray, _upright_first: bool) -> list[Line]:
        seen.append(pixels.copy())
        return GOOD

    red = np.full((1754, 1240, 3), 255, np.uint8)
    red[100:200, 100:200] = (250, 30, 40)
    read_sheet(red, engine)
    assert seen[0].min() == 250


def test_a_picture_much_taller_than_wide_is_read_in_stretches_cut_between_lines() -> None:
    tall = np.full((6000, 1000), 255, np.uint8)
    for top in range(0, 6000, 50):
        tall[top : top + 30] = np.random.default_rng(top).integers(0, 255, (30, 1000), np.uint8)
    parts = stretches(tall)
    assert parts[0][0] == 0
    assert parts[-1][1] == 6000
    assert all(one[1] == other[0] for one, other in pairwise(parts))
    assert all(bottom % 50 >= 30 for _, bottom in parts[:-1])
    assert stretches(BLANK) == [(0, 1754)]
    found = read_sheet(tall, lambda _pixels, _aided: [line("一行", 10, 20)])
    assert [one.corners[0][1] for one in found.lines] == [top + 20 for top, _ in parts]
