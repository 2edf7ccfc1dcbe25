"""The files of a rubric (its own, those it extends, its sheets) kept in a run folder, and read back from there alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from scoring.rubric.load import find_base, find_rubric, read_rubric
from scoring.rubric.types import Rubric
from scoring.vocabulary import Vocabulary
from scoring.yaml_source import Source, load, load_file

INDEX = "index.json"


class _Recorder:
    """Finds files as `find_base` does and remembers what was asked for, from where, and what it was."""

    def __init__(self, main: Source, folder: Path) -> None:
        self.texts = [main]
        self._places: dict[Path | None, int] = {folder: 0}
        self.found: list[tuple[int, str, int, int]] = []

    def place(self, folder: Path | None) -> int:
        return self._places.setdefault(folder, len(self._places))

    def find(self, name: str, folder: Path | None) -> tuple[Source, Path | None] | None:
        answer = find_base(name, folder)
        if answer is not None:
            source, beside = answer
            number = next((at for at, known in enumerate(self.texts) if known.file == source.file), len(self.texts))
            if number == len(self.texts):
                self.texts.append(source)
            record = (self.place(folder), name, number, self.place(beside))
            if record not in self.found:
                self.found.append(record)
        return answer


def rubric_copy(path_or_name: str, vocabulary: Vocabulary) -> tuple[Rubric | None, dict[str, bytes]]:
    """The rubric, and its files by name within the folder `rubric/`. None where it cannot be scored with."""
    path = find_rubric(path_or_name)
    if path is None:
        return None, {}
    given = Path(path_or_name)
    main = load_file(path, given.as_posix() if path == given else path.name)
    recorder = _Recorder(main, path.parent)
    rubric, _ = read_rubric(main, vocabulary, path.parent, recorder.find)
    shown = [path.name, *(source.file for source in recorder.texts[1:])]
    index = {"files": shown, "found": sorted(recorder.found)}
    files = {f"{number}.yaml": source.text.encode("utf-8") for number, source in enumerate(recorder.texts)}
    files[INDEX] = (json.dumps(index, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return rubric, files


def read_copy(files: Mapping[str, bytes], vocabulary: Vocabulary) -> Rubric | None:
    """The rubric of such files; nothing outside them is looked at. None where it cannot be scored with."""
    index = json.loads(files[INDEX])
    texts = [load(files[f"{number}.yaml"].decode("utf-8"), shown) for number, shown in enumerate(index["files"])]
    asked = {(str(place), name): (texts[number], Path(str(beside))) for place, name, number, beside in index["found"]}

    def find(name: str, folder: Path | None) -> tuple[Source, Path | None] | None:
        return asked.get((str(folder), name))

    rubric, _ = read_rubric(texts[0], vocabulary, Path("0"), find)
    return rubric
