"""A rubric of one's own, begun as a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from workbench_samples import ROOT, SMALL, county, rubric_of, vocabulary

from scoring.errors import OutputError, RubricError
from scoring.resources import rubrics_folder
from scoring.workbench.files import open_rubric
from scoring.workbench.new import new_rubric


def test_a_copy_of_the_county_sheet(tmp_path: Path) -> None:
    copied = new_rubric("qingyue-2025", "county", vocabulary(), tmp_path / "a.yaml", "青岳县评分标准：试行", 2025)
    text = copied.path.read_text(encoding="utf-8")
    assert copied.id == "qingyue-2025"
    original = county().text.split("\n")
    lines = text.split("\n")
    assert lines[1:11] == original[1:11]
    assert (
        lines[11:13] == ["id: qingyue-2025", 'title: "青岳县评分标准：试行"']
        or lines[12] == "title: 青岳县评分标准：试行"
    )
    assert len(lines) == len(original) + 1
    found = rubric_of(open_rubric(copied.path, vocabulary()))
    assert (found.id, found.title, found.year, found.weights_status) == (
        "qingyue-2025",
        "青岳县评分标准：试行",
        2025,
        "illustrative",
    )


def test_editors_find_the_same_schema(tmp_path: Path) -> None:
    copied = new_rubric("mine", "county", vocabulary(), tmp_path / "mine.yaml")
    line = copied.path.read_text(encoding="utf-8").split("\n")[0]
    target = line.partition("$schema=")[2]
    assert (tmp_path / target).resolve() == (ROOT / "docs" / "rubric.schema.json").resolve()
    assert copied.schema is None


def test_where_there_is_no_schema_one_beside_it_is_meant(tmp_path: Path) -> None:
    origin = tmp_path / "elsewhere" / "small.yaml"
    origin.parent.mkdir()
    origin.write_text("# yaml-language-server: $schema=gone/x.json\n" + SMALL, encoding="utf-8")
    copied = new_rubric("mine", origin.as_posix(), vocabulary(), tmp_path / "mine.yaml")
    assert copied.path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=rubric.schema.json\n")
    assert copied.schema == tmp_path / "rubric.schema.json"


def test_the_name_may_be_a_file(tmp_path: Path) -> None:
    copied = new_rubric((tmp_path / "mine.yaml").as_posix(), "county", vocabulary())
    assert (copied.id, copied.path) == ("mine", tmp_path / "mine.yaml")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("schon da", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        new_rubric("mine", "county", vocabulary(), path)
    assert [problem.code for problem in caught.value.diagnostics] == ["new-exists"]
    assert path.read_text(encoding="utf-8") == "schon da"


@pytest.mark.parametrize(
    ("name", "origin", "code"),
    [("我的", "county", "new-name"), ("a b", "county", "new-name"), ("mine", "conty", "rubric-unknown")],
)
def test_what_cannot_be_copied(tmp_path: Path, name: str, origin: str, code: str) -> None:
    with pytest.raises(RubricError) as caught:
        new_rubric(name, origin, vocabulary(), tmp_path / "x.yaml")
    assert [problem.code for problem in caught.value.diagnostics] == [code]
    assert not (tmp_path / "x.yaml").exists()


def test_what_it_extends_has_to_be_found_from_there(tmp_path: Path) -> None:
    """A relative `extends` leads nowhere from another folder: said before anything is written."""
    folder = tmp_path / "origin"
    folder.mkdir()
    (folder / "base.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "mine.yaml").write_text("extends: base.yaml\nid: mine\n", encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        new_rubric("copy", (folder / "mine.yaml").as_posix(), vocabulary(), tmp_path / "copy.yaml")
    assert [problem.code for problem in caught.value.diagnostics] == ["extends-unknown"]
    assert not (tmp_path / "copy.yaml").exists()


def test_every_shipped_rubric_can_be_copied(tmp_path: Path) -> None:
    for path in sorted(rubrics_folder().glob("*.yaml")):
        copied = new_rubric(f"copy-of-{path.stem}", path.stem, vocabulary(), tmp_path / path.name)
        assert rubric_of(open_rubric(copied.path, vocabulary())).id == f"copy-of-{path.stem}"
