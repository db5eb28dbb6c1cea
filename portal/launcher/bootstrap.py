"""Makes `.venv` what the lock file says: `python3.11 portal/launcher/bootstrap.py [--dev]`, called by the Makefile.

Runs under any Python 3.11 before there is a virtual environment, so it uses the standard library alone and imports
nothing of the portal. Does nothing when the lock has not changed since the last time.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {False: ROOT / "requirements.lock", True: ROOT / "requirements-dev.lock"}
NEEDED_MEGABYTES = 1500
_REPORTED = re.compile(r"^Collecting ([A-Za-z0-9._-]+)")


class SetUpError(Exception):
    """The environment cannot be made; the text says in a sentence what to do."""


def say(text: str) -> None:
    """Write one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def stamp(dev: bool) -> Path:
    """Return the file that remembers which lock has been installed."""
    return VENV / (".installed-dev" if dev else ".installed")


def fingerprint(dev: bool) -> str:
    """Return the fingerprint of a lock file."""
    return hashlib.sha256(LOCKS[dev].read_bytes()).hexdigest()


def is_installed(dev: bool) -> bool:
    """Tell whether `.venv` works and holds what the lock says; the development lock contains the other one."""
    wanted = fingerprint(dev)
    try:
        return PYTHON.exists() and stamp(dev).read_text("ascii") == wanted
    except OSError:
        return False


def main(dev: bool) -> None:
    """Create the environment and install the lock where that is needed; raises SetUpError with a sentence."""
    if is_installed(dev):
        return
    # Two calls at once (make run, make test) take turns.
    guard = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(guard, fcntl.LOCK_EX)
    if is_installed(dev):
        return
    began = time.monotonic()
    _check_machine()
    if not _succeeds(PYTHON, "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 11))"):
        _create()
    _install(dev)
    for each in {False, dev}:
        stamp(each).write_text(fingerprint(each), "ascii")
    say(f"  Packages: done in {time.monotonic() - began:.1f} s")


def _check_machine() -> None:
    if sys.version_info[:2] != (3, 11):
        have = sys.version.split()[0]
        raise SetUpError(f"Python 3.11 is needed and this is {have}: name the right one, as in PYTHON=python3.11.")
    if importlib.util.find_spec("venv") is None:
        raise SetUpError(f"{sys.executable} cannot create virtual environments: apt-get install python3.11-venv.")
    free = shutil.disk_usage(ROOT).free // 1024**2
    if free < NEEDED_MEGABYTES:
        raise SetUpError(
            f"The disk of {ROOT} has {free} MB left and the packages need {NEEDED_MEGABYTES} MB: free some space."
        )


def _succeeds(python: str | Path, *words: str) -> bool:
    try:
        return subprocess.run([str(python), *words], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create() -> None:
    """Create `.venv` without a pip of its own, which would take longer than all the rest of this step."""
    if VENV.is_symlink():
        raise SetUpError(f"{VENV} is a link to an environment without Python 3.11: remove the link.")
    words = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetUpError(f"The virtual environment could not be created:\n{_last_lines(done.stdout + done.stderr)}")


def _pip() -> list[str]:
    """Return the pip to use: the environment's own, otherwise this Python's, otherwise the one Python carries along."""
    if _succeeds(PYTHON, "-c", "import pip"):
        return [str(PYTHON), "-m", "pip"]
    if _succeeds(sys.executable, "-m", "pip", "--python", str(PYTHON), "--version"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if _succeeds(PYTHON, "-m", "ensurepip"):
        return [str(PYTHON), "-m", "pip"]
    raise SetUpError(f"{sys.executable} has no pip: apt-get install python3-pip python3.11-venv.")


def _install(dev: bool) -> None:
    """Install exactly what the lock says, hashes checked, and count along."""
    total = len(re.findall(r"^[A-Za-z0-9._-]+==", LOCKS[dev].read_text("utf-8"), re.MULTILINE))
    say(f"  Installing up to {total} packages from {LOCKS[dev].name}; the first time takes about half a minute …")
    words = [*_pip(), "install", "--require-hashes", "--no-deps", "--no-input", "--no-compile"]
    words += ["--disable-pip-version-check", "--progress-bar", "off", "--requirement", str(LOCKS[dev])]
    seen, lines = 0, list[str]()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if _REPORTED.match(line):
                seen += 1
                if seen % 25 == 0:
                    say(f"    {seen} of {total}")
            elif line.startswith("Installing collected"):
                say("    unpacking")
    if process.returncode:
        raise SetUpError(_why_pip_failed(lines))


def _why_pip_failed(lines: list[str]) -> str:
    text = "\n".join(lines)
    if "No space left on device" in text:
        return f"The disk of {ROOT} is full: free some space and try again."
    if "Failed to establish a new connection" in text or "Temporary failure in name resolution" in text:
        return "The package index cannot be reached: check the network or pip's own settings (pip config list)."
    if "DO NOT MATCH THE HASHES" in text:
        return f"A package differs from what the lock file says and was not installed:\n{_last_lines(text)}"
    return f"pip could not install the packages:\n{_last_lines(text)}"


def _last_lines(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-8:])


if __name__ == "__main__":
    try:
        main("--dev" in sys.argv[1:])
    except SetUpError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
