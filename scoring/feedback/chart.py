"""The bars of a unit's dimensions against its group's mean, as a picture. matplotlib draws boxes for letters that its font lacks and says nothing, so
a font with Chinese letters is chosen by name, or there is no picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

from scoring.messages.feedback import LETTER

_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "Noto Serif CJK SC",
    "SimSun",
    "Noto Sans CJK JP",
)
_OWN, _MEAN = "#2F6DB5", "#B8C4D6"
_WIDTH, _ROW, _DPI = 6.6, 0.42, 150

# Name of the dimension, the unit's score rate, the group's mean (None where nobody else has one).
Bar = tuple[str, Decimal, Decimal | None]


def chinese_font() -> str | None:
    """The path of an installed font with simplified Chinese letters; None where there is none."""
    from matplotlib import font_manager

    known = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    return next((known[name] for name in _FONTS if name in known), None)


def bars_png(bars: Sequence[Bar], font: str) -> bytes:
    """The picture as PNG; the same bars and font give the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    letters = FontProperties(fname=font, size=9)
    figure = Figure(figsize=(_WIDTH, 0.9 + _ROW * len(bars)), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = list(range(len(bars)))
    axes.barh(
        [place - 0.18 for place in places],
        [float(own) for _, own, _ in bars],
        0.34,
        color=_OWN,
        label=LETTER["chart_unit"],
    )
    means = [(place + 0.18, float(mean)) for place, (_, _, mean) in zip(places, bars, strict=True) if mean is not None]
    if means:
        axes.barh([at for at, _ in means], [mean for _, mean in means], 0.34, color=_MEAN, label=LETTER["chart_mean"])
    for place, (_, own, _) in zip(places, bars, strict=True):
        axes.text(min(float(own) + 0.01, 1.02), place - 0.18, f"{own * 100:.0f}%", va="center", fontproperties=letters)
    axes.set_yticks(places, [name for name, _, _ in bars], fontproperties=letters)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.12)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"], fontproperties=letters)
    axes.set_title(LETTER["chart_title"], fontproperties=FontProperties(fname=font, size=11))
    axes.legend(prop=letters, loc="lower right", frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()
