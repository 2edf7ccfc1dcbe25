"""Letters and notices: every figure of the run, nothing internal, the office's template, the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.corrections.types import By, Corrections, ScoreOverride
from scoring.errors import ScoringError
from scoring.feedback import TEMPLATES, write_feedback
from scoring.feedback.bytes import steady
from scoring.feedback.write import render
from scoring.results import Run
from scoring.tables.public import public_run

SECRET = "内部理由甲乙丙"
HEAD = "{unit}2024年法治政府建设年度报告\n\n一、主要工作\n\n"
TEXTS = {
    "甲县人民政府": "行政机关负责人出庭应诉率72%。行政诉讼案件2件，负责人出庭应诉2件。调解成功率98%。",
    "乙县人民政府": "行政机关负责人出庭应诉率100%。{{ unit }} & <b>{% x %}调解成功率96%。",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("reports")
    for unit, text in TEXTS.items():
        (folder / f"{unit[:2]}.txt").write_text(HEAD.format(unit=unit) + text + "\n", encoding="utf-8")
    rubric, _ = pipeline.load_rubric("county")
    inputs = pipeline.gather([folder], rubric)
    by = By("复核员丁", "2025-03-20", SECRET, "公开的扣分原因")
    override = ScoreOverride(
        "甲县人民政府",
        2024,
        "disputes.mediation",
        None,
        "",
        pipeline.run_of(inputs, rubric).units[0].full_marks * 0,
        by,
    )
    return pipeline.run_of(inputs, rubric, Corrections(overrides=(override,)))


def _text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return (
        "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


def test_a_letter_holds_the_figures(run: Run, tmp_path: Path) -> None:
    written = write_feedback(run, tmp_path / "反馈", notice=True)
    names = {path.name for path in written.files}
    assert {"甲县人民政府-2024.docx", "乙县人民政府-2024.docx"} <= names
    assert any(name.startswith("通报-") for name in names)
    for unit in run.units:
        text = _text(tmp_path / "反馈" / f"{unit.unit}-2024.docx")
        assert f"{unit.published:.2f} / {unit.full_marks:.2f}" in text
        assert "未载明" in text
        assert "未做" not in text.replace("未载明不等于未做", "")
        for node in unit.nodes:
            if "." not in node.node and node.full_marks:
                assert node.name in text
    text = _text(tmp_path / "反馈/甲县人民政府-2024.docx")
    assert "公开的扣分原因" in text
    assert "负责人出庭应诉率72%" in text


def test_nothing_internal_is_told(run: Run, tmp_path: Path) -> None:
    assert SECRET in repr(run)
    edition = public_run(run)
    for words in (SECRET, "复核员丁"):
        assert words not in repr(edition)
    assert [unit.total for unit in edition.units] == [unit.total for unit in run.units]
    for path in write_feedback(run, tmp_path / "反馈", notice=True).files:
        with zipfile.ZipFile(path) as archive:
            whole = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
        assert SECRET not in whole
        assert "复核员丁" not in whole


def test_text_of_reports_stays_text(run: Run, tmp_path: Path) -> None:
    write_feedback(run, tmp_path / "反馈", units=["乙县人民政府"])
    assert [path.name for path in (tmp_path / "反馈").iterdir()] == ["乙县人民政府-2024.docx"]
    data = render(TEMPLATES / "notice.docx", {**_notice_values(), "title": "{{ unit }} <b>&{% x %}"})
    (tmp_path / "a.docx").write_bytes(data)
    assert "{{ unit }} <b>&{% x %}" in _text(tmp_path / "a.docx")


def _notice_values() -> dict[str, object]:
    names = ("title", "group", "count", "year", "rubric", "mean", "best", "worst", "coverage", "note")
    return {**dict.fromkeys(names, "x"), "units": [], "dimensions": [], "losses": []}


def test_same_bytes_again(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_feedback(run, tmp_path / name, notice=True)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_the_shipped_templates_are_what_their_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.feedback import make_templates

    monkeypatch.setattr(make_templates, "FOLDER", tmp_path / "made")
    make_templates.main()
    for name in ("feedback.docx", "notice.docx"):
        made, kept = (zipfile.ZipFile(place / name) for place in (tmp_path / "made", TEMPLATES))
        assert made.read("word/document.xml") == kept.read("word/document.xml")


def _template(tmp_path: Path, text: str) -> Path:
    from docx import Document

    document = Document()
    document.add_paragraph(text)
    path = tmp_path / "我的.docx"
    document.save(str(path))
    return path


def test_the_offices_own_template(run: Run, tmp_path: Path) -> None:
    template = _template(tmp_path, "{{ unit }}得{{ total }}分")
    write_feedback(run, tmp_path / "反馈", ["甲县人民政府"], template)
    (unit,) = [one for one in run.units if one.unit == "甲县人民政府"]
    assert _text(tmp_path / "反馈/甲县人民政府-2024.docx") == f"甲县人民政府得{unit.published:.2f}分"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("{{ totall }}", "template-variable", "totall"),
        ("{% for x in units %}", "template-syntax", ""),
        ("{{ ''.__class__.__mro__ }}", "template-variable", ""),
    ],
)
def test_mistakes_in_a_template_are_told(text: str, code: str, named: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(ScoringError) as caught:
        write_feedback(run, tmp_path / "反馈", template=_template(tmp_path, text))
    (told,) = caught.value.diagnostics
    assert told.code == code
    assert named in told.message
    assert told.file == "我的.docx"
    assert told.help


def test_what_is_no_document_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "我的.docx"
    path.write_bytes(b"text")
    with pytest.raises(ScoringError) as caught:
        write_feedback(run, tmp_path / "反馈", template=path)
    assert caught.value.diagnostics[0].code == "template-unreadable"


def test_an_unknown_unit_is_told(run: Run, tmp_path: Path) -> None:
    with pytest.raises(ScoringError) as caught:
        write_feedback(run, tmp_path / "反馈", ["丁县人民政府"])
    assert caught.value.diagnostics[0].code == "no-such-unit"


def test_without_a_chinese_font_there_is_a_warning_and_no_picture(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.feedback.write.chinese_font", lambda: None)
    written = write_feedback(run, tmp_path / "反馈", ["甲县人民政府"])
    assert [one.code for one in written.diagnostics] == ["no-cjk-font"]
    with zipfile.ZipFile(written.files[0]) as archive:
        assert not [name for name in archive.namelist() if name.startswith("word/media/")]


def test_archives_lose_their_clocks() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("docProps/core.xml", "<dcterms:created x='y'>2026-01-01T00:00:00Z</dcterms:created>")
    with zipfile.ZipFile(io.BytesIO(steady(stream.getvalue()))) as archive:
        assert b"2000-01-01" in archive.read("docProps/core.xml")
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.acceptance
def test_as_pdf_with_chinese_letters(run: Run, tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdffonts") is None:
        import os

        if os.environ.get("CI"):
            assert shutil.which("soffice"), "LibreOffice is missing"
        pytest.skip("LibreOffice or pdffonts is not installed")
    written = write_feedback(replace(run), tmp_path / "反馈", ["甲县人民政府"], pdf=True)
    (pdf,) = [path for path in written.files if path.suffix == ".pdf"]
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert "CJK" in fonts
    # The name of the face inside a collection is that of its first member, so the language is asked of the document.
    with zipfile.ZipFile(written.files[0]) as archive:
        styles = archive.read("word/styles.xml").decode("utf-8")
    assert set(re.findall(r'<w:lang [^>]*w:eastAsia="([^"]+)"', styles)) == {"zh-CN"}
