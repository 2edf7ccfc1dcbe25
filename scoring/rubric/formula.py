"""Formulas over measures and table columns: + − × ÷, parentheses, min, max, coalesce, and last year's values. A small parser of our own; nothing is ever run.

    expression = term { (+ | -) term }
    term       = factor { (* | / | × | ÷) factor }
    factor     = (+ | -) factor | number [%] | name | last "(" name ")" | function "(" expression { "," expression } ")" | "(" expression ")"
    name       = a measure (litigation_lost), a table column (court.败诉件数), or either in square brackets: [court.满意度（%）]

Full-width brackets, commas and signs are read as the plain ones. `scoring.rules.formula` computes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

FUNCTIONS = ("min", "max", "coalesce")
LAST = "last"
# Chinese spellings of functions.
_SPELT = {"最小": "min", "最大": "max", "依次取": "coalesce", "上年": LAST}
LONGEST, DEEPEST = 500, 40

_PLAIN = str.maketrans("（），＋－＊／−–×÷％［］", "(),+-*/--*/%[]")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?%?)|\[(?P<quoted>[^\[\]]+)\]|(?P<name>[^\W\d]\w*(?:\.\w+)*)|(?P<sign>[-+*/(),]))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the formula itself."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """What a measure or a table column says; `at` is its place in the formula, from 0. `last`: what it said the year before."""

    id: str
    at: int
    last: bool = False

    @property
    def key(self) -> str:
        """What its value goes by: `litigation_lost`, `last(litigation_lost)`."""
        return last_key(self.id) if self.last else self.id


@dataclass(frozen=True, slots=True)
class Binary:
    """left `sign` right, with sign one of + - * /."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """min, max or coalesce (the first that has a value) of the arguments."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Binary | Call


def last_key(id_: str) -> str:
    """What last year's value of `id_` goes by."""
    return f"{LAST}({id_})"


class FormulaError(ValueError):
    """A formula that cannot be read: `code` (formula-character, formula-end …), its place from 0, and what stands there."""

    def __init__(self, code: str, at: int, found: str = "") -> None:
        self.code, self.at, self.found = code, at, found
        super().__init__(f"{code} at {at}: {found}")


def parse_formula(text: str) -> Expression:
    """The expression. Raises FormulaError at the first place that does not fit."""
    if len(text) > LONGEST:
        raise FormulaError("formula-long", 0)
    reader = _Reader(text)
    found = reader.expression(0)
    if reader.kind:
        raise FormulaError("formula-rest", reader.at, reader.text)
    return found


def names_in(expression: Expression) -> tuple[Name, ...]:
    """The names in the order of the formula, each once."""
    found: dict[str, Name] = {}
    for name in _names(expression):
        found.setdefault(name.key, name)
    return tuple(found.values())


def _names(expression: Expression) -> Iterator[Name]:
    if isinstance(expression, Name):
        yield expression
    elif isinstance(expression, Binary):
        yield from _names(expression.left)
        yield from _names(expression.right)
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from _names(argument)


class _Reader:
    """Reads tokens from left to right; `kind` "" at the end."""

    def __init__(self, text: str) -> None:
        self.source = text.translate(_PLAIN)
        self.original = text
        self.place = 0
        self.kind = self.text = ""
        self.at = 0
        self.step()

    def step(self) -> None:
        rest = self.source[self.place :]
        if not rest.strip():
            self.kind, self.text, self.at = "", "", len(self.source.rstrip())
            return
        found = _TOKEN.match(self.source, self.place)
        if found is None:
            at = self.place + len(rest) - len(rest.lstrip())
            raise FormulaError("formula-character", at, self.original[at])
        self.kind = found.lastgroup or ""
        self.at = found.start(self.kind)
        # Names are taken as written: a full-width sign inside square brackets belongs to the column's title.
        self.text = self.original[found.start(self.kind) : found.end(self.kind)]
        if self.kind in ("sign", "number"):
            self.text = found[self.kind]
        self.place = found.end()

    def expression(self, depth: int) -> Expression:
        left = self.term(depth)
        while self.kind == "sign" and self.text in "+-":
            sign = self.text
            self.step()
            left = Binary(sign, left, self.term(depth))
        return left

    def term(self, depth: int) -> Expression:
        left = self.factor(depth)
        while self.kind == "sign" and self.text in "*/":
            sign = self.text
            self.step()
            left = Binary(sign, left, self.factor(depth))
        return left

    def factor(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise FormulaError("formula-long", self.at)
        kind, text, at = self.kind, self.text, self.at
        if not kind:
            raise FormulaError("formula-end", at)
        self.step()
        if kind == "number":
            return Number(Decimal(text[:-1]).scaleb(-2) if text.endswith("%") else Decimal(text))
        if kind in ("name", "quoted"):
            if kind == "name" and self.kind == "sign" and self.text == "(":
                return self.call(text, at, depth)
            return Name(text.strip(), at)
        if text == "(":
            inside = self.expression(depth + 1)
            self.close(at)
            return inside
        if text in "+-":
            return Binary(text, Number(Decimal(0)), self.factor(depth + 1))
        raise FormulaError("formula-rest", at, text)

    def call(self, function: str, at: int, depth: int) -> Expression:
        written, function = function, _SPELT.get(function, function)
        if function not in (*FUNCTIONS, LAST):
            raise FormulaError("formula-function", at, written)
        opened = self.at
        self.step()
        if function == LAST:
            return self.last_year(opened)
        arguments = [self.expression(depth + 1)]
        while self.kind == "sign" and self.text == ",":
            self.step()
            arguments.append(self.expression(depth + 1))
        self.close(opened)
        return Call(function, tuple(arguments))

    def last_year(self, opened: int) -> Expression:
        """`last` takes one name and nothing else: of a sum each part has its own last year."""
        if self.kind not in ("name", "quoted"):
            raise FormulaError("formula-last", self.at, self.text)
        name = Name(self.text.strip(), self.at, True)
        self.step()
        if self.kind != "sign" or self.text != ")":
            raise FormulaError(
                "formula-last" if self.kind else "formula-bracket", self.at if self.kind else opened, self.text or "("
            )
        self.step()
        return name

    def close(self, opened: int) -> None:
        if self.kind != "sign" or self.text != ")":
            raise FormulaError("formula-bracket", opened, "(")
        self.step()
