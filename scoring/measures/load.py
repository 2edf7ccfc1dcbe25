"""Read the measure library from its YAML files into compiled form; every mistake is reported with its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, MeasureError
from scoring.measures.grammar import FOLD, PatternError, parse_pattern
from scoring.measures.library import TOPIC_REACH, Example, Library, Measure, Practice, Template, Topic
from scoring.messages.measures import HELP, MESSAGES
from scoring.yaml_source import Collector, Mapping, Node, Scalar, Sequence, Source, load_file, nearest, to_plain

# Classifiers that count the same things, by the measure's unit. A measure's own `units` stand instead.
UNIT_FAMILIES = {
    "件": "件 起 宗 个 例 桩 件次 件(次) 案 次 份 项",
    "人": "人 名 位 个 人次 支",
    "人次": "人次 人 名 位 次 件 个",
    "次": "次 场 场次 期 轮 回 个 届 批次 批",
    "场": "场 场次 次 期 轮 个",
    "场次": "场次 场 次 期 轮 个 堂 讲",
    "份": "份 件 个 条 本 卷 宗 部 封 篇 册",
    "个": "个 家 处 件 所 项 支 名 条 人 种 类 部 座 套",
    "处": "处 个 家 所",
    "条": "条 项 件 份 个 篇 则 次 期",
    "项": "项 件 个 条 类 大项",
    "户": "户 家 户次 个 家次 次",
    "元": "元",
    "ratio": "",
}

_CONDITIONS = (
    "topic",
    "also",
    "units",
    "without",
    "needs",
    "not_topic",
    "alone",
    "priority",
    "scope",
    "stock",
    "status",
)
_ABOUT = ("name", "definition", "numerator", "denominator", "aliases", "pitfalls", "basis", "examples")
# What a measure says of other measures.
_REFERRING = ("derived", "total_of", "confirmed_by", "shown_by")
_MEASURE_KEYS = frozenset(
    [*_ABOUT, *_CONDITIONS, *_REFERRING[:-1], "unit", "kind", "direction", "internal", "patterns"]
)
_PRACTICE_KEYS = frozenset([*_ABOUT, *_CONDITIONS, "patterns", "shown_by", "role"])
_PATTERN_KEYS = frozenset([*_CONDITIONS, "pattern"])
_TOP_KEYS = frozenset(["theme", "topics", "measures", "practices", "reports", "lexicon"])
_CHOICES = {"kind": ("count", "rate"), "direction": ("up", "down", "none")}


@dataclass(slots=True)
class _Reading:
    """What has been read so far, over all files."""

    topics: dict[str, Topic] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    practices: dict[str, Practice] = field(default_factory=dict)
    lexicon: dict[str, tuple[str, ...]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)


def read_library(folder: Path) -> Library:
    """The library of all `*.yaml` files of `folder`, in the order of their names.

    Raises MeasureError with every mistake found: unreadable YAML, unknown keys, a pattern that cannot be read, an unknown
    topic, an id defined twice, a formula over an unknown measure.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise MeasureError([Diagnostic("measure-none", MESSAGES["measure-none"].format(folder=folder.name))])
    digest = hashlib.sha256()
    sources = []
    for path in paths:
        source = load_file(path, path.name)
        digest.update(f"{path.name}\0{source.text}\0".encode())
        sources.append((source, Collector(source)))
    reading = _Reading()
    for source, collector in sources:
        _shared_parts(source, collector, reading)
    for source, collector in sources:
        _subjects(source, collector, reading)
    for source, collector in sources:
        _references(source, collector, reading)
    problems = [found for _, collector in sources for found in collector.diagnostics if found.is_error]
    if problems:
        raise MeasureError(problems)
    return Library(
        reading.measures,
        reading.practices,
        reading.topics,
        reading.lexicon,
        digest.hexdigest(),
        examples=tuple(reading.examples),
    )


def _shared_parts(source: Source, collector: Collector, reading: _Reading) -> None:
    """Topics and lexicon, which all files may use."""
    if not isinstance(source.root, Mapping):
        return
    for key, _ in source.root.entries:
        if key.text not in _TOP_KEYS:
            _unknown(collector, key, source.file, _TOP_KEYS)
    for name, entry in _entries(source.root, "topics"):
        plain = _plain(entry)
        if name.text in reading.topics:
            _say(collector, "measure-twice", name, subject=name.text)
        terms = _many(plain.get("terms"))
        if not plain.get("group") or not terms:
            _say(collector, "measure-missing", name, subject=name.text, key="group, terms")
        reading.topics[name.text] = Topic(
            name.text, str(plain.get("group")), terms, _many(plain.get("weak")), int(plain.get("reach", TOPIC_REACH))
        )
    for name, entry in _entries(source.root, "lexicon"):
        reading.lexicon[name.text] = (*reading.lexicon.get(name.text, ()), *_many(to_plain(entry)))


def _subjects(source: Source, collector: Collector, reading: _Reading) -> None:
    if not isinstance(source.root, Mapping):
        return
    for name, entry in _entries(source.root, "measures"):
        if name.text in reading.measures:
            _say(collector, "measure-twice", name, subject=name.text)
        if _complete(collector, name, entry, _MEASURE_KEYS, ("name", "unit", "kind", "direction")):
            reading.measures[name.text] = _measure(collector, name.text, entry, reading)
            reading.examples.extend(_examples(source.file, name.text, entry))
    for name, entry in _entries(source.root, "practices"):
        if name.text in reading.practices:
            _say(collector, "measure-twice", name, subject=name.text)
        if _complete(collector, name, entry, _PRACTICE_KEYS, ("name",)):
            plain = _plain(entry)
            templates = _templates(collector, name.text, entry, reading)
            reading.practices[name.text] = Practice(
                name.text, str(plain["name"]), templates, _many(plain.get("shown_by")), str(plain.get("role", ""))
            )
            reading.examples.extend(_examples(source.file, name.text, entry))


def _references(source: Source, collector: Collector, reading: _Reading) -> None:
    """Every measure that another one or a practice names is there."""
    if not isinstance(source.root, Mapping):
        return
    for section in ("measures", "practices"):
        for name, entry in _entries(source.root, section):
            given = [entry.get(key) for key in _REFERRING] if isinstance(entry, Mapping) else []
            for node in (named for each in given if each is not None for named in _named(each)):
                if node.text not in reading.measures:
                    hint = nearest(node.text, reading.measures)
                    message = MESSAGES["measure-reference"].format(subject=name.text, measure=node.text)
                    collector.error(
                        "measure-reference", node, message, HELP["nearest"].format(word=hint) if hint else None
                    )


def _named(node: Node) -> list[Scalar]:
    """The ids in an id, a list of ids, or a list of formulas."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [one for item in node.items for one in _named(item)]
    sides = (node.get("of"), node.get("by")) if isinstance(node, Mapping) else ()
    return [side for side in sides if isinstance(side, Scalar)]


def _complete(
    collector: Collector, name: Scalar, entry: Node, known: frozenset[str], required: tuple[str, ...]
) -> bool:
    if not isinstance(entry, Mapping):
        _say(collector, "measure-shape", entry, expected="一组 `键: 值`")
        return False
    for given, _ in entry.entries:
        if given.text not in known:
            _unknown(collector, given, name.text, known)
    missing = [key for key in required if entry.get(key) is None]
    for key in missing:
        _say(collector, "measure-missing", name, subject=name.text, key=key)
    for key, allowed in _CHOICES.items():
        value = entry.get(key)
        if isinstance(value, Scalar) and value.text not in allowed:
            _say(collector, "measure-choice", value, key=key, expected="、".join(allowed), value=value.text)
    return not missing


def _measure(collector: Collector, id_: str, entry: Node, reading: _Reading) -> Measure:
    plain = _plain(entry)
    declared = plain.get("derived") or ()
    formulas = tuple((str(item["of"]), str(item["by"]), str(item.get("part", ""))) for item in declared)
    return Measure(
        id=id_,
        name=str(plain["name"]),
        unit=str(plain["unit"]),
        kind=str(plain["kind"]),
        direction=str(plain["direction"]),
        stock=bool(plain.get("stock")),
        templates=_templates(collector, id_, entry, reading),
        formulas=formulas,
        internal=bool(plain.get("internal")),
        total_of=_many(plain.get("total_of")),
        confirmed_by=tuple((str(item["of"]), str(item["by"])) for item in plain.get("confirmed_by") or ()),
    )


def _templates(collector: Collector, id_: str, entry: Node, reading: _Reading) -> tuple[Template, ...]:
    assert isinstance(entry, Mapping)
    patterns = entry.get("patterns")
    if patterns is None:
        return ()
    if not isinstance(patterns, Sequence):
        _say(collector, "measure-shape", patterns, expected="句式的列表（- 开头）")
        return ()
    shared = {key: value for key, value in _plain(entry).items() if key in _CONDITIONS and key != "stock"}
    unit = str(_plain(entry).get("unit", ""))
    found: list[Template] = []
    for item in patterns.items:
        if isinstance(item, Mapping):
            for key in item.entries:
                if key[0].text not in _PATTERN_KEYS:
                    _unknown(collector, key[0], id_, _PATTERN_KEYS)
            own = _plain(item)
        else:
            own = {"pattern": to_plain(item)}
        try:
            variants = parse_pattern(str(own.get("pattern", "")))
        except PatternError as error:
            collector.error(
                "measure-pattern", item, MESSAGES["measure-pattern"].format(subject=id_, reason=error), HELP["pattern"]
            )
            continue
        conditions = {**shared, **own}
        for topic in [name for key in ("topic", "also", "not_topic") for name in _many(conditions.get(key))]:
            if topic not in reading.topics:
                hint = nearest(topic, reading.topics)
                message = MESSAGES["measure-topic"].format(subject=id_, topic=topic)
                collector.error("measure-topic", item, message, HELP["nearest"].format(word=hint) if hint else None)
        found.extend(_template(id_, variant, conditions, unit) for variant in variants)
    return tuple(found)


def _template(id_: str, variant: Any, conditions: dict[str, Any], unit: str) -> Template:
    units = conditions.get("units")
    allowed = _many(units) if units is not None else tuple(UNIT_FAMILIES.get(unit, unit).split())
    return Template(
        subject=id_,
        pattern=variant,
        topics=_many(conditions.get("topic")),
        also=_many(conditions.get("also")),
        units=frozenset(allowed),
        without=_many(conditions.get("without")),
        needs=_many(conditions.get("needs")),
        not_topics=_many(conditions.get("not_topic")),
        alone=bool(conditions.get("alone")),
        priority=int(conditions.get("priority", 0)),
        stock=conditions.get("stock"),
        scope=str(conditions.get("scope", "")),
        status=str(conditions.get("status", "")),
    )


def _examples(file: str, subject: str, entry: Node) -> list[Example]:
    """The examples beside a subject: `value` (text and value), `stated`, `nothing`, `todo` (known gaps)."""
    assert isinstance(entry, Mapping)
    examples = entry.get("examples")
    if not isinstance(examples, Mapping):
        return []
    found = []
    for kind, items in examples.entries:
        if not isinstance(items, Sequence):
            continue
        for item in items.items:
            plain = to_plain(item)
            given = plain if isinstance(plain, dict) else {"text": plain}
            value = given.get("value")
            found.append(
                Example(
                    subject, kind.text, str(given["text"]), None if value is None else float(value), file, item.line
                )
            )
    return found


def _entries(root: Mapping, key: str) -> tuple[tuple[Scalar, Node], ...]:
    section = root.get(key)
    return section.entries if isinstance(section, Mapping) else ()


def _plain(node: Node) -> dict[str, Any]:
    plain = to_plain(node)
    return plain if isinstance(plain, dict) else {}


def _many(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    words = value if isinstance(value, list | tuple) else [value]
    return tuple(str(word).translate(FOLD) for word in words)


def _say(collector: Collector, code: str, node: Node, **values: str) -> None:
    collector.error(code, node, MESSAGES[code].format(**values))


def _unknown(collector: Collector, key: Scalar, subject: str, known: frozenset[str]) -> None:
    hint = nearest(key.text, known)
    message = MESSAGES["measure-key"].format(subject=subject, key=key.text)
    collector.error("measure-key", key, message, HELP["nearest"].format(word=hint) if hint else None)
