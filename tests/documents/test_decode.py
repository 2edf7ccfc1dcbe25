"""Bytes to text: every encoding, wrong readings refused, damage kept and counted."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.documents.content import Unreadable
from scoring.documents.decode import controls, decode, plausibility
from scoring.documents.txt import read_text

TEXT = (
    "青柳县2023年法治政府建设情况报告\r\n\r\n2023年，县政府坚持依法行政，推进法治政府建设，全年审核行政规范性文件十二件，组织执法人员培训三次，"
    "办理行政复议案件二十件。\r\n"
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb18030"), "gb18030"),
        (b"\x84\x31\x95\x33" + TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        # the mark of one encoding on the text of another
        (codecs.BOM_UTF8 + TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_encodings_keep_every_character(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.replaced) == (TEXT, encoding, 0)


def test_utf16_without_any_null() -> None:
    text = TEXT.replace("\r\n", "。").translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    decoded = decode(text.encode("utf-16-le"))
    assert decoded is not None
    assert decoded.text == text


def test_four_byte_characters_of_gb18030() -> None:
    text = TEXT + "单位所在地𠮷，联系人䶮。"
    decoded = decode(text.encode("gb18030"))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_are_replaced_and_counted(encoding: str) -> None:
    data = (TEXT * 4).encode(encoding)
    at = len(data) // 2
    decoded = decode(data[:at] + b"\xff\xff" + data[at:])
    assert decoded is not None
    assert decoded.encoding == encoding
    assert 1 <= decoded.replaced <= 3
    assert "行政复议" in decoded.text
    assert read_text(data[:at] + b"\xff\xff" + data[at:]).flags == ("replaced_bytes",)


def test_a_cut_end_is_damage_not_loss() -> None:
    content = read_text((TEXT * 4).encode("utf-8")[:-3])
    assert content.encoding == "utf-8"
    assert content.flags == ("replaced_bytes",)


def test_replacement_characters_already_in_the_file_are_flagged() -> None:
    assert read_text((TEXT + "审\ufffd核").encode()).flags == ("replaced_bytes",)


def test_wrong_tables_are_implausible() -> None:
    assert not plausibility((TEXT * 2).encode("utf-8")[: len(TEXT)].decode("gb18030", errors="ignore")).good
    assert not plausibility(TEXT.encode("gbk").decode("big5", errors="ignore")).good
    assert plausibility(TEXT).good


@given(
    st.text(
        alphabet=st.sampled_from(
            "法治a1 \n\x00\x07\x7f\x85\xa0é\u3000，。㐀鿿ꀀ\ue000\uf8ff豈\U00020000\U0003ffff\U00040000\U000f0000"
        ),
        max_size=60,
    )
)
def test_shares_are_those_of_the_characters(text: str) -> None:
    """Counted by bytes, the shares are the same as counted by characters."""
    seen = plausibility(text)
    chinese = re.findall("[\u3400-\u9fff\U00020000-\U0003ffff]", text)
    beyond = re.findall("[^\x00-\x7f\u3000\xa0]", text)
    odd = re.findall("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]", text)
    assert seen.chinese == len(chinese)
    assert seen.native == (len(chinese) / len(beyond) if beyond else 1.0)
    assert seen.odd == len(odd) / max(1, len(text))
    assert seen.common == (1.0 if len(chinese) < 20 else sum(map("法治".count, chinese)) / len(chinese))
    assert controls(text) == len(re.findall("[\x00-\x08\x0e-\x19\x1b-\x1f]", text))


def test_common_characters_anywhere_in_a_long_text() -> None:
    rare = "龘靐齉" * 700
    assert not plausibility(rare).good
    assert plausibility(rare + TEXT * 40).good


def test_other_chinese_encodings_are_refused_rather_than_guessed() -> None:
    data = (
        "縣政府堅持依法行政，推進法治政府建設，全年審核規範性文件十二件，組織執法人員培訓三次，辦理行政複議案件。" * 3
    ).encode("big5")
    with pytest.raises(Unreadable, match="undecodable"):
        read_text(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bytes(range(256)) * 20, "binary-file"),
        (b"\x00" * 500, "binary-file"),
        (b"\x7fELF\x02\x01\x01" + bytes(64) + b"\x01\x02\x03" * 50, "binary-file"),
        (b" \r\n\t\n", "blank-file"),
        ("\ufeff\u3000\u3000\n\xa0".encode(), "blank-file"),
    ],
)
def test_what_is_no_text(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_text(data)
    assert caught.value.code == code


def test_a_stray_null_does_not_lose_the_report() -> None:
    content = read_text((TEXT * 4).encode("utf-8") + b"\x00")
    assert content.text == TEXT * 4 + "\x00"
    assert content.flags == ("control_characters",)


def test_text_without_chinese_is_flagged() -> None:
    assert read_text(b"Annual report of the county government, nothing else in it.").flags == ("no_chinese",)


@given(st.text(alphabet=st.sampled_from(TEXT), min_size=40, max_size=200), st.sampled_from(["utf-8", "gb18030"]))
def test_shuffled_prose_comes_back_whole(text: str, encoding: str) -> None:
    decoded = decode((TEXT + text).encode(encoding))
    assert decoded is not None
    assert decoded.text == TEXT + text
