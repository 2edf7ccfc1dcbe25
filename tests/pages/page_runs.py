"""Runs for the pages' tests, made from the sample run."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sample_run import facts_of, leaves_of, make_fact, make_report, make_run, quote

from scoring.measures.facts import Fact
from scoring.results import LeafScore, PoolScore, Run, UnitScore, VetoScore
from scoring.rubric.types import BONUS, PENALTY, Pool
from scoring.sources.types import Cell, Judgement, Place
from scoring.text.report import Report

# Everything in it would do something if it became markup.
HOSTILE = (
    "<script>document.title='坏'</script><img src=x onerror=alert(1)>\n"
    "</style></title></textarea></div></p></mark><!-- --><![CDATA[ ]]>\n"
    '" onmouseover="alert(1)" \'><svg onload=alert(1)><a href=javascript:alert(1)>点</a>\n'
    "&lt;script&gt; &amp;amp; &#60;b&#62; \u202e反向\u202c \u2067隔离\u2069 {{7*7}} ${7*7}\n"
    '<link rel=stylesheet href=https://example.test/a.css><base href="https://example.test/">\n'
    "<meta http-equiv=refresh content=0;url=https://example.test/><iframe src=https://example.test/></iframe>\r\n"
)


def one_unit(unit: UnitScore, run: Run | None = None) -> Run:
    """A run of this unit alone."""
    return replace(run or make_run(), units=(unit,))


def with_report(report_text: str, *quotes: str) -> tuple[Run, UnitScore, Report]:
    """A run of one unit whose report is `report_text`; its first criterion rests on the first place of each of `quotes`."""
    run = make_run()
    report = make_report("青岚县", 2023, report_text)
    used = tuple(
        make_fact(report, "legality_review_count", float(number), quote(report, words, section="章节"), chosen=True)
        for number, words in enumerate(quotes, start=1)
    )
    leaves = leaves_of(run.rubric, run.units[0].reports[0])
    leaves = (replace(leaves[0], used=used), *(replace(leaf, used=(), rejected=()) for leaf in leaves[1:]))
    unit = replace(run.units[0], reports=(report,), leaves=leaves, facts=used)
    return one_unit(unit, run), unit, report


def hostile_run() -> tuple[Run, UnitScore, Report]:
    """A run in which every text that comes from outside is `HOSTILE`: report, quote, names, words, reasons, paths."""
    run, unit, report = with_report(f"甲。{HOSTILE}乙。", HOSTILE)
    hostile = replace(report, path=f"a/{HOSTILE}.txt", flags=(HOSTILE,))
    leaf = unit.leaves[0]
    deduction = replace(leaf.deductions[0], reason=HOSTILE)
    rejected = replace(leaf.used[0], value_unit=HOSTILE, note=HOSTILE, scope=HOSTILE, flags=(HOSTILE,))
    leaf = replace(
        leaf,
        name=HOSTILE,
        words=HOSTILE,
        value_text=HOSTILE,
        flags=(HOSTILE,),
        deductions=(deduction,),
        rejected=(rejected,),
        rejected_for=(HOSTILE,),
    )
    nodes = tuple(replace(node, name=HOSTILE) for node in unit.nodes)
    changed = replace(
        unit,
        unit=HOSTILE,
        group=HOSTILE,
        grade=HOSTILE,
        flags=(HOSTILE,),
        reports=(hostile,),
        nodes=nodes,
        leaves=(leaf, *unit.leaves[1:]),
    )
    dimensions = tuple(replace(node, name=HOSTILE) for node in run.rubric.dimensions)
    rubric = replace(run.rubric, title=HOSTILE, dimensions=dimensions, sha256=HOSTILE)
    measures = tuple((id_, HOSTILE) for id_, _ in run.measure_names)
    return replace(run, rubric=rubric, units=(changed,), measure_names=measures, engine=HOSTILE), changed, hostile


def with_second_report() -> tuple[Run, UnitScore]:
    """A unit with two reports of one year, of which the first counts."""
    run = make_run()
    unit = run.units[0]
    second = make_report(unit.unit, 2023, "青岚县的另一份报告。", number=2)
    unit = replace(unit, reports=(*unit.reports, second))
    return one_unit(unit, run), unit


def with_pools_and_vetoes() -> tuple[Run, UnitScore]:
    """A unit with a bonus for what its report states, a penalty from a court's table, two vetoes, and a person's score."""
    run = make_run()
    unit = run.units[0]
    report = unit.reports[0]
    leaf = next(run.rubric.leaves())
    honour, loss = replace(leaf, id="honour", name="获得表彰"), replace(leaf, id="loss", name="败诉")
    cell = Cell(
        Decimal(2),
        Place("法院.xlsx", "法院", 5, "败诉件数"),
        "2件",
        "澄湖市中级人民法院",
        "澄中法〔2024〕1号",
        "2024-01-09",
    )
    person = Judgement(
        Decimal("4.5"),
        "",
        "林某",
        Place("评议.xlsx", "", 3, "得分"),
        reason="内部看法",
        public_reason="现场核查较好",
        date="2024-02-01",
    )
    base = replace(unit.leaves[0], deductions=(), rejected=(), flags=(), stake=Decimal(0))
    bonus_fact = make_fact(report, "open_catalogue", 1.0, quote(report, "按月通报进展"), kind="practice", value_unit="")
    honoured = replace(
        base,
        criterion="honour",
        name="获得表彰",
        full_marks=Decimal(2),
        points=Decimal(1),
        words="表彰1项",
        used=(bonus_fact,),
    )
    lost = replace(
        base,
        criterion="loss",
        name="败诉",
        full_marks=Decimal(3),
        points=Decimal("0.5"),
        words="2件，每件扣0.25分",
        used=(),
        cells=(cell,),
    )
    pools = (
        PoolScore("bonus", "加分项", BONUS, Decimal(2), Decimal(1), Decimal(1), Decimal(0), (honoured,)),
        PoolScore("penalty", "扣分项", PENALTY, Decimal(3), Decimal("0.5"), Decimal("0.5"), Decimal(0), (lost,)),
    )
    accident = make_fact(report, "mediation_success_rate", 0.995, quote(report, "调处纠纷2007件"))
    vetoes = (
        VetoScore("accident", "重大事故", True, "重大事故：是，触发", ("等次不高于“合格”",), (accident,)),
        VetoScore("corruption", "重大案件", None, "重大案件：未载明，待核，暂不适用", ("总分计0分",)),
    )
    judged = replace(
        unit.leaves[-1],
        words="林某评分；现场核查较好：4.5分",
        judgements=(person,),
        self_score=Decimal(5),
        compared="报告自述得分为5",
    )
    position = leaf.position
    rubric = replace(
        run.rubric,
        pools=(
            Pool("bonus", "加分项", BONUS, Decimal(2), (honour,), position),
            Pool("penalty", "扣分项", PENALTY, Decimal(3), (loss,), position),
        ),
    )
    unit = replace(unit, leaves=(*unit.leaves[:-1], judged), pools=pools, vetoes=vetoes, base=Decimal("12.04"))
    return replace(run, rubric=rubric, units=(unit,)), unit


def sharing_leaves() -> tuple[Run, UnitScore]:
    """Two criteria that rest on one fact, and a fact that overlaps with it."""
    run = make_run()
    unit = run.units[0]
    report = unit.reports[0]
    _, appearance, mediation, _ = facts_of(report)
    around = make_fact(report, "respondent_appearance_rate", 0.98, quote(report, "负责人出庭应诉率98%以上，比上年"))
    used: dict[str, tuple[Fact, ...]] = {"appear": (appearance, around), "solved": (appearance, mediation)}
    leaves: tuple[LeafScore, ...] = tuple(
        replace(leaf, used=used.get(leaf.criterion, leaf.used)) for leaf in unit.leaves
    )
    unit = replace(unit, leaves=leaves)
    return one_unit(unit, run), unit
