"""One task's work: files in, a part and its receipt out. The same in a local worker, on another machine and in this process."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scoring.documents.warned import warnings
from scoring.errors import Diagnostic, ScoringError
from scoring.measures import Fact, Library, load_library
from scoring.resources import measures_folder
from scoring.scale.limits import LIMITS, armed
from scoring.scale.parts import Part, kept_part, kept_receipt, task_key
from scoring.scale.place import place_of, source_of
from scoring.scale.told import told
from scoring.scale.types import Receipt, Settings, Step, Task
from scoring.scale.within import Within, digest_of
from scoring.store.cache import Cache
from scoring.text.report import Report


def work(task: Task, step: Callable[[Step], None] = lambda _: None) -> Receipt:
    """Read every file of the task and write its part, or find it written already from the same bytes; `step` is told of each file begun.

    Raises OSError where the part cannot be written, ScoringError where the worker is of another program or measure library than the one who
    hands out tasks. A file that cannot be read is in the part's problems.
    """
    begun = time.perf_counter()
    _check(task.settings, _library())
    kept = _kept(task, step)
    if kept is not None:
        return kept
    part = Part()
    content = hashlib.sha256()
    with armed():
        for read in _read(task, step):
            content.update(f"{read.digest}\n".encode())
            part.add_problems(read.problems)
            for report, facts in read.pairs:
                part.add(report, facts)
    _cache(task.settings.cache).close()
    return part.write(place_of(task.out), task, content.hexdigest(), time.perf_counter() - begun)


def warm(task: Task, step: Callable[[Step], None] = lambda _: None) -> Receipt:
    """Read every file of the task so that the cache holds what is in it; no part is written. Raises ScoringError as `work`."""
    begun = time.perf_counter()
    _check(task.settings, _library())
    cache = _cache(task.settings.cache)
    reading = Within(cache.read, cache.facts, task.settings.limits, dict(task.refused))
    reports = errors = 0
    cut: list[tuple[str, str]] = []
    for number, file in enumerate(task.files):
        step(Step(task.number, number, file.shown))
        source, loading = source_of(file)
        held, _ = reading.read_digest(source, dict(task.settings.columns), loading)
        told = [*held.diagnostics]
        for report in held.reports:
            # What is kept need not be unpacked here.
            facts = () if cache.has_facts(report) else reading.facts(report)
            told += [facts] if isinstance(facts, Diagnostic) else []
        reports += len(held.reports)
        errors += sum(one.is_error for one in told)
        cut += [(one.file or "", one.code) for one in told if one.code in LIMITS]
    cache.close()
    seconds = time.perf_counter() - begun
    return Receipt(task.number, task_key(task), "", (), reports, 0, 0, errors, seconds, cut=tuple(cut))


class _Read(NamedTuple):
    """What a file gave."""

    digest: str
    pairs: list[tuple[Report, tuple[Fact, ...]]]
    problems: list[Diagnostic]


def _read(task: Task, step: Callable[[Step], None]) -> Iterator[_Read]:
    """The files of the task, one after the other."""
    cache = _cache(task.settings.cache)
    reading = Within(cache.read, cache.facts, task.settings.limits, dict(task.refused))
    for number, file in enumerate(task.files):
        step(Step(task.number, number, file.shown))
        source, loading = source_of(file)
        held, digest = reading.read_digest(source, dict(task.settings.columns), loading)
        found = _Read(digest, [], list(held.diagnostics))
        for report in held.reports:
            facts = reading.facts(report)
            if isinstance(facts, Diagnostic):
                found.problems.append(facts)
            else:
                found.problems.extend(warnings(report))
                found.pairs.append((report, facts))
        yield found


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of the program that reads, and of what this machine has for it: another state of it may read other facts."""
    from scoring.store.cache.programs import facts_program, parsing_program, reading_program

    return hashlib.sha256("\n".join((facts_program(), reading_program(), parsing_program())).encode()).hexdigest()


def _kept(task: Task, step: Callable[[Step], None]) -> Receipt | None:
    """The receipt of the task's part, if it was made from the bytes that the files have now."""
    if not task.out:
        return None
    place = place_of(task.out)
    if kept_receipt(place, task_key(task)) is None:
        return None
    content = hashlib.sha256()
    for number, file in enumerate(task.files):
        step(Step(task.number, number, file.shown))
        source, loading = source_of(file)
        content.update(f"{digest_of(source, loading)}\n".encode())
    return kept_part(place, task, content.hexdigest())


def _check(settings: Settings, library: Library) -> None:
    if settings.measures != library.sha256:
        raise ScoringError([told("worker-other-library", None)])
    if settings.program != program():
        raise ScoringError([told("worker-other-program", None)])


@lru_cache(maxsize=1)
def _cache(folder: str) -> Cache:
    return Cache(Path(folder) if folder else None, _library())


@lru_cache(maxsize=1)
def _library() -> Library:
    return load_library(measures_folder())


WORKS: dict[str, Callable[[Task, Callable[[Step], None]], Receipt]] = {"parts": work, "cache": warm}
