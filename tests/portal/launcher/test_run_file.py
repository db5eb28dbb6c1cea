"""What a running portal announces: to its owner alone, whole, and only while it lives."""

import json
import os
import subprocess
import sys

from portal.launcher import run_file
from portal.launcher.fingerprints import Stamps
from portal.launcher.processes import Mark


def test_what_is_announced_can_be_read_by_others_while_this_process_lives(tmp_path):
    run_file.write(tmp_path, {"DATABASE_URL": "postgresql://portal@127.0.0.1:1/portal"})
    assert run_file.read(tmp_path)["DATABASE_URL"] == "postgresql://portal@127.0.0.1:1/portal"
    assert (tmp_path / run_file.NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [run_file.NAME]
    run_file.remove(tmp_path)
    assert run_file.read(tmp_path) == {}


def test_nothing_is_read_of_a_launcher_that_is_gone_or_whose_process_id_is_somebody_elses(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for launcher in (f"{ended.pid} 1", f"{os.getpid()} 1", "", "nonsense"):
        (tmp_path / run_file.NAME).write_text(json.dumps({"LAUNCHER": launcher, "REDIS_URL": "redis://127.0.0.1:1"}))
        assert run_file.read(tmp_path) == {}, launcher


def test_a_file_that_is_none_reads_as_nothing(tmp_path):
    assert run_file.read(tmp_path / "missing") == {}
    for text in ("", "[]", "{", "\0"):
        (tmp_path / run_file.NAME).write_text(text)
        assert run_file.read(tmp_path) == {}


def test_a_zombie_is_not_alive():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    mark = Mark.of(process.pid)
    assert mark.is_alive()
    assert Mark.parse(str(mark)) == mark
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, but not collected yet
    assert not mark.is_alive()
    process.wait()


def test_stamps_survive_and_a_spoiled_file_counts_as_none(tmp_path):
    stamps = Stamps(tmp_path / "stamps.json")
    assert stamps.get("static") == ""
    stamps.put("static", "one")
    stamps.put("database", "two")
    assert (stamps.get("static"), stamps.get("database")) == ("one", "two")
    (tmp_path / "stamps.json").write_text("{")
    assert Stamps(tmp_path / "stamps.json").get("static") == ""
