"""Before a task is sent: the connection, the workers, whether they are of the same program, and whether they see the same folder."""

from __future__ import annotations

import contextlib
import logging
import uuid
from typing import Any, NamedTuple

from scoring.errors import Diagnostic, ScoringError
from scoring.messages.cluster import DIFFERENCE, JOIN, NAMES, NOTHING, SCHEDULER
from scoring.scale import hand
from scoring.scale.cluster_told import told
from scoring.scale.optional import library
from scoring.scale.place import digest, place_of

_SHORT = 12
_OF_SCHEDULER = ("engine", "python", "distributed")


class Tls(NamedTuple):
    """PEM files: who signed the certificates of the cluster, our certificate, and its key."""

    ca: str
    cert: str
    key: str


class Waits(NamedTuple):
    """Seconds that are waited at most: for the connection, for the first worker (or the next, when all are gone), for an answer about versions
    and folders, for any other answer, and for a part that another machine wrote to be seen here."""

    connect: float = 15.0
    workers: float = 60.0
    check: float = 120.0
    answer: float = 20.0
    arrival: float = 15.0


def client_of(address: str, tls: Tls | None, waits: Waits) -> Any:
    """A client of the scheduler. Raises ScoringError: cluster-not-installed, cluster-tls-unusable, cluster-unreachable."""
    library("fsspec")
    dask = library("distributed")
    # What happens to the connection is told by us, once.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    security = None
    if tls is not None:
        security = dask.Security(
            tls_ca_file=tls.ca, tls_client_cert=tls.cert, tls_client_key=tls.key, require_encryption=True
        )
        try:
            security.get_connection_args("client")
        except (OSError, ValueError) as error:
            raise ScoringError([told("cluster-tls-unusable", None, reason=_words(error))]) from error
    try:
        return dask.Client(address, timeout=waits.connect, security=security, set_as_default=False)
    except Exception as error:
        # Refused, unknown, too slow, of another protocol: the library has a kind for each.
        raise ScoringError(
            [told("cluster-unreachable", None, address=address, seconds=f"{waits.connect:g}", reason=_words(error))]
        ) from error


def wait_for_workers(client: Any, address: str, waits: Waits) -> None:
    """Wait until there is a worker. Raises ScoringError: cluster-no-workers."""
    try:
        client.wait_for_workers(1, timeout=waits.workers)
    except Exception as error:
        raise ScoringError([told("cluster-no-workers", None, address=address, seconds=f"{waits.workers:g}")]) from error


def check_versions(client: Any, address: str, waits: Waits) -> None:
    """Raises ScoringError with a diagnostic for the scheduler and every worker that is without this program or has another version."""
    here = hand.about()
    scheduler = SCHEDULER.format(address=address)
    found: list[Diagnostic] = []
    for who, there in {scheduler: _on_scheduler(client, waits), **_on_workers(client, waits, hand.about)}.items():
        if isinstance(there, BaseException):
            found.append(told("cluster-without-program", None, worker=who, reason=_words(there)))
            continue
        # A scheduler passes tasks on and reads nothing.
        names = _OF_SCHEDULER if who == scheduler else tuple(here)
        ours, theirs = ({name: one.get(name, "") for name in names} for one in (here, there))
        if ours != theirs:
            found.append(told("cluster-other-versions", None, worker=who, differences=_differences(ours, theirs)))
    if found:
        raise ScoringError(found)


def check_folder(client: Any, out: str, waits: Waits) -> None:
    """Put something into the place `out` and have every worker read it and answer there. Raises ScoringError: cluster-place-unusable,
    cluster-folder-apart, cluster-folder-unwritable."""
    place = place_of(out)
    name, data = f".seen-{uuid.uuid4().hex}", uuid.uuid4().bytes
    names = [name]
    try:
        place.write(name, data)
        found: list[Diagnostic] = []
        answer = f"{name}-answer"
        names.append(answer)
        for worker, there in _on_workers(client, waits, hand.seen, out, name, answer).items():
            if isinstance(there, BaseException):
                found.append(told("cluster-without-program", None, worker=worker, reason=_words(there)))
            elif there["digest"] != digest(data) and not there["reason"]:
                found.append(told("cluster-folder-apart", None, worker=worker, folder=out))
            elif there["reason"]:
                found.append(told("cluster-folder-unwritable", None, worker=worker, folder=out, reason=there["reason"]))
        if not found and place.read(answer) != digest(data).encode("ascii"):
            found.append(told("cluster-folder-apart", None, worker="", folder=out))
        if found:
            raise ScoringError(found)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ScoringError([told("cluster-place-unusable", None, folder=out, reason=reason)]) from error
    finally:
        for one in names:
            with contextlib.suppress(OSError):
                place.remove(one)


def check_paths(client: Any, paths: tuple[str, ...], waits: Waits) -> None:
    """Raises ScoringError (cluster-file-apart) with a diagnostic for every worker that does not see one of the paths, which are here."""
    here = tuple(path for path in paths if not hand.unseen((path,)))
    found: list[Diagnostic] = []
    for worker, there in _on_workers(client, waits, hand.unseen, here).items():
        if isinstance(there, BaseException):
            found.append(told("cluster-without-program", None, worker=worker, reason=_words(there)))
        elif there:
            found.append(told("cluster-file-apart", None, worker=worker, path=there))
    if found:
        raise ScoringError(found)


def _on_scheduler(client: Any, waits: Waits) -> Any:
    # The scheduler looks at what it passes on, so it needs the program, too.
    try:
        return client.sync(client._run_on_scheduler, hand.about, callback_timeout=waits.check)
    except Exception as error:
        return error


def _on_workers(client: Any, waits: Waits, function: Any, *arguments: Any) -> dict[str, Any]:
    """What a function gives on every worker, or the exception that it raised there."""
    try:
        answers = client.sync(client._run, function, *arguments, on_error="return", callback_timeout=waits.check)
    except Exception as error:
        return {"": error}
    return dict(sorted(answers.items()))


def _differences(here: dict[str, str], there: dict[str, str]) -> str:
    """What is different, in words: versions, digests, and of the readers' libraries those that differ."""
    words = [
        DIFFERENCE.format(name=title, here=here.get(name, "")[:_SHORT], there=there.get(name, "")[:_SHORT] or NOTHING)
        for name, title in NAMES.items()
        if here.get(name) != there.get(name)
    ]
    ours, theirs = _lines(here.get("environment", "")), _lines(there.get("environment", ""))
    for name in sorted(ours | theirs):
        one, other = ours.get(name, NOTHING) or NOTHING, theirs.get(name, NOTHING) or NOTHING
        if one != other:
            words.append(DIFFERENCE.format(name=name, here=one, there=other))
    return JOIN.join(words)


def _lines(environment: str) -> dict[str, str]:
    """Name and version of each line; a line that is only a name says that it is there."""
    found: dict[str, str] = {}
    for line in environment.splitlines():
        name, space, version = line.partition(" ")
        found[name] = version if space else "✓"
    return found


def _words(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
