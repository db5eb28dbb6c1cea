"""Children that end: started again a few times, then given up with a sentence; what they leave behind is cleared away."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from portal.launcher import kernel, leftovers
from portal.launcher.child import Child, Surroundings
from portal.launcher.errors import LaunchError
from portal.launcher.processes import Mark
from portal.launcher.supervision import Supervisor
from tests.portal.launcher.running import until


@pytest.fixture
def surroundings(tmp_path):
    (tmp_path / "log").mkdir()
    return Surroundings(root=tmp_path, logs=tmp_path / "log")


@pytest.fixture
def supervisor(tmp_path):
    supervisor = Supervisor(var=tmp_path, stopping=lambda: False, hurry=lambda: False)
    yield supervisor
    supervisor.stop()


def child(surroundings: Surroundings, code: str, **more) -> Child:
    return Child(name="sleeper", argv=[sys.executable, "-c", code], surroundings=surroundings, **more)


def test_a_child_that_keeps_ending_is_given_up_with_a_sentence_and_the_end_of_its_log(supervisor, surroundings):
    supervisor.start(child(surroundings, "print('no luck today'); raise SystemExit(3)"), tier=0)
    with pytest.raises(LaunchError) as refused:
        supervisor.watch()
    assert "sleeper ended with exit code 3 and has been started again 5 times in vain" in str(refused.value)
    assert "no luck today" in str(refused.value)


def test_a_killed_child_is_started_again_and_its_own_children_are_killed(supervisor, surroundings, tmp_path):
    code = f"""
import os, subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
open({str(tmp_path / "pids")!r}, "a").write(f"{{inner.pid}}\\n")
time.sleep(600)
"""
    pids = tmp_path / "pids"
    asked = []
    supervisor.stopping = lambda: bool(asked)
    kernel.adopt_orphans()
    supervisor.start(child(surroundings, code), tier=0)

    def kill_once_and_stop_later():
        until(lambda: pids.exists() and pids.read_text().count("\n") == 1, "first")
        os.kill(supervisor.children[0].pid, signal.SIGKILL)
        until(lambda: pids.read_text().count("\n") == 2, "second")
        asked.append(True)

    thread = threading.Thread(target=kill_once_and_stop_later)
    thread.start()
    supervisor.watch()
    thread.join()
    orphan, current = (Mark.of(int(line)) for line in pids.read_text().split())
    assert not orphan.began, "the inner process of the killed child is gone"
    assert current.is_alive()
    supervisor.stop()
    assert not current.is_alive(), "it is in another session, so only the launcher as its new parent can find it"


def test_a_child_that_does_not_listen_is_killed_after_its_grace(supervisor, surroundings):
    deaf = child(
        surroundings,
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
        grace_seconds=0.3,
    )
    supervisor.start(deaf, tier=0)
    until(lambda: "deaf" in deaf.last_words(), "deaf")
    mark = Mark.of(deaf.pid)
    supervisor.stop()
    assert not mark.is_alive()


def test_higher_tiers_are_stopped_before_the_ones_they_stand_on(supervisor, surroundings, tmp_path):
    order = tmp_path / "order"
    code = f"""
import signal, sys, time
def end(*_):
    time.sleep(0.2)
    open({str(order)!r}, "a").write(NAME)
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
time.sleep(600)
"""
    for tier, name in enumerate("abc"):
        one = child(surroundings, f"NAME = {name!r}\n{code}")
        one.name = name
        supervisor.start(one, tier=tier)
        until(lambda one=one: "up" in one.last_words(), name)
    supervisor.stop()
    assert order.read_text() == "cba"


def test_what_a_killed_launcher_left_is_waited_for_then_asked_then_killed(surroundings, tmp_path):
    said = []
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    left = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    stray = Child(name="stray", argv=[], surroundings=surroundings, process=left)  # type: ignore[arg-type]
    leftovers.note(tmp_path, [stray])
    assert [name for name, _, _ in leftovers.find(tmp_path)] == ["stray"]
    threading.Thread(target=left.wait, daemon=True).start()
    time.sleep(0.3)
    leftovers.clear(tmp_path, say=said.append, patience=0.3)
    assert left.wait(5) == -signal.SIGKILL
    assert leftovers.find(tmp_path) == []
    assert "stray" in said[0]


def test_a_reused_process_id_is_not_taken_for_what_was_left(tmp_path):
    (tmp_path / leftovers.NAME).write_text(f'[["web", "{os.getpid()} 1", 15]]')
    assert leftovers.find(tmp_path) == []
