"""Whatever happens to the file of the cache, what is read is right and the run goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.documents import read_folder
from scoring.errors import render
from scoring.measures import Fact, Library, read_facts
from scoring.resources import fixture_reports_folder
from scoring.store.cache import FILE, Cache, local, sqlite
from scoring.store.cache.check import about, clear, look_through
from scoring.store.cache.store import FACTS, Store, key_of
from scoring.text.report import Report

Facts = dict[str, tuple[Fact, ...]]


@pytest.fixture(scope="module")
def library() -> Library:
    return pipeline.load_measures()


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return read_folder([fixture_reports_folder() / "2024"]).reports[:4]


@pytest.fixture(scope="module")
def facts(reports: tuple[Report, ...], library: Library) -> Facts:
    return {report.id: read_facts(report, library) for report in reports}


def _kept(folder: Path, library: Library, reports: tuple[Report, ...]) -> tuple[Facts, list[str]]:
    with Cache(folder, library) as kept:
        found = kept.facts_many(reports)
    return found, [problem.code for problem in kept.problems]


def _cut(path: Path, share: float) -> None:
    with path.open("r+b") as stream:
        stream.truncate(int(path.stat().st_size * share))


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all\n" * 500)


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE addresses (name TEXT)")


def _later(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {sqlite.FORMAT + 1}")


def _overwritten(path: Path) -> None:
    """The pages behind the first, as a disk may leave them."""
    with path.open("r+b") as stream:
        stream.seek(8192)
        stream.write(b"\xa5" * 8192 * 8)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: _cut(path, 0.6), "cache-aside"),
        (lambda path: _cut(path, 0.02), "cache-aside"),
        (_garbage, "cache-aside"),
        (_overwritten, "cache-aside"),
        (_foreign, "cache-format"),
        (_later, "cache-format"),
    ],
    ids=["cut", "cut short", "garbage", "overwritten", "foreign", "later format"],
)
def test_a_file_that_cannot_be_used_is_put_aside(
    spoil: object, code: str, reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path
) -> None:
    assert callable(spoil)
    _kept(tmp_path, library, reports)
    spoil(tmp_path / FILE)
    assert _kept(tmp_path, library, reports) == (facts, [code])
    assert (tmp_path / sqlite.ASIDE).is_file()
    with Cache(tmp_path, library) as mended:
        assert mended.facts_many(reports) == facts
    assert mended.problems == []
    assert mended.taken == {FACTS: len(reports)}


def test_a_file_that_breaks_while_it_is_open(
    reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path
) -> None:
    _kept(tmp_path, library, reports)
    with Cache(tmp_path, library) as kept:
        kept.facts(reports[0])
        assert kept.store is not None
        kept.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        kept.store.rows("PRAGMA shrink_memory")
        _overwritten(tmp_path / FILE)
        assert kept.facts_many(reports) == facts
    assert {problem.code for problem in kept.problems} <= {"cache-aside", "cache-damaged", "cache-unreadable"}
    assert _kept(tmp_path, library, reports)[0] == facts
    assert _kept(tmp_path, library, reports) == (facts, [])


def test_a_folder_that_cannot_be_made(
    reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert _kept(tmp_path / "file" / "cache", library, reports) == (facts, ["cache-unreadable"])
    (tmp_path / "cache" / FILE).mkdir(parents=True)
    assert _kept(tmp_path / "cache", library, reports) == (facts, ["cache-unreadable"])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything can be written")
def test_a_folder_that_cannot_be_written(
    reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path
) -> None:
    tmp_path.chmod(0o555)
    assert _kept(tmp_path, library, reports) == (facts, ["cache-unreadable"])


def test_a_full_disk_is_said_once(reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path) -> None:
    _kept(tmp_path, library, reports[:1])
    with Cache(tmp_path, library) as kept:
        assert kept.store is not None
        (pages,) = kept.store.rows("PRAGMA page_count")
        kept.store.rows(f"PRAGMA max_page_count = {pages[0]}")
        for report in reports:
            kept.facts(report)
            kept.store.flush()
        assert kept.facts_many(reports) == facts
    assert [problem.code for problem in kept.problems] == ["cache-unwritable"]
    assert "磁盘已满" in render(kept.problems[0])
    with Cache(tmp_path, library) as later:
        assert later.facts(reports[0]) == facts[reports[0].id]
    assert later.taken == {FACTS: 1}


@pytest.mark.slow
def test_a_disk_that_is_really_full(
    reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        with Cache(disk, library) as kept:
            assert kept.facts(reports[0]) == facts[reports[0].id]
            assert kept.store is not None
            kept.store.flush()
            for number in range(40):
                kept.store.put(FACTS, key_of(b"%d" % number), b"", os.urandom(20_000), weight=256)
            assert kept.facts_many(reports) == facts
        assert [problem.code for problem in kept.problems] == ["cache-unwritable"]
        assert "磁盘已满" in render(kept.problems[0])
        assert _kept(disk, library, reports)[0] == facts
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_no_wal_no_cache(
    reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "is_remote", lambda _folder: True)
    assert _kept(tmp_path, library, reports) == (facts, ["cache-remote"])
    assert not (tmp_path / FILE).exists()
    monkeypatch.undo()
    # A database in memory cannot have WAL either.
    connect = sqlite._connect
    monkeypatch.setattr(sqlite, "_connect", lambda _path: connect(Path(":memory:")))
    assert _kept(tmp_path, library, reports) == (facts, ["cache-no-wal"])


_MOUNTS = b"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /srv/share rw shared:2 master:1 - nfs4 server:/share rw
41 40 0:36 / /srv/share/on\\040disk rw - xfs /dev/sdb rw
broken line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (b"/work/cache", "ext4"),
        (b"/srv/share", "nfs4"),
        (b"/srv/share/cache", "nfs4"),
        (b"/srv/shared", "ext4"),
        (b"/srv/share/on disk/cache", "xfs"),
    ],
)
def test_the_file_system_of_a_folder(place: bytes, kind: str) -> None:
    assert local.file_system(place, _MOUNTS) == kind


def test_this_folder_is_on_this_machine(tmp_path: Path) -> None:
    assert not local.is_remote(tmp_path)


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    faults: list[sqlite.Fault] = []
    value = os.urandom(50_000)
    for turn in range(6):
        store = Store(tmp_path, faults.append, limit=1_000_000)
        # The first entry is asked for each time, the others never again.
        store.get(FACTS, key_of(b"0", b"0"))
        for number in range(5):
            store.put(FACTS, key_of(b"%d" % turn, b"%d" % number), b"", value)
        store.close()
    store = Store(tmp_path, faults.append)
    there = [turn for turn in range(6) for number in range(5) if store.get(FACTS, key_of(b"%d" % turn, b"%d" % number))]
    store.close()
    assert faults == []
    assert there[0] == 0
    assert there.count(0) == 1
    assert there.count(5) == 5
    assert (tmp_path / FILE).stat().st_size < 1_200_000


def test_a_run_beyond_the_limit_keeps_what_it_kept_first(tmp_path: Path) -> None:
    faults: list[sqlite.Fault] = []
    for _ in range(2):
        store = Store(tmp_path, faults.append, limit=500_000)
        kept = [number for number in range(40) if store.get(FACTS, key_of(b"%d" % number))]
        for number in range(40):
            if number not in kept:
                store.put(FACTS, key_of(b"%d" % number), b"", os.urandom(50_000), weight=256)
        store.close()
    assert len(kept) >= 8
    assert {fault.code for fault in faults} == {"cache-full"}


def test_no_clock_is_asked(
    reports: tuple[Report, ...], facts: Facts, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that jumps changes nothing: age is counted in openings."""
    for name in ("time", "time_ns", "monotonic", "monotonic_ns"):
        monkeypatch.setattr(time, name, lambda name=name: pytest.fail(f"time.{name} was asked"))
    assert _kept(tmp_path, library, reports) == (facts, [])
    assert _kept(tmp_path, library, reports) == (facts, [])


_WRITER = """
import os, sys
from pathlib import Path
from scoring.store.cache.store import FACTS, Filing, Store, key_of
folder, name, count = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3])
faults = []
store = Store(folder, faults.append)
print("ready", flush=True)
for number in range(count):
    key = key_of(name, b"%d" % number)
    store.put(FACTS, key, b"program", key * 500, weight=8)
    store.file(Filing(key[:16], b"engine", b"library", key))
store.close()
print(len(faults), *faults)
"""


def _writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.slow
def test_killed_while_writing(tmp_path: Path, library: Library) -> None:
    for number in range(12):
        child = _writer(tmp_path, f"{number}", 1_000_000)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.02 * (number + 1))
        child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait()
        child.stdout.close()
    with Cache(tmp_path, library) as kept:
        assert kept.store is not None
        looked = look_through(kept.store)
        rows = kept.store.rows("SELECT count(*) FROM filed WHERE entry NOT IN (SELECT id FROM entries)")
    # What is written here is no compressed JSON: whether it is whole is what its digest says.
    assert looked.reason == ""
    assert rows == [(0,)]
    assert looked.entries > 0
    assert kept.problems == []
    store = Store(tmp_path, lambda fault: pytest.fail(f"{fault}"))
    ((key,),) = store.rows("SELECT key FROM entries ORDER BY id DESC LIMIT 1")
    assert store.get(FACTS, key) == key * 500
    store.close()


@pytest.mark.slow
def test_several_programs_write_at_once(tmp_path: Path) -> None:
    children = [_writer(tmp_path, f"{number}", 600) for number in range(3)]
    said = [child.communicate(timeout=120)[0].split() for child in children]
    assert said == [["ready", "0"]] * 3
    store = Store(tmp_path, lambda fault: pytest.fail(f"{fault}"))
    assert all(
        store.get(FACTS, key_of(b"%d" % writer, b"%d" % number)) == key_of(b"%d" % writer, b"%d" % number) * 500
        for writer in range(3)
        for number in range(600)
    )
    assert store.rows("SELECT count(*) FROM filed") == [(1800,)]
    store.close()


@pytest.mark.slow
def test_cleared_while_another_writes(tmp_path: Path, library: Library) -> None:
    child = _writer(tmp_path, "one", 20_000)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    for _ in range(5):
        time.sleep(0.05)
        clear(tmp_path)
        store = Store(tmp_path, lambda fault: pytest.fail(f"{fault}"))
        store.put(FACTS, key_of(b"mine"), b"program", b"value")
        store.close()
        store = Store(tmp_path, lambda fault: pytest.fail(f"{fault}"))
        assert store.get(FACTS, key_of(b"mine")) == b"value"
        store.close()
    assert child.communicate(timeout=120)[0].split()[:1] == ["0"]
    with Cache(tmp_path, library) as kept:
        assert kept.store is not None
        assert look_through(kept.store).reason == ""
        assert about(kept.store, tmp_path, library).kinds
    assert kept.problems == []
