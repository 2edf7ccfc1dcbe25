"""What can be asserted of a hard case: small checks over the reading of its report around its span.

Every check takes a `Place` and complains by `assert`.
"""

from __future__ import annotations

from collections.abc import Callable

from hard_case_place import Place
from measure_samples import library, trial_extractor

from scoring.measures.facts import DONE, MEASURE, WHOLE
from scoring.text.quantities.types import ACCEPTED

Check = Callable[[Place], None]


# --- where the span stands ---------------------------------------------------------------------------------------


def role(expected: str) -> Check:
    """Every sentence that the span touches has this role."""

    def check(place: Place) -> None:
        assert {sentence.role for sentence in place.sentences()} == {expected}

    return check


def under(*words: str) -> Check:
    """The span's section stands under headings that hold these words, each in one of them."""

    def check(place: Place) -> None:
        path = place.section().path
        assert all(word in path for word in words), path

    return check


def heads_section(expected_role: str) -> Check:
    """The span is the heading of a section of its own, with this role; only its enumerator may stand before it."""

    def check(place: Place) -> None:
        section = place.section()
        words = section.heading.rstrip("。")
        assert words
        assert words in place.quote
        assert section.role == expected_role
        assert 0 <= place.start - place.reading.view.index[section.start] <= len("(三)")

    return check


def parted() -> Check:
    """The span touches two sentences: something ends inside it."""

    def check(place: Place) -> None:
        assert len(list(place.sentences())) == 2

    return check


# --- quantities --------------------------------------------------------------------------------------------------


def number(words: str, value: float, **fields: object) -> Check:
    """The quantity written `words` in the span has this value, and further fields (low, high, low_open, unit, cls …)."""

    def check(place: Place) -> None:
        found = [
            item
            for item in place.reading.quantities
            if place.overlaps(item.start, item.end) and place.reading.report.text[item.start : item.end] == words
        ]
        assert len(found) == 1, words
        assert found[0].cls in ACCEPTED
        assert found[0].value == value
        assert {name: getattr(found[0], name) for name in fields} == fields

    return check


def number_beside(words: str, value: float) -> Check:
    """A sentence that the span touches holds the quantity written `words`, with this value."""

    def check(place: Place) -> None:
        text = place.reading.report.text
        for sentence in place.sentences():
            span = place.reading.view.to_source(sentence.start, sentence.end)
            for item in place.reading.quantities:
                if span.start <= item.start < span.end and text[item.start : item.end] == words:
                    assert item.cls in ACCEPTED
                    assert item.value == value
                    return
        raise AssertionError(words)

    return check


def numbers(*values: float) -> Check:
    """These and no others are the quantities that touch the span, in order."""

    def check(place: Place) -> None:
        found = [item.value for item in place.reading.quantities if item.cls in ACCEPTED and place.overlaps(*item[:2])]
        assert found == list(values)

    return check


def rejected(words: str, cls: str) -> Check:
    """The item that holds `words` is no quantity, for this reason."""

    def check(place: Place) -> None:
        found = [
            item
            for item in place.reading.quantities
            if place.overlaps(*item[:2]) and words in place.reading.report.text[item.start : item.end]
        ]
        assert [item.cls for item in found] == [cls]
        assert found[0].value is None
        assert found[0].reason

    return check


def word_value(words: str, value: float) -> Check:
    """The words in the span are read as a value (all or none) that patterns may claim."""

    def check(place: Place) -> None:
        text = place.reading.view.text
        assert [t.value for t in place.tokens() if text[t.start : t.end] == words and t.quantity is None] == [value]

    return check


def counted_in(unit: str, value: float) -> Check:
    """Whatever is read of this value in the span keeps the classifier that it is counted in."""

    def check(place: Place) -> None:
        assert {f.value_unit for f in place.facts() if f.value == value} <= {unit}

    return check


# --- facts -------------------------------------------------------------------------------------------------------


def fact(measure: str, value: float, **fields: object) -> Check:
    """One stated fact of the measure with this value touches the span: done unless said otherwise, and further fields.

    `flags` are those that must be among the fact's, `without` those that must not.
    """
    wanted = {"status": DONE, **fields}
    flags, without = wanted.pop("flags", ()), wanted.pop("without", ())

    def check(place: Place) -> None:
        found = [f for f in place.facts(measure) if f.value == value and f.derived is None]
        assert len(found) == 1, [(f.measure, f.value) for f in place.facts()]
        assert {name: getattr(found[0], name) for name in wanted} == wanted
        assert isinstance(flags, tuple)
        assert isinstance(without, tuple)
        assert set(flags) <= set(found[0].flags)
        assert not set(without) & set(found[0].flags)

    return check


def derived(measure: str, numerator: float, denominator: float, *flags: str) -> Check:
    """The report has this rate derived from these two counts, flagged as derived and with `flags`."""

    def check(place: Place) -> None:
        found = [f for f in place.of(measure) if f.derived is not None]
        assert len(found) == 1
        assert found[0].derived is not None
        assert [operand.value for operand in found[0].derived.operands] == [numerator, denominator]
        assert abs(found[0].value - numerator / denominator) < 1e-12
        assert {"derived", *flags} <= set(found[0].flags)

    return check


def only(*measures: str) -> Check:
    """The stated facts about measures that touch the span are of these measures and no others."""

    def check(place: Place) -> None:
        found = {f.measure for f in place.facts() if f.kind == MEASURE and f.derived is None}
        assert found == set(measures)

    return check


def nothing(place: Place) -> None:
    """No fact about a measure touches the span."""
    assert [(f.measure, f.value) for f in place.facts() if f.kind == MEASURE] == []


def silent(place: Place) -> None:
    """No fact about a measure stands in the sentences that the span touches."""
    assert [(f.measure, f.value) for f in place.sentence_facts()] == []


def not_done(place: Place) -> None:
    """Nothing that touches the span is credited, neither a value nor a practice."""
    assert [(f.measure, f.value) for f in place.facts() if f.status == DONE] == []


def absent(measure: str, value: float | None = None) -> Check:
    """The whole report has no fact of the measure (or none with this value)."""

    def check(place: Place) -> None:
        assert [f.value for f in place.of(measure) if value is None or abs(f.value - value) < 1e-9] == []

    return check


def unclaimed(*values: float) -> Check:
    """No fact of the span's sentences has one of these values."""

    def check(place: Place) -> None:
        assert [(f.measure, f.value) for f in place.sentence_facts() if f.value in values] == []

    return check


def stated(measure: str, value: float, **fields: object) -> Check:
    """The report states the measure with this value once, wherever, with these fields."""

    def check(place: Place) -> None:
        found = [f for f in place.of(measure) if f.derived is None and f.value == value]
        assert [{name: getattr(f, name) for name in fields} for f in found] == [fields]

    return check


def said(measure: str, *values: float) -> Check:
    """The report states the measure with these values and no others, in the order of the text."""

    def check(place: Place) -> None:
        assert [f.value for f in place.of(measure) if f.derived is None] == list(values)

    return check


def chosen(measure: str, value: float) -> Check:
    """The value used for the measure is this one."""

    def check(place: Place) -> None:
        assert [f.value for f in place.of(measure) if f.chosen] == [value]

    return check


def none_chosen(measure: str) -> Check:
    """The report states the measure, but no value is used: a person decides."""

    def check(place: Place) -> None:
        assert place.of(measure)
        assert [f.value for f in place.of(measure) if f.chosen] == []

    return check


def practice(id_: str, *statuses: str) -> Check:
    """The report states the practice with exactly these statuses."""

    def check(place: Place) -> None:
        assert {f.status for f in place.of(id_)} == set(statuses)

    return check


def uncredited(id_: str) -> Check:
    """Nowhere does the report count as having the practice in place."""

    def check(place: Place) -> None:
        assert DONE not in {f.status for f in place.of(id_)}

    return check


def practice_here(id_: str, status: str) -> Check:
    """The words that tell the practice, with this status, touch the span."""

    def check(place: Place) -> None:
        assert [f.status for f in place.facts(id_)] == [status]

    return check


def part(measure: str, value: float, **fields: object) -> Check:
    """The stated fact of the measure with this value is of a part, whatever the words for the part."""

    def check(place: Place) -> None:
        found = [f for f in place.facts(measure) if f.value == value and f.derived is None]
        assert [f.scope == WHOLE for f in found] == [False]
        assert {name: getattr(found[0], name) for name in fields} == fields

    return check


def scopes(measure: str, **values: float) -> Check:
    """The facts of the measure with these scopes have these values."""

    def check(place: Place) -> None:
        assert {f.scope: f.value for f in place.facts(measure)} == values

    return check


# --- the library -------------------------------------------------------------------------------------------------


def declared(measure: str, numerator: str, denominator: str) -> Check:
    """The library declares how the rate is derived; nothing else may derive it."""

    def check(place: Place) -> None:
        del place
        assert library().measures[measure].formulas == ((numerator, denominator, ""),)

    return check


def trial(**values: float) -> Check:
    """With measures for what the vocabulary lacks, the span gives these values and no others."""

    def check(place: Place) -> None:
        found = trial_extractor().facts(place.reading.report)
        read = {
            fact.measure: fact.value
            for fact in found
            if fact.kind == MEASURE and place.overlaps(fact.evidence.start, fact.evidence.end)
        }
        assert read == values

    return check
