"""Runs a Python program so that nothing of it outlives the launcher.

Called as `python -m portal.launcher.lifeline MODULE WORDS…` for the launcher's children. What the program forks
(granian's and Celery's own workers) is killed with it. When the launcher is gone, which shows as the end of a pipe that
the launcher alone holds open, the program is asked to stop and after a while made to.
"""

import os
import runpy
import signal
import sys
import threading
import time
from pathlib import Path

from portal.launcher import kernel

PIPE = "PORTAL_LIFELINE"
GRACE_SECONDS = 20


def watch_for_the_end_of_the_launcher(pipe: int) -> None:
    """Wait until the launcher is gone, then stop this process group: first kindly, after GRACE_SECONDS by force."""
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(0, signal.SIGKILL)


def main(words: list[str]) -> None:
    """Run the module named by the first word as if Python had been called with -m."""
    kernel.end_forks_with_this_process()
    pipe = os.environ.get(PIPE, "")
    if pipe:
        threading.Thread(target=watch_for_the_end_of_the_launcher, args=(int(pipe),), daemon=True).start()
    sys.argv = words
    sys.path.insert(0, str(Path.cwd()))
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
