"""Contrast of the style sheets' colours, by the formula of WCAG 2 (relative luminance)."""

from __future__ import annotations

import re

import pytest

from scoring.pages.frame import asset
from scoring.pages.palette import COLOURS

SHARED = asset("page.css")
VARIABLES = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", SHARED.split("}")[0]))
DIMENSIONS = dict(re.findall(r"\.(d\d) \{ ([^}]*) \}", SHARED))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_as_many_colours_as_the_palette_says() -> None:
    assert sorted(DIMENSIONS) == [f"d{number}" for number in range(COLOURS)]


@pytest.mark.parametrize("name", sorted(DIMENSIONS))
def test_dimension_colours(name: str) -> None:
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", DIMENSIONS[name]))
    # text on the tint, numbers in white on the hue; the underline and the bars are seen against what is behind them
    assert contrast(VARIABLES["ink"], colours["tint"]) >= 7
    assert contrast("#ffffff", colours["hue"]) >= 4.5
    assert contrast(colours["hue"], colours["tint"]) >= 3
    assert contrast(colours["hue"], colours["soft"]) >= 2


@pytest.mark.parametrize("ground", ["ground", "paper"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "rule"])
def test_text_colours(ink: str, ground: str) -> None:
    assert contrast(VARIABLES[ink], VARIABLES[ground]) >= 4.5


def test_state_colours() -> None:
    states = re.findall(r"\.state[.a-z_]* \{[^}]*background: (#[0-9a-f]{6}); color: (#[0-9a-f]{6})", SHARED)
    assert len(states) == 8
    for ground, ink in states:
        assert contrast(ink, ground) >= 4.5, (ink, ground)
