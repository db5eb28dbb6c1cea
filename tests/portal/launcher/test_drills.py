"""Kills the portal's processes one after another: what comes back, what is said, what is left, what is lost (nothing)."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal.launcher import run_file
from portal.launcher.child import Surroundings
from portal.launcher.stores import PostgresStore, wait_until
from tests.portal.launcher.running import ROOT, RunningPortal, until

pytestmark = pytest.mark.crash


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    """One portal for all drills of this file; each leaves it running or starts it again."""
    running = RunningPortal(tmp_path_factory.mktemp("drill") / "var with å space")
    yield running
    running.clear_away()


@pytest.fixture
def up(portal: RunningPortal) -> RunningPortal:
    if portal.process is None or portal.has_ended():
        portal.start()
    return portal


def remember(portal: RunningPortal, word: str) -> None:
    with portal.database() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS drill (word text)")
        connection.execute("INSERT INTO drill VALUES (%s)", [word])


def remembers(portal: RunningPortal, word: str) -> bool:
    with portal.database() as connection:
        return connection.execute("SELECT 1 FROM drill WHERE word = %s", [word]).fetchone() is not None


def test_one_start_brings_up_everything_and_says_where(up):
    assert set(up.children()) == {"postgres", "valkey", "web", "worker", "beat"}
    assert f"http://127.0.0.1:{up.port}/" in up.output
    assert up.is_ready()
    until(up.worker_answers, "worker")
    assert (up.var / "run.json").stat().st_mode & 0o777 == 0o600


def test_a_second_start_is_refused_with_a_sentence(up):
    said = up.refused()
    assert f"already running at http://127.0.0.1:{up.port} (process {up.process.pid})" in said
    assert up.is_ready()


@pytest.mark.parametrize("name", ["worker", "beat", "web", "valkey", "postgres"])
def test_a_killed_child_comes_back_without_leaving_anything_or_losing_anything(up, name):
    remember(up, name)
    before, old = set(up.processes()), up.children()
    os.kill(old[name], signal.SIGKILL)
    until(lambda: up.children().get(name, old[name]) != old[name], f"{name} again")
    until(up.is_ready, "ready again")
    until(up.worker_answers, "worker again")
    kept = {pid for other, pid in old.items() if other != name}
    assert kept <= set(up.children().values()), "only the killed one is started again"
    # The workers of a killed web server, say: they are no longer there, not even without their parent.
    until(lambda: _descendants_are_gone(up, before, old, name), "what the killed one had started is gone")
    assert remembers(up, name)
    assert f"{name} was killed by signal 9 and was started again" in up.output


def _descendants_are_gone(up: RunningPortal, before: set[int], old: dict[str, int], name: str) -> bool:
    survivors = before & set(up.processes()) - set(old.values()) - {up.process.pid}
    parents = {pid: _parent(pid) for pid in survivors}
    return old[name] not in up.processes() and all(parent in up.processes() for parent in parents.values())


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return os.getpid()


def test_a_killed_launcher_leaves_no_orphan_and_the_next_start_finds_everything(up):
    remember(up, "launcher")
    before = set(up.processes())
    up.signal(signal.SIGKILL)
    up.wait()
    assert run_file.read(up.var) == {}, "a dead launcher announces nothing"
    up.start()  # at once, while the old children may still be on their way out
    assert before & set(up.processes()) == set()
    assert remembers(up, "launcher")
    assert (up.var / "log" / "postgres.log").read_text().count("database system is shut down") >= 1


def test_ctrl_c_stops_everything_and_the_data_is_there_for_another_day(up):
    remember(up, "ctrl-c")
    up.signal(signal.SIGINT)
    assert up.wait() == 0
    assert up.nothing_is_left(), up.processes()
    assert "Stopped in" in up.output
    assert not (up.var / "run.json").exists()
    assert "ctrl-c" in words_in_the_stopped_database(up)


def words_in_the_stopped_database(portal: RunningPortal) -> list[str]:
    surroundings = Surroundings(root=ROOT, logs=portal.var / "log")
    store = PostgresStore(folder=portal.var, surroundings=surroundings)
    server = store.prepare()
    server.start()
    try:
        wait_until(store.answers, server, title=store.title, stopping=lambda: False)
        with psycopg.connect(store.url()) as connection:
            return [word for (word,) in connection.execute("SELECT word FROM drill")]
    finally:
        server.ask_to_stop()
        server.await_stop(hurry=lambda: False)
