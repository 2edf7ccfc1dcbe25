"""A run made by hand: three groups, every outcome, derived and doubtful facts, invented places."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from scoring.errors import WARNING, Diagnostic
from scoring.measures.facts import Derivation, Fact, Operand
from scoring.results import Deduction, LeafScore, NodeScore, Outcome, Run, UnitScore
from scoring.rubric.rule_specs import (
    DoneSpec,
    JudgementSpec,
    LinearNode,
    LinearSpec,
    TargetSpec,
    Worth,
)
from scoring.rubric.types import Grade, Leaf, Node, Policy, Position, Qualitative, Rubric, Rule
from scoring.text.report import Evidence, Metadata, MetadataConflict, MetadataValue, Report, Span, cite

FILE = "sample.yaml"
HASH = "0123456789abcdef" * 4
T = TypeVar("T")


def _position(line: int) -> Position:
    return Position(FILE, line, 3)


def _leaf(id: str, name: str, points: str, source: str, subject: str, line: int, **more: object) -> Leaf:
    rule = Rule("target", TargetSpec(Decimal("1"), unit="ratio"), _position(line))
    leaf = Leaf(
        id=id,
        name=name,
        points=Decimal(points),
        source=source,
        subject=subject,
        rule=rule,
        missing=Policy("pending"),
        na=Policy("exclude"),
        position=_position(line),
        basis="示例依据",
    )
    return replace(leaf, **more)  # type: ignore[arg-type]


def make_rubric() -> Rubric:
    line = LinearSpec(
        (
            LinearNode(Decimal("0.8"), Worth(points=Decimal(0))),
            LinearNode(Decimal(1), Worth(share=Decimal(1))),
        ),
        unit="ratio",
    )
    review = _leaf(
        "review",
        "合法性审查覆盖",
        "6",
        "measure",
        "legality_review_coverage",
        10,
        rule=Rule("linear", line, _position(10)),
        qualitative=Qualitative(Decimal("0.6"), ("open_catalogue",), ("legality_review_count",)),
        note="先看明示的率",
    )
    appear = _leaf("appear", "负责人出庭应诉", "4", "measure", "respondent_appearance_rate", 20)
    solved = _leaf("solved", "矛盾纠纷化解", "5", "measure", "mediation_success_rate", 30, missing=Policy("zero"))
    done = Rule("done", DoneSpec(), _position(40))
    catalogue = _leaf("catalogue", "决策目录公开", "2", "practice", "open_catalogue", 40, rule=done)
    satisfied = _leaf("satisfied", "群众满意度", "3", "table", "satisfaction", 50)
    judgement = Rule("judgement", JudgementSpec(), _position(60))
    judged = _leaf("judged", "专家评议", "5", "judgement", "", 60, scorer="评议组", na=Policy("full"), rule=judgement)
    making = Node("making", "决策科学民主合法", Decimal("8"), (review, catalogue), _position(8), basis="示例依据")
    court = Node("court", "行政应诉", Decimal("4"), (appear,), _position(18))
    settle = Node("settle", "纠纷依法化解", Decimal("9"), (court, solved), _position(16))
    outside = Node("outside", "外部评价", Decimal("8"), (satisfied, judged), _position(48), applies_to=("county",))
    return Rubric(
        id="sample",
        title="示例评分标准",
        year=2023,
        weights_status="illustrative",
        basis="",
        points=Decimal("25"),
        dimensions=(making, settle, outside),
        grades=(Grade("优秀", Decimal("15")), Grade("合格", Decimal("8")), Grade("待改进", Decimal("0"))),
        file="/somewhere/rubrics/sample.yaml",
        sha256=HASH,
    )


NAMES = (
    ("legality_review_count", "合法性审查件数"),
    ("legality_review_coverage", "合法性审查率"),
    ("mediation_success_rate", "调解成功率"),
    ("open_catalogue", "重大决策目录公开"),
    ("respondent_appearance_rate", "负责人出庭应诉率"),
)

TEXT = (
    "青岚县2023年法治政府建设年度报告\n"
    "二、主要工作\n"
    "对提请审议的71件文件逐件登记，其中63件经过合法性审查，按月通报进展。"
    "行政机关负责人出庭应诉率98%以上，比上年有所提高。"
    "全县各级调解组织调处纠纷2007件，成功率99.5%。\n"
    "三、存在问题\n"
    "决策目录公开还不够及时。\n"
)


def make_report(unit: str, year: int, text: str = TEXT, number: int = 1) -> Report:
    path = f"reports/{year}/{unit}-{number}.txt"
    return Report(
        id=f"{path}#{HASH[:12]}",
        path=path,
        text=text.replace("青岚县", unit),
        sha256=HASH,
        encoding="utf-8",
        metadata=Metadata(
            unit=MetadataValue(unit, "title"),
            report_year=MetadataValue(str(year), "title"),
            publish_date=MetadataValue(f"{year + 1}-03-30", "header"),
        ),
    )


def quote(report: Report, words: str, sentence: str | None = None, section: str = "主要工作") -> Evidence:
    """The evidence for the first place of `words`; the sentence is found by its beginning."""
    start = report.text.index(words)
    if sentence is None:
        around = None
    else:
        first = report.text.index(sentence)
        around = Span(first, first + len(sentence))
    return cite(report, Span(start, start + len(words)), around, section)


def make_fact(report: Report, measure: str, value: float, evidence: Evidence, **more: object) -> Fact:
    fact = Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        measure=measure,
        kind="measure",
        value=value,
        value_unit="件",
        low=value,
        high=value,
        approx="exact",
        period="2023",
        scope="whole",
        status="done",
        evidence=evidence,
    )
    return replace(fact, **more)  # type: ignore[arg-type]


FIRST = "对提请审议的71件文件逐件登记，其中63件经过合法性审查，按月通报进展。"
SECOND = "行政机关负责人出庭应诉率98%以上，比上年有所提高。"
THIRD = "全县各级调解组织调处纠纷2007件，成功率99.5%。"


def facts_of(report: Report) -> tuple[Fact, Fact, Fact, Fact]:
    """Coverage derived from two counts, appearance as a lower bound, a mediation rate, a plan of no use."""
    reviewed = quote(report, "63件经过合法性审查", FIRST)
    submitted = quote(report, "71件文件", FIRST)
    coverage = make_fact(
        report,
        "legality_review_coverage",
        63 / 71,
        reviewed,
        value_unit="ratio",
        chosen=True,
        derived=Derivation(
            "legality_review_count / submitted_count",
            (
                Operand("legality_review_count", 63.0, reviewed),
                Operand("submitted_count", 71.0, submitted),
            ),
        ),
    )
    appearance = make_fact(
        report,
        "respondent_appearance_rate",
        0.98,
        quote(report, "出庭应诉率98%以上", SECOND),
        value_unit="ratio",
        low=0.98,
        high=1.0,
        approx="at_least",
        chosen=True,
        flags=("small_denominator",),
    )
    mediation = make_fact(
        report,
        "mediation_success_rate",
        0.995,
        quote(report, "成功率99.5%", THIRD),
        value_unit="ratio",
        chosen=True,
    )
    plan = make_fact(
        report,
        "open_catalogue",
        1.0,
        quote(report, "决策目录公开还不够及时", section="存在问题"),
        kind="practice",
        value_unit="",
        status="problem",
    )
    return coverage, appearance, mediation, plan


def _score(leaf: Leaf, dimension: str, outcome: Outcome, points: str | None, **more: object) -> LeafScore:
    score = LeafScore(
        criterion=leaf.id,
        name=leaf.name,
        dimension=dimension,
        full_marks=leaf.points,
        points=None if points is None else Decimal(points),
        outcome=outcome,
        stake=Decimal(0) if points is not None else leaf.points,
        value=None,
        value_text="未载明" if outcome is Outcome.MISSING else "",
        way="none",
        words="",
    )
    return replace(score, **more)  # type: ignore[arg-type]


def leaves_of(rubric: Rubric, report: Report, points: str = "2.625") -> tuple[LeafScore, ...]:
    """A county's scores, one of each outcome but no_report."""
    by_id = {leaf.id: leaf for leaf in rubric.leaves()}
    coverage, appearance, mediation, plan = facts_of(report)
    return (
        _score(
            by_id["review"],
            "making",
            Outcome.SCORED,
            points,
            value=63 / 71,
            value_text="88.73%",
            way="derived",
            words="63÷71=88.73%，区间80%–100%按比例",
            used=(coverage,),
            deductions=(Deduction("gap", Decimal(6) - Decimal(points), "覆盖率没有达到100%"),),
        ),
        _score(
            by_id["catalogue"],
            "making",
            Outcome.MISSING,
            None,
            words="报告只在存在问题中提到",
            rejected=(plan,),
            rejected_for=("写在存在的问题里",),
        ),
        _score(
            by_id["appear"],
            "settle",
            Outcome.SCORED,
            "3.92",
            value=0.98,
            value_text="98%以上",
            way="stated",
            words="按明示数值98%计，4×0.98",
            used=(appearance,),
            flags=("small_denominator",),
        ),
        _score(
            by_id["solved"],
            "settle",
            Outcome.ZERO,
            "0",
            value=0.995,
            value_text="99.50%",
            way="stated",
            words="低于示例门槛",
            used=(mediation,),
        ),
        _score(by_id["satisfied"], "outside", Outcome.PENDING, None),
        _score(by_id["judged"], "outside", Outcome.JUDGED, "4.5", words="评议组给分", way="judgement"),
    )


def make_unit(
    rubric: Rubric, name: str, group: str = "county", rank: str = "1", points: str = "2.625", year: int = 2023
) -> UnitScore:
    report = make_report(name, year)
    leaves = leaves_of(rubric, report, points)
    total = sum((leaf.points for leaf in leaves if leaf.points is not None), Decimal(0))
    return UnitScore(
        unit=name,
        unit_type=group,
        group=group,
        year=year,
        reports=(report,),
        leaves=leaves,
        nodes=(
            NodeScore("making", "决策科学民主合法", Decimal(8), Decimal(points), Decimal(2)),
            NodeScore("settle", "纠纷依法化解", Decimal(9), Decimal("3.92"), Decimal(0)),
            NodeScore("outside", "外部评价", Decimal(8), Decimal("4.5"), Decimal(3)),
        ),
        total=total,
        published=total.quantize(Decimal("0.01")),
        full_marks=Decimal(25),
        coverage=0.8,
        grade="合格",
        rank=Decimal(rank),
        facts=facts_of(report),
        stake=sum((leaf.stake for leaf in leaves), Decimal(0)),
    )


def unscored_unit(rubric: Rubric, name: str, outcome: Outcome = Outcome.NO_REPORT) -> UnitScore:
    """A unit none of whose criteria has points."""
    leaves = tuple(
        _score(leaf, node.id, outcome, None, stake=Decimal(0) if outcome is Outcome.NOT_APPLICABLE else leaf.points)
        for node in rubric.dimensions
        for leaf in node.leaves()
    )
    zero = Decimal(0)
    return UnitScore(
        unit=name,
        unit_type="county",
        group="county",
        year=2023,
        reports=(),
        leaves=leaves,
        nodes=tuple(NodeScore(node.id, node.name, node.points, zero, node.points) for node in rubric.dimensions),
        total=zero,
        published=zero,
        full_marks=Decimal(25),
        coverage=0.0,
        grade="待改进",
        rank=Decimal(9),
        facts=(),
        flags=("unit_type_not_covered",),
        stake=sum((leaf.stake for leaf in leaves), Decimal(0)),
    )


def make_run() -> Run:
    rubric = make_rubric()
    first = replace(
        make_unit(rubric, "青岚县", rank="1", points="4.125"),
        previous_total=Decimal("11.5"),
        previous_rank=Decimal(3),
    )
    second = replace(make_unit(rubric, "白渡区", rank="2"), previous_total=Decimal("12.5"), previous_rank=Decimal(1))
    third = make_unit(rubric, "云砚县", rank="3", points="1.875")
    doubtful = _with_conflict(third)
    town = make_unit(rubric, "石湾镇", "township", "1", "3")
    office = make_unit(rubric, "青岚县司法局", "department", "1", "2")
    return Run(
        rubric=rubric,
        units=(first, second, doubtful, unscored_unit(rubric, "南屏县"), town, office),
        diagnostics=(
            Diagnostic("document-binary", "不是文本文件", file="/data/in/扫描件.bin", help="另存为文本后重试"),
            Diagnostic("document-empty", "文件是空的", file="reports/空.txt", severity=WARNING),
        ),
        inputs=tuple(
            sorted((report.path, report.sha256) for unit in (first, second, third) for report in unit.reports)
        ),
        measures_sha256=HASH[::-1],
        engine="0.1.0",
        command="scoring score reports --rubric sample",
        year=2023,
        measure_names=NAMES,
    )


def _with_conflict(unit: UnitScore) -> UnitScore:
    report = unit.reports[0]
    conflict = MetadataConflict(
        "publish_date",
        MetadataValue("2024-03-30", "header", (cite(report, Span(0, 4)),)),
        MetadataValue("2024-04-09", "signature", (cite(report, Span(4, 9)),)),
    )
    changed = replace(report, metadata=replace(report.metadata, conflicts=(conflict,)), flags=("damaged_date",))
    return replace(unit, reports=(changed,))


def shuffled(run: Run, seed: int) -> Run:
    """The same run with everything whose order means nothing in another order."""
    dice = random.Random(seed)

    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(dice.sample(items, len(items)))

    units = tuple(
        replace(unit, leaves=mixed(unit.leaves), nodes=mixed(unit.nodes), facts=mixed(unit.facts))
        for unit in mixed(run.units)
    )
    return replace(run, units=units, diagnostics=mixed(run.diagnostics), inputs=mixed(run.inputs))
