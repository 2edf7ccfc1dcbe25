"""The hostile set: none crashes, hangs or leaks; each is read or becomes one diagnostic with a remedy, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import HOSTILE

from scoring.documents import read_file, read_folder
from scoring.errors import DocumentError

SENTENCE = "办理行政复议案件三十二件"


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_read_or_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / name).write_bytes(HOSTILE[name].make())
    found = read_folder([tmp_path])
    errors = [one for one in found.diagnostics if one.is_error]
    assert errors or found.reports
    for diagnostic in errors:
        assert diagnostic.code in HOSTILE[name].codes
        assert diagnostic.help
        assert diagnostic.file is not None
        assert diagnostic.file.partition("/")[0] == name
        assert str(tmp_path) not in diagnostic.message
    for report in found.reports:
        assert "" in HOSTILE[name].codes
        assert SENTENCE in report.text
        assert "root:" not in report.text
        assert ".." not in report.path.split("/")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_rest_of_the_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    wanted = ("bomb.docx", "encrypted.pdf", "truncated.doc", "zero.docx", "pages.ofd")
    for name in wanted:
        (tmp_path / name).write_bytes(HOSTILE[name].make())
    (tmp_path / "好.html").write_bytes(HOSTILE["open-fonts.html"].make())
    documents = read_folder([tmp_path])
    assert [report.path for report in documents.reports] == ["好.html"]
    assert [d.file for d in documents.diagnostics if d.is_error] == sorted(wanted)


def test_one_line_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    for name in ("长行.txt", "长行.html", "长行"):
        path = tmp_path / name
        with path.open("wb") as stream:
            stream.truncate(1024**3)
        with pytest.raises(DocumentError) as caught:
            read_file(path, tmp_path)
        assert [d.code for d in caught.value.diagnostics] == ["too-large"]


def test_entities_are_not_fetched(tmp_path: Path) -> None:
    """What an external entity names is not in the text, nor in any message."""
    secret = tmp_path / "secret.txt"
    secret.write_text("PRIVATE-WORDS", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>{SENTENCE}。&x;</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert "PRIVATE" not in read_file(tmp_path / "a.html", tmp_path).text
