"""The same report in another format, as a scan, as another version, under another unit's name; and what is said of how files were read."""

from __future__ import annotations

from scoring.collect import Collected, sort_files
from scoring.collect.alike import body_of, differing_numbers
from scoring.documents import Documents
from scoring.documents.content import Content
from scoring.documents.doubts import OCR_LOW
from scoring.documents.read import problem, report_of
from scoring.errors import WARNING
from scoring.text.report import Report

BODY = (
    "一、工作情况\n"
    "2024年，石桥县人民政府收到行政复议申请186件，受理151件，审结149件，经调解和解终止27件，办结时间比上年缩短。\n"
    "办理行政应诉案件64件，行政机关负责人出庭应诉61件，出庭应诉率95.3%，裁判全部按期履行到位。\n"
    "组织行政执法人员培训14场次，参训人员2360人次，开展案卷评查2次，评查案卷146卷，发现的问题都已改正。\n"
    "二、存在问题\n"
    "有的乡镇合法性审核把关不严，有的部门普法宣传形式单一，基层执法力量仍显薄弱，与群众期盼还有差距。\n"
)
TITLE = "石桥县人民政府2024年法治政府建设情况报告\n"


def _report(path: str, text: str, obtained: str = "docx", flags: tuple[str, ...] = ()) -> Report:
    recognised = ((0, len(text), 0.97),) if "ocr" in obtained else ()
    content = Content(text, obtained, (), flags, obtained, recognised=recognised)
    # Any digest will do, as long as files differ.
    return report_of(content, path, f"{sum(map(ord, path + text)):064x}")


def _sorted(*reports: Report, diagnostics: tuple[object, ...] = ()) -> Collected:
    return sort_files(Documents(reports, diagnostics))  # type: ignore[arg-type]


def _told(found: Collected) -> dict[str, tuple[str, str]]:
    return {one.report.path: (one.use, "；".join(one.situations)) for one in found.files}


def test_another_format_is_the_same_report_whatever_pages_add() -> None:
    paged = TITLE + BODY.replace("二、", "— 1 —\n" + TITLE + "二、") + "— 2 —\n"
    found = _told(_sorted(_report("a.pdf", paged, "pdf"), _report("b.docx", TITLE + BODY)))
    assert found["b.docx"][0] == "report"
    assert found["a.pdf"] == ("unused", "与“b.docx”内容相同")


def test_a_scan_with_misread_characters_is_told_with_the_figures_that_differ() -> None:
    misread = TITLE + BODY.replace("薄弱", "溥弱").replace("186件", "188件")
    found = _told(_sorted(_report("扫描.pdf", misread, "ocr"), _report("原稿.docx", TITLE + BODY)))
    use, words = found["扫描.pdf"]
    assert use == "unused"
    assert words.startswith("是“原稿.docx”的扫描件（")
    assert "数字有不同：这一份是 188，那一份是 186" in words
    assert "文字识别读出，置信度97%" in words
    assert found["原稿.docx"] == ("report", "")


def test_a_version_with_other_figures_is_no_copy() -> None:
    changed = TITLE + BODY.replace("186件", "187件").replace("95.3%", "95.4%")
    found = _told(_sorted(_report("一.docx", TITLE + BODY), _report("二.docx", changed)))
    assert sorted(use for use, _ in found.values()) == ["report", "unused"]
    (words,) = [words for use, words in found.values() if use == "unused"]
    assert "同一单位同一年度有 2 份，建议采用“" in words
    assert "187、95.4%" in words
    assert "186、95.3%" in words


def test_texts_with_many_other_figures_are_not_compared_by_them() -> None:
    other = TITLE + "".join(f"第{at}项工作办理{at}00件。\n" for at in range(20, 40))
    found = _told(_sorted(_report("一.docx", TITLE + BODY), _report("二.docx", other)))
    assert not any("数字有不同" in words for _, words in found.values())


def test_another_units_copy_counts_and_is_named() -> None:
    long = BODY + "".join(f"{word}工作扎实推进，各项任务按期完成，群众比较满意。\n" for word in "甲乙丙丁戊己庚辛")
    copied = (TITLE + long).replace("石桥县", "柳湾县")
    found = _told(_sorted(_report("石桥.docx", TITLE + long), _report("柳湾.docx", copied)))
    assert {use for use, _ in found.values()} == {"report"}
    assert "与“石桥.docx”有" in found["柳湾.docx"][1]


def test_how_files_were_read_is_said() -> None:
    text = TITLE + BODY
    doubt = Content(
        text, "image", (), ("ocr_doubtful",), "ocr", recognised=((0, len(text), 0.7),), doubts=((0, 2, OCR_LOW),)
    )
    unsure = report_of(doubt, "照片/IMG_3.jpg", "1" * 64)
    apart = problem("pictures-apart", "照片/IMG_1.jpg", {"count": 2, "names": ""}, severity=WARNING)
    words = _told(_sorted(unsure, diagnostics=(apart,)))["照片/IMG_3.jpg"][1]
    for part in ("置信度70%", "文字识别对有的字把握不大", "其中有的字把握不大", "没有从 1 起连续编号"):
        assert part in words


def test_figures_are_compared_by_their_number() -> None:
    here, there = body_of(_report("a", TITLE + BODY)), body_of(_report("b", TITLE + BODY.replace("14场", "15场")))
    assert differing_numbers(here, there) == (("14",), ("15",))
    assert differing_numbers(here, here) == ((), ())
