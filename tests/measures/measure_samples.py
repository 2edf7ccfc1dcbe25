"""Reading texts and files with the shipped measure library, for the tests of the measures."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from scoring.documents import read_file
from scoring.measures import Library, load_library
from scoring.measures.extract import Extractor
from scoring.measures.facts import MEASURE, Fact
from scoring.measures.scan import Scan, scan_report
from scoring.resources import measures_folder
from scoring.text.report import Metadata, MetadataValue, Report
from scoring.text.structure import build_view

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures" / "reports"
GOLD_TEXTS = ROOT.parent / "shared" / "gold" / "texts"
YEAR = 2023


@cache
def library() -> Library:
    """The shipped library, compiled once for all tests."""
    return load_library(measures_folder())


@cache
def extractor() -> Extractor:
    return Extractor(library())


@cache
def from_file(path: Path) -> Report:
    """The report in a file, with the metadata it gives itself."""
    return read_file(path, path.parent)


@cache
def fixture_files() -> tuple[Path, ...]:
    """The reports written for this project, oldest year first."""
    return tuple(sorted(path for path in FIXTURES.rglob("*") if path.is_file()))


def report(
    text: str, year: int | None = YEAR, unit: str = "", unit_type: str = "county", id_: str = "sample"
) -> Report:
    """A report that holds `text` and says nothing about itself but its year, its unit and the unit's type."""
    metadata = Metadata(
        unit=MetadataValue(unit, "title") if unit else None,
        unit_type=MetadataValue(unit_type, "title"),
        report_year=None if year is None else MetadataValue(str(year), "title"),
    )
    return Report(id_, f"{id_}.txt", text, "", "utf-8", metadata)


def scan(text: str) -> Scan:
    """The scan of a text: its view, quantities and value tokens."""
    return scan_report(build_view(text), library())


def measured(facts: tuple[Fact, ...]) -> list[Fact]:
    """The facts about measures that the text itself states."""
    return [fact for fact in facts if fact.kind == MEASURE and fact.derived is None]


# Measures that the vocabulary does not have, to show how the engine reads what hard cases state of them.
_TRIAL = """
measures:
  data_pooled_rate: {name: 数据汇聚率, unit: ratio, kind: rate, direction: up, patterns: ["数据汇聚率{p}"]}
  data_shared_rate: {name: 数据共享率, unit: ratio, kind: rate, direction: up, patterns: ["共享率{p}"]}
  data_opened_rate: {name: 数据开放率, unit: ratio, kind: rate, direction: up, patterns: ["开放率{p}"]}
  bound_share: {name: 事项绑定率, unit: ratio, kind: rate, direction: up, patterns: ["{all}…绑定"]}
  listed_share: {name: 清单编制率, unit: ratio, kind: rate, direction: up, patterns: ["{all}…事项清单"]}
  firm_funds: {name: 惠企资金, unit: 元, kind: count, direction: up, patterns: ["惠企资金{y}"]}
  taxes_cut: {name: 减税降费, unit: 元, kind: count, direction: up, patterns: ["减税降费{y}"]}
  rent_cut: {name: 减免租金, unit: 元, kind: count, direction: up, patterns: ["租金{y}"]}
  firms_served: {name: 服务企业, unit: 家, kind: count, direction: up, patterns: ["为{n:家}企业"]}
  people_served: {name: 服务人数, unit: 人, kind: count, direction: up, patterns: ["{n:人}提供服务"]}
"""


@cache
def trial_extractor() -> Extractor:
    """An extractor of measures outside the vocabulary, with the shipped lexicon."""
    with TemporaryDirectory() as folder:
        Path(folder, "trial.yaml").write_text("theme: 试验\n" + _TRIAL, encoding="utf-8")
        copyfile(measures_folder() / "lexicon.yaml", Path(folder, "lexicon.yaml"))
        return Extractor(load_library(Path(folder)))
