"""Makes a corpus of synthetic reports of any size: invented places, sentences and figures, the same for the same seed.

Reports are numbered unit by unit and year by year. Every number can be made alone, so that parts may be made by different processes or machines.
Among the reports are near copies of last year's (4 %), files that lie there twice (1 %), years that are missing (2 %) and files that are no
reports (1 %). Beside FOLDER, not in it, `FOLDER-truth.jsonl` says what was put in, a line a file in the order of the numbers.

    python benchmarks/make_corpus.py FOLDER --reports 1000 [--years 3] [--first-year 2022] [--seed 7] [--from 0] [--html 0.05] [--docx 0] [--pdf 0] [--no-truth]
"""

from __future__ import annotations

import argparse
import html
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from synthetic.compose import Composed, Sentence, compose, parsed
from synthetic.figures import PLAIN, count
from synthetic.names import KINDS, Unit, unit
from synthetic.prose import NON_REPORTS

ROOT = Path(__file__).resolve().parent.parent
FOLDER_SIZE = 1000
NEAR_COPY, TWICE, MISSING, NO_REPORT = 0.04, 0.01, 0.02, 0.01
_LABELS = "一二三四五六七八九十"
_WORD = 1 << 64


class Made(NamedTuple):
    """One file: its number, path below the folder, kind (report, near_copy, duplicate, non_report, missing), whose it is, the figures put in as (measure, value), what is in it (empty where missing)."""

    number: int
    path: str
    kind: str
    unit: str
    unit_type: str
    year: int
    facts: tuple[tuple[str, float], ...]
    content: bytes

    def truth(self) -> dict[str, object]:
        """The line of the truth file."""
        about = {name: getattr(self, name) for name in ("number", "path", "kind", "unit", "unit_type", "year")}
        return {**about, "facts": self.facts}


class Plan(NamedTuple):
    """What is made: years of a unit from `first_year` on, and the shares of files that are not text."""

    seed: int = 7
    years: int = 3
    first_year: int = 2022
    html: float = 0.05
    docx: float = 0.0
    pdf: float = 0.0


def mixed(seed: int, number: int, salt: int) -> int:
    """64 well mixed bits (splitmix64): the same everywhere, whatever the version of Python."""
    word = (seed * 0x9E3779B97F4A7C15 + number * 0xD1B54A32D192ED03 + salt * 0x8CB92BA72F3D8DD7) % _WORD
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9 % _WORD
    word = (word ^ (word >> 27)) * 0x94D049BB133111EB % _WORD
    return word ^ (word >> 31)


def reports(seed: int, count: int, start: int = 0, plan: Plan | None = None) -> Iterator[Made]:
    """The files of `count` numbers from `start` on, in order. The plan's own seed gives way to `seed`."""
    own = (plan or Plan())._replace(seed=seed)
    for number in range(start, start + count):
        yield from files_of(number, own)


def files_of(number: int, plan: Plan) -> Iterator[Made]:
    """The files of one number: mostly one; none but the mark of it where the year is missing; two where it lies there twice or beside something that is no report."""
    whose = unit(number // plan.years)
    year = plan.first_year + number % plan.years
    chance = mixed(plan.seed, number, 1) / _WORD
    about = (whose.short, KINDS[whose.kind], year)
    if chance < MISSING:
        yield Made(number, "", "missing", *about, (), b"")
        return
    shape = _shape(number, plan)
    composed = compose(whose, year, mixed(plan.seed, shape, 2), mixed(plan.seed, number, 3))
    ending, content = _laid_out(composed, mixed(plan.seed, number, 4) / _WORD, plan)
    stem = f"{number // FOLDER_SIZE:04}/{number:07}-{whose.short}{year}"
    kind = "report" if shape == number else "near_copy"
    yield Made(number, f"{stem}{ending}", kind, *about, composed.facts, content)
    if chance > 1 - TWICE:
        yield Made(number, f"{stem}-副本{ending}", "duplicate", *about, composed.facts, content)
    elif chance > 1 - TWICE - NO_REPORT:
        yield Made(number, f"{stem}-其他.txt", "non_report", *about, (), _other(number, whose, year, plan))


def _shape(number: int, plan: Plan) -> int:
    """Whose sentences are used: the number's own, or those of the year before where it is a near copy."""
    while number % plan.years and mixed(plan.seed, number, 5) / _WORD < NEAR_COPY:
        number -= 1
    return number


def _laid_out(composed: Composed, chance: float, plan: Plan) -> tuple[str, bytes]:
    for ending, share in ((".html", plan.html), (".docx", plan.docx), (".pdf", plan.pdf)):
        if chance < share:
            return ending, as_html(composed).encode() if ending == ".html" else _as_document(composed, ending)
        chance -= share
    return ".txt", as_text(composed).encode()


def _labelled(composed: Composed) -> list[tuple[int, str]]:
    """The paragraphs with 一、 and （一） before their headings."""
    first = second = 0
    found = []
    for level, text in composed.body:
        if level == 1:
            first, second = first + 1, 0
            text = f"{_LABELS[first - 1]}、{text}"
        elif level == 2:
            second += 1
            text = f"（{_LABELS[second - 1]}）{text}"
        found.append((level, text))
    return found


def as_text(composed: Composed) -> str:
    """The report as plain text, paragraphs indented by two blanks."""
    lines = [*composed.head, "", composed.title, ""] if composed.head else [composed.title, ""]
    lines += ["　　" + text for _, text in _labelled(composed)]
    if composed.table:
        lines += ["", "附：主要数据", *("| " + " | ".join(row) + " |" for row in composed.table)]
    lines += ["", *("　　　　　　" + line for line in composed.tail), ""]
    return "\n".join(lines)


def as_html(composed: Composed) -> str:
    """The report as a page of a government's site, with what stands around it there."""
    tags = {0: "p", 1: "h2", 2: "h3"}
    body = "\n".join(f"<{tags[level]}>{html.escape(text)}</{tags[level]}>" for level, text in _labelled(composed))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in composed.table)
    head = "".join(f"<p>{html.escape(line)}</p>" for line in composed.head)
    tail = "".join(f'<p align="right">{html.escape(line)}</p>' for line in composed.tail)
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{composed.title}</title></head><body>\n'
        '<div class="nav"><a href="/">首页</a> <a href="/xxgk">政务公开</a> <a href="/hd">互动交流</a> <a href="/fw">办事服务</a></div>\n'
        f'<div class="article">{head}<h1>{composed.title}</h1>\n{body}\n{f"<table>{rows}</table>" if rows else ""}{tail}</div>\n'
        '<div class="foot">版权所有 网站地图 联系我们</div></body></html>\n'
    )


def _as_document(composed: Composed, ending: str) -> bytes:
    """As .docx or PDF, by the writers of the fixtures."""
    folder = str(ROOT / "fixtures" / "documents")
    if folder not in sys.path:
        sys.path.append(folder)
    from made_docx import as_docx
    from made_model import FIELD, HEADING, PARAGRAPH, SIGNATURE, TABLE, TITLE, Block
    from made_pdf import as_pdf

    blocks = [*(Block(FIELD, line) for line in composed.head), Block(TITLE, composed.title)]
    blocks += [Block(HEADING, text, level) if level else Block(PARAGRAPH, text) for level, text in composed.body]
    blocks += [Block(TABLE, rows=composed.table)] if composed.table else []
    blocks += [Block(SIGNATURE, line) for line in composed.tail]
    return as_docx(blocks) if ending == ".docx" else as_pdf(blocks)


def _other(number: int, whose: Unit, year: int, plan: Plan) -> bytes:
    """A file that is no report."""
    bits = mixed(plan.seed, number, 6)
    sentence: Sentence = parsed(NON_REPORTS[bits % len(NON_REPORTS)], "C")
    said = tuple(
        count(int(slot.low + (bits >> 8 * place) % 256 / 256 * slot.span), PLAIN)
        for place, slot in enumerate(sentence.slots, 1)
    )
    return (sentence.form % said if said else sentence.form).format(unit=whose.short, year=year).encode()


def truth_file(folder: Path, start: int = 0) -> Path:
    """Where the truth of a folder lies: FOLDER-truth.jsonl, for a part from a later number on FOLDER-truth-0000500.jsonl."""
    folder = folder.resolve()
    return folder.with_name(f"{folder.name}-truth{f'-{start:07}' if start else ''}.jsonl")


def write(folder: Path, numbers: range, plan: Plan, *, truth: bool = True) -> int:
    """Write the files of these numbers below `folder`; how many. What was put in goes to `truth_file`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = truth_file(folder, numbers.start).open("w", encoding="utf-8") if truth else None
    written, known = 0, ""
    try:
        for number in numbers:
            for made in files_of(number, plan):
                if made.path:
                    if made.path[:4] != known:
                        known = made.path[:4]
                        (folder / known).mkdir(exist_ok=True)
                    with open(folder / made.path, "wb", buffering=0) as file:
                        file.write(made.content)
                    written += 1
                if lines is not None:
                    lines.write(json.dumps(made.truth(), ensure_ascii=False, separators=(",", ":")) + "\n")
    finally:
        if lines is not None:
            lines.close()
    return written


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=1000, help="how many numbers (units × years)")
    parser.add_argument("--from", type=int, default=0, dest="start", help="the first number")
    parser.add_argument("--no-truth", action="store_true")
    for name, value in Plan()._asdict().items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, dest=name)
    asked = parser.parse_args()
    plan = Plan(**{name: getattr(asked, name) for name in Plan._fields})
    if plan.years < 1 or asked.reports < 0 or asked.start < 0 or plan.html + plan.docx + plan.pdf > 1:
        parser.error("--years from 1 on, --reports and --from from 0 on, shares that make no more than 1 together")
    written = write(asked.folder, range(asked.start, asked.start + asked.reports), plan, truth=not asked.no_truth)
    print(f"{asked.folder}: {written} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
