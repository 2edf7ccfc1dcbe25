"""Table columns that name measures: | 类别 | 继续有效 | 废止 |, where the rows name bodies or kinds."""

from __future__ import annotations

from scoring.measures.grammar import COUNT_SLOT, RATE_SLOT
from scoring.measures.library import Template
from scoring.measures.match import Matcher
from scoring.measures.scan import Scan
from scoring.measures.statements import Statement, winners
from scoring.measures.tokens import Token
from scoring.text.regex import regex
from scoring.text.view import Cell, Sentence

# Rows that stand for the unit itself.
_WHOLE = regex(r"合计|总计|小计|全[县市区旗州镇]|本级|[县市区旗州]政府(?!部门|各部门|组成部门)|[镇乡]政府")
_YEAR = regex(r"20\d\d|年")


def by_column(scan: Scan, matcher: Matcher, statements: list[Statement]) -> list[Statement]:
    """Statements of table values of which their row's label says nothing, by the words at the head of their column; rows of some
    bodies or kinds are parts."""
    if "|" not in scan.text:
        return []
    rows = [(number, one) for number, one in enumerate(scan.view.sentences) if one.row is not None]
    if not rows or not any(any(one.row.header) for _, one in rows if one.row is not None):
        return []
    said = {id(one.token) for one in statements}
    numbers = {number for number, _ in rows}
    found: list[Statement] = []
    heads: dict[tuple[int, str], Cell | None] = {}
    for token in scan.tokens:
        if token.sentence not in numbers or id(token) in said or token.kind not in (COUNT_SLOT, RATE_SLOT):
            continue
        if not token.column or _YEAR.search(token.column):
            continue
        key = (scan.view.sentences[token.sentence].paragraph, token.column)
        if key not in heads:
            heads[key] = _head_of(scan, token)
        head = heads[key]
        if head is None:
            continue
        named = Token(token.kind, head.end, head.end, head.end, token.value, token.sentence, token.quantity)
        named.low, named.high, named.fit = head.start, head.end, token.fit
        matcher.look_around(scan, [named])
        best = winners([claim for claim in matcher.leading(scan, named) if not claim.joint])
        if best:
            found.append(_statement(scan, token, best[0].template, best[0].start))
    return found


def _statement(scan: Scan, token: Token, template: Template, start: int) -> Statement:
    row = scan.view.sentences[token.sentence].row
    assert row is not None
    label = scan.text[row.cells[0].start : row.cells[0].end]
    statement = Statement(template.subject, token, template, start, token.end)
    statement.part = "" if _WHOLE.search(label) else label
    return statement


def _head_of(scan: Scan, token: Token) -> Cell | None:
    """The cell at the head of a value's column."""
    here = scan.view.sentences[token.sentence]
    assert here.row is not None
    place = next((at for at, cell in enumerate(here.row.cells) if cell.start <= token.start < cell.end), 0)
    for number in range(token.sentence - 1, -1, -1):
        above: Sentence = scan.view.sentences[number]
        if above.row is None or above.paragraph != here.paragraph:
            return None
        cells = above.row.cells
        if place < len(cells) and scan.text[cells[place].start : cells[place].end] == token.column:
            return cells[place]
    return None
