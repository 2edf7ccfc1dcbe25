"""A pattern that is compiled when it is first used is that pattern."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import scoring.documents.metadata
import scoring.measures
import scoring.text
from scoring.text.regex import _Regex, regex

TEXT = "受理12件，办结9件"


def test_it_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []

    def compile_(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    real = re.compile
    monkeypatch.setattr(re, "compile", compile_)
    pattern = regex(r"(\d+)件", re.ASCII)
    assert pattern.pattern == r"(\d+)件"
    assert compiled == []
    assert pattern.findall(TEXT) == ["12", "9"]
    assert [found[1] for found in pattern.finditer(TEXT)] == ["12", "9"]
    assert compiled == [r"(\d+)件"]


def test_it_does_what_the_pattern_does() -> None:
    lazy, plain = regex(r"(?P<n>\d+)(件)?", re.ASCII), re.compile(r"(?P<n>\d+)(件)?", re.ASCII)
    assert (lazy.flags, lazy.groups, dict(lazy.groupindex)) == (plain.flags, plain.groups, dict(plain.groupindex))
    assert lazy.sub("x", TEXT) == plain.sub("x", TEXT)
    assert lazy.subn("x", TEXT, 1) == plain.subn("x", TEXT, 1)
    assert lazy.split(TEXT) == plain.split(TEXT)
    assert lazy.match(TEXT) is None
    assert str(lazy.search(TEXT, 4)) == str(plain.search(TEXT, 4))
    assert str(lazy.fullmatch("7件")) == str(plain.fullmatch("7件"))


def test_what_it_is_not_asked_for_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = _Regex("a", 0).scanner
    with pytest.raises(re.error):
        regex("(").search("a")


def test_every_pattern_of_the_program_is_one() -> None:
    found = 0
    for package in (scoring.text, scoring.documents.metadata, scoring.measures):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2] != "build":
                for value in vars(import_module(module.name)).values():
                    if isinstance(value, _Regex):
                        assert isinstance(re.compile(value.pattern, value._flags), re.Pattern)
                        found += 1
    assert found > 150
