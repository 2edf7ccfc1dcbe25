"""Makes the two Word templates that come with the program: `python -m scoring.feedback.make_templates`.

The templates are ordinary documents with docxtpl marks, so that an office can change everything in Word. Fonts are named for East Asian text
and the language is zh-CN: otherwise some programs pick a Japanese face.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scoring.feedback.bytes import steady

FOLDER = Path(__file__).parent / "templates"
_FONT, _HEAD_FONT = "宋体", "黑体"


def main() -> None:
    """Write both templates."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in (("feedback.docx", _feedback), ("notice.docx", _notice)):
        path = FOLDER / name
        make().save(str(path))
        path.write_bytes(steady(path.read_bytes()))


def _document() -> Any:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, font, size in (("Normal", _FONT, 10.5), ("Heading 1", _HEAD_FONT, 16), ("Heading 2", _HEAD_FONT, 12.5)):
        style = document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:eastAsia", "w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(kind), font)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            if fonts.get(qn(kind)) is not None:
                del fonts.attrib[qn(kind)]
    return document


def _table(document: Any, head: list[str], loop: str, cells: list[str], widths: list[float]) -> None:
    """A table with a head, then one row for each item of a loop."""
    from docx.shared import Cm

    table = document.add_table(rows=4, cols=len(head))
    table.style = "Table Grid"
    table.autofit = False
    for column, (title, cell) in enumerate(zip(head, cells, strict=True)):
        table.cell(0, column).paragraphs[0].add_run(title).bold = True
        table.cell(2, column).text = cell
    table.cell(1, 0).text = "{%tr for " + loop + " %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _feedback() -> Any:
    document = _document()
    document.add_heading("{{ title }}", 1)
    document.add_paragraph("{{ unit }}（{{ year }}年度）")
    document.add_paragraph("评分标准：{{ rubric }}{% if illustrative %}（示例性分值）{% endif %}")
    for part in (_summary, _dimensions, _deductions, _missing, _criteria):
        part(document)
    return document


def _summary(document: Any) -> None:
    facts = document.add_table(rows=0, cols=2)
    facts.style = "Table Grid"
    for label, value in (
        ("总分 / 满分", "{{ total }} / {{ full_marks }}"),
        ("组内名次", "{{ rank }}"),
        ("等次", "{{ grade }}"),
        ("有结论的分值占", "{{ coverage }}；待定分值 {{ stake }}"),
        ("上年", "{% if previous %}{{ previous }}，比上年 {{ change }}{% else %}无上年可比{% endif %}"),
    ):
        cells = facts.add_row().cells
        cells[0].text, cells[1].text = label, value


def _dimensions(document: Any) -> None:
    document.add_heading("一、各维度得分", 2)
    document.add_paragraph("{% if chart %}{{ chart }}{% endif %}")
    _table(
        document,
        ["维度", "得分", "满分", "得分率", "同组平均", "相差"],
        "one in dimensions",
        [
            "{{ one.name }}",
            "{{ one.points }}",
            "{{ one.full_marks }}",
            "{{ one.rate }}",
            "{{ one.mean }}",
            "{{ one.gap }}",
        ],
        [6.2, 1.9, 1.9, 2, 2.2, 2],
    )


def _deductions(document: Any) -> None:
    document.add_heading("二、扣分及原因", 2)
    document.add_paragraph("{% if not deductions %}没有扣分。{% endif %}")
    _table(
        document,
        ["评分项", "扣分", "原因", "依据（报告原文及出处）"],
        "one in deductions",
        [
            "{{ one.criterion }}",
            "{{ one.points }}",
            "{{ one.reason }}",
            "{{ one.quote }}{% if one.place %}（{{ one.place }}）{% endif %}",
        ],
        [3.6, 1.5, 5, 6.1],
    )


def _missing(document: Any) -> None:
    document.add_heading("三、未载明和待定的评分项", 2)
    document.add_paragraph("{{ not_stated_note }}")
    _table(
        document,
        ["评分项", "满分", "待定", "情况"],
        "one in missing",
        ["{{ one.criterion }}", "{{ one.full_marks }}", "{{ one.stake }}", "{{ one.state }}"],
        [8, 2, 2, 4.2],
    )


def _criteria(document: Any) -> None:
    document.add_heading("四、各项得分的计算", 2)
    _table(
        document,
        ["评分项", "得分", "数值", "计算"],
        "one in criteria",
        ["{{ one.criterion }}", "{{ one.points }} / {{ one.full_marks }}", "{{ one.value }}", "{{ one.words }}"],
        [4.6, 2.2, 2.6, 6.8],
    )


def _notice() -> Any:
    document = _document()
    document.add_heading("{{ title }}", 1)
    document.add_paragraph(
        "按照《{{ rubric }}》，对{{ group }}{{ count }}个单位的{{ year }}年度法治政府建设年度报告进行了评分。"
        "平均 {{ mean }} 分，最高 {{ best }} 分，最低 {{ worst }} 分；有结论的分值平均占 {{ coverage }}。"
    )
    document.add_paragraph("{{ note }}")
    document.add_heading("一、得分与名次", 2)
    _table(
        document,
        ["名次", "单位", "总分", "等次", "有结论的分值占", "待定分值"],
        "one in units",
        [
            "{{ one.rank }}",
            "{{ one.unit }}",
            "{{ one.total }}",
            "{{ one.grade }}",
            "{{ one.coverage }}",
            "{{ one.stake }}",
        ],
        [1.5, 5.2, 2, 3, 2.5, 2],
    )
    document.add_heading("二、各维度平均得分率", 2)
    _table(
        document,
        ["维度", "满分", "平均得分率", "最高", "最低"],
        "one in dimensions",
        ["{{ one.name }}", "{{ one.full_marks }}", "{{ one.mean }}", "{{ one.best }}", "{{ one.worst }}"],
        [7, 2, 2.6, 2.3, 2.3],
    )
    document.add_heading("三、失分较多的评分项", 2)
    _table(
        document,
        ["评分项", "失分单位数", "平均失分", "未载明单位数"],
        "one in losses",
        ["{{ one.criterion }}", "{{ one.units }}", "{{ one.mean }}", "{{ one.silent }}"],
        [8, 2.8, 2.8, 2.6],
    )
    return document


if __name__ == "__main__":
    main()
