"""Changes to a rubric by address: `disputes.appearance.points=8`. The file is edited as text, so that comments and layout stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.errors import Diagnostic, RubricError
from scoring.messages.rubric_words import LIST_JOIN
from scoring.messages.workbench import HELP, MESSAGES
from scoring.messages.yaml_source import DID_YOU_MEAN
from scoring.rubric.aliases import canonical
from scoring.rubric.by_type import BY_TYPE
from scoring.rubric.shapes import GATE, HEAD, LEAF, NODE, POOL, VETO
from scoring.workbench.addresses import (
    Address,
    address,
    at,
    find,
    item_of,
    key_of,
    list_of,
    nodes_of,
    scalars,
    value_of,
)
from scoring.workbench.files import Joined, RubricFile, join
from scoring.workbench.splice import Edit, added_at_end, added_item, added_key, flow, replaced, scalar, spliced
from scoring.yaml_source import Mapping, Node, Scalar, load, nearest, to_plain
from scoring.yaml_source import Sequence as YamlSequence

_WHERE = "--set"
_SHOWN = 12
_KEYS = frozenset([BY_TYPE, *(name for shape in (NODE, LEAF, POOL, VETO, GATE) for name in shape.names())])


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to stand at an address; `value` is YAML on one line."""

    address: Address
    value: str

    def __str__(self) -> str:
        return f"{self.address}={self.value}"


class _Refused(Exception):
    """A setting that cannot be made: the code and words of its diagnostic."""

    def __init__(self, code: str, help: str | None = None, **words: object) -> None:
        super().__init__(code)
        self.code, self.help, self.words = code, help, words


def edited(file: RubricFile, texts: Iterable[str]) -> tuple[RubricFile, tuple[Setting, ...]]:
    """`file` with all `address=value` texts made, and what they ask for. Raises RubricError with everything that is wrong with them, as
    `parse_settings` and `apply_settings` do."""
    wanted, problems = parse_settings(texts, file)
    try:
        file = apply_settings(file, wanted)
    except RubricError as error:
        problems = (*problems, *error.diagnostics)
    if problems:
        raise RubricError(problems)
    return file, wanted


def parse_settings(texts: Iterable[str], file: RubricFile) -> tuple[tuple[Setting, ...], tuple[Diagnostic, ...]]:
    """The settings in `address=value` texts, sorted by address, and what is wrong: no `=`, no value, an address that begins with no id
    and no key of the head, one address twice or inside another."""
    nodes = join(file)
    found: list[Setting] = []
    problems: list[Diagnostic] = []
    for text in texts:
        try:
            found.append(_parsed(text, nodes))
        except _Refused as refused:
            problems.append(_diagnostic(refused, text))
    kept: list[Setting] = []
    for setting in sorted(found, key=_order):
        one, other = kept[-1].address if kept else None, setting.address
        if one is None or (one.id, one.keys) != (other.id, other.keys[: len(one.keys)]):
            kept.append(setting)
            continue
        code = "setting-twice" if one == other else "setting-inside"
        problems.append(_diagnostic(_Refused(code, one=str(one), other=str(other)), str(setting)))
    return tuple(kept), tuple(problems)


def apply_settings(file: RubricFile, settings: Iterable[Setting]) -> RubricFile:
    """`file` with all `settings` made, the same in whatever order they are given. What their values mean is judged where the rubric is
    read. Raises RubricError with every setting that cannot be made: a way that ends before, a list without that item, a value that is
    no YAML."""
    problems: list[Diagnostic] = []
    wanted = sorted(settings, key=_order)
    file, later = _in_place(file, wanted, problems)
    for setting in later:
        try:
            file = _made(file, setting)
        except _Refused as refused:
            problems.append(_diagnostic(refused, str(setting)))
    if problems:
        raise RubricError(problems)
    return file


def _order(setting: Setting) -> tuple[str, tuple[str, ...], str]:
    return (setting.address.id, setting.address.keys, setting.value)


def _parsed(text: str, nodes: Joined) -> Setting:
    where, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not where:
        raise _Refused("setting-form")
    if not value:
        raise _Refused("setting-empty", address=where)
    found = address(where, [name for name, _ in nodes_of(nodes.root)])
    if found is not None and not found.keys:
        raise _Refused("setting-node", id=found.id)
    if found is None or (found.id and found.keys[0] not in _KEYS):
        known = [f"{name}.{canonical(key.text)}" for name, node in nodes_of(nodes.root) for key, _ in node.entries]
        close = nearest(where, [*known, *HEAD.names()])
        help = close and DID_YOU_MEAN.format(word=close)
        if found is not None and find(nodes.root, f"{found.id}.{found.keys[0]}") is None:
            raise _Refused("address-key", help, id=found.id, key=found.keys[0])
        raise _Refused("address-unknown", help, address=where)
    return Setting(found, value)


def _in_place(
    file: RubricFile, settings: Sequence[Setting], problems: list[Diagnostic]
) -> tuple[RubricFile, list[Setting]]:
    """Put the values of all settings in at once that only replace a single value of the file itself; the other settings are left."""
    own = join(file).own
    edits: list[Edit] = []
    done: list[Setting] = []
    later: list[Setting] = []
    for setting in settings:
        holder = find(own, setting.address.id)
        node = None if holder is None else at(holder, setting.address.keys)
        if not isinstance(node, Scalar) or node.start == node.end:
            later.append(setting)
            continue
        try:
            edits.append(replaced(node, _value_text(setting.value)))
            done.append(setting)
        except _Refused as refused:
            problems.append(_diagnostic(refused, str(setting)))
    if edits:
        file = file.with_text(spliced(file.text, edits))
        for setting in done:
            _check(file, setting)
    return file, later


def _made(file: RubricFile, setting: Setting) -> RubricFile:
    nodes = join(file)
    value = _value_text(setting.value)
    found = setting.address
    holder = find(nodes.own, found.id)
    if holder is not None and (value_of(holder, found.keys[0]) or not _of_base(nodes, found)):
        edit = _put(file.text, holder, found.keys, value)
    else:
        # It stands in a file that this one extends: a change of it is written here, key by key.
        key, whole = found.keys[0], _whole_value(nodes, found, value)
        if holder is None:
            edit = _override(file.text, nodes, found.id, key, whole)
        else:
            edit = added_key(file.text, holder, key, whole)
    file = file.with_text(spliced(file.text, [edit]))
    _check(file, setting)
    return file


def _of_base(nodes: Joined, found: Address) -> bool:
    """Whether the first key is written only in a file that this one extends."""
    holder = find(nodes.root, found.id)
    return holder is not None and value_of(holder, found.keys[0]) is not None


def _whole_value(nodes: Joined, found: Address, value: str) -> str:
    """The value of the address's first key as the base has it, with `value` put in where the rest of the keys lead, on one line."""
    holder = find(nodes.root, found.id)
    old = None if holder is None else value_of(holder, found.keys[0])
    if len(found.keys) == 1 or old is None:
        return _nested(found.keys[1:], value)
    text = flow(old)
    root = load(f"{found.keys[0]}: {text}", _WHERE).root
    assert isinstance(root, Mapping)
    edit = _put(f"{found.keys[0]}: {text}", root, found.keys, value)
    return spliced(f"{found.keys[0]}: {text}", [edit]).partition(": ")[2]


def _override(text: str, nodes: Joined, id_: str, key: str, value: str) -> Edit:
    """A new entry in the file's own list that changes the base's node `id_`."""
    name = list_of(nodes.root, id_)
    own = value_of(nodes.own, name)
    entry = (("id", id_), (key, value))
    if isinstance(own, YamlSequence):
        return added_item(text, own, entry)
    return added_at_end(text, (f"{name}:", f"  - id: {id_}", f"    {key}: {value}"))


def _put(text: str, node: Node, keys: Sequence[str], value: str) -> Edit:
    """The edit that makes `value` stand under `keys` of `node`."""
    key, *rest = keys
    if isinstance(node, YamlSequence):
        item = item_of(node, key)
        if item is None:
            raise _Refused("item-unknown", item=key, count=len(node.items))
        return _put(text, item, rest, value) if rest else _instead(text, item, value)
    if isinstance(node, Scalar):
        if key != node.text and node.value is not None:
            raise _Refused("way-ends", value=node.text, rest=".".join(keys))
        # `rule: done` is `rule: {done: …}` without arguments.
        return _instead(text, node, _nested(keys, value))
    found = value_of(node, key)
    if found is None:
        return added_key(text, node, key, _nested(rest, value))
    if rest:
        return _put(text, found, rest, value)
    name = key_of(node, key)
    assert name is not None
    if isinstance(found, Scalar) or text[found.start : found.start + 1] in ("{", "["):
        return _instead(text, found, value)
    return Edit(name.end, found.end, f": {value}")


def _instead(text: str, node: Node, value: str) -> Edit:
    edit = replaced(node, value)
    # Nothing stood there: the colon needs a blank behind it.
    return Edit(edit.start, edit.end, f" {value}") if node.start == node.end and text[node.start - 1] == ":" else edit


def _nested(keys: Sequence[str], value: str) -> str:
    for key in reversed(keys):
        value = f"{{{scalar(key)}: {value}}}"
    return value


def _value_text(value: str) -> str:
    """`value` as it can stand anywhere in a file, on one line. Only what is written in brackets or quotes is YAML; all else is one value,
    whatever stands in it."""
    if not value.startswith(("{", "[", '"', "'")):
        return scalar(value)
    source = load(value, _WHERE)
    if source.root is None or source.diagnostics:
        reason = source.diagnostics[0].message if source.diagnostics else ""
        raise _Refused("setting-value", value=value, reason=reason)
    return flow(source.root)


def _check(file: RubricFile, setting: Setting) -> None:
    """Raises ValueError unless the value stands where it should. A safeguard: nothing known makes it fail."""
    holder = find(join(file).own, setting.address.id)
    node = None if holder is None else at(holder, setting.address.keys)
    expected = load(_value_text(setting.value), _WHERE).root
    if node is None or to_plain(node) != to_plain(expected):
        raise ValueError(f"{setting} did not arrive in the file")


def settable(file: RubricFile, id_: str) -> tuple[str, ...]:
    """The addresses of the single values that stand in a node, for help."""
    holder = find(join(file).root, id_)
    return () if holder is None else tuple(str(Address(id_, keys)) for keys, _ in scalars(holder))


def _diagnostic(refused: _Refused, text: str) -> Diagnostic:
    message = MESSAGES[refused.code].format(**refused.words)
    return Diagnostic(
        refused.code, message, f"{_WHERE} {text}", help=refused.help or HELP[refused.code].format(**refused.words)
    )


def listed(words: Sequence[str]) -> str:
    """Words in a sentence, the first of many."""
    shown = LIST_JOIN.join(words[:_SHOWN])
    return shown if len(words) <= _SHOWN else f"{shown}…"
