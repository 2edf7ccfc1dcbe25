"""Text of which some lines are UTF-8 and others GBK: put together from pages or files of two programs."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from scoring.documents.decode import plausibility

_LINE_END = b"\n"
# A file of other bytes has such lines by chance.
_MOST_LINES = 200_000


class Mixed(NamedTuple):
    """The text, the encoding of most of it, and the stretches that were read with the other one."""

    text: str
    encoding: str
    others: tuple[tuple[int, int], ...]


def decode_mixed(data: bytes) -> Mixed | None:
    """`data` line by line, each as UTF-8 if it is valid, else as GB18030; None if a line is neither, if one encoding is enough,
    or if what comes out does not look like Chinese prose."""
    lines = data.split(_LINE_END)
    if len(lines) > _MOST_LINES:
        return None
    found: list[tuple[str, str]] = []
    for line in lines:
        one = _line(line)
        if one is None:
            return None
        found.append(one)
    sizes = Counter[str]()
    for text, encoding in found:
        sizes[encoding] += len(text)
    used = {encoding for _, encoding in found if encoding != "ascii"}
    if len(used) < 2:
        return None
    main = max(used, key=lambda name: (sizes[name], name))
    text = "\n".join(line for line, _ in found)
    # Each part on its own: wrong readings of one would hide among the right ones of the other.
    for encoding in used:
        part = plausibility("\n".join(line for line, name in found if name == encoding))
        if not part.good or not part.chinese:
            return None
    return Mixed(text, main, _others(found, main))


def _line(line: bytes) -> tuple[str, str] | None:
    if line.isascii():
        return line.decode("ascii"), "ascii"
    for encoding in ("utf-8", "gb18030"):
        try:
            return line.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def _others(lines: list[tuple[str, str]], main: str) -> tuple[tuple[int, int], ...]:
    """The stretches of lines in another encoding than `main`, neighbours joined (lines of ASCII are in any)."""
    found: list[tuple[int, int]] = []
    at, open_ = 0, False
    for text, encoding in lines:
        end = at + len(text)
        if encoding not in (main, "ascii"):
            if open_:
                found[-1] = found[-1][0], end
            else:
                found.append((at, end))
            open_ = True
        elif encoding == main:
            open_ = False
        at = end + 1
    return tuple(found)
