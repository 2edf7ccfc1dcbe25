"""Scans as scanners store them: every codec shows the same page, turned pages stand upright, and a damaged picture is told."""

from __future__ import annotations

from collections.abc import Mapping

import made_codecs
import numpy as np
import pytest
from made_codecs import CODECS, Coded, coded_pdf
from PIL import Image, ImageDraw

from scoring.documents.content import Unreadable
from scoring.documents.ocr_engine import Sheet
from scoring.documents.ocr_layout import text_of
from scoring.documents.pdf import page_picture, read_pdf


def _page() -> Image.Image:
    """A4 at 150 dots an inch, a black block at the top left and a line of small squares below."""
    found = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(found)
    draw.rectangle((100, 100, 500, 300), fill="black")
    for x in range(100, 1100, 40):
        draw.rectangle((x, 800, x + 20, 820), fill="black")
    return found


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_every_codec_shows_the_page_upright(codec: str, turned: int) -> None:
    data = coded_pdf([_page()], codec, turned=turned)
    assert read_pdf(data).pictures == (1,)
    shown = np.asarray(Image.fromarray(page_picture(data, 1)).convert("L").resize((124, 175)), np.float64)
    wanted = np.asarray(_page().convert("L").resize((124, 175)), np.float64)
    assert abs(shown - wanted).mean() < 6


@pytest.mark.parametrize("codec", CODECS)
def test_a_damaged_picture_is_told_or_shown_in_part(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = CODECS[codec]

    def cut(picture: Image.Image) -> Coded:
        found = whole(picture)
        return found._replace(data=found.data[: len(found.data) // 40])

    damaged: Mapping[str, object] = {codec: cut}
    monkeypatch.setattr(made_codecs, "CODECS", damaged)
    data = coded_pdf([Image.effect_noise((1240, 1754), 80)], codec)
    if codec == "jpeg2000":
        with pytest.raises(Unreadable) as caught:
            page_picture(data, 1)
        assert (caught.value.code, caught.value.fields["reason"]) == ("damaged-file", "第 1 页的图片打不开")
    else:
        # Nothing can be read on what is left, and the page does not pass as a blank one.
        assert text_of(Sheet(np.ascontiguousarray(page_picture(data, 1)[:, :, 0]), ())).unread


def test_a_blank_page_is_no_damage() -> None:
    data = coded_pdf([Image.new("RGB", (1240, 1754), "white")], "jpeg2000")
    assert not text_of(Sheet(np.ascontiguousarray(page_picture(data, 1)[:, :, 0]), ())).unread
