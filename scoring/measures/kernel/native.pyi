"""What the compiled kernel offers; see native.pyx."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from scoring.measures.evidence import Origin
from scoring.measures.facts import Fact
from scoring.measures.library import Measure
from scoring.measures.match import Claim, Matcher
from scoring.measures.reading import Frame, Reader
from scoring.measures.scan import Scan
from scoring.measures.statements import Statement
from scoring.measures.tokens import Token, ValueWord
from scoring.text.quantities.types import Quantity
from scoring.text.report import Report
from scoring.text.view import View

SOURCE: str

class Tables:
    def __init__(self, plain: dict[str, Any]) -> None: ...
    def find(self, view: View) -> Found: ...
    def origin(self, report: Report, view: View) -> Origin: ...

class Found:
    boundaries: list[int]
    brackets: list[tuple[int, int]]
    values: list[ValueWord]
    honours: list[tuple[int, int]]
    def tokens(self, quantities: Sequence[Quantity]) -> list[Token]: ...
    def open_topics(self, tokens: list[Token]) -> None: ...
    def claims(self, token: Token) -> list[Claim]: ...
    def leading(self, token: Token) -> list[Claim]: ...
    def told(self) -> list[tuple[str, str, int, int, int]]: ...
    def resolve(
        self, scan: Scan, matcher: Matcher, tokens: Sequence[Token], ways: SimpleNamespace
    ) -> list[Statement]: ...
    def stated(
        self,
        scan: Scan,
        origin: Origin,
        reader: Reader,
        measures: Mapping[str, Measure],
        frame: Frame,
        statements: list[Statement],
    ) -> list[Fact]: ...
