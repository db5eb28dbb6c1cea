"""Installs what the tests need from the system and pip cannot bring: Chromium, Pango and a font.

Standard library only; called by `make test` before pytest. As root, or with a sudo that asks nothing, it installs from
apt; otherwise it says in one sentence what is missing.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")


def browser() -> str:
    """Return the path of Chromium: PORTAL_CHROMIUM, otherwise the first one on PATH; empty when there is none."""
    named = os.environ.get("PORTAL_CHROMIUM", "")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), "")


def missing() -> list[str]:
    """Return the Debian packages that have to be installed."""
    packages = [] if browser() else ["chromium"]
    if sys.platform == "linux":
        packages += [package for library, package in _LIBRARIES.items() if not _loads(library)]
    fonts = (path for folder in _FONT_FOLDERS for path in Path(folder).rglob("*.[ot]t[fc]"))
    if next(fonts, None) is None:
        packages.append("fonts-dejavu-core")
    return packages


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def main() -> int:
    """Install what is missing and return an exit code."""
    packages = missing()
    if not packages:
        return 0
    sentence = f"The tests need {', '.join(packages)}: apt-get install {' '.join(packages)}."
    if not shutil.which("apt-get"):
        sys.stderr.write(f"{sentence}\n")
        return 1
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and (not shutil.which("sudo") or subprocess.run([*as_root, "true"], capture_output=True).returncode):
        sys.stderr.write(f"{sentence}\n")
        return 1
    sys.stdout.write(f"  Installing {', '.join(packages)} …\n")
    sys.stdout.flush()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*as_root, "apt-get", *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if done.returncode:
        sys.stderr.write("\n".join(done.stdout.splitlines()[-8:]) + f"\n{sentence}\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
