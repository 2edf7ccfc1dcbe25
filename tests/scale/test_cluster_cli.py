"""`scoring extract --cluster`: which options go together, and what is said where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_reports import make_reports

from scoring.cli.main import BAD_INPUT, BAD_USAGE, run


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--cluster", "10.0.0.5:8786", "--dataset", "D"], "tcp://"),
        (["--cluster", "tcp://10.0.0.5", "--dataset", "D"], "tcp://"),
        (["--cluster", "local"], "--dataset"),
        (["--parts", "P", "--dataset", "D"], "--cluster"),
        (["--tls-ca", "ca.pem", "--dataset", "D"], "--cluster"),
        (["--cluster", "tls://10.0.0.5:1", "--tls-ca", "ca.pem", "--dataset", "D"], "--tls-key"),
        (
            ["--cluster", "tcp://10.0.0.5:1", *(f"--tls-{n}=ca.pem" for n in ("ca", "cert", "key")), "--dataset", "D"],
            "tls://",
        ),
        (["--cluster", "tcp://10.0.0.5:1", "--jobs", "2", "--dataset", "D"], "--jobs"),
        (["--cluster", "local", "--cache", "C", "--dataset", "D"], "--cache"),
    ],
)
def test_options_that_say_nothing_together_are_refused(
    options: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ca.pem").write_text("")
    assert run(["extract", "报告", *options]) == BAD_USAGE
    assert words in capsys.readouterr().err
    assert not (tmp_path / "D").exists()


def test_an_address_of_reports_goes_with_a_data_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "s3://bucket/reports"]) == BAD_USAGE
    assert "--dataset" in capsys.readouterr().err


def test_an_address_with_a_password_is_refused_without_showing_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", "s3://key:secret@bucket/reports", "--dataset", str(tmp_path / "D")]) == BAD_INPUT
    found = capsys.readouterr().err
    assert "url-with-password" in found
    assert "secret" not in found


def test_a_file_address_is_read_as_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_reports(tmp_path / "in", 3)
    assert run(["extract", (tmp_path / "in").as_uri(), "--dataset", str(tmp_path / "D"), "--jobs", "1"]) == 0
    assert "3 份报告" in capsys.readouterr().out
