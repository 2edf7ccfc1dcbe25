"""What the reading must reach on the annotated reports, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import pipeline
from scoring.evaluate.evaluation import Evaluation


@pytest.fixture(scope="module")
def evaluation(shared: Path) -> Evaluation:
    result, diagnostics = pipeline.evaluate(
        shared / "gold", shared / "gold" / "texts", pipeline.load_measures(), lambda _measure: True
    )
    assert diagnostics == ()
    return result


def test_facts(evaluation: Evaluation) -> None:
    assert (evaluation.counts.f1 or 0) >= 0.93


def test_wrong_values(evaluation: Evaluation) -> None:
    assert (evaluation.counts.wrong_share or 0) <= 0.01


def test_every_quote_is_verbatim(evaluation: Evaluation) -> None:
    assert evaluation.unverbatim == 0


def test_practices(evaluation: Evaluation) -> None:
    assert (evaluation.practices.f1 or 0) >= 0.93


def test_choice(evaluation: Evaluation) -> None:
    right, judged = evaluation.choices
    assert right >= 0.95 * judged
