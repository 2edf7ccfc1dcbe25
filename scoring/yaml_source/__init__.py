"""YAML with positions: every node knows its line and column, every complaint shows the place.

`load(text, file)` gives a `Source`: its `root` (nodes `Mapping`, `Sequence`, `Scalar`), the `Diagnostic`s found while
reading, and the lines for excerpts. `Collector(source)` makes further diagnostics at nodes; `to_plain(node)` gives the
plain dict, list and scalar values; `nearest(word, words)` the word that was probably meant. `Shape` checks a mapping
against a table of keys and also writes that table as a JSON Schema.

Knows nothing of rubrics or measures.
"""

from scoring.yaml_source.collect import Collector, by_place, nearest
from scoring.yaml_source.load import load, load_file
from scoring.yaml_source.nodes import Mapping, Node, Scalar, Sequence, Source, from_file, kind_of, to_plain

__all__ = [
    "Collector",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Source",
    "by_place",
    "from_file",
    "kind_of",
    "load",
    "load_file",
    "nearest",
    "to_plain",
]
