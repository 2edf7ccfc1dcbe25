"""Wrong usage: exit code 2, in Chinese, with the nearest right word. Help: every command, every option."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from scoring.cli.lazy import LazyGroup
from scoring.cli.main import BAD_INPUT, BAD_USAGE, DONE, INTERRUPTED, cli, run
from scoring.errors import Diagnostic, ScoringError


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # an unknown command, near one and near none
        (["scoer"], ["没有“scoer”这个命令", "是不是要写: score", "scoring --help"]),
        (["qqq"], ["没有“qqq”这个命令", "scoring --help"]),
        (["rubric", "chekc"], ["没有“chekc”这个命令", "是不是要写: check", "scoring rubric --help"]),
        # an unknown option
        (["score", "--rubic", "x"], ["没有“--rubic”这个选项", "是不是要写: --rubric", "scoring score --help"]),
        (["--verison"], ["没有“--verison”这个选项", "是不是要写: --version"]),
        # what is missing is named as the help names it
        (["score", "--rubric", "county", "-o", "a.xlsx"], ["缺少 报告…"]),
        (["score", "reports", "-o", "a.xlsx"], ["缺少 --rubric"]),
        (["score", "reports", "--rubric", "county"], ["缺少 --output"]),
        (["explain", "a.txt"], ["缺少 指标"]),
        (["evaluate", "gold"], ["缺少 原文文件夹"]),
        (["rubric", "check"], ["缺少 标准…"]),
        # a value that cannot be
        (["read", "--format", "xml", "a.txt"], ["--format 的值不对", "可以写: table / json"]),
        (["extract", "--format", "csv", "a.txt"], ["--format 的值不对", "可以写: jsonl / table"]),
        (["score", "r", "--rubric", "county", "-o", "a.xlsx", "--year", "两千"], ["--year 的值不对", "应为整数"]),
        (["score", "r", "--rubric", "county", "-o", "a.xls"], ["工作簿的文件名应以 .xlsx 结尾"]),
        (["explain", "a.txt", "x", "--context", "-1"], ["--context 的值不对", "应为 0 到 2000 之间的整数"]),
        # an option without its value, a flag with one, one argument too many
        (["score", "r", "-o"], ["-o 后面要跟一个值"]),
        (["evaluate", "gold", "texts", "--show=1"], ["--show 后面不跟值"]),
        (["demo", "here"], ["多余的参数：here"]),
    ],
)
def test_wrong_usage(arguments: list[str], expected: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == BAD_USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    for words in expected:
        assert words in captured.err
    assert not any(english in captured.err for english in ("Error", "Usage", "Missing", "Invalid", "No such", "Try"))


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


@pytest.mark.parametrize("path", [path for path, _ in _commands(cli)], ids=" ".join)
def test_every_command_has_help(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help"]) == DONE
    page = capsys.readouterr().out
    assert page.startswith(f"用法: scoring {' '.join(path)} ")
    command = dict(_commands(cli))[path]
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, param.name
            assert all(name in page for name in param.opts)
    assert isinstance(command, LazyGroup) or "示例:" in page
    assert "[OPTIONS]" not in page


def test_the_front_page_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == DONE
    page = capsys.readouterr().out
    assert all(f"\n  {name} " in page for name in cli.list_commands(click.Context(cli)))


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == BAD_USAGE
    assert capsys.readouterr().err.startswith("用法: scoring")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == DONE
    assert capsys.readouterr().out.startswith("scoring 0.")


def _raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(cli, "invoke", fail)
    return run(["demo"])


def test_errors_of_the_input_are_all_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ScoringError([Diagnostic("one", "第一处", "a.yaml", 3), Diagnostic("two", "第二处", severity="warning")])
    assert _raising(monkeypatch, error) == BAD_INPUT
    assert capsys.readouterr().err == "a.yaml:3: 错误[one] 第一处\n警告[two] 第二处\n共 1 个错误、1 个警告\n"


def test_interrupt_is_clean(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert _raising(monkeypatch, KeyboardInterrupt()) == INTERRUPTED
    assert capsys.readouterr().err == "已中断\n"


@pytest.mark.parametrize(
    "path", [path for path, command in _commands(cli) if not isinstance(command, click.Group)], ids=" ".join
)
def test_every_command_is_documented(path: tuple[str, ...], root: Path) -> None:
    assert f"`scoring {' '.join(path)}" in (root / "README.md").read_text(encoding="utf-8")
