"""Rules that look at the group or at last year, as sentences."""

from __future__ import annotations

from scoring.messages import rules_in_words as words
from scoring.rubric.rule_specs import NormaliseSpec, PerStep, RankSpec, RelativeSpec, Stage, YearOnYearSpec
from scoring.tables.format import plain
from scoring.tables.rule_parts import beyond_words, per_step_words, value_words, worth_words


def rank_words(spec: RankSpec) -> str:
    """Points by place."""
    told = []
    for place, worth in enumerate(spec.places, start=1):
        told.append(words.RANK_PLACE.format(place=place, worth=worth_words(worth)))
    if spec.step is not None:
        told.append(words.RANK_STEP.format(step=plain(spec.step)))
    elif spec.places or spec.last:
        told.append(words.RANK_REST.format(worth=worth_words(spec.rest)))
    for place, worth in enumerate(spec.last, start=1):
        told.append(words.RANK_LAST[place == 1].format(place=place, worth=worth_words(worth)))
    direction = words.RANK_DIRECTION[spec.lower]
    return words.RANK.format(direction=direction, places=words.BAND_JOIN.join(told)) + words.RANK_TIES[spec.ties]


def relative_words(spec: RelativeSpec) -> str:
    """Against a value of the group."""
    told = words.RELATIVE.format(to=words.RELATIVE_TO[spec.to], met=worth_words(spec.met))
    return told + beyond_words(spec.short, spec.extra, spec.unit, spec.lower)


def year_on_year_words(spec: YearOnYearSpec) -> str:
    """Against the unit's own last year."""
    told = words.YEAR.format(by=words.YEAR_BY[spec.by], base=worth_words(spec.base))
    for key, terms in (("rise", spec.rise), ("fall", spec.fall)):
        if terms:
            told += words.SEPARATOR + _terms(key, terms, spec)
    return told


def _terms(key: str, terms: tuple[Stage, ...] | PerStep, spec: YearOnYearSpec) -> str:
    unit = {"rank": words.PLACES, "growth": "ratio"}.get(spec.by, spec.unit)
    if isinstance(terms, PerStep):
        return per_step_words(words.YEAR_STEP[key], terms, unit)
    return words.BAND_JOIN.join(
        words.YEAR_STAGE[key].format(start=value_words(stage.start, unit), points=plain(stage.points))
        for stage in terms
    )


def normalise_words(spec: NormaliseSpec) -> str:
    """Between goalposts or among the group."""
    reference = words.RELATIVE_TO.get(spec.to) or value_words(spec.reference, spec.unit)
    span = words.SPAN_GROUP if spec.span is None else value_words(spec.span, spec.unit)
    told = words.NORMALISE[spec.method].format(
        low=value_words(spec.low, spec.unit),
        high=value_words(spec.high, spec.unit),
        limit=plain(spec.limit),
        reference=reference,
        span=span,
    )
    if spec.method == "minmax":
        told += words.NORMALISE_CONSTANT.format(worth=worth_words(spec.constant))
    return told + (words.NORMALISE_LOWER if spec.lower else "")
