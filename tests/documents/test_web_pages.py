"""Web pages: the article and nothing else, whoever published it; what is shown and what is not; header fields; odd sources."""

from __future__ import annotations

import pytest
from made_model import NAMES, as_text, read_blocks
from made_page import CONTAINERS, as_mht, as_page

from scoring.documents.content import Unreadable
from scoring.documents.html import read_html
from scoring.documents.mht import read_mht

PROSE = "2024年，县政府坚持依法行政，办理行政复议案件三十二件，办结三十件，各项任务按期完成，群众满意度稳步提升。"
BLOCKS = read_blocks(NAMES[1])


def _lines(page: str) -> list[str]:
    return read_html(page.encode("utf-8")).text.splitlines()


def _in(body: str) -> str:
    """A page whose article holds `body` among enough prose."""
    return f"<html><body><div class='TRS_Editor'>{body}{f'<p>{PROSE}</p>' * 4}</div></body></html>"


@pytest.mark.parametrize("links", [5, 12])
@pytest.mark.parametrize("container", CONTAINERS)
def test_every_system_gives_the_article_and_nothing_else(container: str, links: int) -> None:
    content = read_html(as_page(BLOCKS, container, links=links).encode("utf-8"))
    assert "".join(content.text.split()) == "".join(as_text(BLOCKS).split())
    assert content.flags == ()


def test_a_known_name_on_another_box_is_not_believed() -> None:
    page = as_page(BLOCKS, "unknown").replace('<div class="side">', '<div class="side TRS_Editor">')
    assert "相关新闻" not in read_html(page.encode("utf-8")).text


def test_a_page_without_an_article_is_read_whole_and_flagged() -> None:
    content = read_html(f"<html><body>{PROSE}</body></html>".encode())
    assert content.text.strip() == PROSE
    deep = read_html(("<html><body>" + "<div>" * 3000 + PROSE).encode())
    assert (deep.text.strip(), deep.flags) == (PROSE, ("whole_page",))


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>甲<span style='display:none'>藏</span>乙</p>", "甲乙"),
        ("<div style='display: none'><p>藏</p></div><p>甲</p>", "甲"),
        ("<p>甲<script>var a = '<p>藏</p>';</script>乙</p>", "甲乙"),
        ("<p>甲<!-- 藏 -->乙</p>", "甲乙"),
        ("<p>甲<!--[if gte mso 9]><xml>藏</xml><![endif]-->乙</p>", "甲乙"),
        ("<p>甲<![if !vml]>乙<![endif]></p>", "甲乙"),
        ("<p>删<del>藏</del>去</p>", "删去"),
        ("<p>2024<span>年</span><span>2</span><span>月</span><span>7</span><span>日</span></p>", "2024年2月7日"),
        ("<p>占&nbsp;98.5&#37;&lt;完&gt;</p>", "占\xa098.5%<完>"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1.甲"),
        ("<ol start='3'><li>甲</li><li>乙</li></ol>", "4.乙"),
        ("<ol><li>一、甲</li></ol>", "一、甲"),
        ("<ol style='list-style: none'><li>甲</li></ol>", "甲"),
        ("<ul><li>甲</li></ul>", "甲"),
        ("<pre>一行\n二行</pre>", "二行"),
        ("甲<br>乙", "乙"),
        ("<p title='a>b'><font title=\"c>d\">甲</font></p>", "甲"),
    ],
)
def test_what_is_shown(markup: str, line: str) -> None:
    lines = _lines(_in(markup))
    assert line in lines
    assert "藏" not in "".join(lines)


def test_tables_become_rows_with_their_spans() -> None:
    table = """<table><caption>主要数据</caption><tr><th rowspan=2>项目<th colspan=2>件数</tr><tr><th>2024年<th>2023年</tr>
    <tr><td>行政<br>复议<td><p>32</p><td>1|7</tr><tr><td colspan=3>说明：含上年结转。</td></tr></table>"""
    lines = _lines(_in(table))
    assert lines[: lines.index(PROSE)] == [
        "主要数据",
        "|项目|件数|件数|",
        "|项目|2024年|2023年|",
        "|行政 复议|32|1∣7|",
        "|说明：含上年结转。|||",
    ]


def test_layout_tables_are_no_rows() -> None:
    inner = f"<table><tr><td>复议</td><td>32</td></tr></table><p>{PROSE}</p><p>{PROSE}{PROSE}{PROSE}</p>"
    lines = _lines(_in(f"<table><tr><td>{inner}</td><td>边栏</td></tr></table>"))
    assert lines[:3] == ["|复议|32|", PROSE, PROSE * 3]


def test_header_fields_are_kept_and_the_trail_is_not() -> None:
    head = """<div class='loc'>当前位置：<a>首页</a> &gt; 政务公开</div><table><tr><td>索引号</td><td>QL001/2025-3</td><td>发布机构</td>
    <td>青柳县司法局</td></tr></table><h1>青柳县2024年度法治政府建设情况报告</h1><p>发布时间：2025-03-01 来源：县司法局 【打印】</p>"""
    page = _in("").replace("<body>", f"<body>{head}")
    assert _lines(page)[:3] == [
        "|索引号|QL001/2025-3|发布机构|青柳县司法局|",
        "青柳县2024年度法治政府建设情况报告",
        "发布时间：2025-03-01 来源：县司法局 【打印】",
    ]


def test_a_date_that_only_the_page_source_tells_is_flagged() -> None:
    meta = '<meta name="PubDate" content="2025-03-01 09:00"><meta name="ArticleTitle" content="青柳县2024年法治政府建设报告">'
    content = read_html(_in("").replace("<body>", f"<head>{meta}</head><body>").encode("utf-8"))
    assert content.text.splitlines()[:2] == ["青柳县2024年法治政府建设报告", "发布日期：2025-03-01 09:00"]
    assert content.flags == ("page_meta",)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_encodings_are_told_by_the_bytes_not_by_what_the_page_declares(encoding: str) -> None:
    page = _in("").replace("<body>", "<head><meta charset='iso-8859-1'></head><body>")
    assert PROSE in read_html(page.encode(encoding)).text


def test_what_no_encoding_fits_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_html(b"<html><body>" + b"\xfd\xfe\xfa" * 400)
    assert caught.value.code == "undecodable"


def test_an_empty_page_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        read_html(b"<html><body><script>1</script></body></html>")
    assert caught.value.code == "blank-file"


def test_no_paragraph_is_lost_to_depth() -> None:
    page = "<html><body><div id='zoom'>" + "".join(f"<p><font>第{at}段，{PROSE}" for at in range(1500))
    lines = _lines(page)
    assert len(lines) == 1500
    assert lines[-1].startswith("第1499段")


def test_mht_reads_the_page_inside() -> None:
    page = as_page(BLOCKS)
    content = read_mht(as_mht(page))
    assert content.text == read_html(page.encode("utf-8")).text
    assert content.obtained == "mht"
