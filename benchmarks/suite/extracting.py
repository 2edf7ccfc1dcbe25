"""`scoring extract` beside jieba, spaCy's PhraseMatcher and ripgrep over the same synthetic reports.

Ours is the whole way: find, read, metadata, structure, quantities, all measures, choice. The peers get texts in memory (ripgrep the files) and only cut
them into words, or look for the library's words.
"""

from __future__ import annotations

import gc
import logging
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from frame import Found, NotRun, in_turns, missing, program, timed

from scoring import pipeline
from suite.texts import folder_of, literals, texts

PART = "extract"


def rows(quick: bool) -> Iterable[Found]:
    count, seconds = (60, 5.0) if quick else (300, 25.0)
    library = pipeline.load_measures()
    words = literals(library)
    with TemporaryDirectory() as place:
        folder = Path(place)
        files = folder_of(folder, count)
        work: dict[str, Callable[[], object]] = {"ours": lambda: pipeline.extract([folder], library)}
        about: Mapping[str, tuple[str, Callable[[], object] | str]] = {
            "jieba.cut": ("all measures beside jieba.cut", _jieba(texts(count))),
            "spaCy": ("all measures beside blank zh and PhraseMatcher", _spacy(texts(count), words)),
            "ripgrep": ("all measures beside counting the same words", _ripgrep(folder, words)),
        }
        work |= {peer: do for peer, (_, do) in about.items() if not isinstance(do, str)}
        # What the peers hold for good need not be looked at by the collector again, on anybody's account.
        gc.freeze()
        facts = len(pipeline.extract([folder], library).facts)
        spent = in_turns(work, seconds)
        note = f"{files} reports, {facts / files:.0f} facts each; {len(words):,} words; {_kernel()}"
        for peer, (name, do) in about.items():
            if isinstance(do, str):
                yield NotRun(PART, name, do)
            else:
                yield timed(PART, name, peer, spent, files, note=note)


def _kernel() -> str:
    """Which way the package takes: a package before the kernel has none."""
    try:
        from scoring.measures.kernel import state
    except ImportError:
        return "no kernel"
    return f"kernel: {state()}"


def _jieba(found: list[str]) -> Callable[[], object] | str:
    reason = missing("jieba")
    if reason:
        return reason
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda: [sum(1 for _ in jieba.cut(text)) for text in found]


def _spacy(found: list[str], words: list[str]) -> Callable[[], object] | str:
    reason = missing("spacy")
    if reason:
        return reason
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("zh")
    matcher = PhraseMatcher(language.vocab)
    matcher.add("words", [language.make_doc(word) for word in words])
    return lambda: [len(matcher(language.make_doc(text))) for text in found]


def _ripgrep(folder: Path, words: list[str]) -> Callable[[], object] | str:
    path = program("rg")
    if not path:
        return "rg (ripgrep) is not on the PATH"
    listed = folder.parent / f"{folder.name}.words"
    listed.write_text("\n".join(words), encoding="utf-8")
    command = [path, "--count-matches", "--fixed-strings", "--threads", "1", "--file", str(listed), str(folder)]

    def count() -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return count
