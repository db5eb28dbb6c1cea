"""A program under the lifeline: what it forks dies with it, and it ends when the launcher's end of the pipe closes."""

import os
import signal
import subprocess
import sys

import pytest

from portal.launcher import lifeline
from portal.launcher.processes import Mark
from tests.portal.launcher.running import ROOT, until

_PROGRAM = """
import os, signal, sys, time
if "deaf" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
first = os.fork()
if not first:
    second = os.fork()
    open(os.environ["PIDS"], "a").write(f"{os.getpid()}\\n")
    time.sleep(600)
open(os.environ["PIDS"], "a").write(f"{os.getpid()}\\n")
time.sleep(600)
"""


@pytest.fixture
def program(tmp_path):
    """Run a program that forks, and its fork again, under the lifeline; yields it, all its processes and the pipe."""
    (tmp_path / "forking.py").write_text(_PROGRAM)
    pids = tmp_path / "pids"
    started = []
    reader, writer = os.pipe()

    def start(*words):
        code = "import sys; from portal.launcher import lifeline; lifeline.GRACE_SECONDS = 0.3; lifeline.main(sys.argv[1:])"
        process = subprocess.Popen(
            [sys.executable, "-c", code, "forking", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PIDS": str(pids), lifeline.PIPE: str(reader)},
            pass_fds=(reader,),
            start_new_session=True,
        )
        started.append(process)
        until(lambda: pids.exists() and pids.read_text().count("\n") == 3, "three processes")
        return process, [Mark.of(int(line)) for line in pids.read_text().split()]

    yield start, writer
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_what_a_killed_program_has_forked_is_killed_with_it(program):
    start, _ = program
    process, marks = start()
    process.kill()
    process.wait()
    until(lambda: not any(mark.is_alive() for mark in marks), "forks gone", 10)


def test_a_program_is_asked_to_stop_when_the_launcher_is_gone(program):
    start, writer = program
    process, marks = start()
    os.close(writer)
    assert process.wait(10) == -signal.SIGTERM
    until(lambda: not any(mark.is_alive() for mark in marks), "forks gone", 10)


def test_a_program_that_does_not_listen_is_made_to_stop(program):
    start, writer = program
    process, marks = start("deaf")
    os.close(writer)
    assert process.wait(10) == -signal.SIGKILL
    until(lambda: not any(mark.is_alive() for mark in marks), "forks gone", 10)
