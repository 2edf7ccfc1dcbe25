"""Work on a cluster gives the bytes of work in one process, whatever happens to workers, scheduler and main program."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from faulty_worker import KILLER
from machines import FAST, PATHS, SOON, at_most, digests, machines
from made_reports import make_reports, text_of

from scoring.errors import ScoringError
from scoring.pipeline.machines import extract_on_cluster
from scoring.pipeline.many import extract_dataset
from scoring.scale.cluster import connected
from scoring.scale.cluster_local import LocalCluster, local_cluster
from scoring.scale.many import serially
from scoring.scale.parts import task_key
from scoring.scale.progress import Progress
from scoring.scale.types import File, Receipt, Settings, Task

pytest.importorskip("distributed")
psutil = pytest.importorskip("psutil")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]
REPORTS = 900
# As in docs/cluster.md, and a certificate that nobody signed.
_NEW = "openssl req -newkey rsa:2048 -nodes"
CERTIFICATES = (
    f"{_NEW} -x509 -days 30 -subj /CN=scoring-ca -keyout ca-key.pem -out ca.pem",
    f"{_NEW} -subj /CN=scoring -keyout key.pem -out request.pem",
    "openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 30 -out cert.pem",
    f"{_NEW} -x509 -days 30 -subj /CN=scoring -keyout other-key.pem -out other-cert.pem",
)


@pytest.fixture(autouse=True)
def _limit() -> Iterator[None]:
    with at_most(240):
        yield


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("cluster") / "in", REPORTS)


@pytest.fixture(scope="module")
def serial(reports: Path) -> dict[str, str]:
    folder = reports.parent / "serial"
    extract_dataset([reports], folder, Progress(), run=serially)
    return digests(folder)


class _At:
    """Does something once, when so many files are done."""

    def __init__(self, done: int, act: Callable[[], None]) -> None:
        self.done, self.act, self.acted = done, act, False

    def __call__(self, progress: Progress) -> None:
        if not self.acted and progress.done >= self.done:
            self.acted = True
            self.act()


def _kill_one(address: str) -> None:
    with connected(address, waits=SOON) as cluster:
        pids = cluster.client.run(os.getpid)
    os.kill(pids[min(pids)], signal.SIGKILL)


def test_a_cluster_of_its_own_gives_the_bytes_of_one_process(
    reports: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    shown = set()
    progress = Progress(shown=lambda one: shown.add(one.done))
    dataset = extract_on_cluster([reports], tmp_path / "out", progress, address="local", jobs=2, waits=SOON)
    assert digests(tmp_path / "out") == serial
    assert dataset.reports_count == REPORTS
    assert len(shown) > 3


def test_it_listens_nowhere_but_here_and_leaves_nothing_behind() -> None:
    others = psutil.Process().children(recursive=True)
    with local_cluster(2, SOON) as cluster:
        # Other tests of this process have left the child that parses documents.
        tree = [one for one in psutil.Process().children(recursive=True) if one not in others]
        places = {one.laddr.ip for each in tree for one in each.net_connections("inet") if one.status == "LISTEN"}
        assert places == {"127.0.0.1"}
        assert len(cluster.client.nthreads()) == 2
        stopped = next(iter(cluster.client.run(os.getpid).values()))
        # What does not answer to SIGTERM is killed.
        os.kill(stopped, signal.SIGSTOP)
    _, left = psutil.wait_procs(tree, timeout=5)
    assert not [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_a_cluster_of_its_own_ends_when_the_main_program_is_killed() -> None:
    program = (
        "import sys, time; from scoring.scale.cluster_local import LocalCluster\n"
        "own = LocalCluster(1); print(own.folder, flush=True); time.sleep(100)"
    )
    main = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert main.stdout is not None
    folder = Path(main.stdout.readline().decode().strip())
    time.sleep(2)
    tree = psutil.Process(main.pid).children(recursive=True)
    assert len(tree) >= 2
    main.kill()
    main.wait()
    main.stdout.close()
    _, left = psutil.wait_procs(tree, timeout=30)
    assert not [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    assert not folder.exists()


def test_a_worker_that_is_killed_costs_nothing_with_a_nanny(
    reports: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    own = LocalCluster(2)
    try:
        at = _At(100, lambda: _kill_one(own.address))
        progress = Progress(shown=at)
        extract_on_cluster([reports], tmp_path / "out", progress, address=own.address, waits=SOON)
    finally:
        own.close()
    assert at.acted
    assert digests(tmp_path / "out") == serial


def test_a_worker_that_is_killed_costs_nothing_without_a_nanny(
    reports: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    with machines(tmp_path / "machines") as cluster:
        cluster.scheduler()
        cluster.worker("--no-nanny")
        cluster.worker("--no-nanny")
        at = _At(100, cluster.processes[1].kill)
        extract_on_cluster([reports], tmp_path / "out", Progress(shown=at), address=cluster.address, waits=SOON)
    assert at.acted
    assert digests(tmp_path / "out") == serial


def test_a_worker_thought_dead_that_comes_back_changes_nothing(
    reports: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    with machines(tmp_path / "machines") as cluster:
        os.environ["DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL"] = "3s"
        try:
            cluster.scheduler()
        finally:
            del os.environ["DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL"]
        cluster.worker("--no-nanny")
        cluster.worker("--no-nanny")
        sleeper = cluster.processes[1]
        at = _At(100, lambda: os.kill(sleeper.pid, signal.SIGSTOP))
        extract_on_cluster([reports], tmp_path / "out", Progress(shown=at), address=cluster.address, waits=SOON)
        os.kill(sleeper.pid, signal.SIGCONT)
        time.sleep(3)
    assert at.acted
    assert digests(tmp_path / "out") == serial


def test_a_scheduler_that_is_lost_leaves_what_can_be_gone_on_with(
    reports: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    with machines(tmp_path / "machines") as cluster:
        cluster.scheduler()
        cluster.worker("--nworkers", "2")
        progress = Progress(shown=_At(250, cluster.processes[0].kill))
        with pytest.raises(ScoringError) as caught:
            extract_on_cluster([reports], tmp_path / "out", progress, address=cluster.address, waits=SOON)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-scheduler-lost"]
    assert "--resume" in (caught.value.diagnostics[0].help or "")
    again = Progress()
    extract_on_cluster([reports], tmp_path / "out", again, address="local", jobs=2, waits=SOON, resume=True)
    assert again.reused > 0
    assert digests(tmp_path / "out") == serial


def test_a_scheduler_that_does_not_answer_is_as_good_as_lost(reports: Path, tmp_path: Path) -> None:
    with machines(tmp_path / "machines") as cluster:
        cluster.scheduler()
        cluster.worker("--no-nanny")
        at = _At(100, lambda: os.kill(cluster.processes[0].pid, signal.SIGSTOP))
        with pytest.raises(ScoringError) as caught:
            extract_on_cluster([reports], tmp_path / "out", Progress(shown=at), address=cluster.address, waits=SOON)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-scheduler-lost"]


def test_an_interrupt_leaves_what_can_be_gone_on_with(reports: Path, serial: dict[str, str], tmp_path: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_on_cluster(
            [reports], tmp_path / "out", Progress(shown=_At(250, interrupt)), address="local", jobs=2, waits=SOON
        )
    again = Progress()
    extract_dataset([reports], tmp_path / "out", again, run=serially, resume=True)
    assert again.reused > 0
    assert digests(tmp_path / "out") == serial


def test_a_file_that_kills_every_worker_is_found_and_the_rest_goes_on(tmp_path: Path) -> None:
    reports = make_reports(tmp_path / "in", 60)
    (reports / f"0{KILLER}药.txt").write_text(text_of("青柳县", 2020, 3), encoding="utf-8")
    settings = {"FAULT": "kill", **PATHS}
    own = LocalCluster(2, "--preload", "faulty_worker", settings=settings)
    try:
        dataset = extract_on_cluster([reports], tmp_path / "out", Progress(), address=own.address, waits=SOON)
    finally:
        own.close()
    errors = [(one.file, one.code) for one in dataset.problems() if one.is_error and one.code != "empty-file"]
    assert errors == [(f"0{KILLER}药.txt", "file-crashed")]
    assert dataset.reports_count == 60


def test_workers_of_another_version_are_told_before_anything_is_read(tmp_path: Path, reports: Path) -> None:
    with machines(tmp_path / "machines") as cluster:
        cluster.scheduler()
        cluster.worker("--no-nanny", "--preload", "faulty_worker", settings={"FAULT": "version"})
        with pytest.raises(ScoringError) as caught:
            extract_on_cluster([reports], tmp_path / "out", Progress(), address=cluster.address, waits=SOON)
    (told,) = caught.value.diagnostics
    assert told.code == "cluster-other-versions"
    assert "tcp://127.0.0.1:" in told.message
    assert "0.0.7" in told.message
    assert "lxml" in told.message
    assert not (tmp_path / "out").exists()


def test_a_scheduler_without_workers_and_none_at_all_are_told_in_time(tmp_path: Path, reports: Path) -> None:
    with machines(tmp_path / "machines") as cluster:
        cluster.scheduler()
        with pytest.raises(ScoringError) as caught:
            extract_on_cluster([reports], tmp_path / "out", Progress(), address=cluster.address, waits=FAST)
        assert [one.code for one in caught.value.diagnostics] == ["cluster-no-workers"]
    with pytest.raises(ScoringError) as caught:
        extract_on_cluster([reports], tmp_path / "out", Progress(), address=cluster.address, waits=FAST)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-unreachable"]
    assert not (tmp_path / "out").exists()


def test_when_all_workers_are_gone_the_run_ends_in_time(tmp_path: Path, reports: Path) -> None:
    with machines(tmp_path / "machines") as cluster:
        cluster.scheduler()
        cluster.worker("--no-nanny")
        at = _At(100, cluster.processes[1].kill)
        with pytest.raises(ScoringError) as caught:
            extract_on_cluster(
                [reports],
                tmp_path / "out",
                Progress(shown=at),
                address=cluster.address,
                waits=SOON._replace(workers=6),
            )
    assert [one.code for one in caught.value.diagnostics] == ["cluster-workers-gone"]


def test_places_and_files_that_workers_do_not_see_are_told(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    with local_cluster(1, SOON) as cluster:
        with pytest.raises(ScoringError) as caught:
            cluster.check_folder("memory://parts")
        assert [one.code for one in caught.value.diagnostics] == ["cluster-folder-apart"]
        blocked = tmp_path / "file"
        blocked.write_bytes(b"no folder")
        with pytest.raises(ScoringError) as caught:
            cluster.check_folder(str(blocked))
        assert [one.code for one in caught.value.diagnostics] == ["cluster-place-unusable"]
        cluster.check_paths((str(tmp_path), str(tmp_path / "gone")))
        # Open here and nowhere else.
        handle = os.memfd_create("report")
        os.write(handle, text_of("青柳县", 2020, 3).encode())
        os.dup2(handle, 900)
        os.close(handle)
        task = Task(0, (File("甲.txt", ("/proc/self/fd/900",)),), str(tmp_path / "parts"), _settings())
        try:
            with pytest.raises(ScoringError) as caught:
                cluster.check_paths(task.files[0].paths)
            assert [one.code for one in caught.value.diagnostics] == ["cluster-file-apart"]
            with pytest.raises(ScoringError) as caught:
                list(cluster.run([task], lambda _: None))
        finally:
            os.close(900)
        assert [one.code for one in caught.value.diagnostics] == ["cluster-file-apart"]
        # A file that is nowhere is a problem of the data set, as it is without a cluster.
        gone = task._replace(files=(File("甲.txt", (str(tmp_path / "gone.txt"),)),))
        (receipt,) = list(cluster.run([gone], lambda _: None))
        assert isinstance(receipt, Receipt)
        assert (receipt.key, receipt.errors) == (task_key(gone), 1)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl")
def test_with_certificates_only_those_who_have_one_are_let_in(
    reports: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    for command in CERTIFICATES:
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    files = {name: str(tmp_path / f"{name}.pem") for name in ("ca", "cert", "key", "other-cert", "other-key")}
    options = ("--tls-ca-file", files["ca"], "--tls-cert", files["cert"], "--tls-key", files["key"])
    with machines(tmp_path / "machines", *options) as cluster:
        address = cluster.scheduler("--protocol", "tls")
        assert address.startswith("tls://")
        cluster.worker("--nworkers", "2")
        ours = (files["ca"], files["cert"], files["key"])
        extract_on_cluster([reports], tmp_path / "out", Progress(), address=address, waits=SOON, tls=ours)
        strangers = (files["ca"], files["other-cert"], files["other-key"])
        for address_, tls in ((address, strangers), (address.replace("tls", "tcp", 1), None)):
            with pytest.raises(ScoringError) as caught:
                extract_on_cluster([reports], tmp_path / "no", Progress(), address=address_, waits=FAST, tls=tls)
            assert [one.code for one in caught.value.diagnostics] == ["cluster-unreachable"]
    assert digests(tmp_path / "out") == serial


def _settings() -> Settings:
    from scoring.pipeline.libraries import load_measures
    from scoring.scale.work import program

    return Settings(load_measures().sha256, program())
