"""Tables, however they come, are rows of cells; pipes that part no cells are line ends."""

from __future__ import annotations

import pytest

from scoring.text.structure import build_view
from scoring.text.view import View

HEAD = ("项目", "2019年", "2020年")


def rows(view: View) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Cells and column heads of each row."""
    found = [s.row for s in view.sentences if s.row]
    return [(tuple(view.text[c.start : c.end] for c in row.cells), row.header) for row in found]


@pytest.mark.parametrize(
    "table",
    [
        "| 项目 | 2019年 | 2020年 |\n|---|:--|--:|\n| 来件 | 181 | 1 287 |\n| 办结 | 170 | 280 |",
        "项目|2019年|2020年\n来件|181|1 287\n办结|170|280",
        "项目\t2019年\t2020年\n来件\t181\t1287\n办结\t170\t280",
        "项目    2019年    2020年\n来件    181    1 287\n办结    170    280",
        "项目\n2019年\n2020年\n来件\n181\n1287\n办结\n170\n280",
        "<table><tr><td>项目</td><td>2019年</td><td>2020年</td></tr><tr><td>来件</td><td>181</td><td>1287</td></tr>"
        "<tr><td>办结</td><td>170</td><td>280</td></tr></table>",
        "<table>\n<tr>\n<th><p>项目</p></th>\n<th><p>2019年</p></th>\n<th><p>2020年</p></th>\n</tr>\n<tr>\n<td>来件</td>\n"
        "<td>181</td>\n<td>1287</td>\n</tr>\n<tr>\n<td>办结</td>\n<td>170</td>\n<td>280</td>\n</tr>\n</table>",
    ],
)
def test_one_table_in_many_forms(table: str) -> None:
    view = build_view("一、复议情况\n" + table + "\n以上为全年数据。")
    assert rows(view) == [(HEAD, ("", "", "")), (("来件", "181", "1287"), HEAD), (("办结", "170", "280"), HEAD)]
    assert len({s.paragraph for s in view.sentences if s.row}) == 1
    last = view.sentences[-1]
    assert view.text[last.start : last.end] == "以上为全年数据。"
    assert last.row is None


def test_columns_one_blank_apart() -> None:
    view = build_view("来件 181 287\n办结 170 280")
    assert [cells for cells, _ in rows(view)] == [("来件", "181", "287"), ("办结", "170", "280")]


def test_head_of_columns_one_blank_apart() -> None:
    view = build_view("项目 2019年 2020年\n来件 181 287\n其中：网上 17 28")
    assert rows(view) == [
        (HEAD, ("", "", "")),
        (("来件", "181", "287"), HEAD),
        (("其中:网上", "17", "28"), HEAD),
    ]


def test_sentence_before_columns_is_no_head() -> None:
    view = build_view("结果 见 下表。\n来件 181 287\n办结 170 280")
    assert [cells for cells, _ in rows(view)] == [("来件", "181", "287"), ("办结", "170", "280")]


def test_units_dashes_and_labels_without_head() -> None:
    view = build_view("来件\t181件\t—\n纠错率\t9.3%\t12%")
    assert rows(view) == [(("来件", "181件", "—"), ("", "", "")), (("纠错率", "9.3%", "12%"), ("", "", ""))]


def test_heads_of_words() -> None:
    view = build_view("|乡镇|来件|办结|\n|甲镇|18|17|\n|乙镇|9|9|")
    assert rows(view)[1] == (("甲镇", "18", "17"), ("乡镇", "来件", "办结"))


def test_cells_may_be_empty() -> None:
    view = build_view(
        "<table><tr><td></td><td>2020年</td></tr><tr><td>来件</td><td></td></tr><tr><td>办结</td><td>17</td></tr></table>"
    )
    assert (("办结", "17"), ("", "2020年")) in rows(view)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("柳河县工作情况 | |||\n|\n|||\n全年来件复议申请36件。 |", ["柳河县工作情况", "全年来件复议申请36件。"]),
        (
            "全年来件复议申请36件。 | 柳河县人民政府 | 【打印】",
            ["全年来件复议申请36件。", "柳河县人民政府", "【打印】"],
        ),
        ("首页|政务公开|互动交流\n全年来件36件。", ["首页", "政务公开", "互动交流", "全年来件36件。"]),
    ],
)
def test_pipes_that_are_no_table(source: str, texts: list[str]) -> None:
    view = build_view(source)
    assert [view.text[s.start : s.end] for s in view.sentences] == texts
    assert "|" not in view.text


def test_article_in_a_layout_table() -> None:
    view = build_view(
        "<table><tr><td>"
        + "全年来件复议申请36件,办结30件,其余按期办理。" * 5
        + "</td><td><p>公开90条。</p></td></tr></table>"
    )
    assert not rows(view)
    assert len(view.sentences) == 6


@pytest.mark.parametrize(
    "source", ["来件181件\n办结170件", "来件    181件。", "规范性文件 14件\n其他文件 20件以及更多"]
)
def test_lines_that_are_no_rows(source: str) -> None:
    assert not rows(build_view(source))


def test_quotes_of_rows_are_slices() -> None:
    source = "来件\n181\n287\n办结\n170\n280"
    view = build_view(source)
    first = view.sentences[0]
    span = view.to_source(first.start, first.end)
    assert view.text[first.start : first.end] == "来件|181|287"
    assert source[span.start : span.end] == "来件\n181\n287"
