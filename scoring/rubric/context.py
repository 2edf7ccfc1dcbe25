"""What every part of the rubric's reading needs: where to complain, and the names that exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.messages.rubric import HELP, MESSAGES, SOURCE_NAMES
from scoring.messages.yaml_source import ALLOWED, DID_YOU_MEAN
from scoring.messages.yaml_source import HELP as YAML_HELP
from scoring.messages.yaml_source import MESSAGES as YAML_MESSAGES
from scoring.rubric.aliases import ALIASES
from scoring.rubric.kinds import ALL_KINDS, Kinds
from scoring.rubric.rule_specs import Subject
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, TABLE, UNIT_LIST, Position, TableDeclaration
from scoring.vocabulary import Entry, Vocabulary
from scoring.yaml_source import Collector, Node, Scalar, nearest
from scoring.yaml_source.readers import listed
from scoring.yaml_source.scalars import is_percent
from scoring.yaml_source.shape import Fields

FACT_SOURCES = (MEASURE, PRACTICE, REPORT)
RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Context:
    """Collects complaints about one rubric; knows the vocabulary, the name of the file, the tables it declares, and the kinds of
    units (types and groups) that it may name. `reading`: what is read is for these kinds only (() = for all)."""

    collector: Collector
    vocabulary: Vocabulary
    file: str
    tables: tuple[TableDeclaration, ...] = ()
    kinds: Kinds = ALL_KINDS
    reading: tuple[str, ...] = ()

    def error(self, code: str, node: Node, help: str | None = None, **words: Any) -> None:
        """Notes the error `code`, its message filled with `words`; `help` replaces the usual remedy."""
        self.collector.error(code, node, MESSAGES[code].format(**words), help or HELP[code].format(**words))

    def warning(self, code: str, node: Node, **words: Any) -> None:
        self.collector.warning(code, node, MESSAGES[code].format(**words), HELP[code].format(**words))

    def missing_key(self, key: str, node: Node) -> None:
        """Notes that `key` has to stand in `node`."""
        self.collector.error(
            "key-missing", node, YAML_MESSAGES["key-missing"].format(key=key), YAML_HELP["key-missing"].format(key=key)
        )

    def position(self, node: Node) -> Position:
        return Position(node.file or self.file, node.line, node.column)

    def entry(self, source: str, id_: str, node: Node) -> Entry | None:
        """The measure, practice or report measure `id_`; None, and a complaint at `node`, if there is none."""
        entry = self.vocabulary.find(id_, source)
        if entry is not None:
            return entry
        other = self.vocabulary.find(id_)
        help: str | None = None
        if other is not None:
            words = {"id": id_, "actual": SOURCE_NAMES[other.source], "key": other.source}
            help = HELP["subject-elsewhere"].format(**words)
        else:
            close = self.vocabulary.nearest(id_, source) or self.vocabulary.nearest(id_)
            help = DID_YOU_MEAN.format(word=close) if close else None
        self.error("subject-unknown", node, help, source=SOURCE_NAMES[source], id=id_)
        return None

    def column(self, text: str, node: Node) -> tuple[str, str] | None:
        """Table and column of `table.column` (column "" for a table alone); None, with a complaint at `node`, if the rubric declares its
        tables and there is no such table or column."""
        table, _, column = text.partition(".")
        table, column = table.strip(), column.strip()
        if not table or (not column and "." in text):
            self.error("table-form", node, value=text)
            return None
        declared = next((known for known in self.tables if known.id == table), None)
        if declared is None and self.tables and table != UNIT_LIST:
            names = [known.id for known in self.tables]
            self.error("table-unknown", node, did_you_mean(table, names), table=table)
            return None
        if declared is not None and column and declared.columns and column not in declared.columns:
            self.error("column-unknown", node, did_you_mean(column, declared.columns), table=table, column=column)
            return None
        return table, column

    def subject(self, text: str, node: Node) -> Subject | None:
        """The measure, practice, report measure or table column that `text` names; None, with a complaint, if there is none."""
        entry = self.vocabulary.find(text)
        if entry is not None:
            return subject_of(entry)
        if "." not in text or text.startswith("report."):
            self.entry(REPORT if text.startswith("report.") else MEASURE, text, node)
            return None
        found = self.column(text, node)
        return None if found is None else Subject(TABLE, text, found[1])

    def source_of(self, fields: Fields, sources: Iterable[str]) -> str | None:
        """The one source key that is written in `fields`; None if there is none, or, with a complaint, several."""
        given = [source for source in sources if fields.has(source)]
        if len(given) > 1:
            self.error("source-many", fields.key_at(given[1]), count=len(given), keys=listed(tuple(given)))
            return None
        return given[0] if given else None


@dataclass(frozen=True, slots=True)
class LeafContext:
    """What the rule of one criterion is read against.

    `place` is where the rule's name stands. `full_marks` None: not known, because they are wrong themselves. `source` "" where the criterion names none; `entry` is
    what it names in the vocabulary, or what the criterion itself says of a table column or formula (its unit). `subject` is the table and column as
    written, `column` the column alone ("" = the table's rows); `id` is the criterion's. `direction`: up, down, none, or "" where nobody knows.
    """

    context: Context
    place: Node
    full_marks: Decimal | None
    source: str
    entry: Entry | None
    direction: str
    column: str = ""
    subject: str = ""
    id: str = ""

    @property
    def is_rate(self) -> bool | None:
        """Whether values are fractions of one; None where nobody knows (tables)."""
        return None if self.entry is None else self.entry.is_rate

    @property
    def subject_name(self) -> str:
        return self.entry.name if self.entry is not None else ""


def subject_of(entry: Entry) -> Subject:
    return Subject(entry.source, entry.id, entry.name, entry.unit)


def number_text(value: Decimal, node: Node | None = None) -> str:
    """A number as its writer would put it: as a percentage if `node` is one, without needless zeros."""
    if isinstance(node, Scalar) and is_percent(node.text):
        return percent_text(value)
    return plain_text(value)


def plain_text(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def percent_text(value: Decimal) -> str:
    return f"{plain_text(value * 100)}%"


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """What was probably meant by `word` (Chinese spellings count), else what could stand there."""
    known = tuple(words)
    spelt = [*known, *(alias for alias, name in ALIASES.items() if name in known)]
    close = nearest(word, spelt)
    return DID_YOU_MEAN.format(word=close) if close else ALLOWED.format(choices=listed(known))
