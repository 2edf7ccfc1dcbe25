"""Every definition of the evaluation on cases made by hand: what counts as a hit, a miss, an extra, a wrong value."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from scoring.evaluate.annotation import AnnotatedCheck, AnnotatedFact, AnnotatedPractice, Annotation
from scoring.evaluate.counts import Counts, total
from scoring.evaluate.evaluation import Evaluation, evaluate, wrong_pairs
from scoring.evaluate.judging import count_practices, judge_checks, judge_choices, judge_practices, unverbatim
from scoring.evaluate.matching import match, pair, same_value
from scoring.evaluate.saved import Change, changes, to_data
from scoring.measures.facts import Derivation, Fact, Operand
from scoring.text.report import Report, Span, cite

TEXT = "甲县审查合同21件，其中镇街8件；复议审结10件，纠错2件。"
REPORT = Report(id="jia.txt#0", path="jia.txt", text=TEXT, sha256="0", encoding="utf-8")


def annotated(measure: str = "contracts", value: float = 21, **other: object) -> AnnotatedFact:
    base = AnnotatedFact(
        measure=measure, value=value, status="done", period="2023", scope="whole", quote="合同21件", ambiguous=False
    )
    return replace(base, **other)  # type: ignore[arg-type]


def fact(measure: str = "contracts", value: float = 21, **other: object) -> Fact:
    base = Fact(
        report_id=REPORT.id,
        unit="甲县",
        year=2023,
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
        evidence=cite(REPORT, Span(4, 9), Span(0, 15)),
    )
    return replace(base, **other)  # type: ignore[arg-type]


def annotation(*facts: AnnotatedFact, file: str = "jia.txt", **other: object) -> Annotation:
    base = Annotation(file=file, text=TEXT, year=2023, facts=facts, practices=(), checks=())
    return replace(base, **other)  # type: ignore[arg-type]


def counts_of(want: list[AnnotatedFact], got: list[Fact]) -> Counts:
    return evaluate([(annotation(*want), tuple(got))]).counts


@pytest.mark.parametrize(
    ("want", "got", "expected"),
    [
        # the same measure, value and status
        ([annotated()], [fact()], Counts(1, 1, 1, 0)),
        # another period or scope is no matter of the first figure
        ([annotated(period="2022")], [fact(scope="镇街")], Counts(1, 1, 1, 0)),
        # another status: a miss and an extra, so a wrong value
        ([annotated(status="plan")], [fact()], Counts(1, 1, 0, 1)),
        # another value of the measure
        ([annotated()], [fact(value=8)], Counts(1, 1, 0, 1)),
        # another measure: a miss and an extra, but nothing taken for something else
        ([annotated()], [fact("reviews")], Counts(1, 1, 0, 0)),
        # equal to 1e-4, not beyond
        ([annotated("rate", 0.9331)], [fact("rate", 0.933)], Counts(1, 1, 1, 0)),
        ([annotated("rate", 0.9332)], [fact("rate", 0.933)], Counts(1, 1, 0, 1)),
        # multisets: one reading does not answer two annotations, nor the other way round
        ([annotated(), annotated()], [fact()], Counts(2, 1, 1, 0)),
        ([annotated()], [fact(), fact()], Counts(1, 2, 1, 0)),
        # two misses and one extra of one measure are one wrong value
        ([annotated(), annotated(value=9)], [fact(value=8)], Counts(2, 1, 0, 1)),
        # derived values, practices and report facts stand outside
        ([annotated()], [fact(derived=Derivation("a/b", ()))], Counts(1, 0, 0, 0)),
        ([annotated()], [fact(kind="practice"), fact(kind="report")], Counts(1, 0, 0, 0)),
        # an ambiguous annotation is not asked for, and what agrees with it is not held against
        ([annotated(ambiguous=True)], [], Counts(0, 0, 0, 0)),
        ([annotated(ambiguous=True)], [fact()], Counts(0, 0, 0, 0)),
        # but it excuses one reading only, and only of its own value and status
        ([annotated(ambiguous=True)], [fact(), fact()], Counts(0, 1, 0, 0)),
        ([annotated(ambiguous=True)], [fact(value=8)], Counts(0, 1, 0, 0)),
        # a reading answers the sure annotation before the ambiguous one
        ([annotated(ambiguous=True), annotated()], [fact()], Counts(1, 1, 1, 0)),
    ],
)
def test_counts(want: list[AnnotatedFact], got: list[Fact], expected: Counts) -> None:
    assert counts_of(want, got) == expected


def test_wrong_values_are_counted_per_report() -> None:
    one = (annotation(annotated(), file="a.txt"), ())
    two = (annotation(file="b.txt"), (fact(value=8),))
    assert evaluate([one, two]).counts == Counts(1, 1, 0, 0)


def test_figures() -> None:
    counts = Counts(annotated=8, found=4, hits=3, wrong=1)
    assert counts.precision == 0.75
    assert counts.recall == 0.375
    assert counts.f1 == 0.5
    assert counts.wrong_share == 0.125
    nothing = total([])
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.wrong_share) == (None, None, None, None)


def test_second_figure_asks_for_the_period() -> None:
    want = [annotated(), annotated("reviews", 5, period="cumulative")]
    got = (fact(period="2022"), fact("reviews", 5, period="cumulative"))
    evaluation = evaluate([(annotation(*want), got)])
    assert evaluation.counts == Counts(2, 2, 2, 0)
    assert evaluation.with_period == Counts(2, 2, 1, 1)


def test_ambiguous_excuses_whatever_the_period() -> None:
    matching = match([annotated(ambiguous=True)], [fact(period="2022")], with_period=True)
    assert matching.extras == ()
    assert len(matching.excused) == 1


def test_pairs_are_as_many_as_possible() -> None:
    # 0.50005 agrees with both; taking it for the higher one first would lose a pair
    want = [annotated("rate", 0.5001), annotated("rate", 0.5)]
    got = [fact("rate", 0.50005), fact("rate", 0.49995)]
    hits, misses, extras = pair(want, got, lambda item: item.measure)
    assert [(one.value, two.value) for one, two in hits] == [(0.5001, 0.50005), (0.5, 0.49995)]
    assert (misses, extras) == ([], [])


def test_same_value() -> None:
    assert same_value(505_000_000.0, 505_000_000.0)
    assert not same_value(21, 22)


def test_measures_can_be_limited() -> None:
    pairs = [(annotation(annotated(), annotated("reviews", 5)), (fact("reviews", 6),))]
    assert evaluate(pairs, lambda measure: measure == "contracts").counts == Counts(1, 0, 0, 0)


def test_by_measure_adds_files() -> None:
    one = (annotation(annotated(), file="a.txt"), (fact(),))
    two = (annotation(annotated(), file="b.txt"), (fact("reviews", 5),))
    assert dict(evaluate([one, two]).by_measure()) == {"contracts": Counts(2, 1, 1, 0), "reviews": Counts(0, 1, 0, 0)}


def test_wrong_pairs_leave_plain_misses_and_extras() -> None:
    matching = match(
        [annotated(), annotated(value=9), annotated("reviews", 5)],
        [fact(value=8), fact("opinions", 3)],
    )
    wrong, misses, extras = wrong_pairs(matching)
    assert [(one.value, two.value) for one, two in wrong] == [(21, 8)]
    assert [(miss.measure, miss.value) for miss in misses] == [("contracts", 9), ("reviews", 5)]
    assert [extra.measure for extra in extras] == ["opinions"]


@pytest.mark.parametrize(
    ("value", "statuses", "found", "expected"),
    [
        ("true", ["done"], "true", Counts(1, 1, 1, 0)),
        ("true", [], "false", Counts(1, 0, 0, 0)),
        ("false", [], "false", Counts(0, 0, 0, 0)),
        ("false", ["done"], "true", Counts(0, 1, 0, 0)),
        ("plan", ["plan"], "plan", Counts(1, 1, 1, 0)),
        ("plan", ["done"], "true", Counts(1, 1, 0, 1)),
        # done beats plan; named as a weakness only is not in place
        ("true", ["plan", "done"], "true", Counts(1, 1, 1, 0)),
        ("false", ["problem"], "false", Counts(0, 0, 0, 0)),
    ],
)
def test_practices(value: str, statuses: list[str], found: str, expected: Counts) -> None:
    item = AnnotatedPractice("catalogue", value, ambiguous=False, quote="")
    facts = [fact("catalogue", 1, kind="practice", status=status) for status in statuses]
    results = judge_practices([item], facts)
    assert [result.found for result in results] == [found]
    assert count_practices(results) == expected
    unsure = judge_practices([replace(item, ambiguous=True)], facts)
    assert count_practices(unsure) == Counts()


@pytest.mark.parametrize(
    ("want", "got", "expected"),
    [
        # the one candidate is used, or is not
        ([annotated()], [fact(chosen=True)], [True]),
        ([annotated()], [fact()], [False]),
        ([annotated()], [fact(chosen=True, value=8)], [False]),
        ([annotated(period="cumulative")], [fact(chosen=True)], [True]),
        # last year's, a part's and a plan's value are no candidates, so the one left is judged
        (
            [
                annotated(),
                annotated(value=8, scope="镇街"),
                annotated(value=9, period="2022"),
                annotated(status="plan"),
            ],
            [fact(chosen=True)],
            [True],
        ),
        # two candidates, a part only, an ambiguous one: not judged
        ([annotated(), annotated(value=22)], [fact(chosen=True)], []),
        ([annotated(scope="镇街")], [fact(chosen=True)], []),
        ([annotated(ambiguous=True)], [fact()], []),
        ([annotated(), annotated(value=22, ambiguous=True)], [fact()], []),
    ],
)
def test_choice(want: list[AnnotatedFact], got: list[Fact], expected: list[bool]) -> None:
    assert [result.right for result in judge_choices(want, 2023, got)] == expected


def test_checks_are_compared_with_derived_values() -> None:
    operands = (
        Operand("corrected", 2, cite(REPORT, Span(22, 26))),
        Operand("concluded", 10, cite(REPORT, Span(15, 21))),
    )
    derived = fact("correction_rate", 0.2, derived=Derivation("corrected / concluded", operands))
    check = AnnotatedCheck("correction_rate", None, 0.2, "2/10", "derived_only")
    assert [result.right for result in judge_checks([check], [derived])] == [True]
    assert [result.right for result in judge_checks([check], [fact("correction_rate", 0.2)])] == [False]
    other = replace(check, derived=0.3)
    results = judge_checks([other], [derived])
    assert (results[0].right, results[0].derived) == (False, derived)


def test_checks_that_only_a_derived_value_answers_are_counted_apart() -> None:
    stated = AnnotatedCheck("sum", 8, 8, "5+3", "consistent")
    unstated = AnnotatedCheck("rate", None, 0.2, "2/10", "derived_only")
    derived = fact("rate", 0.2, derived=Derivation("a / b", ()))
    evaluation = evaluate([(annotation(checks=(stated, unstated)), (derived,))])
    assert evaluation.checks == (1, 2)
    assert evaluation.unstated_checks == (1, 1)


def test_unverbatim_looks_at_the_quotes_of_operands_too() -> None:
    good = fact()
    bad_quote = replace(good.evidence, quote="合同12件")
    assert unverbatim(TEXT, [good]) == ()
    assert unverbatim(TEXT, [replace(good, evidence=bad_quote)]) == (bad_quote,)
    inside = replace(good, derived=Derivation("a / b", (Operand("a", 1, bad_quote),)))
    assert unverbatim(TEXT, [inside]) == (bad_quote,)


def test_unverbatim_is_counted_outside_the_limit_on_measures_too() -> None:
    bad = replace(fact(), evidence=replace(fact().evidence, start=0))
    assert evaluate([(annotation(), (bad,))], lambda _measure: False).unverbatim == 1


def saved(*facts: Fact) -> dict[str, object]:
    data = to_data(evaluate([(annotation(annotated(), annotated("reviews", 5)), facts)]))
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def test_saved_evaluations_are_compared() -> None:
    before, after = saved(fact()), saved(fact("reviews", 5), fact("opinions", 3))
    assert changes(before, after) == (
        Change("jia.txt", "misses", came=("contracts 21 done",), went=("reviews 5 done",)),
        Change("jia.txt", "extras", came=("opinions 3 done",), went=()),
    )


def test_saved_figures() -> None:
    data = saved(fact(chosen=True))
    assert data["facts"] == {
        "annotated": 2,
        "found": 1,
        "hits": 1,
        "wrong": 0,
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.666667,
    }
    assert data["choice"] == {"right": 1, "judged": 2}
    assert data["unverbatim"] == 0


def test_nothing_to_evaluate() -> None:
    empty = Evaluation(())
    assert empty.counts.f1 is None
    assert to_data(empty)["files"] == {}
