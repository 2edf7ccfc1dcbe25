"""Near copies: a report that is largely the unit's own last one, or another unit's. A finding for people; it changes no value.

Compared are character shingles of the sentences of the working text, numbers made equal, without headings and page furniture. Text
that many units share (a common template) counts for nothing. MinHash with locality-sensitive hashing finds the pairs worth a
comparison, so no run compares every report with every other; what is reported is then computed exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.text.regex import regex
from scoring.text.report import Evidence, Report, cite
from scoring.text.structure import build_view
from scoring.text.view import FURNITURE, View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint32]

LAST_YEAR, OTHER_UNIT = "last_year", "other_unit"

# Characters of one shingle: long enough that stock phrases (依法行政工作, 法治政府建设) are not yet shared text.
SHINGLE = 9
# A near copy shares this much of one of the two reports.
SHARE = 0.5
# Less text than this (in shingles) says nothing.
LEAST = 150
# Shingles that more units than this share are common text: a tenth of the units, within these limits.
COMMON_LEAST, COMMON_MOST = 12, 40
# The shortest shared passage worth showing, in characters, and how many are kept of a pair.
PASSAGE = 40
PASSAGES = 100
# How many other units one report is shown with, the closest first.
PARTNERS = 3
# 64 bands of 3: a pair with Jaccard 1/3 (half of two equal reports) is found with 91 %, one with 0.45 with 99.8 %, and one of
# unrelated reports (0.02) in one of 2,000 cases.
BANDS, ROWS = 64, 3
SEED = 20240401

_NUMBER = regex(r"\d+(?:\.\d+)?")
_END = "\n"
_ANCHOR = 20


class Passage(NamedTuple):
    """One stretch that two reports share to the letter: both places, and its length in characters of the working text (white
    space and the width of punctuation aside)."""

    first: Evidence
    second: Evidence
    length: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports. `share` (containment, 0 to 1) is how much of its text stands in the other."""

    report_id: str
    path: str
    unit: str
    year: int | None
    share: float


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two reports with much text in common, in the order of their ids.

    `kind`: last_year (one unit, successive years) or other_unit. `estimated` is the MinHash estimate of the Jaccard index,
    `jaccard` the exact one: shared shingles over all of both. `passages` are the longest shared passages, longest first; there is
    none where numbers that differ leave no PASSAGE characters between them.
    """

    first: Side
    second: Side
    kind: str
    estimated: float
    jaccard: float
    passages: tuple[Passage, ...] = ()

    def seen_from(self, report_id: str) -> tuple[Side, Side, tuple[tuple[Evidence, Evidence], ...]]:
        """The report's own side, the other side, and the passages with the own place first."""
        pairs = tuple((passage.first, passage.second) for passage in self.passages)
        if report_id == self.first.report_id:
            return self.first, self.second, pairs
        return self.second, self.first, tuple((second, first) for first, second in pairs)


@dataclass(slots=True)
class _Sketch:
    """One report as it is compared: `shingles` are sorted and unique; `minhash` is datasketch's."""

    report: Report
    unit: str
    shingles: Shingles
    minhash: Any = None


def near_copies(
    reports: Iterable[Report], unit_of: Callable[[Report], str] = lambda report: report.unit
) -> tuple[NearCopy, ...]:
    """The near copies among reports, by ids: against the unit's own report of the year before, and against other units'.

    `unit_of` names the unit of a report; two reports of one unit and one year are not compared. The order of `reports` never
    matters. Time: linear in the text, plus the pairs that share a band; of one report at most PARTNERS other units are shown.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    if len(ordered) < 2:
        return ()
    sketches = [_Sketch(report, unit_of(report), _shingles(build_view(report.text))) for report in ordered]
    sketches = _without_common(sketches)
    if len(sketches) < 2:
        return ()
    _add_minhashes(sketches)
    found = [copy for pair in sorted(_pairs(sketches)) if (copy := _compared(sketches, *pair)) is not None]
    by_id = {sketch.report.id: sketch for sketch in sketches}
    views: dict[str, View] = {}
    return tuple(_with_passages(copy, by_id, views) for copy in _closest(found))


def _shingles(view: View) -> Shingles:
    """The shingles of a report's sentences, headings and furniture left out."""
    kept = (
        view.text[sentence.start : sentence.end]
        for sentence in view.sentences
        if sentence.role != FURNITURE and not sentence.heading
    )
    return _hashes(_END.join(kept))


def _hashes(text: str) -> Shingles:
    """Hashes of all stretches of SHINGLE characters inside lines, every number the same, sorted and unique."""
    import numpy as np

    plain = _NUMBER.sub("0", text)
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        return np.empty(0, dtype=np.uint32)
    windows = len(codes) - SHINGLE + 1
    hashes = np.zeros(windows, dtype=np.uint64)
    ends = np.zeros(windows, dtype=bool)
    for offset in range(SHINGLE):
        part = codes[offset : offset + windows]
        hashes = hashes * np.uint64(0x100000001B3) + part
        ends |= part == ord(_END)
    # The low bits of a polynomial hash are weak: mix before cutting.
    hashes ^= hashes >> np.uint64(33)
    hashes *= np.uint64(0xFF51AFD7ED558CCD)
    return np.unique((hashes[~ends] >> np.uint64(32)).astype(np.uint32))


def _without_common(sketches: list[_Sketch]) -> list[_Sketch]:
    """The sketches without the shingles that too many units share; those that keep too little are left out."""
    import numpy as np

    units: defaultdict[str, list[Shingles]] = defaultdict(list)
    for sketch in sketches:
        units[sketch.unit].append(sketch.shingles)
    limit = min(max(COMMON_LEAST, len(units) // 10), COMMON_MOST)
    common = np.empty(0, dtype=np.uint32)
    if len(units) > limit:
        mine = (np.unique(np.concatenate(own)) for own in units.values())
        hashes, times = np.unique(np.concatenate(list(mine)), return_counts=True)
        common = hashes[times > limit]
    for sketch in sketches:
        sketch.shingles = np.setdiff1d(sketch.shingles, common, assume_unique=True)
    return [sketch for sketch in sketches if len(sketch.shingles) >= LEAST]


def _add_minhashes(sketches: Sequence[_Sketch]) -> None:
    from datasketch import MinHash

    permutations = None
    for sketch in sketches:
        # The shingles are hashes already.
        minhash = MinHash(BANDS * ROWS, seed=SEED, hashfunc=int, permutations=permutations, scheme="affine32")
        permutations = minhash.permutations
        minhash.update_batch(sketch.shingles.tolist())
        sketch.minhash = minhash


def _pairs(sketches: Sequence[_Sketch]) -> set[tuple[int, int]]:
    """The pairs worth an exact comparison, as indices in ascending order: one unit's successive years, and what shares a band."""
    from datasketch import MinHashLSH

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    of_unit: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for number, sketch in enumerate(sketches):
        found.update((other, number) for other in index.query(sketch.minhash) if sketches[other].unit != sketch.unit)
        index.insert(number, sketch.minhash)
        of_unit[sketch.unit, sketch.report.year].append(number)
    for (unit, year), numbers in of_unit.items():
        earlier = of_unit.get((unit, year - 1), []) if year is not None else []
        found.update((min(one, other), max(one, other)) for one in numbers for other in earlier)
    return found


def _compared(sketches: Sequence[_Sketch], first: int, second: int) -> NearCopy | None:
    """The exact comparison of two reports; None unless one is contained in the other by half."""
    import numpy as np

    one, other = sketches[first], sketches[second]
    shared = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    sides = _side(one, shared), _side(other, shared)
    if max(side.share for side in sides) < SHARE:
        return None
    return NearCopy(
        *sides,
        kind=LAST_YEAR if one.unit == other.unit else OTHER_UNIT,
        estimated=float(one.minhash.jaccard(other.minhash)),
        jaccard=shared / (len(one.shingles) + len(other.shingles) - shared),
    )


def _side(sketch: _Sketch, shared: int) -> Side:
    report = sketch.report
    return Side(report.id, report.path, report.unit, report.year, shared / len(sketch.shingles))


def _closest(found: Sequence[NearCopy]) -> list[NearCopy]:
    """The pairs to show, in their order: successive years, and of other units' the closest PARTNERS of each report."""
    partners: defaultdict[str, list[tuple[float, str, NearCopy]]] = defaultdict(list)
    for copy in found:
        if copy.kind == OTHER_UNIT:
            for own, other in ((copy.first, copy.second), (copy.second, copy.first)):
                partners[own.report_id].append((-own.share, other.report_id, copy))
    kept = {
        (copy.first.report_id, copy.second.report_id)
        for ranked in partners.values()
        for _, _, copy in sorted(ranked, key=lambda item: item[:2])[:PARTNERS]
    }
    return [copy for copy in found if copy.kind == LAST_YEAR or (copy.first.report_id, copy.second.report_id) in kept]


def _with_passages(copy: NearCopy, sketches: dict[str, _Sketch], views: dict[str, View]) -> NearCopy:
    one, other = sketches[copy.first.report_id], sketches[copy.second.report_id]
    for report in (one.report, other.report):
        if report.id not in views:
            views[report.id] = build_view(report.text)
    return replace(copy, passages=_shared_passages(one, views[one.report.id], other, views[other.report.id]))


def _shared_passages(one: _Sketch, view: View, other: _Sketch, other_view: View) -> tuple[Passage, ...]:
    """The longest passages that two reports share to the letter, longest first: at least PASSAGE characters of one paragraph
    of the working text, outside furniture and headings, no common text; each stretch of the first report once."""
    import numpy as np

    found = []
    for start, start_other, length in _common_stretches(view.text, other_view.text):
        words = view.text[start : start + length]
        if length < PASSAGE or _is_heading_or_furniture(view, start):
            continue
        hashes = _hashes(words)
        if 2 * len(np.intersect1d(hashes, one.shingles, assume_unique=True)) < len(hashes):
            continue
        assert words == other_view.text[start_other : start_other + length]
        pair = _cited(one.report, view, start, length), _cited(other.report, other_view, start_other, length)
        found.append(Passage(*pair, length))
    found.sort(key=lambda passage: (-passage.length, passage.first.start))
    return tuple(found[:PASSAGES])


def _cited(report: Report, view: View, start: int, length: int) -> Evidence:
    return cite(report, view.to_source(start, start + length))


def _is_heading_or_furniture(view: View, position: int) -> bool:
    for sentence in view.sentences:
        if sentence.start <= position < sentence.end:
            return sentence.heading or sentence.role == FURNITURE
    return False


def _common_stretches(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """`(start in one, start in other, length)` of stretches both hold, inside paragraphs, from left to right in `one` without
    overlaps; at each place the longest. Anchors of _ANCHOR characters, at most four places of each."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(other) - _ANCHOR + 1):
        anchor = other[at : at + _ANCHOR]
        if _END not in anchor and len(places[anchor]) < 4:
            places[anchor].append(at)
    at = 0
    while at <= len(one) - _ANCHOR:
        best = (0, 0)
        for place in places.get(one[at : at + _ANCHOR], ()):
            best = max(best, (_length_of_match(one, at, other, place), -place))
        if best[0]:
            yield at, -best[1], best[0]
            at += best[0]
        else:
            at += 1


def _length_of_match(one: str, start: int, other: str, start_other: int) -> int:
    length = 0
    limit = min(len(one) - start, len(other) - start_other)
    while length < limit and one[start + length] == other[start_other + length] and one[start + length] != _END:
        length += 1
    return length
